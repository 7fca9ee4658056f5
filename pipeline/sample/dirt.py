"""A few rows that are bad on purpose, so that what is set aside and what is only blanked have something to show.

Each is a copy of an ordinary row with one fault. They stand at the end of the first block's rows, belong to nobody in the
truth, and are listed there under `faults`.
"""

from dataclasses import dataclass, field

import polars as pl

FAULTS = {"extract": pl.String, "row": pl.UInt32, "what": pl.String, "set_aside": pl.Boolean}
"""The columns of the list of faults: `set_aside` is false where the row is to be kept and only a value blanked."""


@dataclass(frozen=True)
class Fault:
    """One bad row: what is wrong with it, the values put into the copy (None: blank), and whether the row can't be used."""

    what: str
    values: dict[str, str | None] = field(default_factory=dict)
    set_aside: bool = True


def _own(number: int, **values: str | None) -> dict[str, str | None]:
    """Values for a tenancy row of its own, so that no real tenancy gets a party too many."""
    return {"tenancy_ref": f"0009900{number}", "person_ref": f"P9900000{number}", **values}


_NOBODY = ("key", "person", "home")
_NOBODY = ("key", "person", "home")
_NOTHING_USABLE = {"nino": "12345", "email": "none@none.com", "uprn": "1.00123E+11", "mobile": "0000000", "permission": "castle"}
BY_EXTRACT = {
    "tenancy": (
        Fault("ends before it begins", _own(1, tenancy_start="01/02/2020", tenancy_end="01/01/2019")),
        Fault("unknown tenant status", _own(2, tenant_status="X")),
        Fault("no surname", _own(3, surname=None)),
        Fault("no such day", _own(4, tenancy_start="31/02/2020")),
        Fault("repeated exactly"),
        Fault("a void", _own(5, forename="VOID", surname="VOID", date_of_birth=None, nino=None)),
        Fault("a test entry", _own(6, forename="TEST", surname="TENANT", nino=None)),
        Fault("nothing usable in optional columns", _own(7, **_NOTHING_USABLE), set_aside=False),
    ),
    "rent_account": (
        Fault("no balance", {"account_ref": "RA99000001", "balance": None}),
        Fault("charge in words", {"account_ref": "RA99000002", "weekly_charge": "see letter"}),
        Fault("no such tenancy", {"account_ref": "RA99000003", "tenancy_ref": "00099999"}, set_aside=False),
    ),
    "rent_transaction": (
        Fault("nothing posted", {"transaction_ref": "99000000001", "amount": "0.00"}),
        Fault("no such day", {"transaction_ref": "99000000002", "posted_on": "2026-02-31"}),
        Fault("unknown kind", {"transaction_ref": "99000000003", "kind": "cheque"}),
        Fault("repeated exactly"),
        Fault("no such account", {"transaction_ref": "99000000004", "account_ref": "RA99999999"}, set_aside=False),
    ),
    "benefit_award": (
        Fault("ends before it begins", {"claim_ref": "990000001", "award_start": "2024-05-06", "award_end": "2023-05-06"}),
        Fault("unknown role", {"claim_ref": "990000002", "role": "child"}),
        Fault("no address", {"claim_ref": "990000003", "address_line_1": None}),
    ),
    "benefit_payment": (
        Fault("amount in words", {"payment_ref": "BP99000001", "amount": "nil"}),
        Fault("ends before it begins", {"payment_ref": "BP99000002", "period_from": "2026-05-04", "period_to": "2026-04-05"}),
        Fault("no such award", {"payment_ref": "BP99000003", "claim_ref": "999999999"}, set_aside=False),
    ),
    "deceased": (
        Fault("no date of death", {"date_of_death": None}),
        Fault(
            "born in the future", {"forename": "Zebedee", "surname": "Nobody", "date_of_birth": "01/02/2061", "nino": None},
            set_aside=False,
        ),
    ),
    "residency": (Fault("ends before it begins", {"first_seen": "2026-05-04", "last_seen": "2025-04-05"}),),
    "waiting_list": (Fault("unknown status", {"application_ref": "WL99000001", "status": "dreaming"}),),
    "right_to_buy": (Fault("unknown stage", {"application_ref": "RTB/9900001", "stage": "haggling"}),),
    "partner_tenancy": (Fault("no surname", {"tenancy_ref": "RV-9900001", "surname": None}),),
    "household_event": (Fault("unknown kind", {"kind": "party"}),),
    "ownership": (Fault("sold before it was bought", {"owned_from": "2026-05-04", "owned_to": "2025-04-05"}),),
    "short_let": (Fault("no number", {"listing_ref": None}),),
}  # fmt: skip


def with_faults(rows: pl.DataFrame, extract: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The extract's rows with the bad ones behind them, and the list of these with the columns of `FAULTS`."""
    faults = BY_EXTRACT[extract]
    models = _models(rows, extract).head(len(faults))
    faults = faults[: models.height]
    bad = [
        models[nth].with_columns(
            *(pl.lit(value, dtype=pl.String).alias(column) for column, value in fault.values.items()),
            *(pl.lit(None, dtype=pl.Int64).alias(column) for column in _NOBODY if column in rows.columns),
        )
        for nth, fault in enumerate(faults)
    ]  # fmt: skip
    numbers = range(rows.height + 1, rows.height + 1 + len(faults))
    listed = [(extract, row, fault.what, fault.set_aside) for row, fault in zip(numbers, faults, strict=True)]
    return pl.concat([rows, *bad]), pl.DataFrame(listed, schema=FAULTS, orient="row")


def _models(rows: pl.DataFrame, extract: str) -> pl.DataFrame:
    """The rows that are copied: of tenancies, those long over, which no rule looks at."""
    return rows.filter(pl.col("tenancy_end").is_not_null() & (pl.col("tenant_status") == "F")) if extract == "tenancy" else rows
