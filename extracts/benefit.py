"""The benefit extracts: awards of housing support, one row per person per claim, and the payments made on them."""

from extracts.contract import LONG_TERM, UNREADABLE, Ends, Extract, Field, Presumed, Use
from extracts.kinds import account_number, code, date, money, reference, sort_code
from extracts.people import CONTACTS, DATE_OF_BIRTH, NAMES, NINO, POSTCODE, RESTRICTED, UPRN, address_lines

SCHEMES = code.codes("scheme", "housing_benefit", "universal_credit_housing", "council_tax_reduction")
SOURCE_BODY = Field("source_body", code.ANY, Use.FACT, "The council or department that pays", True, ("payer_body", "la_code"))
CLAIM_REF = Field(
    "claim_ref",
    reference.REFERENCE,
    Use.REFERENCE,
    "The payer's number for the claim",
    True,
    ("claim_reference", "claim_id", "claim_number", "award_ref"),
    "claim",
)

BENEFIT_AWARD = Extract(
    name="benefit_award",
    title="Benefit awards: one row per person per claim",
    names_people=True,
    key=("claim_ref", "role"),
    scope=("scheme", "source_body"),
    order=(("award_start", "award_end"),),
    fields=(
        Field("scheme", SCHEMES, Use.FACT, "Which benefit", True, ("benefit_type", "benefit")),
        SOURCE_BODY,
        CLAIM_REF,
        Field(
            "role",
            code.codes("role", "claimant", "partner", "non_dependant"),
            Use.FACT,
            "The person's part in the claim",
            True,
            ("claim_role", "person_role"),
        ),
        *NAMES,
        DATE_OF_BIRTH,
        NINO,
        *CONTACTS,
        UPRN,
        *address_lines(),
        POSTCODE,
        Field(
            "tenancy_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The landlord's tenancy number, where the payer gives it",
            False,
            ("tenancy_reference", "landlord_reference", "landlord_ref"),
            "tenancy",
        ),
        Field(
            "award_start",
            date.DATE,
            Use.FACT,
            "First day of the award",
            True,
            ("award_start_date", "claim_start_date", "claim_start", "award_from"),
        ),
        Field(
            "award_end",
            date.DATE,
            Use.FACT,
            "Last day of the award; blank: live",
            False,
            ("award_end_date", "claim_end_date"),
            ends=Ends.RECORD,
            years=LONG_TERM,
        ),
        Field("weekly_amount", money.MONEY, Use.FACT, "Pounds a week", False, ("weekly_award", "weekly_benefit")),
        Field("declared_rent", money.MONEY, Use.FACT, "Weekly rent as declared to the payer", False, ("declared_weekly_rent",)),
        Field(
            "payee",
            code.codes("payee", "landlord", "claimant", words={"claimant": "^(tenant|customer)$"}, nothing=code.UNSAID),
            Use.FACT,
            "Who is paid",
            False,
            ("paid_to",),
            presumed=Presumed("landlord", "taken as paid to a landlord or agent, whose account joins nobody"),
        ),
        Field("payee_sort_code", sort_code.SORT_CODE, Use.IDENTIFIER, "The payee's sort code", False, ("sort_code",)),
        Field(
            "payee_account_number",
            account_number.ACCOUNT_NUMBER,
            Use.IDENTIFIER,
            "The payee's account number",
            False,
            ("account_number", "bank_account_number"),
        ),
        Field(
            "dual_award_reason",
            code.codes(
                "dual_award_reason",
                "move_overlap",
                "fear_of_violence",
                "adaptations",
                "large_family",
                "student_couple",
                words={
                    "move_overlap": r"overlap",
                    "fear_of_violence": r"violence|abuse",
                    "adaptations": r"adapt",
                    "large_family": r"large_family",
                    "student_couple": r"student",
                },
                nothing=code.NOTHING,
            ),
            Use.FACT,
            "Why two awards at once are lawful",
            False,
            ("two_homes_reason",),
            presumed=Presumed(UNREADABLE, "taken as a lawful reason for two awards"),
        ),
        RESTRICTED,
    ),
)

BENEFIT_PAYMENT = Extract(
    name="benefit_payment",
    title="Benefit payments: one row per payment",
    order=(("period_from", "period_to"),),
    fields=(
        SOURCE_BODY,
        CLAIM_REF,
        Field("period_from", date.DATE, Use.FACT, "First day paid for", True, ("period_start", "from_date", "paid_from")),
        Field(
            "period_to", date.DATE, Use.FACT, "Last day paid for", True, ("period_end", "to_date", "paid_to"), ends=Ends.RECORD
        ),
        Field("amount", money.MONEY, Use.FACT, "Pounds; negative: a recovery", True, ("payment_amount", "value")),
        Field("paid_on", date.DATE, Use.FACT, "Day of payment", True, ("payment_date", "date_paid")),
        Field(
            "payment_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The payer's number for the payment",
            False,
            ("payment_reference", "payment_id"),
            "payment",
        ),
        Field("scheme", SCHEMES, Use.FACT, "Which benefit", False, ("benefit_type", "benefit")),
    ),
)
