"""The rent extracts: accounts and their postings."""

from extracts.contract import UNREADABLE, Extract, Field, Presumed, Use
from extracts.kinds import account_number, code, date, money, name, reference, sort_code

LANDLORD = Field("landlord_code", code.ANY, Use.FACT, "The group company or body", True, ("landlord", "company", "body_code"))
ACCOUNT_REF = Field(
    "account_ref",
    reference.REFERENCE,
    Use.REFERENCE,
    "Rent account number",
    True,
    ("account_reference", "rent_account", "account_id", "rent_reference", "account_no"),
    "account",
)

RENT_ACCOUNT = Extract(
    name="rent_account",
    title="Rent accounts: one row per account",
    key=("account_ref",),
    scope=("landlord_code",),
    fields=(
        LANDLORD,
        ACCOUNT_REF,
        Field(
            "tenancy_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The tenancy the account is for",
            True,
            ("tenancy_reference", "tenancy_id", "tenancy_number", "tenancy_no"),
            "tenancy",
        ),
        Field(
            "weekly_charge",
            money.MONEY,
            Use.FACT,
            "Weekly charge, pounds",
            True,
            ("weekly_rent", "rent_amount", "charge", "weekly_rent_charge", "rent_per_week"),
        ),
        Field(
            "balance",
            money.MONEY,
            Use.FACT,
            "Balance, pounds; arrears are positive",
            True,
            ("current_balance", "arrears", "account_balance", "rent_balance"),
        ),
        Field("as_of", date.DATE, Use.FACT, "The day the balance was taken", True, ("balance_date", "as_at", "snapshot_date")),
        Field("payment_method", code.ANY, Use.FACT, "How the tenant usually pays", False, ("pay_method",)),
        Field(
            "account_kind",
            code.codes(
                "account_kind",
                "current",
                "former_tenant_arrears",
                "use_and_occupation",
                "garage",
                words={
                    "current": r"^current_(rent|tenant|account)",
                    "former_tenant_arrears": r"former|^fta$",
                    "use_and_occupation": r"use_(and|&)_occ",
                    "garage": r"garage",
                },
                nothing=code.UNSAID,
            ),
            Use.FACT,
            "What the account is for",
            False,
            ("account_type",),
            presumed=Presumed(UNREADABLE, "taken as no current rent account"),
        ),
    ),
)

RENT_TRANSACTION = Extract(
    name="rent_transaction",
    title="Rent postings: one row per posting",
    key=("transaction_ref",),
    fields=(
        ACCOUNT_REF,
        Field(
            "transaction_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "Posting number",
            True,
            ("transaction_reference", "transaction_id", "posting_id"),
            "transaction",
        ),
        Field("posted_on", date.DATE, Use.FACT, "Day of the posting", True, ("posting_date", "transaction_date", "post_date")),
        Field(
            "kind",
            code.codes("kind", "charge", "receipt", "adjustment", "refund", "reversal"),
            Use.FACT,
            "What the posting does to the debt",
            True,
            ("transaction_type", "posting_type"),
        ),
        Field(
            "amount",
            money.AMOUNT,
            Use.FACT,
            "Pounds; a minus (or CR) that all postings of a kind bear is dropped, others of that kind are set aside",
            True,
            ("transaction_amount", "value"),
        ),
        Field(
            "direction",
            code.codes("direction", "debit", "credit"),
            Use.FACT,
            "Which way an adjustment goes",
            False,
            ("debit_credit", "dr_cr"),
        ),
        Field(
            "method",
            code.codes(
                "method", "direct_debit", "card", "cash", "standing_order", "housing_benefit", "universal_credit", "other"
            ),
            Use.FACT,
            "How the money came",
            False,
            ("payment_method", "pay_method"),
        ),
        Field("payer_name", name.PAYER, Use.IDENTIFIER, "Who paid, as the bank gave it", False, ("payer", "payee_name")),
        Field("payer_sort_code", sort_code.SORT_CODE, Use.IDENTIFIER, "The payer's sort code", False, ("sort_code",)),
        Field(
            "payer_account_number",
            account_number.ACCOUNT_NUMBER,
            Use.IDENTIFIER,
            "The payer's account number",
            False,
            ("account_number", "bank_account_number"),
        ),
        Field(
            "payer_class",
            code.codes(
                "payer_class",
                "tenant",
                "benefit",
                "appointee",
                "charity",
                "guarantor",
                "council",
                "other",
                words={
                    "tenant": r"^(joint_)?tenant$|^self$|^customer$",
                    "benefit": r"^dwp$|benefit|universal_credit|^uc$|^hb$",
                    "appointee": r"appointee",
                    "charity": r"charit",
                    "guarantor": r"guarantor",
                    "council": r"council|local_authority|^la$",
                    "other": r"^third_party$",
                },
                nothing=code.UNSAID,
            ),
            Use.FACT,
            "Who the landlord knows the payer to be",
            False,
            ("payer_type",),
            presumed=Presumed(UNREADABLE, "taken as a payer whom the landlord knows"),
        ),
    ),
)
