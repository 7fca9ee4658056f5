"""Columns of money judged as wholes: signs that follow the kind of posting, sums rounded, and sums that look like pence."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import polars as pl

from extracts.contract import Field
from extracts.kinds import money
from pipeline.errors import Refused
from pipeline.stages.validate.column import Column, Texts
from pipeline.tables import RawTable

SIGN_OF_ALL = 0.9
"""The share of a kind's postings below zero from which the minus is how the system writes that kind: reversals are few."""
FEWEST, SHARE = 2, 0.01
"""What makes the decimal comma the file's rather than a slip: two sums, and one in a hundred of those given."""
NOT_ABOVE_ZERO = "not above zero"
OTHER_SIGN = "another sign than the other postings of its kind"
WEEKLY_AT_MOST, PAYMENT_AT_MOST = Decimal(1000), Decimal(5000)
"""Pounds above which a sum is questioned: no social or affordable rent is £1,000 a week, and no payments of housing support or of
rent cover so many weeks that half of them are over £5,000. In pence, as some national files have them, every rent is above it.
"""
USUAL = {
    ("rent_account", "weekly_charge"): WEEKLY_AT_MOST,
    ("benefit_award", "weekly_amount"): WEEKLY_AT_MOST,
    ("benefit_award", "declared_rent"): WEEKLY_AT_MOST,
    ("benefit_payment", "amount"): PAYMENT_AT_MOST,
    ("rent_transaction", "amount"): PAYMENT_AT_MOST,
}
ADJUSTMENT = "adjustment"
DIRECTION = {True: "credit", False: "debit"}
"""Which way an adjustment goes by whether it is below zero, in files that write receipts below zero and charges above."""


def refuse_decimal_commas(raw: RawTable, field: Field, texts: Texts) -> None:
    """Refused where a column of money, not only a row, has a comma before the pence: 1.234 would be taken for £1.23."""
    commas = [money.decimal_comma(text) for text in texts.texts]
    rows = texts.rows_of(commas)
    if rows >= FEWEST and rows >= SHARE * texts.given:
        offending = texts.texts.filter(pl.Series(commas, dtype=pl.Boolean))
        line = raw.rows.filter(pl.col(field.name).is_in(offending.implode()))["line"][0]
        raise Refused(
            f"{raw.about.get('file', raw.extract.name)}: column {field.name} has a comma before the pence in {rows} of "
            f"{texts.given} sums, first on line {line}. Expected a full stop, e.g. 1234.50 or 1,234.50: export it as a number."
        )


def rounding_noticed(field: Field, texts: Texts) -> tuple[str, ...]:
    """A notice with the number of sums that had decimals beyond the penny."""
    rows = texts.rows_of([money.rounded(text) for text in texts.texts])
    return (
        (f"{field.name}: sums with more than two decimals, rounded to the penny (halves away from zero): {rows}",) if rows else ()
    )


def settle_signs(raw: RawTable, columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns with the sums of postings and payments as the contract has them: signs that a whole kind bears are dropped."""
    if "amount" not in columns:
        return dict(columns)
    if raw.extract.name == "rent_transaction" and "kind" in columns:
        return _postings(columns)
    return dict(columns) | {"amount": _payments(columns["amount"])} if raw.extract.name == "benefit_payment" else dict(columns)


def _payments(amount: Column) -> Column:
    """Payments that are all below zero are a ledger's way of writing them; its recoveries are then above."""
    below, given = int((amount.values < 0).sum()), int((amount.values != 0).sum())
    if not below or below < SIGN_OF_ALL * given:
        return amount
    notice = f"amount: {below} of {given} payments are below zero, read with the sign turned"
    return replace(amount, values=(-amount.values).cast(amount.values.dtype), notices=(*amount.notices, notice))


def _postings(columns: Mapping[str, Column]) -> dict[str, Column]:
    amount = columns["amount"]
    rows = pl.DataFrame({"kind": columns["kind"].values, "amount": amount.values, "reason": amount.reasons})
    turned = _turned(rows)
    by_sign = {"receipt"} <= turned and "charge" not in turned and bool((rows["kind"] == "charge").any())
    follows = turned - {ADJUSTMENT} if by_sign else turned
    rows = rows.with_columns(below=pl.col("amount") < 0, turn=pl.col("kind").is_in(sorted(follows)))
    signed = (pl.col("kind") == ADJUSTMENT) & by_sign
    fits = signed | (pl.col("below") == pl.col("turn").fill_null(value=False))
    why = pl.when(pl.col("amount") == 0).then(pl.lit(NOT_ABOVE_ZERO)).when(~fits).then(pl.lit(OTHER_SIGN))
    judged = rows.with_columns(reason=pl.coalesce("reason", why))
    values = judged.select(pl.when(pl.col("reason").is_null()).then(pl.col("amount").abs()).cast(amount.values.dtype)).to_series()
    settled = replace(
        amount, values=values.alias("amount"), reasons=judged["reason"], notices=(*amount.notices, *_told(rows, follows))
    )
    return dict(columns) | {"amount": settled} | (_directed(columns, rows) if by_sign else {})


def _turned(rows: pl.DataFrame) -> set[str]:
    """The kinds whose postings are nearly all below zero."""
    given = rows.filter(pl.col("amount") != 0).drop_nulls("kind")
    kinds = given.group_by("kind").agg(below=(pl.col("amount") < 0).mean())
    return set(kinds.filter(pl.col("below") >= SIGN_OF_ALL)["kind"])


def _told(rows: pl.DataFrame, follows: set[str]) -> list[str]:
    below = rows.filter(pl.col("turn") & pl.col("below"))
    counts = {kind: below.filter(pl.col("kind") == kind).height for kind in sorted(follows)}
    return [f"amount: {kind} postings are written below zero, read as positive: {count}" for kind, count in counts.items()]


def _directed(columns: Mapping[str, Column], rows: pl.DataFrame) -> dict[str, Column]:
    """The direction of adjustments from their sign, where none was given."""
    if "direction" not in columns:
        return {}
    direction = columns["direction"]
    sign = rows.select(
        pl.when((pl.col("kind") == ADJUSTMENT) & (pl.col("amount") != 0)).then(
            pl.when("below").then(pl.lit(DIRECTION[True])).otherwise(pl.lit(DIRECTION[False]))
        )
    ).to_series()
    filled = int((direction.values.is_null() & sign.is_not_null()).sum())
    notice = (f"direction: adjustments without one, taken from their sign: {filled}",) if filled else ()
    values = pl.select(pl.coalesce(direction.values, sign)).to_series().alias("direction")
    return {"direction": replace(direction, values=values, notices=(*direction.notices, *notice))}


def sums_questioned(raw: RawTable, columns: Mapping[str, Column]) -> tuple[list[str], list[str]]:
    """Notices of single sums beyond what is usual, with count and first line; and doubts of columns whose median is beyond it."""
    notices: list[str] = []
    doubts: list[str] = []
    for (extract, name), most in USUAL.items():
        if extract != raw.extract.name or name not in columns:
            continue
        sums = columns[name].values.abs()
        beyond = (sums > most).fill_null(value=False)
        if beyond.any():
            line = raw.rows["line"].filter(beyond)[0]
            notices.append(f"{name}: sums over £{most:,}: {int(beyond.sum())}, first on line {line}")
            doubts += [_doubt(raw, name, sums, most)] if _median(sums) > most else []
    return notices, doubts


def _median(sums: pl.Series) -> Decimal:
    """The middle one of the sums that are not zero; the lower of two."""
    ordered = sums.drop_nulls().filter(sums.drop_nulls() != 0).sort()
    middle: Decimal = ordered[(len(ordered) - 1) // 2]
    return middle


def _doubt(raw: RawTable, name: str, sums: pl.Series, most: Decimal) -> str:
    pence = " Every sum is a whole number: they look like pence." if bool((sums.drop_nulls() % 1 == 0).all()) else ""
    file = raw.about.get("file", raw.extract.name)
    return f"{file}: the median {name.replace('_', ' ')} is over £{most:,} (column {name}).{pence} Expected pounds, e.g. 112.50."
