"""The command and its files: what is printed, what is written, how it ends; no value of a row is ever shown."""

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli.console import out
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.errors import Refused, WrongUse
from tests.core.files import write_upload
from tests.core.lettings import GENERAL, HOME, LOOKED_UP, RENTS, row

WORLD = {
    "today": "2026-11-21",
    "orgs": {"ORG1": {"provider_type": "PRP", "rent_periods": "all"}},
    "uprn_lookup": {HOME: "1 High Street, Chatham, ME4 4AA"},
}


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """A screen on which no cell of a table is broken into lines."""
    monkeypatch.setattr(out, "width", 400)


def run(*words):
    result = CliRunner().invoke(app, ["core-check", *map(str, words)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def world(tmp_path):
    path = tmp_path / "world.json"
    path.write_text(json.dumps(WORLD))
    return path


@pytest.fixture
def reference(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    RENTS.write_csv(folder / "rent_ranges_2026.csv")
    return folder


def test_the_json_has_one_entry_per_row_in_file_order(tmp_path, world, reference):
    rows = [GENERAL, row("bedrooms 13; tenant_code B", GENERAL), row("basic_rent 20; tenant_code C", GENERAL)]
    path = write_upload(tmp_path / "three.csv", LAYOUT, *rows)
    run(path, "--world", world, "--reference", reference, "--json", tmp_path / "said.json")
    said = json.loads((tmp_path / "said.json").read_text())
    assert [entry["row"] for entry in said] == [1, 2, 3]
    assert said[0] == {"row": 1, "verdict": "accepted", "errors": []}
    assert said[1]["errors"] == [{"field": 28, "category": "critical"}]
    assert {error["field"] for error in said[2]["errors"]} == {18, 23, 24, 25, 28, 141, 142}


def test_what_is_printed_names_fields_and_shows_no_value(tmp_path, world):
    path = write_upload(tmp_path / "one.csv", LAYOUT, row("uprn 123456ABC; work_2 3", LOOKED_UP))
    printed = run(path, "--world", world).output
    assert "error" in printed
    assert "The home's UPRN" in printed
    assert "without a word" in printed
    assert "123456ABC" not in printed
    assert "Not checked: rent limits" in printed


def test_twins_block_the_file_unless_each_row_stands_alone(tmp_path, world):
    path = write_upload(tmp_path / "twins.csv", LAYOUT, GENERAL, GENERAL, row("tenant_code Z", GENERAL))
    assert "NO log would be made of this file: 2 rows block it" in run(path, "--world", world).output
    assert "NO log" not in run(path, "--world", world, "--each-row-alone").output


def test_a_working_situation_without_limits_stops_the_upload(tmp_path, world):
    second = "age_2 30; partner_2 2; sex_2 M; gender_same_2 1; work_2 11"
    path = write_upload(tmp_path / "crash.csv", LAYOUT, GENERAL, row(f"{second}; tenant_code Z", GENERAL))
    assert "break off the upload at row 2" in run(path, "--world", world).output


def test_a_high_charge_of_no_known_need_stops_the_upload(tmp_path, world):
    rows = [row(f"needs_type 3; service_charge {charge}; tenant_code {charge}", GENERAL) for charge in ("200", "200.01")]
    assert "break off the upload at row 2" in run(write_upload(tmp_path / "need.csv", LAYOUT, *rows), "--world", world).output


def test_the_day_may_be_told(tmp_path, world):
    path = write_upload(tmp_path / "day.csv", LAYOUT, GENERAL)
    assert "NO log" in run(path, "--world", world, "--today", "2026-08-30").output
    assert "NO log" not in run(path, "--world", world, "--today", "2026-08-31").output
    with pytest.raises(WrongUse, match="--today"):
        run(path, "--today", "yesterday")


def test_postcodes_tell_the_authority_where_their_areas_are_given(tmp_path, world):
    path = write_upload(tmp_path / "areas.csv", LAYOUT, row("local_authority", LOOKED_UP))
    areas = tmp_path / "areas-of-postcodes.csv"
    areas.write_text("postcode,authority\nME4,E06000035\n")
    assert "local authority (ONS code)" in run(path, "--world", world).output
    assert "local authority (ONS code)" not in run(path, "--world", world, "--postcode-areas", areas).output


def test_a_council_is_judged_by_its_own_limits(tmp_path):
    path = write_upload(
        tmp_path / "council.csv", LAYOUT, row("referral_association; referral_council 3; service_charge 26", GENERAL)
    )
    assert "The charge is high" in run(path, "--provider", "LA").output
    assert "do not go together" in run(path, "--provider", "PRP").output


def test_wrong_use_and_unusable_helpers_are_said_plainly(tmp_path, world):
    path = write_upload(tmp_path / "one.csv", LAYOUT, GENERAL)
    with pytest.raises(WrongUse, match="lettings 2026"):
        run(path, "--year", "2031")
    with pytest.raises(Refused, match="no folder"):
        run(path, "--reference", tmp_path / "nowhere")
    (tmp_path / "rent_ranges_2026.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Refused, match="no column lettype"):
        run(path, "--reference", tmp_path)
    world.write_text("{}")
    with pytest.raises(Refused, match="no description"):
        run(path, "--world", world)
    with pytest.raises(Refused, match="numbered columns"):
        run(path, "--type", "sales")


@pytest.mark.parametrize(("month", "stops"), [("2147483648", True), ("2147483647", False), ("-2147483649", True), ("13", False)])
def test_a_part_of_a_day_that_no_computer_reckons_with_stops_the_upload(tmp_path, world, month, stops):
    path = write_upload(tmp_path / "day.csv", LAYOUT, GENERAL, row(f"start_month {month}; tenant_code Z", GENERAL))
    assert ("break off the upload at row 2" in run(path, "--world", world).output) is stops
