"""A value that was given and cannot be read never becomes its opposite: flags of protection, consents, routes, reasons, payers."""

import io

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from extracts.contract import UNREADABLE
from matching_rules.words.awards import dual_award
from matching_rules.words.rent import account_kind
from matching_rules.words.tenancies import decant, permission, transfer_between_them
from pipeline.errors import Refused, WrongUse
from pipeline.stages.read import ReadOptions, read, read_aliases
from pipeline.stages.read.protection import speaks_of_protection
from pipeline.stages.validate import validate
from tests.bad_files.builders import ACCOUNT, AWARD, POSTING, SNAPSHOT, TENANCY, csv, rows
from tests.stages.test_validate import raw

NO = ("N", "n", "No", "NO", "false", "False", "0", "0.0", "0.00", " no ")
YES = (
    "1.0",
    "-1",
    "-1.0",
    "X",
    "x",
    "Yes - DV",
    "✓",
    "✔",
    "☑",
    "2",
    "3",
    "Y*",
    "TRUE",
    "Restricted",
    "No - see file",
    "?",
    "n/a",
    "None",
    "Safeguarding",
)


def column(extract, pattern, name, values):
    table = validate(raw(extract, rows(pattern, len(values), **{name: list(values)})), SNAPSHOT)
    return table, table.accepted.frame[name].to_list()


def test_only_a_plain_no_is_not_restricted():
    assert column("tenancy", TENANCY, "restricted", [*NO, ""])[1] == [False] * len(NO) + [None]
    checked, restricted = column("tenancy", TENANCY, "restricted", YES)
    assert restricted == [True] * len(YES)
    assert any(notice.startswith("restricted: not readable, taken as restricted: ") for notice in checked.about["notices"])


@settings(deadline=None)
@given(st.text(min_size=1, max_size=12).map(str.strip).filter(bool))
def test_whatever_is_written_is_restricted_unless_it_is_a_plain_no(text):
    (flag,) = column("tenancy", TENANCY, "restricted", [text])[1]
    assert flag is True or text.casefold().rstrip("0").rstrip(".") in ("n", "no", "false", "f", "0", "")


@pytest.mark.parametrize("extract", [name for name, one in EXTRACTS.items() if one.names_people])
def test_every_extract_of_people_protects(extract):
    presumed = EXTRACTS[extract].field("restricted").presumed
    assert presumed is not None and presumed.value is True


def test_a_restricted_row_that_is_set_aside_still_protects_its_tenancy():
    flags = [None, "Y", "N", None]
    table = rows(
        TENANCY, 4, tenancy_ref=["T1", "T1", "T1", "T2"], postcode=["ME4 4AA", "", "ME4 4AA", "ME4 4AA"], restricted=flags
    )
    frame = validate(raw("tenancy", table), SNAPSHOT).accepted.frame
    assert frame["restricted"].to_list() == [True, True, None]


def workbook(values):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    table = rows(TENANCY, len(values))
    for at, name in enumerate([*TENANCY, "restricted"]):
        sheet.write(0, at, name)
        for line, row in enumerate(table):
            sheet.write(line + 1, at, row.get(name, values[line]))
    book.close()
    return file.getvalue()


def test_booleans_numbers_and_ticks_of_a_workbook(tmp_path):
    (tmp_path / "tenancy.xlsx").write_bytes(workbook([True, False, 1, 0, -1, "✓", None]))
    flags = validate(read(tmp_path)["tenancy"], SNAPSHOT).accepted.frame["restricted"].to_list()
    assert flags == [True, False, True, False, True, True, None]


@pytest.mark.parametrize(
    "gaps",
    [
        pl.Series("restricted", [1.0, 0.0, None]),
        pl.Series("restricted", [True, False, None]),
        pl.Series("restricted", [-1, 0, None]),
    ],
)
def test_columns_of_numbers_and_truths_in_parquet(tmp_path, gaps):
    pl.DataFrame(rows(TENANCY, 3)).with_columns(gaps).write_parquet(tmp_path / "tenancy.parquet")
    assert validate(read(tmp_path)["tenancy"], SNAPSHOT).accepted.frame["restricted"].to_list() == [True, False, None]


def with_header(folder, header, extract="tenancy", pattern=TENANCY, value="Y"):
    (folder / "tenancy.csv").write_bytes(csv(rows(TENANCY, 2)))
    (folder / f"{extract}.csv").write_bytes(csv([row | {header: value} for row in rows(pattern, 2)]))
    return folder


@pytest.mark.parametrize(
    "header", ["Restricted (Y/N)", "Restricted Y/N", "Protected?", "DV Flag", "Do not disclose", "Confidential address"]
)
def test_headers_of_protection_that_are_known_are_read(tmp_path, header):
    frame = validate(read(with_header(tmp_path, header))["tenancy"], SNAPSHOT).accepted.frame
    assert frame["restricted"].to_list() == [True, True]


UNKNOWN = [
    "Restricted occupancy record",
    "Address withheld - sensitive",
    "MARAC",
    "Safe contact only",
    "Flagged by DA team",
    "AtRisk",
    "Sensitive let",
    "Domestic_Abuse_Indicator",
    "Witness protection",
]


@pytest.mark.parametrize("header", UNKNOWN)
def test_headers_of_protection_that_are_not_known_refuse_the_file_until_somebody_says_what_they_are(tmp_path, header):
    with_header(tmp_path, header)
    with pytest.raises(Refused, match="may mark protected people") as refusal:
        read(tmp_path)
    assert header in str(refusal.value) and "not_used" in str(refusal.value)
    for word, flags in (("restricted", [True, True]), ("not_used", [None, None])):
        (tmp_path / "aliases.toml").write_text(f'[tenancy]\n{word} = ["{header}"]\n')
        tables = read(tmp_path, ReadOptions(aliases=read_aliases(tmp_path / "aliases.toml")))
        assert validate(tables["tenancy"], SNAPSHOT).accepted.frame["restricted"].to_list() == flags


@pytest.mark.parametrize(
    "header", ["Ward", "Advisor", "Database", "Date tenancy started", "Deposit protection ref", "Locality", "Dvla no"]
)
def test_other_headers_are_dropped_as_before(header):
    assert not speaks_of_protection(header)


def test_a_second_header_of_protection_beside_the_known_one_is_not_dropped(tmp_path):
    with_header(tmp_path, "restricted", value="N")
    table = [row | {"restricted": "N", "Safeguarding flag": "Y"} for row in rows(TENANCY, 2)]
    (tmp_path / "tenancy.csv").write_bytes(csv(table))
    with pytest.raises(Refused, match="'Safeguarding flag'"):
        read(tmp_path)


def test_an_extract_without_a_column_for_it_says_where_to_put_it(tmp_path):
    with_header(tmp_path, "Restricted", "rent_account", ACCOUNT)
    with pytest.raises(Refused, match="mark the people concerned in the column restricted of tenancy"):
        read(tmp_path)


def test_not_used_needs_headers(tmp_path):
    (tmp_path / "aliases.toml").write_text("[tenancy]\nnot_used = true\n")
    with pytest.raises(WrongUse, match="list of headers"):
        read_aliases(tmp_path / "aliases.toml")


CONSENTS = {
    "lodger": ["Lodger", "Lodger agreed", "lodger - 1 room"],
    "sublet": ["Sub-let", "Subletting agreed", "SUBLET"],
    "absence": ["Absence", "Working away", "Temporary absence", "In prison"],
    "decant": ["Decanted", "Temporary decant"],
    "care": ["In care", "Carer", "Residential care", "Care home", "Hospital stay"],
    None: ["", "None", "N/A", "n/a", "No", "-", "0", "Nil", "FALSE", "Refused"],
    UNREADABLE: ["Yes", "Y", "Agreed 2019", "See file", "Lodger and sublet", "Lodger refused", "1"],
}


@pytest.mark.parametrize(("code", "texts"), CONSENTS.items())
def test_consents_in_words(code, texts):
    assert column("tenancy", TENANCY, "permission", texts)[1] == [code] * len(texts)


def test_unreadable_consents_are_counted_and_kept_for_the_vault():
    checked, _ = column("tenancy", TENANCY, "permission", ["See file", "lodger", ""])
    assert "permission: not readable, taken as a consent of unknown sort: 1" in checked.about["notices"]
    assert checked.blanked["value"].to_list() == ["See file"]
    by_name = {one["name"]: one for one in checked.about["columns"]}
    assert by_name["permission"] == {"name": "permission", "given": 2, "usable": 1, "blank": 1, "unusable": 1}


@pytest.mark.parametrize(
    ("extract", "pattern", "name", "texts", "code"),
    [
        ("tenancy", TENANCY, "acquisition_route", ["CBL bid", "?!"], UNREADABLE),
        ("tenancy", TENANCY, "acquisition_route", ["Decant - works", "Decanted"], "decant"),
        ("tenancy", TENANCY, "acquisition_route", ["Mutual Exch", "Homeswap"], "mutual_exchange"),
        ("tenancy", TENANCY, "end_reason", ["Moved out", "Left"], "other"),
        ("tenancy", TENANCY, "succession_open", ["pending", "see notes"], True),
        ("benefit_award", AWARD, "dual_award_reason", ["Reg 7(6)(d)", "two homes"], UNREADABLE),
        ("benefit_award", AWARD, "dual_award_reason", ["None", "N/A"], None),
        ("benefit_award", AWARD, "payee", ["Agent", "LHA direct"], "landlord"),
        ("rent_transaction", POSTING, "payer_class", ["Social services", "Employer scheme"], UNREADABLE),
        ("rent_transaction", POSTING, "payer_class", ["Unknown", "n/a"], None),
        ("rent_account", ACCOUNT, "account_kind", ["Sundry debt", "Court costs"], UNREADABLE),
    ],
)
def test_other_codes_that_may_be_the_innocent_reason(extract, pattern, name, texts, code):
    assert column(extract, pattern, name, texts)[1] == [code, code]


def pair(**sides):
    plain = {
        "permissions": [],
        "acquisition_route": None,
        "prior_tenancy_ref": None,
        "tenancy_ref": None,
        "dual_award_reason": None,
        "account_kind": None,
    }
    both = {f"{side}_{name}": value for side in ("left", "right") for name, value in plain.items()} | sides
    types = {
        name: pl.List(pl.String) if name.endswith("permissions") else pl.Int64 if name.endswith("_ref") else pl.String
        for name in both
    }
    return pl.DataFrame({name: [value] for name, value in both.items()}, schema=types)


@pytest.mark.parametrize("sort", ["lodger", "sublet", "absence", "decant", "care"])
def test_a_consent_of_unknown_sort_is_every_sort(sort):
    assert pair(left_permissions=[UNREADABLE]).select(permission([sort])).item() is True
    assert pair(right_permissions=[UNREADABLE]).select(decant(True)).item() is True
    assert pair().select(permission([sort])).item() is False


def test_a_route_that_cannot_be_read_counts_as_a_move_only_with_a_tenancy_before_it():
    follows = {"right_acquisition_route": UNREADABLE, "right_prior_tenancy_ref": 1, "left_tenancy_ref": 1}
    assert pair(**follows).select(transfer_between_them(True)).item() is True
    assert pair(**follows).select(decant(True)).item() is True
    assert pair(right_acquisition_route=UNREADABLE).select(decant(True)).item() is False


def test_reasons_and_accounts_that_cannot_be_read_suppress():
    assert pair(left_dual_award_reason=UNREADABLE).select(dual_award(["adaptations"])).item() is True
    assert pair(right_account_kind=UNREADABLE).select(account_kind(["use_and_occupation"])).item() is True
