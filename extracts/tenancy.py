"""The tenancy extract: one row per person per tenancy; another landlord's tenancies have the same shape."""

from dataclasses import replace

from extracts.contract import Extract, Field, Use
from extracts.kinds import code, date, flag, integer, reference
from extracts.people import (
    CONTACTS,
    DATE_OF_BIRTH,
    FORMER_SURNAME,
    NAMES,
    NINO,
    POSTCODE,
    RESTRICTED,
    UPRN,
    address_lines,
)

STATUS = code.codes("tenant_status", "F", "O", "H")
TYPES = code.codes(
    "tenancy_type", "general_needs", "sheltered", "supported", "temporary", "shared_ownership", "market_rent", "garage", "other"
)
ROUTES = code.codes("acquisition_route", "new_let", "transfer", "mutual_exchange", "succession", "assignment", "decant")
PERMISSIONS = code.codes("permission", "lodger", "sublet", "absence", "decant", "care")
END_REASONS = code.codes(
    "end_reason", "abandoned", "surrendered", "notice", "transfer", "exchange", "death", "evicted", "purchase", "other"
)
STAGES = code.codes("right_to_buy_stage", "none", "applied", "accepted", "completed", "withdrawn")

TENANCY = Extract(
    name="tenancy",
    title="Tenancies: one row per person per tenancy",
    mandatory=True,
    names_people=True,
    key=("tenancy_ref", "person_ref"),
    scope=("landlord_code",),
    order=(("tenancy_start", "tenancy_end"), ("person_start", "person_end"), ("permission_start", "permission_end")),
    fields=(
        Field("landlord_code", code.ANY, Use.FACT, "The group company or body", True, ("landlord", "company", "body_code")),
        Field(
            "tenancy_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The landlord's number for the tenancy",
            True,
            (
                "tenancy_reference",
                "tenancy_id",
                "tenancy_number",
                "tenancy_no",
                "tenancy/tenant_reference",
                "tenant_reference",
                "agreement_ref",
            ),
            "tenancy",
        ),
        Field(
            "person_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The landlord's number for the person",
            True,
            ("person_reference", "person_id", "person_number", "party_ref", "contact_id"),
            "person",
        ),
        Field(
            "tenant_status",
            STATUS,
            Use.FACT,
            "F first-named tenant, O other joint tenant, H adult household member",
            True,
            ("tenant_status_flag", "tenant_flag", "person_type"),
        ),
        *NAMES,
        FORMER_SURNAME,
        DATE_OF_BIRTH,
        NINO,
        *CONTACTS,
        Field(
            "property_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The landlord's number for the home",
            True,
            ("property_reference", "property_id", "property_number", "unit_ref", "place_ref"),
            "property",
        ),
        UPRN,
        *address_lines(),
        POSTCODE,
        Field(
            "tenancy_type",
            TYPES,
            Use.FACT,
            "What sort of tenancy",
            True,
            ("tenure_type", "tenure", "type_of_tenancy", "agreement_type"),
        ),
        Field(
            "tenancy_start",
            date.DATE,
            Use.FACT,
            "First day of the tenancy",
            True,
            ("tenancy_start_date", "start_date", "commencement_date", "tenancy_commencement_date", "date_started"),
        ),
        Field(
            "tenancy_end",
            date.DATE,
            Use.FACT,
            "Last day of the tenancy; blank: current",
            False,
            ("tenancy_end_date", "end_date", "termination_date"),
        ),
        Field(
            "person_start",
            date.DATE,
            Use.FACT,
            "When this person joined, where it differs",
            False,
            ("person_start_date", "date_joined"),
        ),
        Field(
            "person_end", date.DATE, Use.FACT, "When this person left, where it differs", False, ("person_end_date", "date_left")
        ),
        Field("acquisition_route", ROUTES, Use.FACT, "How the tenancy came about", False, ("letting_route", "tenancy_source")),
        Field(
            "prior_tenancy_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The tenancy before a transfer, exchange or decant",
            False,
            ("previous_tenancy_ref", "prior_tenancy"),
            "tenancy",
        ),
        Field("permission", PERMISSIONS, Use.FACT, "Consent on file", False, ("consent",)),
        Field("permission_start", date.DATE, Use.FACT, "First day of the consent", False, ("consent_start",)),
        Field("permission_end", date.DATE, Use.FACT, "Last day of the consent", False, ("consent_end",)),
        Field("notice_given", date.DATE, Use.FACT, "The day the tenant gave notice", False, ("notice_date",)),
        Field("end_reason", END_REASONS, Use.FACT, "Why the tenancy ended", False, ("termination_reason", "reason_for_leaving")),
        Field("succession_open", flag.FLAG, Use.FACT, "A succession case is open", False, ("succession_case_open",)),
        Field(
            "right_to_buy_stage",
            STAGES,
            Use.FACT,
            "How far a right-to-buy application is",
            False,
            ("rtb_stage", "right_to_buy_in_progress", "right_to_buy_in_progress_/_application_stage", "application_stage"),
        ),
        RESTRICTED,
        Field(
            "housing_benefit_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The council's number for the claim",
            False,
            ("housing_benefit_reference_number", "hb_ref", "hb_reference"),
            "claim",
        ),
        Field(
            "occupants",
            integer.COUNT,
            Use.FACT,
            "People believed to live there",
            False,
            ("number_of_people_permanently_living_at_address", "number_of_occupants", "household_size"),
        ),
    ),
)

PARTNER_TENANCY = replace(TENANCY, name="partner_tenancy", title="Tenancies of another landlord", mandatory=False)
