"""The rent of the first day: whether what the rent account charges is what was charged then, and what each log took."""

import polars as pl

from extracts.core.year_2026.catalogue import ACCOUNT
from extracts.core.year_2026.lettings import CHARGES
from pipeline.stages.core_return.drafts import DOUBT, HELD, Records, all_doubts, doubts_where
from pipeline.stages.core_return.sources import as_text
from pipeline.stages.core_return.tenancies import KEY
from pipeline.stages.core_return.year_2026.letting_doubts import CURRENT, PAID

TWO_ACCOUNTS = "Two rent accounts tell of different charges for this tenancy; close or correct one."
CHANGED = (
    "The rent account is of {as_of}, the first day is {due}, and rents changed on {change}: the return does not take one for the "
    "other. Give the four charges of the first day in core_lettings."
)
NAMES = [field.name for field in CHARGES]


def charges(records: Records, lettings: pl.DataFrame, answers: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The charges of each letting's account as text, as far as they are those of its first day, and doubts about the others.

    An account without `as_of` is taken to be of the day of the return. `answers` are the answers of sign-up: where they give all
    four charges, an account from another side of a rent change neither answers nor contradicts.
    """
    rows = records.accepted("rent_account")
    if rows is None:
        return pl.DataFrame(schema=dict.fromkeys(NAMES, pl.String)).clear(lettings.height), pl.DataFrame(schema=DOUBT)
    found = _accounts(rows, lettings, records)
    torn = pl.col("accounts").fill_null(0) > 1
    charged = pl.any_horizontal(pl.col(name).is_not_null() for name in PAID)
    answered = pl.lit(answers.select(pl.all_horizontal(pl.col(name).is_not_null() for name in PAID)).to_series())
    stale = pl.col("change").is_not_null() & charged & ~torn
    waits = found.with_columns(stale=stale).filter(stale & ~answered)
    doubts = all_doubts([doubts_where(found, torn, "basic_rent", HELD, TWO_ACCOUNTS), _changed(waits)])
    kept = [pl.when(~torn & ~(stale & (pl.lit(name in PAID)))).then(name).alias(name) for name in NAMES]
    return found.select(kept), doubts


def _accounts(rows: pl.DataFrame, lettings: pl.DataFrame, records: Records) -> pl.DataFrame:
    """One row a letting: `log`, `due`, how many `accounts` differ, the charges, `as_of`, and the rent `change` in between."""
    told = as_text(rows.filter(CURRENT).with_columns(day="as_of"), ACCOUNT)
    told = (
        told.filter(pl.any_horizontal(pl.col(NAMES).is_not_null()))
        .sort("day", nulls_last=True)
        .unique((*KEY, *NAMES), keep="last")
    )
    counted = told.with_columns(accounts=pl.len().over(*KEY)).unique(KEY, keep="first", maintain_order=True)
    columns = (*KEY, "accounts", "day", *NAMES)
    found = lettings.select("log", *KEY, "due").join(counted.select(columns), on=KEY, how="left", maintain_order="left")
    return _with_change(found.with_columns(as_of=pl.col("day").fill_null(records.today)), records)


def _with_change(found: pl.DataFrame, records: Records) -> pl.DataFrame:
    """With `change`: the first rent change after the earlier of `due` and `as_of` that is not after the later one."""
    years = range(records.begins.year - 1, records.today.year + 2)
    low, high = pl.min_horizontal("due", "as_of"), pl.max_horizontal("due", "as_of")
    known = pl.col("due").is_not_null()
    between = [
        pl.when(known & (low < day) & (pl.lit(day) <= high)).then(pl.lit(day)) for day in records.settings.rent_changes_of(years)
    ]
    return found.with_columns(change=pl.coalesce(between))


def _changed(waits: pl.DataFrame) -> pl.DataFrame:
    """A doubt for every log whose account is from another side of a rent change, with the three days."""
    days = [pl.col(name).dt.to_string("%-d %B %Y") for name in ("as_of", "due", "change")]
    says = pl.format(CHANGED.format(as_of="{}", due="{}", change="{}"), *days)
    return waits.select("log", name=pl.lit("basic_rent"), kind=pl.lit(HELD), says=says)
