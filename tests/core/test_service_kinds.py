"""Kinds of rows on which an earlier version differed from the service: days, twins, owners without stock, users and schemes."""

import json
from dataclasses import replace

import pytest

from pipeline.core.world import read_world
from tests.core.lettings import GENERAL, WORLD, checked
from tests.core.sales import rows as sales


def fields(outcome, row):
    return set(outcome.findings.filter(row=row)["name"])


@pytest.mark.parametrize("day", [{"start_day": None}, {"start_day": "x"}, {"start_month": None}, {"start_year": None}])
@pytest.mark.parametrize("authority", ["W06000015", "S12000033", "nowhere"])
def test_an_authority_elsewhere_is_blamed_without_a_start(day, authority):
    """`validate_la_in_england` of property_validations.rb asks for no start; `validate_la_is_active` does."""
    outcome = checked(GENERAL | day | {"local_authority": authority}, GENERAL | day | {"local_authority": "E08000016"})
    assert {"local_authority", "postcode_outward", "postcode_inward", "uprn"} <= fields(outcome, 1)
    assert not outcome.findings.filter(row=2, rule="authority_not_in_force").height


BEYOND = ["294277", "300000", "5874898", "2147483648", "99999999999999999999", "-4714", "-100000"]
WITHIN = ["294276", "10000", "9999", "-4712", "-100", "26"]


@pytest.mark.parametrize(("year", "stops"), [*((year, True) for year in BEYOND), *((year, False) for year in WITHIN)])
def test_a_year_beyond_the_database_breaks_off_the_upload(year, stops):
    """The service looks up the authorities in force on the day (`lettings_log_variables.rb`), and PostgreSQL refuses such a day."""
    lettings = checked(GENERAL | {"start_year": year}, GENERAL | {"start_year": year, "start_day": "32"})
    assert lettings.stops == ((1,) if stops else ())
    assert sales.judged([sales.PURCHASE | {"completion_year": year}]).stops == ((1,) if stops else ())


def test_an_empty_home_of_any_year_stops_nothing():
    assert checked(GENERAL | {"void_year": "294277"}).stops == ()


TWINS = [
    ({}, {}, True),
    ({}, {"start_month": "0x9"}, False),
    ({"start_day": "8"}, {"start_day": " 8 "}, True),
    ({"sex_1": "f"}, {"sex_1": "F"}, True),
    ({"tenant_code": "a"}, {"tenant_code": "A"}, False),
    ({"tenant_code": "a"}, {"tenant_code": "a "}, False),
    ({"tenant_code": None}, {"tenant_code": " "}, False),
    ({"basic_rent": "110.501"}, {"basic_rent": "110.504"}, False),
    ({"basic_rent": "110.5"}, {"basic_rent": "110.50"}, True),
    ({"basic_rent": "1e2"}, {"basic_rent": "100"}, True),
    ({"basic_rent": "100", "service_charge": "10"}, {"basic_rent": "90", "service_charge": "20"}, True),
    ({"basic_rent": None}, {"basic_rent": None, "service_charge": "5"}, True),
]


@pytest.mark.parametrize(("one", "other", "twins"), TWINS)
def test_twins_are_compared_to_the_letter_and_the_last_digit(one, other, twins):
    """`spreadsheet_duplicate_hash` of row_parser.rb: texts as they stand (age and sex in capitals), the charges' exact sum."""
    outcome = checked(GENERAL | one, GENERAL | other, alone=False)
    assert bool(outcome.findings.filter(rule="twin_in_file").height) == twins


def test_an_owner_without_stock_is_asked_for_the_referral_of_its_kind():
    """`field_referral_register_prp_valid?` of row_parser.rb asks what the owner is, not whether it owns homes."""
    world = replace(WORLD, without_stock={"ORG3": "PRP"})
    outcome = checked(GENERAL | {"owner": "ORG3", "manager": "ORG3"}, world=world)
    assert not outcome.findings.filter(rule="referral_unfitting").height
    assert "owner" in fields(outcome, 1)


def test_a_world_may_name_users_and_several_schemes(tmp_path):
    place = {"postcode": "ME4 4AA", "la": "E06000035"}
    told = {
        "today": "2026-11-21",
        "orgs": {"ORG1": {}, "ORG2": {"holds_own_stock": False, "provider_type": "LA"}},
        "schemes": [
            {"code": "S1", "owner": "ORG1", "locations": {"1": place}},
            {"code": "S2", "owner": "ORG2", "locations": {"7": place, "8": place}},
        ],
        "users": {"Maya@one.example": "ORG1"},
    }
    path = tmp_path / "world.json"
    path.write_text(json.dumps(told))
    world = read_world(path, "PRP")
    assert set(world.schemes or {}) == {("S1", "1"), ("S2", "7"), ("S2", "8")}
    assert world.users == {"maya@one.example": "ORG1"}
    assert world.providers == {"ORG1": "PRP", "ORG2": "LA"}
