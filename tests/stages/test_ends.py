"""An end that was given and cannot be read is not an open end, in any extract, format or spelling."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from extracts.contract import Ends
from extracts.core.catalogue import CATALOGUES
from extracts.kinds.no_day import NO_END
from pipeline.errors import Refused
from pipeline.stages.read import ReadOptions, read
from pipeline.stages.validate import validate
from pipeline.stages.validate.ends import STRICT
from pipeline.tables import Checked
from tests.bad_files.builders import AWARD, SNAPSHOT, TENANCY, Row, csv, grid, rows, workbook
from tests.stages.test_validate import raw

SIGHTING: Row = {
    "forename": "Ann", "surname": "Able", "address_line_1": "# High Street", "postcode": "ME4 4AA", "source": "bank",
    "first_seen": "01/02/2020", "last_seen": "01/02/2021",
}  # fmt: skip
OWNED: Row = {name: cell for name, cell in SIGHTING.items() if not name.endswith("_seen")} | {"owned_from": "01/02/2010"}
BUYING: Row = {
    "application_ref": "R#", "tenancy_ref": "T#", "forename": "Ann", "surname": "Able", "stage": "completed", "applied_on": "01/02/2020",
}  # fmt: skip
LISTING: Row = {name: cell for name, cell in SIGHTING.items() if name not in ("forename", "surname")} | {"listing_ref": "L#"}
PAYMENT: Row = {
    "source_body": "Medway", "claim_ref": "C#", "period_from": "01/09/2021", "period_to": "07/09/2026", "amount": "80.00",
    "paid_on": "08/09/2026",
}  # fmt: skip
ENDED = {
    ("tenancy", "tenancy_end"): TENANCY,
    ("tenancy", "person_end"): TENANCY,
    ("partner_tenancy", "tenancy_end"): TENANCY,
    ("partner_tenancy", "person_end"): TENANCY,
    ("benefit_award", "award_end"): AWARD,
    ("benefit_payment", "period_to"): PAYMENT,
    ("ownership", "owned_to"): OWNED,
    ("residency", "last_seen"): SIGHTING,
    ("short_let", "last_seen"): LISTING,
    ("right_to_buy", "completed_on"): BUYING,
}
"""Every column whose unreadable value may not stand for an open end, with a good row of its extract."""
UNREADABLE = (
    "ENDED", "Ended", "vacated", "31/06/2019", "2019", "#N/A", "#REF!", "########", "tbc", "unknown", "?", "soon", "30.02.2020", "0",
    "May 2019", "yes", "closed 2019", "05/10/1231", "99/99/9999",
)  # fmt: skip


def judged(extract: str, column: str, ends: list[str | None]) -> Checked:
    return validate(raw(extract, rows(ENDED[extract, column], len(ends), **{column: ends})), SNAPSHOT)


def test_every_column_of_an_end_is_among_those_tried_here():
    declared = {(name, field.name) for name, extract in EXTRACTS.items() for field in extract.ending(*STRICT)}
    assert declared == set(ENDED)


def test_what_looks_like_an_end_by_its_name_is_declared_as_one():
    named = {
        (name, field.name)
        for name, extract in EXTRACTS.items()
        for field in extract.fields
        if field.kind.name == "date" and field.name.endswith(("_end", "_to", "last_seen", "completed_on"))
    }
    assert named - {("tenancy", "permission_end"), ("partner_tenancy", "permission_end")} == set(ENDED)


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize(("extract", "column"), ENDED)
def test_a_row_with_an_unreadable_end_is_set_aside_with_its_reason(extract, column, text):
    checked = judged(extract, column, [text, "01/02/2022"])
    assert checked.accepted.frame["row"].to_list() == [2]
    (reasons,) = checked.set_aside["reasons"].to_list()
    assert [reason.partition(":")[0] for reason in reasons] == [column]
    assert text not in str(checked.about["reasons"])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(ENDED)), st.text(max_size=12).map(str.strip).filter(bool))
def test_junk_in_a_column_of_ends_never_makes_anything_run_on(where, junk):
    frame = judged(*where, [junk, "01/02/2022"]).accepted.frame
    open_ended = frame.filter(frame[where[1]].is_null())["row"].to_list()
    assert open_ended == [] or " ".join(junk.casefold().split()).strip("-–—.−/ ") in {word.strip("-./ ") for word in NO_END}


@pytest.mark.parametrize(
    "word", ["current", "Ongoing", "PRESENT", "open", "none", "n/a", "N/A", "-", "\u2013", "live", "null", "No end date"]
)
def test_a_word_that_says_there_is_no_end_is_none_and_counted(word):
    checked = judged("tenancy", "tenancy_end", [word, "01/02/2022"])
    assert checked.accepted.frame["tenancy_end"].to_list() == [None, date(2022, 2, 1)]
    assert "tenancy_end: a word that says so, such as current or n/a, read as no end: 1" in checked.about["notices"]


@pytest.mark.parametrize("nil", ["01/01/1900", "1753-01-01", "31/12/9999", "2999-12-31", "3000-01-01", "0001-01-01", "1899-12-30",
                                 "1899-12-31", "00/00/0000", "0000-00-00", "00/01/1900", "00000000", "99991231", "01-JAN-1900",
                                 "9999-12-31T00:00:00", "1900-01-01 00:00:00"])  # fmt: skip
@pytest.mark.parametrize(
    ("extract", "column"), [("tenancy", "tenancy_end"), ("benefit_award", "award_end"), ("ownership", "owned_to")]
)
def test_a_day_that_stands_for_none_is_no_end_and_counted(extract, column, nil):
    checked = judged(extract, column, [nil, "01/02/2022", None])
    assert checked.accepted.frame[column].to_list() == [None, date(2022, 2, 1), None]
    assert any("read as no end: 1" in notice for notice in checked.about["notices"])


@pytest.mark.parametrize(("epochs", "others", "nil"), [(2, 198, True), (2, 199, False), (1, 1, False)])
def test_the_first_day_of_unix_stands_for_none_only_where_a_column_often_has_it(epochs, others, nil):
    ends = ["01/01/1970"] * epochs + ["01/02/2022"] * others
    table = rows(TENANCY, len(ends), tenancy_start="01/01/1960", tenancy_end=ends)
    frame = validate(raw("tenancy", table), SNAPSHOT).accepted.frame
    assert frame["tenancy_end"].null_count() == (epochs if nil else 0)


@pytest.mark.parametrize(
    ("unread", "read_", "refused"), [(2, 0, False), (3, 0, True), (3, 3, False), (4, 3, True), (1, 0, False)]
)
def test_a_column_most_of_whose_ends_cannot_be_read_refuses_the_file(unread, read_, refused):
    ends = ["ENDED"] * unread + ["01/02/2022"] * read_ + [None] * 20
    if refused:
        with pytest.raises(
            Refused, match=rf"tenancy.csv: column tenancy_end has {unread} ends .* of {unread + read_} given .*line 2"
        ):
            judged("tenancy", "tenancy_end", ends)
    else:
        assert judged("tenancy", "tenancy_end", ends).set_aside.height == unread


def test_a_consent_whose_end_cannot_be_read_goes_on_to_count():
    table = rows(TENANCY, 4, permission="sublet", permission_end=["soon", "ENDED", "x", "01/02/2022"])
    checked = validate(raw("tenancy", table), SNAPSHOT)
    assert checked.accepted.frame["permission_end"].to_list() == [None, None, None, date(2022, 2, 1)]
    assert checked.blanked.height == 3


def test_the_return_keeps_an_unreadable_end_for_its_own_check():
    fields = {field.name: field.ends for field in CATALOGUES[2026]["tenancy"].fields}
    assert (fields["tenancy_end"], fields["person_end"]) == (Ends.IN_RETURN, Ends.NOTHING)


# --- an end under a header that nobody knows -----------------------------------------------------


def folder_with(folder, header: str, cells: list[str | None], name: str = "tenancy", pattern: Row = TENANCY):
    (folder / "tenancy.csv").write_bytes(csv(rows(TENANCY)))
    (folder / f"{name}.csv").write_bytes(csv(rows(pattern, len(cells), **{header: [cell or "" for cell in cells]})))
    return folder


@pytest.mark.parametrize("header", ["Date vacated", "Left", "Leaving Dt", "TerminatedOn", "to", "Valid to", "Move-out date", "CEASED",
                                    "Void from", "Last day of tenancy", "Expiry date", "Surrender_Date", "DATECLOSED"])  # fmt: skip
def test_a_header_that_looks_like_an_end_refuses_the_file_and_says_how_to_map_it(header, tmp_path):
    with pytest.raises(Refused) as refusal:
        read(folder_with(tmp_path, header, ["01/02/2022", None]))
    message = str(refusal.value)
    assert message.startswith("tenancy.csv: no column says when one ends (tenancy_end)") and f"'{header}'" in message
    assert f'[tenancy] tenancy_end = ["{header}"]' in message and "mapping.toml" in message
    aliases = {"tenancy": {"tenancy_end": (header,)}}
    assert read(tmp_path, ReadOptions(aliases=aliases))["tenancy"].rows["tenancy_end"].to_list() == ["01/02/2022", None]


@pytest.mark.parametrize(
    ("name", "pattern", "column"),
    [("benefit_award", AWARD, "award_end"), ("ownership", OWNED, "owned_to"), ("partner_tenancy", TENANCY, "tenancy_end")],
)
def test_every_extract_with_an_end_is_looked_at(name, pattern, column, tmp_path):
    with pytest.raises(Refused, match=rf"{name}.csv: no column says when one ends \({column}\), but 'Finished on'"):
        read(folder_with(tmp_path, "Finished on", ["01/02/2022"], name, pattern))


@pytest.mark.parametrize("header", ["Weekend contact", "Address to", "Gender", "Reason for leaving", "Gas expiry", "Balance left",
                                    "End terrace", "Left-handed", "Year to date", "Vacant", "Attended", "Stop code"])  # fmt: skip
def test_a_header_that_is_near_and_means_something_else_does_not(header, tmp_path):
    table = read(folder_with(tmp_path, header, ["x", None]))["tenancy"]
    assert validate(table, SNAPSHOT).about["never_ending"] == [
        "no column says when one ends (tenancy_end): each of the 2 rows of tenancy counts as current"
    ]


def test_an_end_that_is_blank_throughout_beside_one_that_looks_like_it_is_refused(tmp_path):
    folder = folder_with(tmp_path, "Date vacated", ["01/02/2022", None], pattern=TENANCY | {"tenancy_end": ""})
    with pytest.raises(Refused, match="column tenancy_end is blank in every row, but 'Date vacated'"):
        read(folder)


def test_a_file_without_ends_on_purpose_is_read(tmp_path):
    folder = folder_with(tmp_path, "Date vacated", ["01/02/2022", None])
    table = read(folder, ReadOptions(no_end=frozenset({"tenancy"})))["tenancy"]
    assert (table.rows.height, validate(table, SNAPSHOT).about["never_ending"]) == (2, [])


def test_a_known_end_needs_no_other(tmp_path):
    folder = folder_with(tmp_path, "Date vacated", ["01/02/2022", None], pattern=TENANCY | {"tenancy_end": "01/02/2023"})
    table = read(folder)["tenancy"]
    assert validate(table, SNAPSHOT).about["never_ending"] == []


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(UNREADABLE[:6]), min_size=1, max_size=2))
def test_a_workbook_says_the_same(tmp_path_factory, ends):
    folder = tmp_path_factory.mktemp("ends")
    table = rows(TENANCY, len(ends) + 3, tenancy_end=[*ends, date(2022, 2, 1), date(2022, 2, 2), None])
    (folder / "tenancy.xlsx").write_bytes(workbook(grid(table)))
    checked = validate(read(folder)["tenancy"], SNAPSHOT)
    assert checked.accepted.frame["tenancy_end"].to_list() == [date(2022, 2, 1), date(2022, 2, 2), None]
