"""No arithmetic on numbers that Polars keeps in few bits: parts of dates wrap round, and counts without a sign fall below zero."""

import ast
from datetime import date, timedelta
from random import Random

import polars as pl
import pytest

from pipeline.completed_years import completed_years
from pipeline.stages.core_return.tenancies import age_on, miscounted_age_on
from tests.test_architecture import FILES

PARTS = {"month", "day", "year", "weekday", "ordinal_day", "quarter", "week", "iso_year", "hour", "minute", "second"}
COUNTS = {"len", "len_chars", "len_bytes", "count_matches", "n_unique"}
NARROW = {"Int8", "Int16", "UInt8", "UInt16"}
WIDENING = {"cast", "to_string", "replace_strict"}
COMPARES = {"is_between", "is_in", "eq", "ne"}


EIGHT_BITS, NO_SIGN = "few bits", "no sign"


def kept_as(node: ast.AST) -> str | None:
    """How Polars keeps a number: parts of dates in few bits, counts without a sign; None where neither or where it is cast."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    name, of = node.func.attr, node.func.value
    if name == "cast":
        return EIGHT_BITS if any(getattr(one, "attr", "") in NARROW for arg in node.args for one in ast.walk(arg)) else None
    if name in WIDENING | COMPARES:
        return None
    space = of.attr if isinstance(of, ast.Attribute) else ""
    if space == "dt" and name in PARTS:
        return EIGHT_BITS
    if (space in {"str", "list"} and name in COUNTS) or (name in {"len", "count"} and getattr(of, "id", "") == "pl"):
        return NO_SIGN
    return kept_as(of)  # .over(), .clip(), .fill_null() and the like keep the type


def risky(node: ast.AST) -> bool:
    """Whether numbers of few bits are added, subtracted or multiplied, or something is subtracted from or by a count."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return kept_as(node.operand) is not None
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add | ast.Sub | ast.Mult):
        return False
    kept = {kept_as(node.left), kept_as(node.right)}
    return EIGHT_BITS in kept or (NO_SIGN in kept and isinstance(node.op, ast.Sub))


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("pl.col('a').dt.month() * 100", True),
        ("pl.col('a').dt.year() - pl.col('b').dt.year()", True),
        ("1 + pl.col('a').dt.day().fill_null(1)", True),
        ("pl.len() - 1", True),
        ("pl.len().over('a') - 1", True),
        ("pl.col('a').str.len_chars() - 3", True),
        ("pl.col('a').cast(pl.Int8) * 100", True),
        ("pl.col('a').dt.month().cast(pl.Int32) * 100", False),
        ("pl.col('a').dt.month() == 1", False),
        ("pl.len().cast(pl.Int64) - 1", False),
        ("-pl.col('a').dt.month()", True),
        ("pl.int_range(1, pl.len() + 1)", False),
        ("len(rows) - 1", False),
    ],
)
def test_what_is_risky_is_recognised(source, wrong):
    assert any(map(risky, ast.walk(ast.parse(source)))) is wrong


def test_no_narrow_number_is_reckoned_with():
    places = [
        f"{module}:{node.lineno}"
        for module, path in FILES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if risky(node)
    ]
    assert not places, f"cast to Int32 or Int64 before reckoning: {places}"


def years_by_hand(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def pairs() -> list[tuple[date, date]]:
    """20,000 chance pairs; every birthday, the day before and the day after, in years with and without 29 February."""
    dice, first = Random(57), date(1900, 1, 1)
    some = [sorted(first + timedelta(dice.randrange(46_000)) for _ in range(2)) for _ in range(20_000)]
    every_day = [date(2004, 1, 1) + timedelta(n) for n in range(366)]
    edges = [
        (born, date(year, born.month, min(born.day, 28)) + timedelta(shift))
        for born in every_day
        for year in (2005, 2020, 2026, 2028, 2100)
        for shift in range(-1, 5)
    ]
    return [(born, day) for born, day in some] + edges


def test_every_age_is_that_of_plain_dates():
    made = pl.DataFrame(pairs(), schema=["born", "day"], orient="row")
    years = made.select(completed_years(pl.col("born"), pl.col("day"))).to_series().to_list()
    expected = [years_by_hand(*pair) for pair in made.iter_rows()]
    assert years == expected
    asked = made.select(age_on("day", "born")).to_series().to_list()
    assert asked == [str(max(age, 1)) for age in expected]


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), "17"),
        (date(2008, 2, 29), date(2026, 3, 1), "18"),
        (date(1962, 3, 1), date(2026, 4, 4), "64"),
        (date(2026, 4, 4), date(2026, 4, 4), "1"),
        (date(2026, 4, 5), date(2026, 4, 4), None),
        (None, date(2026, 4, 4), None),
    ],
)
def test_edges_of_an_age(born, day, age):
    made = pl.DataFrame({"born": [born], "day": [day]}, schema={"born": pl.Date, "day": pl.Date})
    assert made.select(age_on("day", "born")).item() == age


def test_the_miscount_of_earlier_workbooks_is_reckoned_as_it_was():
    made = pl.DataFrame(pairs(), schema=["born", "day"], orient="row")
    born, day = pl.col("born").dt, pl.col("day").dt
    wrapped = [part.month() * pl.lit(100, dtype=pl.Int8) + part.day() for part in (day, born)]
    was = day.year() - born.year() - (wrapped[0] < wrapped[1]).cast(pl.Int32)
    assert (
        made.select(was.clip(1).cast(pl.String))
        .to_series()
        .equals(made.select(miscounted_age_on("day", "born")).to_series(), check_names=False)
    )
    assert made.select(miscounted_age_on("day", "born") != age_on("day", "born")).to_series().mean() > 0.2
