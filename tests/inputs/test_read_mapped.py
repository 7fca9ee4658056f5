"""Exports read as the mapping says: every row accounted for, each thing it cannot be sure of counted or refused."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

from extracts.core.catalogue import CATALOGUES
from pipeline.errors import Refused
from pipeline.inputs.mapping import mapping_from
from pipeline.stages.read import ReadOptions, ignored_files, read
from pipeline.tables import LEFT_OUT
from tests.bad_files.builders import archive, workbook
from tests.inputs.exports import HEADER, TENANCY, checked, listing, raw

PAGE = (Path(__file__).parents[2] / "docs" / "your-exports.md").read_text(encoding="utf-8")


def accounted(about: dict) -> bool:
    read_, added, merged = about["rows_read"], about.get("rows_added", 0), about.get("rows_merged", 0)
    return read_ + added == about["rows_accepted"] + about["rows_quarantined"] + merged


def test_joint_names_are_two_rows_each_with_a_number_of_its_own(tmp_path):
    table = checked(tmp_path, Listing=listing("SLOW, Mr J & Mrs P", "Reed Ann"))
    rows = table.accepted.frame
    assert rows.select("forename", "surname", "tenant_status", "person_ref", "line").rows() == [
        ("j", "slow", "F", "T1-1", 2),
        ("p", "slow", "O", "T1-2", 2),
        ("ann", "reed", "F", "T2-1", 3),
    ]
    assert (table.about["rows_read"], table.about["rows_added"]) == (2, 1) and accounted(table.about)


def test_the_second_person_does_not_take_the_firsts_birth_date_number_or_telephone(tmp_path):
    more = 'person_ref = "Ref"\ndate_of_birth = "DOB"\nnino = "NI"\nmobile = "Mob"\nuprn = "UPRN"\ntenancy_ref'
    mapping = TENANCY.replace("tenancy_ref", more, 1)
    text = (
        HEADER.strip()
        + ",Ref,DOB,NI,Mob,UPRN\n"
        + (
            'T1,general_needs,01/02/2020,"SLOW, Mr J & Mrs P","1 Quay Road, Chatham, ME4 4AA",A,P9,02/03/1970,JK345612C,07911 123456,100000000001\n'
        )
    )
    rows = checked(tmp_path, mapping=mapping, Listing=text).accepted.frame
    personal = rows.select(
        "person_ref", pl.col("date_of_birth").is_null(), pl.col("nino").is_null(), pl.col("mobile").is_null(), "uprn"
    )
    assert personal.rows() == [("P9", False, False, False, "100000000001"), ("P9-2", True, True, True, "100000000001")]


def test_without_joint_the_first_is_read_and_the_others_are_counted(tmp_path):
    table = checked(tmp_path, mapping=TENANCY.replace("joint = true", ""), Listing=listing("SLOW, Mr J & Mrs P", "Reed Ann"))
    assert table.accepted.frame["forename"].to_list() == ["j", "ann"]
    assert any(
        notice.startswith("names of two or more people, of whom only the first was read: 1") for notice in table.about["notices"]
    )


def test_several_files_are_joined_each_with_its_own_lines(tmp_path):
    files = {"Listing__North": listing("A One", ""), "Listing__South": listing("B Two", "", "C Three", first=11)}
    table = checked(tmp_path, **files)
    assert table.accepted.frame.select("row", "line", "tenancy_ref").rows() == [(1, 2, "T1"), (3, 2, "T11"), (5, 4, "T13")]
    assert table.set_aside.select("extract", "file", "line").rows() == [
        ("tenancy", "Listing North.csv", 3),
        ("tenancy", "Listing South.csv", 3),
    ]
    assert [one["file"] for one in table.about["files"]] == ["Listing North.csv", "Listing South.csv"] and accounted(table.about)


def test_a_blanked_value_and_a_refusal_name_the_file_and_its_line(tmp_path):
    mapping = TENANCY.replace("tenancy_ref", 'nino = "NI"\ntenancy_ref', 1)
    south = listing("B Two", first=11).replace(",Group", ",Group,NI").replace(",A\n", ",A,nonsense\n")
    north = listing("A One").replace(",Group", ",Group,NI").replace(",A\n", ",A,\n")
    table = checked(tmp_path, mapping=mapping, Listing__North=north, Listing__South=south)
    assert table.blanked.select("file", "line", "column").rows() == [("Listing South.csv", 2, "nino")]
    month_first = listing("D Four", "E Five", first=21).replace("01/02/2020", "02/25/2020")
    with pytest.raises(Refused, match=r"Listing South\.csv: column tenancy_start has the month before the day.*first on line 2"):
        checked(tmp_path, Listing__North=listing("A One"), Listing__South=month_first)


@pytest.mark.parametrize(
    ("rule", "kept"), [('[source.leave_out]\n"Group" = ["child d"]', ["T1"]), ('[source.keep_only]\n"group" = "a"', ["T1"])]
)
def test_rows_left_out_are_set_aside_with_the_reason_and_in_our_columns(tmp_path, rule, kept):
    mapping = TENANCY + rule
    text = listing("A One") + listing("B Two", first=2, group="Child-D").removeprefix(HEADER)
    table = checked(tmp_path, mapping=mapping, Listing=text)
    assert table.accepted.frame["tenancy_ref"].to_list() == kept and accounted(table.about)
    assert table.set_aside["reasons"].to_list()[0][0].startswith(LEFT_OUT) and table.about["rows_left_out"] == 1
    assert json.loads(table.set_aside["content"][0])["surname"] == "B"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ('[source.leave_out]\n"Group" = "(blank)"', ["T1"]),
        ('[source.leave_out]\n"Group" = ["(blank)", "B"]', ["T1"]),
        ('[source.keep_only]\n"Group" = ["(blank)"]', ["T2", "T3"]),
        ('[source.keep_only]\n"Group" = ["(blank)", "A"]', ["T1", "T2", "T3"]),
    ],
)
def test_a_blank_may_be_left_out_or_kept_by_name(tmp_path, rule, kept):
    blanks = listing("B Two", first=2, group="") + listing("C Three", first=3, group="  ").removeprefix(HEADER)
    table = raw(tmp_path, TENANCY + rule, Listing=listing("A One") + blanks.removeprefix(HEADER))["tenancy"]
    assert table.rows["tenancy_ref"].to_list() == kept and table.set_aside.height == 3 - len(kept)


def test_a_second_person_in_columns_of_their_own_is_a_second_source(tmp_path):
    second = TENANCY.replace('"Name"', '"Joint"').replace('"F"', '"O"').replace("{position}", "{position}-2")
    text = (
        listing("Mr Ann Reed", "Mr Bob Slow").replace("Group", "Joint").replace(",A\n", ",Mr Cy Reed\n", 1).replace(",A\n", ",\n")
    )
    table = checked(tmp_path, mapping=TENANCY + second + '[source.leave_out]\n"Joint" = "(blank)"', Listing=text)
    assert table.accepted.frame.select("forename", "tenant_status", "person_ref").rows() == [
        ("ann", "F", "T1-1"),
        ("bob", "F", "T2-1"),
        ("cy", "O", "T1-1-2"),
    ]
    assert table.about["columns_dropped"] == []  # each source drops what only the other reads


def test_codes_of_rows_that_are_left_out_are_not_listed(tmp_path):
    mapping = TENANCY + '[source.values.tenancy_type]\nGN = "general_needs"\n[source.leave_out]\nGroup = ["B"]\n'
    text = listing("A One") + listing("B Two", first=2, group="B").removeprefix(HEADER).replace("general_needs", "GAR")
    assert raw(tmp_path, mapping, Listing=text)["tenancy"].about["notices"] == []
    kept = raw(tmp_path, mapping.replace('["B"]', '["C"]'), Listing=text)["tenancy"].about["notices"]
    assert kept == ["tenancy_type: values that mapping.toml does not have: GAR (1)"]


@pytest.mark.parametrize(("second", "told"), [("2 Hill Lane, Leeds, LS1 1AA", 1), ("1 QUAY ROAD, CHATHAM, ME44AA", 0)])
def test_rows_merged_though_they_are_of_different_homes_are_counted(tmp_path, second, told):
    text = listing("A One", "A One").replace("T2,", "T1,")
    head, _, last = text.rpartition("1 Quay Road, Chatham, ME4 4AA")
    table = raw(tmp_path, TENANCY + '[source.one_row_per]\ncolumns = ["tenancy_ref"]', Listing=head + second + last)["tenancy"]
    homes = [notice for notice in table.about["notices"] if "more than one postcode" in notice]
    assert len(homes) == told and all(notice.startswith("tenancy_ref: 1 merged") for notice in homes)


STATUSES = ("Status", "TCY_STAT", "Tenancy status", "Current/Former", "Active?", "Former")


@pytest.mark.parametrize("header", STATUSES)
def test_no_end_beside_a_header_that_may_say_what_has_ended_is_refused_until_it_is_read(tmp_path, header):
    text = listing("A One") + listing("B Two", first=2, group="Former").removeprefix(HEADER)
    text = text.replace("Group", header)
    with pytest.raises(Refused, match=r"no_end = true, but the header .* may say which rows have ended"):
        raw(tmp_path, Listing=text)
    only = f'[source.keep_only]\n"{header}" = ["A"]'
    assert raw(tmp_path, TENANCY + only, Listing=text)["tenancy"].rows["tenancy_ref"].to_list() == ["T1"]


@pytest.mark.parametrize(
    "header", ["PROT_ADDR", "RESTR_IND", "SENS_FLG", "CONF_ADDR", "DND", "Do not disclose", "DA flag", "Safe contact"]
)
def test_a_mapping_that_passes_over_a_header_of_protection_is_refused(tmp_path, header):
    with pytest.raises(Refused, match="may say whose address is protected"):
        raw(tmp_path, Listing=listing("A One").replace("Group", header))


def test_values_become_ours_and_those_the_table_lacks_are_listed_once(tmp_path):
    mapping = TENANCY + '[source.values.tenancy_type]\n"g n" = "general_needs"\n"(blank)" = "other"\nX = ""\n'
    types = ["G-N", "", "x", "GAR", "GAR", "sheltered", "a private remark about somebody"]
    text = HEADER + "".join(f'T{at},{name},01/02/2020,Reed Ann,"1 Quay Road, ME4 4AA",A\n' for at, name in enumerate(types))
    table = raw(tmp_path, mapping, Listing=text)["tenancy"]
    assert table.rows["tenancy_type"].to_list() == ["general_needs", "other", None, "GAR", "GAR", "sheltered", types[-1]]
    assert table.about["notices"] == ["tenancy_type: values that mapping.toml does not have: GAR (2), 1 other not shown"]


TRANSACTIONS = """
[[source]]
extract = "rent_transaction"
file = "Trans.csv"
[source.columns]
account_ref = "Acc"
posted_on = "Date"
kind = "Type"
[source.debit_credit]
debit = "Dr"
credit = "Cr"
[source.values.kind]
RENT = "charge"
ADJ = "adjustment"
[source.where_missing]
transaction_ref = "{account_ref}-{position}"
"""


@pytest.mark.parametrize(
    ("posted", "becomes"),
    [
        ("RENT,100.00,", ("charge", "100.00", None)),
        ("CASH,,50.00", ("receipt", "50.00", None)),
        ("CASH,0.00,50.00", ("receipt", "50.00", None)),
        ("CASH,12.00,", ("charge", "12.00", None)),
        ("RENT,,100.00", ("adjustment", "100.00", "credit")),
        ("ADJ,3.00,", ("adjustment", "3.00", "debit")),
        ("RENT,-100.00,", ("adjustment", "100.00", "credit")),
        ("CASH,,(50.00)", ("charge", "50.00", None)),
        ("CASH,,soon", ("receipt", "soon", None)),
    ],
)
def test_debit_and_credit(tmp_path, posted, becomes):
    usual = "RENT,1.00,\nRENT,1.00,\nCASH,,1.00\nCASH,,1.00\n"
    text = "Acc,Date,Type,Dr,Cr\n" + "".join(f"A1,01/02/2026,{line}\n" for line in [*usual.splitlines(), posted])
    mapping = TENANCY + TRANSACTIONS
    table = raw(tmp_path, mapping, Listing=listing("A One"), Trans=text)["rent_transaction"]
    assert table.rows.tail(1).select("kind", "amount", "direction").row(0) == becomes
    assert table.rows["transaction_ref"].to_list() == ["A1-1", "A1-2", "A1-3", "A1-4", "A1-5"]


def test_credits_all_printed_as_negative_stay_credits_and_both_filled_is_set_aside(tmp_path):
    text = "Acc,Date,Type,Dr,Cr\n" + "".join(
        f"A1,01/02/2026,{line}\n" for line in ["CASH,,-5.00", "CASH,,(6.00)", "RENT,7.00,8.00"]
    )
    table = raw(tmp_path, TENANCY + TRANSACTIONS, Listing=listing("A One"), Trans=text)["rent_transaction"]
    assert table.rows.select("kind", "amount").rows() == [("receipt", "5.00"), ("receipt", "6.00")]
    assert table.set_aside.select("line", "reason").rows() == [(4, "debit and credit both filled")]


@pytest.mark.parametrize(
    ("mapping", "files", "says"),
    [
        (TENANCY, {"Other": "a,b\n1,2\n"}, r"no file is called 'Listing\*\.csv' \(for tenancy\)\. The folder holds Other\.csv"),
        (TENANCY.replace('"Tenancy No"', '"Ten No"'), {"Listing": listing("A One")}, "names 'Ten No', which the file does not have.*'Tenancy No'"),
        (TENANCY, {"Listing": listing("A One"), "tenancy": listing("A One")}, r"tenancy\.csv is named after the extract tenancy, for which"),
        (TENANCY, {"Listing": listing("A One").replace("Group", "Restricted Y/N")}, "'Restricted Y/N' may say whose address is protected"),
        (TENANCY.replace('"H{tenancy_ref}"', '"{uprn}"') + 'uprn = "{property_ref}"', {"Listing": listing("A One")}, "a circle"),
        (TENANCY + '[source.keep_only]\nGroup = "B"', {"Listing": listing("A One")}, "mapping.toml leaves out every row of tenancy"),
        (TENANCY + '[source.one_row_per]\ncolumns = ["uprn"]', {"Listing": listing("A One")}, "uprn, which the source does not fill"),
    ],
)  # fmt: skip
def test_what_a_mapping_cannot_do_with_these_files_is_refused(tmp_path, mapping, files, says):
    with pytest.raises(Refused, match=says):
        raw(tmp_path, mapping, **files)


def protecting(first: list[str], second: list[str]) -> str:
    """A listing with two columns that may protect."""
    lines = listing(*(f"A One{at}" for at in range(len(first)))).splitlines()
    cells = ["Restricted Y/N,DA", *(f"{one},{other}" for one, other in zip(first, second, strict=True))]
    return "".join(f"{line},{more}\n" for line, more in zip(lines, cells, strict=True))


def columns_of(*headers: str, more: str = "") -> str:
    """The mapping of the tenancies with those headers as what protects."""
    named = ", ".join(f'"{header}"' for header in headers)
    return TENANCY.replace("tenancy_ref", f"restricted = [{named}]\ntenancy_ref", 1) + more


@pytest.mark.parametrize("headers", [("Restricted Y/N", "DA"), ("DA", "Restricted Y/N")])
def test_of_several_headers_of_protection_each_one_protects(tmp_path, headers):
    text = protecting(["N", "Y", "no", "", "0", "see file"], ["Y", "N", "no", "x", "", "N"])
    frame = checked(tmp_path, mapping=columns_of(*headers), Listing=text).accepted.frame
    assert frame["restricted"].to_list() == [True, True, False, True, False, True]


def test_a_table_of_values_is_asked_before_one_of_them_is_chosen(tmp_path):
    values = '[source.values.restricted]\nStandard = "N"\n'
    text = protecting(["Standard", "Standard"], ["DV", "N"])
    frame = checked(tmp_path, mapping=columns_of("Restricted Y/N", "DA", more=values), Listing=text).accepted.frame
    assert frame["restricted"].to_list() == [True, False]


def test_a_second_header_of_protection_beside_the_mapped_one_is_refused_until_it_is_mapped_or_not_used(tmp_path):
    text = protecting(["N"], ["Y"])
    with pytest.raises(Refused, match=r"'DA' may say whose.*restricted = \[\"Restricted Y/N\", \"DA\"\].*not_used = \[\"DA\"\]"):
        raw(tmp_path, columns_of("Restricted Y/N"), Listing=text)
    mapping = columns_of("Restricted Y/N").replace("[[source]]", '[[source]]\nnot_used = ["DA"]', 1)
    assert raw(tmp_path, mapping, Listing=text)["tenancy"].rows["restricted"].to_list() == ["N"]


def test_rows_merged_into_one_are_protected_where_any_of_them_is(tmp_path):
    merged = '[source.one_row_per]\ncolumns = ["landlord_code"]\n'
    text = protecting(["Y", "N", ""], ["", "", ""])
    frame = checked(tmp_path, mapping=columns_of("Restricted Y/N", "DA", more=merged), Listing=text).accepted.frame
    assert frame["restricted"].to_list() == [True]


def test_a_protected_row_that_the_mapping_leaves_out_still_protects_its_tenancy(tmp_path):
    text = protecting(["Y", "N", "N"], ["", "", ""]).replace(",A,Y", ",Z,Y").replace("T2", "T1")
    left_out = '[source.leave_out]\nGroup = "Z"\n'
    table = checked(tmp_path, mapping=columns_of("Restricted Y/N", "DA", more=left_out), Listing=text)
    assert (table.set_aside.height, table.accepted.frame["restricted"].to_list()) == (1, [True, False])


def test_constants_may_say_that_nobody_is_restricted(tmp_path):
    mapping = TENANCY.replace("landlord_code =", 'restricted = "N"\nlandlord_code =')
    text = listing("A One").replace("Group", "Restricted Y/N")
    assert raw(tmp_path, mapping, Listing=text)["tenancy"].rows["restricted"].to_list() == ["N"]


def test_titles_above_the_header_in_csv_and_workbook_and_a_sheet_by_name(tmp_path):
    text = "Tenancy listing,,,,,\n,,,,,\n" + listing("A One")
    assert raw(tmp_path, Listing=text)["tenancy"].rows["line"].to_list() == [4]
    grid = [
        ["Tenancy listing"],
        [],
        *[list(row) for row in pl.read_csv(listing("A One").encode(), has_header=False, infer_schema=False).rows()],
    ]
    (tmp_path / "Listing.xlsx").write_bytes(workbook(grid))
    mapping = mapping_from(TENANCY.replace("*.csv", ".xlsx").replace("no_end", "header_row = 3\nno_end"))
    assert read(tmp_path, ReadOptions(mapping=mapping))["tenancy"].rows["line"].to_list() == [4]
    mapping = mapping_from(TENANCY.replace("*.csv", ".xlsx").replace("no_end", 'sheet = "Elsewhere"\nno_end'))
    with pytest.raises(Refused, match="there is no sheet 'Elsewhere'; there are"):
        read(tmp_path, ReadOptions(mapping=mapping))


@pytest.mark.parametrize("called", ["october.zip/Listing*.csv", "October.zip"])
def test_a_member_of_an_archive_with_a_password(tmp_path, called):
    (tmp_path / "october.zip").write_bytes(archive({"Listing A.csv": listing("A One").encode()}, "secret"))
    mapping = mapping_from(TENANCY.replace("Listing*.csv", called))
    table = read(tmp_path, ReadOptions(mapping=mapping, password="secret"))["tenancy"]
    assert table.rows.height == 1 and table.about["file"] == "october.zip/Listing A.csv"
    assert ignored_files(tmp_path, mapping=mapping) == ()


def test_files_named_after_extracts_are_read_beside_mapped_ones(tmp_path):
    deceased = "forename,surname,date_of_death,source\nAnn,Reed,01/02/2026,list\n"
    (tmp_path / "~$Listing.csv").write_bytes(b"lock")
    tables = raw(tmp_path, Listing=listing("A One"), deceased=deceased, notes="a,b\n")
    assert list(tables) == ["tenancy", "deceased"] and tables["deceased"].rows.height == 1
    assert ignored_files(tmp_path, mapping=mapping_from(TENANCY)) == ("notes.csv", "~$Listing.csv")


def test_the_return_reads_by_the_same_mapping_and_takes_no_name(tmp_path):
    (tmp_path / "Listing.csv").write_text(listing("A One"), encoding="utf-8")
    unread = '[[source]]\nextract = "rent_transaction"\nfile = "Not there.csv"'
    table = read(tmp_path, ReadOptions(mapping=mapping_from(TENANCY + unread), catalogue=CATALOGUES[2026]))["tenancy"]
    assert {"tenancy_ref", "person_ref", "postcode"} < set(table.rows.columns)
    assert not {"forename", "surname", "title", "address_line_1"} & set(table.rows.columns)


def written(folder: Path) -> Path:
    """The exports and the mapping of the page, as it prints them."""
    for name, _, content in re.findall(r"`([^`\n]+\.(csv|toml))`[^`]*?```(?:csv|toml)\n(.*?)```", PAGE, re.DOTALL):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_the_page_s_exports_are_read_by_the_page_s_mapping(tmp_path):
    folder = written(tmp_path)
    mapping = (folder / "mapping.toml").read_text(encoding="utf-8")
    tables = {name: checked(folder, name, mapping) for name in ("tenancy", "rent_account", "benefit_award", "benefit_payment")}
    assert all(accounted(one.about) and one.blanked.is_empty() for one in tables.values())
    counts = {name: (one.accepted.frame.height, one.set_aside.height) for name, one in tables.items()}
    assert counts == {"tenancy": (4, 2), "rent_account": (3, 0), "benefit_award": (2, 1), "benefit_payment": (4, 1)}
    assert tables["tenancy"].set_aside["reasons"].to_list() == [["left out by mapping.toml: Relationship"], ["totals row"]]
    awards = tables["benefit_award"].accepted.frame.select("claim_ref", pl.col("award_start", "award_end").cast(pl.String))
    assert awards.rows() == [("HB500006", "2019-04-01", None), ("UC 00020003/01", "2026-07-06", None)]
    assert tables["benefit_award"].about["rows_merged"] == 2
    paid = (
        tables["benefit_payment"]
        .accepted.frame.filter(claim_ref="UC 00020003/01")
        .select(pl.col("period_from", "period_to").cast(pl.String))
    )
    assert paid.rows() == [("2026-07-06", "2026-08-05"), ("2026-08-06", "2026-09-05")]
    first = tables["tenancy"].accepted.frame.row(0, named=True)
    assert (first["property_ref"], first["address_line_2"], first["postcode"]) == ("100000000001", "12 Ferry Street", "ME4 4AA")
