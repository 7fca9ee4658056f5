"""Extracts that a landlord may or may not have; each switches on the rules that need it."""

from dataclasses import replace

from extracts.contract import Ends, Extract, Field, Presumed, Use
from extracts.kinds import code, date, flag, money, reference
from extracts.people import (
    CONTACTS,
    DATE_OF_BIRTH,
    FORENAME,
    FORMER_SURNAME,
    MIDDLE_NAMES,
    NAMES,
    NINO,
    POSTCODE,
    RESTRICTED,
    SURNAME,
    UPRN,
    address_lines,
)

_POSTCODE_IF_HELD = replace(POSTCODE, required=False)
SOURCE = Field("source", code.ANY, Use.FACT, "Where the record comes from", True, ("data_source",))

DECEASED = Extract(
    name="deceased",
    title="People reported to have died",
    names_people=True,
    fields=(
        FORENAME,
        SURNAME,
        MIDDLE_NAMES,
        DATE_OF_BIRTH,
        Field("date_of_death", date.DATE, Use.FACT, "Day of death", True, ("dod", "death_date")),
        NINO,
        *address_lines(required=False),
        _POSTCODE_IF_HELD,
        SOURCE,
        RESTRICTED,
    ),
)

RESIDENCY = Extract(
    name="residency",
    title="Evidence of where people live, from credit reference agencies and registers",
    names_people=True,
    order=(("first_seen", "last_seen"),),
    fields=(
        FORENAME,
        SURNAME,
        MIDDLE_NAMES,
        DATE_OF_BIRTH,
        *address_lines(),
        POSTCODE,
        UPRN,
        SOURCE,
        Field(
            "strength",
            code.codes("strength", "strong", "weak", nothing=code.UNSAID),
            Use.FACT,
            "How good the evidence is",
            False,
            presumed=Presumed("weak", "taken as weak evidence"),
        ),
        Field("first_seen", date.DATE, Use.FACT, "First seen at the address", True, ("from_date",)),
        Field("last_seen", date.DATE, Use.FACT, "Last seen at the address", True, ("to_date",), ends=Ends.RECORD),
        RESTRICTED,
    ),
)

WAITING_LIST = Extract(
    name="waiting_list",
    title="Applicants for a home: one row per applicant",
    names_people=True,
    key=("application_ref", "role"),
    fields=(
        Field(
            "application_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "Number of the application",
            True,
            ("application_reference", "application_id", "application_number"),
            "application",
        ),
        Field("role", code.codes("role", "main", "joint"), Use.FACT, "Main or joint applicant", True, ("applicant_flag",)),
        *NAMES,
        FORMER_SURNAME,
        DATE_OF_BIRTH,
        NINO,
        *CONTACTS,
        UPRN,
        *address_lines(required=False),
        _POSTCODE_IF_HELD,
        Field("applied_on", date.DATE, Use.FACT, "Day of the application", True, ("application_date", "registration_date")),
        Field(
            "status",
            code.codes("status", "live", "suspended", "housed", "closed"),
            Use.FACT,
            "State of the application",
            True,
            ("application_status",),
        ),
        Field(
            "transfer",
            flag.FLAG,
            Use.FACT,
            "A tenant asking for a transfer",
            False,
            ("transfer_applicant",),
            presumed=Presumed(value=True, words="taken as a tenant asking for a transfer"),
        ),
        RESTRICTED,
    ),
)

RIGHT_TO_BUY = Extract(
    name="right_to_buy",
    title="Right-to-buy applications: one row per applicant",
    names_people=True,
    key=("application_ref",),
    order=(("applied_on", "completed_on"),),
    fields=(
        Field(
            "application_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "Number of the application",
            True,
            ("application_reference", "application_id", "application_number"),
            "right_to_buy",
        ),
        Field(
            "tenancy_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The tenancy the application is for",
            True,
            ("tenancy_reference", "tenancy_id"),
            "tenancy",
        ),
        *NAMES,
        FORMER_SURNAME,
        DATE_OF_BIRTH,
        NINO,
        *CONTACTS,
        UPRN,
        *address_lines(required=False),
        _POSTCODE_IF_HELD,
        Field(
            "stage",
            code.codes("stage", "none", "applied", "accepted", "completed", "withdrawn"),
            Use.FACT,
            "How far the application is",
            True,
            ("application_stage",),
        ),
        Field("applied_on", date.DATE, Use.FACT, "Day of the application", True, ("application_date",)),
        Field(
            "completed_on",
            date.DATE,
            Use.FACT,
            "Day of completion",
            False,
            ("completion_date", "rtb_completion_date"),
            ends=Ends.PART,
        ),
        Field("discount", money.MONEY, Use.FACT, "Discount, pounds", False, ("amount_of_rtb_discount", "rtb_discount")),
        RESTRICTED,
    ),
)

HOUSEHOLD_EVENT = Extract(
    name="household_event",
    title="Repairs, visits, contacts and reports at a tenancy",
    fields=(
        Field(
            "tenancy_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The tenancy it happened at",
            True,
            ("tenancy_reference", "tenancy_id"),
            "tenancy",
        ),
        Field("event_date", date.DATE, Use.FACT, "Day of the event", True, ("date",)),
        Field("person_ref", reference.REFERENCE, Use.REFERENCE, "The person it concerns", False, ("person_id",), "person"),
        Field(
            "kind",
            code.codes("kind", "repair", "no_access", "visit", "death_reported", "contact", "audit_passed", "audit_failed"),
            Use.FACT,
            "What happened",
            True,
            ("event_type",),
        ),
        Field("detail", code.ANY, Use.FACT, "The landlord's own code; shown, never interpreted", False, ("event_detail",)),
    ),
)
