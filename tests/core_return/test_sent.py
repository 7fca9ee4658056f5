"""What is written is what the service takes: judged as it stands in the file, with nothing lost that nobody was told of."""

import json

import polars as pl
import pytest

from pipeline import core_sign_up
from pipeline.core.given import Given
from pipeline.core_check import Order, core_check
from tests.core_return.small import (
    LETTING,
    PROPERTY,
    SALE,
    SETTINGS,
    TENANCY,
    TODAY,
    WHOLE,
    drafted,
    folder_with,
    order,
    returned,
    rows,
)
from tests.journey.conftest import program

BUY = {
    "ownership": "2", "shared_product": None, "staircasing": None, "discounted_product": "9", "resale": None, "previous_tenure": "1",
    "years_lived_here": "5", "price": "250000", "discount": "35", "first_share": None, "mortgage": "140000", "deposit": "22500",
    "savings": "20000", "rent": None, "estate_fee": None, "charge": "80.25",
    "extra_borrowing": "2",
}  # fmt: skip
CASH = {"mortgage_used": "2", "mortgage": None, "deposit": "104000", "savings": "100000"}


def sale(tmp_path, *changes, settings=SETTINGS):
    """What becomes of one sale with these changes: its fate and its findings."""
    row = dict(SALE)
    for change in changes:
        row |= change
    made = drafted(folder_with(tmp_path / "in", settings, property=WHOLE["property"], core_sales=[row]))["sales"]
    return made.outcome.logs["fate"][0], dict(made.findings.select("Name", "What it is").iter_rows()), made


@pytest.mark.parametrize(
    "changes",
    [
        (CASH | {"mortgage_years": "25"},),
        (CASH | {"mortgage_years": None},),
        ({"mortgage_used": "3", "mortgage": None, "mortgage_years": None},),
        ({"mortgage_used": "3", "mortgage": None, "mortgage_years": "25"},),
        (BUY, {"mortgage_used": "3", "mortgage": None, "mortgage_years": None}),
        (BUY,),
    ],
)
def test_the_service_takes_the_file_as_it_is_written(tmp_path, changes):
    row = dict(SALE)
    for change in changes:
        row |= change
    out = tmp_path / "out"
    done = returned(folder_with(tmp_path / "in", property=WHOLE["property"], core_sales=[row]), out)
    assert [one["file"] for one in done.record["files"]] == ["sales-ORG1.csv"]
    checked = core_check(Order(out / "sales-ORG1.csv"), Given(TODAY))
    assert set(checked.verdicts["verdict"]) <= {"accepted", "soft"}, checked.findings.to_dicts()


def test_a_discounted_sale_tells_nothing_of_where_the_buyers_lived_before(tmp_path):
    *_, made = sale(tmp_path, BUY)
    assert made.written.select("previous_postcode_known", "previous_outward", "previous_authority").row(0) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "name", "kind", "fate"),
    [
        ((BUY, {"charge": "100000000"}), "charge_discounted", "fault", "held back"),
        (({"previous_authority": "W06000015"},), "previous_authority", "would be changed", "written, to be confirmed"),
        (({"previous_postcode_known": "2"},), "previous_postcode_known", "would be changed", "written, to be confirmed"),
        (({"estate_fee": "0.50"},), "estate_fee", "would be changed", "held back"),
    ],
)
def test_whatever_the_service_would_lose_is_told(tmp_path, change, name, kind, fate):
    met, found, _ = sale(tmp_path, *change)
    assert (met, found.get(name)) == (fate, kind), found


def test_a_fee_of_nought_is_none(tmp_path):
    fate, found, made = sale(tmp_path, {"estate_fee": "0"})
    assert (fate, found) == ("written", {})
    assert made.written["estate_fee"][0] is None


@pytest.mark.parametrize("change", [({"years_lived_here": None},), (BUY, {"years_lived_here": None})])
def test_years_that_nobody_tells_are_not_taken_for_none(tmp_path, change):
    fate, found, _ = sale(tmp_path, *change)
    assert (fate, found.get("years_lived_here")) == ("held back", "missing")


AGENT = SETTINGS.replace("provider", 'manager = "ORG9"\nprovider')


@pytest.mark.parametrize("log_type", ["lettings", "sales"])
@pytest.mark.parametrize(
    ("orgs", "written"),
    [
        (None, 1),
        ({"ORG1": {"agents": ["ORG9"]}, "ORG9": {"holds_own_stock": False}}, 1),
        ({"ORG1": {}, "ORG9": {"holds_own_stock": False}}, 0),
    ],
)
def test_another_organisation_may_manage_where_it_is_an_agent(tmp_path, log_type, orgs, written):
    given = {}
    if orgs is not None:
        given["world"] = tmp_path / "world.json"
        given["world"].write_text(json.dumps({"today": "2026-11-21", "orgs": orgs}))
    made = drafted(folder_with(tmp_path / "in", AGENT, **WHOLE), **given)[log_type]
    assert made.outcome.counts["written"] == written, made.findings.to_dicts()
    assert made.outcome.draft.logs["manager"][0] == "ORG9"


def test_of_a_home_known_by_its_uprn_no_address_is_asked(tmp_path):
    _, found, _ = sale(tmp_path, {"income_1": "95000"})
    assert not set(found) & {"address_line_1", "town", "postcode_outward", "postcode_inward"}
    assert found["income_1"] == "fault"


def test_two_rows_of_one_log_are_told_of_once_each(tmp_path):
    made = drafted(folder_with(tmp_path / "in", property=WHOLE["property"], core_sales=rows(SALE, {}, {"resale": "1"})))["sales"]
    told = made.findings.filter(pl.col("What it is") == "would block the whole file")
    assert told.is_empty()
    assert made.findings.filter(pl.col("Name") == "sale_ref").height == 2


def test_words_that_are_left_out_are_counted(tmp_path):
    words = {"gender_same_1": "2", "gender_words_1": "in words"}
    done = returned(folder_with(tmp_path / "in", **(WHOLE | {"core_lettings": [LETTING | words]})), tmp_path / "out")
    assert done.record["words_left_out"] == {"lettings": {"gender_words_1": 1}, "sales": {}}
    assert "gender_words_1" in (tmp_path / "out" / "report.html").read_text()


def test_a_row_set_aside_is_counted_at_the_keyboard(tmp_path):
    folder = folder_with(tmp_path / "in", **(WHOLE | {"core_sales": rows(SALE, {}, {"sale_ref": None})}))
    key = tmp_path / "keys" / "root.key"
    said = program("core", folder, "--to", tmp_path / "out", "--today", "2026-11-21", key=key)
    assert "1 rows and 0 single values could not be used" in said.out


@pytest.mark.parametrize(("wrong", "says"), [('by = " "', "by"), ('why = ""', "why"), ("on = 2036-05-01", "still to come")])
def test_a_decision_has_somebody_a_reason_and_a_day_that_has_come(tmp_path, wrong, says):
    told = {"by": 'by = "A Manager"', "on": "on = 2026-05-01", "why": 'why = "words are needed"'}
    told[wrong.split(" = ")[0]] = wrong
    settings = SETTINGS + "[decisions.free_text.other_reason]\n" + "\n".join(told.values())
    with pytest.raises(Exception, match=says):
        drafted(folder_with(tmp_path, settings, **WHOLE))


def test_the_sign_up_workbook_keeps_every_answer_that_is_given(tmp_path):
    said = {"gender_same_1": "2", "gender_words_1": "in words"}
    exchange = {"tenancy_ref": "T2", "not_due": "exchange"}
    other = TENANCY | {"tenancy_ref": "T2", "person_ref": "P2", "property_ref": "H2", "uprn": "100012345679"}
    homes = rows(PROPERTY, {}, {"property_ref": "H2", "uprn": "100012345679"})
    tables = WHOLE | {"tenancy": [TENANCY, other], "property": homes, "core_lettings": rows(LETTING | said, {}, exchange)}
    written = core_sign_up.template(order(folder_with(tmp_path / "in", **tables)), "lettings", tmp_path / "core_lettings.xlsx")
    sheet = pl.read_excel(written.path, sheet_name="core_lettings", read_options={"header_row": 2}, infer_schema_length=None)
    assert sheet["tenancy_ref"].drop_nulls().to_list() == ["T1", "T2"]
    assert sheet["gender_words_1"].to_list()[0] == "in words"
    assert str(sheet["not_due"].to_list()[1]).startswith("exchange")


def test_the_sign_up_workbook_of_sales_shows_what_is_known_of_the_home(tmp_path):
    folder = folder_with(tmp_path / "in", property=WHOLE["property"], core_sales=[SALE])
    written = core_sign_up.template(order(folder), "sales", tmp_path / "core_sales.xlsx")
    sheet = pl.read_excel(written.path, sheet_name="core_sales", read_options={"header_row": 2}, infer_schema_length=None)
    assert str(sheet["uprn"][0]) == PROPERTY["uprn"]
    assert str(sheet["bedrooms"][0]).startswith("2")
