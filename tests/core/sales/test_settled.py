"""What the service derives of a sale, and what depends on the world: twins, the open years, tables and areas that are given."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from pipeline.core.judge import judge
from pipeline.core.sales_2026.year import YEAR
from pipeline.core.world import World
from tests.core.sales import rows
from tests.core.sales.rows import STAIRCASING, WORLD, errors, judged, upload


def answer(name, *changed):
    return judged(changed).answers[name].to_list()


@pytest.mark.parametrize(
    ("ages", "kind"),
    [
        (["60"], 1),
        (["60", "61"], 2),
        (["59"], 3),
        (["59", "18"], 4),
        (["59", "17"], 5),
        (["16", "18", "17"], 6),
        (["59", "60"], 9),
        (["R"], 9),
    ],
)
def test_the_household_is_typed_by_its_elders_adults_and_children(ages, kind):
    people = {f"age_{person}": age for person, age in enumerate(ages, 1)}
    assert answer("household_type", rows.PURCHASE | people | {"household_size": str(len(ages))}) == [kind]


def test_nothing_else_stands_where_the_service_answers_itself():
    assert answer("bedrooms", rows.PURCHASE | {"home_kind": "2"}) == [1]
    assert answer("mortgage_purchase", rows.CASH, rows.PURCHASE, rows.PURCHASE | {"mortgage_used_purchase": "3"}) == [
        0,
        70_000_00,
        None,
    ]
    assert answer("work_3", rows.FAMILY, rows.FAMILY | {"age_3": "16", "work_3": "9"}) == [9, None]
    assert answer("work_2", rows.JOINT | {"work_2": "9"}) == [9]
    assert answer("rent_staircasing", rows.TO_THE_WHOLE, rows.STAIRCASING) == [0, 250_40]
    assert answer("previous_postcode", rows.RIGHT_TO_BUY, rows.PURCHASE) == ["ME4 4AA", "ME5 7AA"]
    assert answer("postcode", rows.BY_UPRN | {"postcode_outward": "TN1"}) == ["ME4 4AA"]


def test_rows_of_one_buyer_and_day_are_duplicates_unless_their_codes_differ():
    first, again = rows.PURCHASE, rows.STAIRCASING | {"work_1": "1"}
    for other, verdict in ((again, "setup_error"), (again | {"buyer_code": "B00018"}, "accepted")):
        checked = judge(YEAR, upload([first, other, rows.JOINT | {"buyer_code": "B3"}]), WORLD)
        verdicts = [told for told, _ in errors(checked)]
        assert verdicts == [verdict, verdict, "accepted"]
    blamed = {field for field, _ in errors(judge(YEAR, upload([first, again]), WORLD))[0][1]}
    assert blamed == {1, 2, 3, 4, 7, 16, 17, 21, 22, 29, 30, 35}


@pytest.mark.parametrize(
    ("today", "verdict"),
    [
        (date(2026, 9, 25), "setup_error"),
        (date(2026, 9, 26), "accepted"),
        (date(2027, 7, 2), "accepted"),
        (date(2027, 7, 3), "setup_error"),
    ],
)
def test_a_completion_is_taken_from_two_weeks_before_until_its_year_is_closed(today, verdict):
    row = rows.PURCHASE | {"completion_day": "10"}
    ((found, faults),) = errors(judged([row], replace(WORLD, today=today)))
    assert found == verdict
    assert faults == (set() if verdict == "accepted" else {(1, "setup"), (2, "setup"), (3, "setup")})


def test_without_tables_and_places_the_checks_that_need_them_are_named_as_off():
    bare = World(today=WORLD.today)
    dear = rows.PURCHASE | {"price_purchase": "900000", "first_share_purchase": "10", "mortgage_purchase": "80000"}
    ((_, found),) = errors(judged([dear | {"owner": "ORG77", "manager": "ORG78"}], bare))
    assert not {field for field, _ in found} & {4, 5, 26, 99}
    off = judged([dear], bare).off
    assert [check.split(":")[0] for check in off] == [
        "price bands",
        "local authorities by postcode",
        "organisations and users",
        "whether a UPRN is found",
        "sale already in the service",
    ]
    assert [check.split(":")[0] for check in judged([dear], WORLD).off] == off_but("price bands", off)


def off_but(on, off):
    switched_on = {on, "organisations and users", "whether a UPRN is found"}
    return [name for check in off if (name := check.split(":")[0]) not in switched_on]


def test_an_authority_inferred_from_the_postcode_takes_the_place_of_one_that_is_not_told():
    row = rows.BY_UPRN | {"local_authority": None}
    told, inferred = (errors(judged([row], world))[0] for world in (WORLD, replace(WORLD, areas={"ME4": "E06000035"})))
    assert told == ("error", {(23, "critical")})
    assert inferred == ("accepted", set())


def test_beside_a_uprn_an_authority_is_kept_where_there_is_one_and_forgotten_where_there_is_none():
    welsh, none, ended = (rows.BY_UPRN | {"local_authority": code} for code in ("W06000015", "W06000099", "E08000016"))
    found = [{field for field, _ in faults} for _, faults in errors(judged([welsh, none, ended]))]
    assert found == [{16, 17, 19, 21, 22, 23}, {23}, {23}]


def test_a_large_sum_is_refused_as_a_small_one_is():
    huge = rows.RIGHT_TO_BUY | {"price_discounted": "9" * 30, "discount": "9" * 30, "deposit_discounted": "9" * 30}
    ((verdict, found),) = errors(judged([huge]))
    assert verdict == "error"
    assert {(128, "critical"), (130, "critical"), (135, "critical")} <= found


def test_ten_thousand_rows_are_judged_in_columns_not_one_by_one():
    many = pl.concat([upload(rows.CLEAN.values()).rows] * 200)
    placed = many.with_columns(row=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32), line=pl.int_range(2, pl.len() + 2))
    verdicts = judge(YEAR, replace(upload([]), rows=placed), WORLD, each_row_alone=True).verdicts
    assert verdicts.height == 200 * len(rows.CLEAN)
    assert set(verdicts["verdict"]) == {"accepted"}


def test_a_share_beyond_any_number_is_refused_and_does_not_stop_the_file():
    verdicts = judged([STAIRCASING | {"share_bought": "1e400"}, STAIRCASING]).verdicts["verdict"]
    assert verdicts.to_list() == ["error", "accepted"]


@pytest.mark.parametrize(("day", "stops"), [("2147483648", (1,)), ("2147483647", ())])
def test_a_day_that_no_computer_reckons_with_stops_the_upload(day, stops):
    assert judged([rows.STAIRCASING | {"first_purchase_day": day}]).stops == stops


def test_a_previous_postcode_of_spaces_is_missing_in_one_half_and_none_in_the_other():
    checked = judged([rows.PURCHASE | {"previous_outward": " ", "previous_inward": " "}])
    assert checked.findings.select("name", "rule").rows() == [
        ("previous_outward", "answer_missing"),
        ("previous_inward", "previous_postcode_format"),
    ]
