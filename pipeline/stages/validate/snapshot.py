"""The snapshot: the day that an exercise describes, taken from the rent accounts where nobody gave it."""

from datetime import date

from pipeline.errors import Refused
from pipeline.stages.validate.column import distinct
from pipeline.stages.validate.dates import judge_dates, refuse_changed_over
from pipeline.tables import Identified, RawTable

BALANCE_DAY = "as_of"
LAST_OF_THIS_CENTURY = date(2099, 12, 31)
"""A balance is of this century: where the snapshot is not known yet, a two-digit year is 20.. ."""
HOW_TO_GIVE_IT = "Give the day that the extracts describe with --as-of, e.g. --as-of 2026-10-05."


def snapshot_of(raw_rent_account: RawTable | None) -> date:
    """The newest usable `as_of` of the rent accounts; Refused, with how to give it, where there is none."""
    if raw_rent_account is None or BALANCE_DAY not in raw_rent_account.rows.columns:
        raise Refused(f"no snapshot date: there is no rent_account extract to take it from. {HOW_TO_GIVE_IT}")
    field = raw_rent_account.extract.field(BALANCE_DAY)
    texts = distinct(raw_rent_account.rows[BALANCE_DAY])
    refuse_changed_over(raw_rent_account, field, texts)
    usable: list[date] = [day for day in judge_dates(field, texts, LAST_OF_THIS_CENTURY).values if day]
    if not usable:
        file = raw_rent_account.about.get("file", raw_rent_account.extract.name)
        raise Refused(f"no snapshot date: column {BALANCE_DAY} of {file} has no usable date. {HOW_TO_GIVE_IT}")
    return max(usable)


def days_differ(accepted: Identified) -> list[str]:
    """A notice where the balances were not all taken on one day."""
    if BALANCE_DAY not in accepted.extract.names:
        return []
    days = accepted.frame[BALANCE_DAY].value_counts().sort(BALANCE_DAY)
    if days.height < 2:
        return []
    older = int(days["count"][:-1].sum())
    return [f"{BALANCE_DAY} differs between rows: the newest is {days[BALANCE_DAY][-1]}, {older} rows are older"]
