"""Bad input: every fault is named with its row and field, nothing is lost and nothing guessed; the rest goes."""

from collections import Counter
from dataclasses import dataclass, replace

import polars as pl
import pytest

from extracts.core.catalogue import CATALOGUES
from pipeline import core_journey
from pipeline.core.lettings_2026.year import YEAR as LETTINGS
from pipeline.core.sales_2026.year import YEAR as SALES
from pipeline.errors import Refused, WrongUse
from pipeline.keys import RootKey
from pipeline.return_settings import read_settings
from pipeline.sample.core_return import write_core_return
from pipeline.sample.core_return.faulty.fault import BLANKED, DRAFT, DROPPED, LEFT_OUT, READING, SERVICE
from pipeline.sample.core_return.faulty.planted import FAULTS
from pipeline.sample.core_return.faulty.unplanted import UNPLANTED
from tests.core_return.conftest import order_of
from tests.core_return.small import LETTING, SETTINGS, TODAY, WHOLE, drafted, findings, folder_with, order, returned, rows, sheet

UNUSABLE, HELD_BACK, WRITTEN, CONFIRM = "unusable", "held back", "written", "written, to be confirmed"
FATES = {
    SERVICE: {HELD_BACK, CONFIRM}, READING: {HELD_BACK}, DRAFT: {HELD_BACK}, LEFT_OUT: {"left out"}, DROPPED: {CONFIRM},
    BLANKED: {WRITTEN},
}  # fmt: skip
BEYOND_THE_RULES = {"answer_missing", "code_refused", "number_out_of_bounds", "not_a_number"}
"""Checks that follow from the form itself."""
OF_THE_INPUT = {
    "declaration", "start_date", "due", "free_text", "bad_date", "number_format", "negative_money", "household", "person", "stops",
    "mrc_first_let", "tenancylength_blank", "armed_forces", "not_collected",
}  # fmt: skip
"""Words for what no rule of the year says: the traps of the facts, and what the return itself looks after."""


@dataclass(frozen=True)
class Judged:
    """A log planted as a fault, and what became of it."""

    fault: dict
    fate: str
    findings: pl.DataFrame


@pytest.fixture(scope="module")
def judged(faulty):
    order = order_of(faulty.folder)
    outcomes = core_journey.judged(order, core_journey.read_records(order), RootKey(bytes(32)))
    made = {f"core_{filling.log_type}": outcome for filling, _, outcome in outcomes}
    return [_of(fault, made[fault["extract"]]) for fault in planted(faulty)]


def planted(sample):
    truth = pl.read_csv(sample.folder / "truth" / "core_faults.csv")
    truth = truth.with_columns(pl.col("checks", "caught").fill_null(""))
    return truth.with_columns(line=pl.col("row") + 1).rows(named=True)


def _of(fault, outcome):
    log = outcome.logs.filter((pl.col("source") == fault["extract"]) & (pl.col("line") == fault["line"])).row(0, named=True)
    return Judged(fault, log["fate"], outcome.findings.filter(pl.col("log") == log["log"]))


def ids(year):
    return {rule.id for rule in (*year.row_rules, *year.log_rules, *year.soft_rules, *year.twin_rules)}


@pytest.mark.parametrize(("extract", "year"), [("core_lettings", LETTINGS), ("core_sales", SALES)])
def test_a_fault_is_planted_for_every_check_or_it_is_said_why_not(extract, year):
    checks = {check for fault in FAULTS[extract] for check in fault.checks.split()}
    assert ids(year) - checks == set(UNPLANTED[extract])
    assert checks - ids(year) <= BEYOND_THE_RULES | OF_THE_INPUT


def test_every_planted_fault_meets_its_fate(judged):
    met = {one.fault["what"]: one.fate for one in judged if one.fate not in FATES.get(one.fault["caught"], {WRITTEN})}
    assert not met


def test_the_sound_logs_that_faults_are_put_into_raise_no_alarm(judged):
    sound = [one for one in judged if not one.fault["checks"]]
    assert len(sound) == 15
    assert all(one.findings.is_empty() for one in sound)


def test_a_fault_for_a_check_of_the_service_is_found_by_that_check(judged):
    found = [one for one in judged if one.fault["caught"] == SERVICE]
    assert len(found) > 120
    told = {"void_after_start": "void_date"}  # the draft says it first, with both days, and the service's words are not repeated
    missed = {
        one.fault["what"]
        for one in found
        for check in one.fault["checks"].split()
        if check not in set(one.findings["rule"]) and told.get(check) not in set(one.findings["name"])
    }
    assert not missed


def test_a_fault_in_what_was_written_is_told_with_its_column(judged):
    for one in judged:
        if one.fault["caught"] == READING:
            unusable = one.findings.filter(pl.col("kind") == UNUSABLE)
            assert unusable.height == 1, one.fault
            assert unusable["says"][0].startswith(f"{one.fault['extract']} line {one.fault['line']}: "), one.fault


def test_what_would_be_dropped_is_listed(judged):
    for one in judged:
        if one.fault["caught"] == DROPPED:
            assert set(one.findings["kind"]) == {"would be dropped"}, one.fault


def test_only_the_faulty_rows_are_kept_out(clean, faulty, judged):
    for log_type, name in (("lettings", "core_lettings"), ("sales", "core_sales")):
        fates = Counter(one.fate for one in judged if one.fault["extract"] == name)
        before, after = clean.record["logs"][log_type], faulty.record["logs"][log_type]
        assert {fate: after[fate] - before[fate] for fate in after} == {fate: fates[fate] for fate in after}
        assert fates[HELD_BACK] > fates[CONFIRM] > 0


def test_the_clean_sample_raises_no_alarm(clean):
    for log_type, counts in clean.record["logs"].items():
        assert counts["held back"] == counts["written, to be confirmed"] == 0, log_type
        assert counts["written"] > 0
    assert findings(clean.out).is_empty()
    assert findings(clean.out, "Sales").is_empty()


def test_the_sample_has_every_route_households_of_one_to_eight_and_refusals(tmp_path):
    write_core_return(tmp_path / "in", 10_000, 2026, "core-return")
    lettings = pl.read_csv(tmp_path / "in" / "core_lettings.csv", infer_schema=False)
    sales = pl.read_csv(tmp_path / "in" / "core_sales.csv", infer_schema=False)
    assert set(lettings["household_size"]) == set("12345678")
    assert set(lettings["renewal"]) == {"1", None}
    refused = {"sex_1": "R", "work_1": "10", "ethnicity": "17", "nationality": "0", "pregnancy": "3", "income_known": "3"}
    unknown = {"needs_not_known": "1", "time_in_area": "6", "reason_for_leaving": "28", "income_from_benefits": "4"}
    for column, code in (refused | unknown).items():
        assert code in set(lettings[column]), column
    assert set(sales["staircasing"]) == {"1", "2", None}
    assert set(sales["discounted_product"]) == {"8", "9", "14", "21", "22", "29", None}
    assert set(sales["shared_product"]) == {"2", "16", "18", "28", "30", "31", "32", None}


def test_no_value_of_a_faulty_row_is_repeated(faulty):
    told = b"".join((faulty.out / name).read_bytes() for name in ("report.html", "return.json"))
    for value in (b"four hundred", b"21,500", b"ME99", b"allotment", b"warden"):
        assert value not in told
    cells = {
        str(cell) for name in ("Lettings, findings", "Sales, findings") for row in sheet(faulty.out, name).rows() for cell in row
    }
    assert not [cell for cell in cells for value in ("four hundred", "21,500", "ME99", "warden") if value in cell]


def test_a_row_that_cannot_be_read_at_all_is_listed_by_its_line(tmp_path):
    answers = rows(LETTING, {}, {"tenancy_ref": None})
    done = returned(folder_with(tmp_path / "in", **(WHOLE | {"core_lettings": answers})), tmp_path / "out")
    assert done.record["rows_set_aside"] == 1
    assert sheet(tmp_path / "out", "Unusable").rows() == [("core_lettings", 3, None, "tenancy_ref: blank")]


def test_a_missing_column_refuses_the_file_and_says_which(tmp_path):
    answers = [{name: value for name, value in LETTING.items() if name != "tenancy_ref"}]
    with pytest.raises(Refused, match=r"core_lettings\.csv: no column for tenancy_ref"):
        returned(folder_with(tmp_path / "in", **(WHOLE | {"core_lettings": answers})), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_column_of_answers_is_missing_in_every_row(tmp_path):
    answers = [{name: value for name, value in LETTING.items() if name != "ethnicity"}]
    made = drafted(folder_with(tmp_path / "in", **(WHOLE | {"core_lettings": answers})))["lettings"]
    assert made.findings["Name"].to_list() == ["ethnicity"]


def test_the_landlords_own_codes_and_headings_are_understood(tmp_path):
    settings = SETTINGS + '[codes.core_lettings.nationality]\n"British" = "826"\n[headings.core_lettings]\nincome = ["Net pay"]\n'
    answers = [
        {("Net pay" if name == "income" else name): value for name, value in (LETTING | {"nationality": "british"}).items()}
    ]
    made = drafted(folder_with(tmp_path / "in", settings, **(WHOLE | {"core_lettings": answers})))["lettings"]
    assert made.outcome.counts["written"] == 1


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("", "organisation"),
        (SETTINGS + SETTINGS, "none twice"),
        (SETTINGS + 'colour = "blue"\n', "colour"),
        ("not toml [", "not TOML"),
        (SETTINGS + '[tenancy_types]\ncastle = "no log"\n', "castle"),
        (SETTINGS + '[tenancy_types]\nsheltered = "a castle"\n', "a castle"),
        (SETTINGS + "[codes.castle.x]\na = '1'\n", "castle"),
        (SETTINGS + "[codes.core_lettings.castle]\na = '1'\n", "castle"),
        (SETTINGS + '[decisions.free_text.income]\nby = "A"\non = 2026-04-01\nwhy = "x"\n', "income"),
        (SETTINGS + '[decisions.free_text.other_reason]\nby = "A"\n', "on"),
        (SETTINGS.replace("PRP", "LA") + SETTINGS.replace("MHS", "HOM"), "two kinds"),
    ],
)
def test_settings_are_read_strictly(tmp_path, settings, says):
    with pytest.raises(Refused, match=says):
        read_settings(folder_with(tmp_path, settings), TODAY, CATALOGUES[2026])


def test_there_is_no_return_without_settings_or_of_an_undeclared_year(tmp_path):
    with pytest.raises(Refused, match=r"core\.toml"):
        read_settings(tmp_path, TODAY, CATALOGUES[2026])
    folder = folder_with(tmp_path / "in", **WHOLE)
    with pytest.raises(WrongUse, match="2026"):
        core_journey.core_return(replace(order(folder), year=2031), tmp_path / "out", tmp_path / "k" / "root.key", lambda _: None)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(Refused, match="nothing to make a return of"):
        returned(folder_with(tmp_path / "in"), tmp_path / "out")
