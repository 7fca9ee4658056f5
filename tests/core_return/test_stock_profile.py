"""The stock's profile: in whatever case its groups are called, and nothing of it dropped without a word."""

import json

import polars as pl
import pytest

from pipeline.stages.core_return.statistics import HIDDEN, NOT_GIVEN, Breakdown, statistics
from pipeline.stages.core_return.year_2026.tables import LETTINGS
from tests.core_return.small import WHOLE, folder_with, returned, sheet

PROFILE = {"characteristic": "ethnicity", "group": "White", "tenants": "500"}


def given(tmp_path, *rows):
    done = returned(folder_with(tmp_path / "in", **WHOLE, stock_profile=[PROFILE | row for row in rows]), tmp_path / "out")
    return done.record, sheet(tmp_path / "out", "Unusable")


def stock(tmp_path, title="Ethnic group of the lead tenant"):
    told = pl.read_excel(tmp_path / "out" / "statistics.xlsx", sheet_name="Lettings", has_header=False, infer_schema_length=0)
    cells = told.rows()
    top = next(at for at, row in enumerate(cells) if row[0] == title)
    return {row[0]: row[3] for row in cells[top + 1 : top + 7]}


@pytest.mark.parametrize("group", ["white", "WHITE", " White "])
def test_groups_are_told_in_any_case(tmp_path, group):
    record, aside = given(tmp_path, {"group": group}, {"group": "black", "tenants": "100"})
    assert record["rows_set_aside"] == aside.height == 0
    assert stock(tmp_path)["White"] == "500"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"group": "White British"}, "group: unknown; ethnicity may be: White; Mixed; Asian; Black; Arab or another; would not say"),
        ({"characteristic": "age", "group": "16-24"}, "group: unknown; age may be: under 25; 25 to 34; 35 to 44; 45 to 54; 55 to 64;"),
        ({"characteristic": "age"}, "group: unknown; age may be: under 25;"),
        ({"characteristic": "religion"}, "characteristic: unknown code; it may be: age; ethnicity; nationality; disability; household"),
        ({"tenants": "many"}, "tenants: not a whole number"),
        ({"tenants": "8,210"}, "tenants: a comma in a number"),
        ({"tenants": None}, "tenants: "),
    ],
)  # fmt: skip
def test_what_fits_into_no_group_is_named(tmp_path, changes, why):
    record, aside = given(tmp_path, {"group": "Black", "tenants": "100"}, changes)
    row = aside.row(0, named=True)
    assert (aside.height, record["rows_set_aside"], row["Extract"], row["Line"]) == (1, 1, "stock_profile", 3)
    assert row["Why"].startswith(why)
    assert record["inputs"]["stock_profile"]["rows_accepted"] == record["inputs"]["stock_profile"]["rows_quarantined"] == 1
    assert row["Why"] in record["inputs"]["stock_profile"]["reasons"]
    for value in ("White British", "16-24", "religion", "many", "8,210"):
        assert value not in json.dumps(record) + str(aside.rows())


def test_a_group_that_the_profile_lacks_is_not_given_and_a_small_one_hidden(tmp_path):
    given(tmp_path, {}, {"group": "Asian", "tenants": "4"}, {"group": "Mixed", "tenants": "40"})
    assert stock(tmp_path) == {"White": "500", "Mixed": HIDDEN, "Asian": HIDDEN, "Black": NOT_GIVEN,
                               "Arab or another": NOT_GIVEN, "would not say": NOT_GIVEN}  # fmt: skip


def test_a_profile_stands_beside_the_lettings():
    one = Breakdown("x", "X", pl.col("x"), ("a", "b"), profile="age")
    logs = pl.DataFrame({"x": ["a"] * 30 + ["b"] * 10})
    profile = pl.DataFrame({"characteristic": ["age", "age", "other"], "group": ["a", "b", "a"], "tenants": [500, 300, 9]})
    (table,) = statistics(logs, [one], profile)
    assert [(row["count"], row["stock"], row["stock_share"]) for row in table.rows] == [(30, 500, 0.625), (10, 300, 0.375)]


def test_the_stocks_tables_too_give_nothing_away_together():
    """Elders who live alone are 55 or over: more of them than are 65 and over would say how many at least are between."""
    tenants = {("age", "35 to 44"): 5, ("age", "45 to 54"): 4, ("age", "55 to 64"): 3, ("age", "65 and over"): 400,
               ("household", "one elder"): 403, ("household", "two adults"): 60}  # fmt: skip
    nobody = pl.DataFrame(schema={name: pl.Int64 for one in LETTINGS for name in one.value.meta.root_names()})
    assert shown_of_stock(nobody, {key: count for key, count in tenants.items() if key[0] == "age"})["65 and over"] == 400
    together = shown_of_stock(nobody, tenants)
    assert None in (together["65 and over"], together["one elder"])


def shown_of_stock(logs, tenants):
    profile = pl.DataFrame(
        [(*names, count) for names, count in tenants.items()], orient="row", schema=["characteristic", "group", "tenants"]
    )
    tables = [one for one in statistics(logs, LETTINGS, profile) if one.stock]
    return {group: count for one in tables for group, count in zip(one.groups, one.stock.counts, strict=True)}
