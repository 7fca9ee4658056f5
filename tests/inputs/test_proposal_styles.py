"""Exports of four made-up systems: what the proposal makes of them, checked through the strict reader of mapping.toml."""

import pytest

from pipeline.inputs.mapping import mapping_from
from pipeline.inputs.mapping_proposal.propose import propose
from pipeline.inputs.mapping_proposal.toml_text import as_toml
from pipeline.stages.read import ReadOptions
from pipeline.stages.read.exports import read_exports
from tests.inputs.styles import STYLES, write_style

NOT_COLUMNS = {"whole", "natural", "where", "number", "street", "blank", "debit", "credit"}


@pytest.fixture(scope="module")
def proposals(landlord, tmp_path_factory):
    found = {}
    for name, style in STYLES.items():
        folder = tmp_path_factory.mktemp(name)
        write_style(style, landlord, folder)
        found[name] = propose(read_exports(folder, ReadOptions()))
    return found


@pytest.fixture(scope="module")
def mappings(proposals):
    return {name: mapping_from(as_toml(proposal, "exports")) for name, proposal in proposals.items()}


@pytest.mark.parametrize("style", STYLES)
def test_each_file_feeds_its_extract_and_no_other(mappings, style):
    fed = {source.extract: source.files for source in mappings[style].source}
    assert fed == {extract: (file.name,) for extract, file in STYLES[style].files.items()}


@pytest.mark.parametrize("style", STYLES)
def test_every_header_that_is_a_column_of_ours_is_found(mappings, style):
    for extract, file in STYLES[style].files.items():
        (source,) = mappings[style].of(extract)
        wanted = {
            ours: theirs for theirs, ours in file.columns.items() if ours not in NOT_COLUMNS and not ours.startswith("address")
        }
        assert {column: source.columns.get(column) for column in wanted} == wanted


@pytest.mark.parametrize("style", STYLES)
def test_usual_codes_are_mapped_back_to_ours(mappings, style):
    for extract in STYLES[style].files:
        (source,) = mappings[style].of(extract)
        for column, theirs in STYLES[style].codes.items():
            back = {code: ours for ours, code in theirs.items()}
            for code, ours in source.values.get(column, {}).items():
                assert back.get(code, ours) == ours, f"{extract}.{column} {code}"


def test_codes_that_nobody_knows_stand_as_comments_with_a_question(proposals):
    text = as_toml(proposals["aareon"], "exports")
    assert '# "XQ" = ""' in text and "choose one of general_needs" in text
    assert '\n"XQ"' not in text


def test_whole_names_and_addresses_are_split(mappings):
    (tenancy,) = mappings["orchard"].of("tenancy")
    assert (tenancy.name.column, tenancy.name.order) == ("Main tenant", "surname first")
    assert tenancy.address.column == "Property Address"
    (waiting,) = mappings["civica"].of("waiting_list")
    assert (waiting.name.column, waiting.name.order) == ("Applicant Name", "forename first")


def test_title_rows_and_cover_sheets_are_passed_over(mappings):
    (tenancy,) = mappings["orchard"].of("tenancy")
    assert tenancy.header_row == 4
    (cover,) = mappings["civica"].of("tenancy")
    assert cover.sheet == "Data"


def test_an_address_in_parts_is_put_in_order(mappings):
    (source,) = mappings["civica"].of("tenancy")
    assert source.columns["address_line_1"][0] == "House Number"
    assert (source.columns["address_line_2"], source.columns["address_line_3"]) == ("Street", "Town")


def test_debit_and_credit_become_one_amount(mappings):
    (source,) = mappings["northgate"].of("rent_transaction")
    assert (source.debit_credit.debit, source.debit_credit.credit) == ("TRA_DR", "TRA_CR")
    assert source.values["kind"]["RENT"] == "charge" and source.values["kind"]["REV"] == "reversal"


def test_what_no_column_says_has_a_stand_in_or_a_question(mappings, proposals):
    (tenancy,) = mappings["orchard"].of("tenancy")
    assert tenancy.where_missing["person_ref"] == "{tenancy_ref}-{position}"
    (account,) = mappings["orchard"].of("rent_account")
    assert account.constants["as_of"] == "2026-10-05"
    (award,) = mappings["aareon"].of("benefit_award")
    assert award.constants["scheme"] == "housing_benefit" and award.one_row_per is None
    asked = [question for draft in proposals["aareon"].drafts for question in draft.questions]
    assert any("source_body" in question for question in asked)
    assert any("Void Dt" in question for question in asked)


def test_no_end_is_said_where_there_is_no_column_of_ends(mappings):
    (source,) = mappings["civica"].of("tenancy")
    assert source.no_end


def test_columns_about_something_else_are_left_alone(mappings):
    (source,) = mappings["civica"].of("tenancy")
    assert source.columns["postcode"] == "Post Code"
    assert "Previous Postcode" not in source.columns.values()
    (orchard,) = mappings["orchard"].of("tenancy")
    assert orchard.columns["tenancy_type"] == "Ten Type"
