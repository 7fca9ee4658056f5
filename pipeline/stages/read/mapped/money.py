"""Two columns of money, debit and credit, as one positive amount with its kind and direction."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from extracts.kinds.money import tidy
from pipeline.inputs.mapping import OTHERWISE
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.stages.read.mapped.columns import looked_up
from pipeline.stages.read.mapped.given_codes import as_code
from pipeline.stages.read.mapped.headers import their_column

DEBIT, CREDIT = "debit", "credit"
SIDE = {"charge": DEBIT, "receipt": CREDIT, "refund": DEBIT, "reversal": DEBIT}
"""The side on which a kind of posting stands by its nature; one on the other side is an adjustment."""
BY_SIDE = {DEBIT: "charge", CREDIT: "receipt"}
BOTH = "debit and credit both filled"
_MONEY = pl.Decimal(12, 2)


def with_amount(rows: pl.DataFrame, source: MappedSource) -> tuple[pl.DataFrame, list[str]]:
    """The rows with `amount`, `kind` and `direction`, and `_odd` where both columns hold a sum; and what was noticed.

    A column's own sign is that of most of its sums: credits that are all printed as negative stay credits, a single
    negative among positive ones goes to the other side. A zero beside a sum is a blank.
    """
    if not source.debit_credit:
        return rows.with_columns(_odd=pl.lit(None, dtype=pl.String)), []
    debit, credit = _sums(rows, source.debit_credit.debit), _sums(rows, source.debit_credit.credit)
    only_credit = credit.filled | (debit.given.is_null() & credit.given.is_not_null())
    on_debit = debit.filled | ~only_credit
    against = (debit.against & debit.filled) | (credit.against & ~debit.filled)
    columns = pl.DataFrame({"on_debit": on_debit, "against": against, "both": debit.filled & credit.filled})
    columns = columns.with_columns(debit.plain.alias("debit"), credit.plain.alias("credit"))
    made = columns.select(
        amount=pl.when("on_debit").then("debit").otherwise("credit"),
        _side=pl.when(pl.col("on_debit") ^ pl.col("against")).then(pl.lit(DEBIT)).otherwise(pl.lit(CREDIT)),
        _odd=pl.when("both").then(pl.lit(BOTH)),
    )
    kinds, adjusted = _with_kind(rows.with_columns(made), source)
    return kinds.drop("_side"), _notices(int(against.sum()), adjusted)


@dataclass(frozen=True)
class _Sums:
    """One of the two columns: its texts, where they hold a sum, the sums without sign, where one is against the others."""

    given: pl.Series
    filled: pl.Series
    plain: pl.Series
    against: pl.Series


def _sums(rows: pl.DataFrame, header: str) -> _Sums:
    given = rows[their_column(header)]
    sums = looked_up(given, tidy, _MONEY)
    own_is_negative = int((sums < 0).sum() or 0) > int((sums > 0).sum() or 0)
    against = (sums > 0) if own_is_negative else (sums < 0)
    filled = given.is_not_null() & ((sums != 0) | sums.is_null())
    return _Sums(given, filled, looked_up(given, _without_sign, pl.String), against.fill_null(False))


def _without_sign(text: str) -> str:
    money: Decimal | None = tidy(text)
    return text if money is None else str(abs(money))


def _with_kind(rows: pl.DataFrame, source: MappedSource) -> tuple[pl.DataFrame, int]:
    """The rows with `kind` as the values say, else by the side; what stands on the other side than its kind is an adjustment."""
    table = {as_code(theirs) for theirs in source.values.get("kind", {})}
    by_side = pl.col("_side").replace_strict(BY_SIDE, return_dtype=pl.String)
    if "kind" not in rows.columns:
        rows = rows.with_columns(kind=by_side)
    known = (
        looked_up(rows["_kind"], lambda text: as_code(text) in table or OTHERWISE in table, pl.Boolean)
        if "_kind" in rows.columns
        else None
    )
    kind = pl.col("kind") if known is None else pl.when(known.fill_null(False)).then("kind").otherwise(by_side)
    rows = rows.with_columns(kind=pl.coalesce(kind, by_side))
    contrary = pl.col("kind").replace_strict(SIDE, default=pl.col("_side"), return_dtype=pl.String) != pl.col("_side")
    adjusted = int(rows.select(contrary.sum()).item())
    adjustment = contrary | (pl.col("kind") == "adjustment")
    return rows.with_columns(
        kind=pl.when(contrary).then(pl.lit("adjustment")).otherwise("kind"), direction=pl.when(adjustment).then("_side")
    ), adjusted


def _notices(turned: int, adjusted: int) -> list[str]:
    told = {
        "sums against the sign of most in their column, taken to the other side": turned,
        "postings on the other side than their kind, taken as adjustments": adjusted,
    }
    return [f"debit and credit: {what}: {rows}" for what, rows in told.items() if rows]
