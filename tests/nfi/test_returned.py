"""Matches that NFI returned: mapped strictly, joined to the right tenant, and called known, contradicted or new."""

from datetime import date

import polars as pl
import pytest

from extracts.nfi_match import NFI_MATCH
from extracts.tenancy import TENANCY
from pipeline.errors import Refused, WrongUse
from pipeline.nfi.joined import (
    CONTRADICTED,
    HAD_ENDED,
    KNOWN,
    NEW,
    NO_OVERLAP,
    NO_SUCH,
    NOTHING,
    SAME_MATCH,
    SOMEBODY_ELSE,
    Local,
    joined,
)  # fmt: skip
from pipeline.nfi.returned import read_returned, refuse_unmapped
from pipeline.nfi.worklist import COLUMNS, shown
from pipeline.restricted import case_of
from tests.nfi.landlord import SNAPSHOT, tenant, vault

TITLE = "Housing tenants to housing tenants"


def match(**more) -> dict:
    usual = {"match_ref": "M1", "report": TITLE, "our_reference": "tenancy_ref1", "other_body": "A council"}
    named = {"our_surname": "bloggs", "our_forename": "jo", "our_date_of_birth": date(1980, 5, 17)}
    return usual | named | more


def local(*rows: dict, held: tuple[int, ...] = (), rule: str | None = None, of: int = 1) -> Local:
    """Our tenancies, each row a person of their own; with a rule, a referral of row `of`."""
    table = vault(tenancy=list(rows or (tenant(),)))["tenancy"]
    tenancy = table.with_columns(case_of(TENANCY), person=pl.concat_str(pl.lit("p"), pl.col("row").cast(pl.String)))
    record = tenancy.filter(pl.col("row") == of)["record"][0]
    referrals = pl.DataFrame(
        {"referral_id": ["f" * 32], "rule": [rule], "left_record": [record], "right_record": [None]},
        schema_overrides={"right_record": pl.String, "rule": pl.String},
    )
    restricted = tenancy.filter(pl.col("row").is_in(list(held)))["record"]
    titles = {"T1": TITLE, "B1": "Housing tenants to housing benefit claimants"}
    aliases = read_returned(None)
    return Local({"tenancy": tenancy}, restricted, referrals.filter(pl.lit(rule is not None)), titles, aliases.title)


def found(given: Local, *matches: dict) -> pl.DataFrame:
    columns = {one.name: pl.Series([row.get(one.name) for row in matches], dtype=one.kind.dtype) for one in NFI_MATCH.fields}
    frame = pl.DataFrame({"row": pl.Series(range(1, len(matches) + 1), dtype=pl.UInt32)} | columns)
    return joined(frame, given, pl.lit(SNAPSHOT))


@pytest.mark.parametrize(
    ("ours", "theirs", "state", "why"),
    [
        ({}, {}, NEW, NOTHING),
        ({"rule": "T1"}, {}, KNOWN, SAME_MATCH),
        ({"rule": "T1"}, {"report": "HOUSING TENANTS TO HOUSING TENANTS"}, KNOWN, SAME_MATCH),
        ({"rule": "B1"}, {"report": "Housing tenants to housing benefit"}, KNOWN, SAME_MATCH),
        ({"rule": "B1"}, {}, NEW, NOTHING),
        ({}, {"our_reference": "OTHER"}, CONTRADICTED, NO_SUCH),
        ({}, {"our_surname": "khan", "our_forename": "al", "our_date_of_birth": date(1950, 1, 2)}, CONTRADICTED, SOMEBODY_ELSE),
        ({"rule": "T1"}, {"our_surname": "khan", "our_forename": "al", "our_date_of_birth": None}, CONTRADICTED, SOMEBODY_ELSE),
        ({}, {"our_surname": "khan"}, NEW, NOTHING),
        ({}, {"our_surname": None, "our_forename": None, "our_date_of_birth": None}, NEW, NOTHING),
        ({}, {"other_start": date(2019, 1, 1), "other_end": date(2020, 1, 5)}, CONTRADICTED, NO_OVERLAP),
        ({}, {"other_start": date(2019, 1, 1), "other_end": date(2020, 1, 6)}, NEW, NOTHING),
    ],
)
def test_what_a_match_is_beside_our_own(ours, theirs, state, why):
    row = found(local(**ours), match(**theirs)).row(0, named=True)
    assert (row["state"], row["why"]) == (state, why)
    assert (row["record"] is None) == (why in (NO_SUCH, SOMEBODY_ELSE))


@pytest.mark.parametrize(
    ("end", "theirs", "why"),
    [
        (SNAPSHOT, {}, HAD_ENDED),
        (date(2026, 10, 6), {}, NOTHING),
        (date(2024, 1, 1), {"other_start": date(2024, 1, 1)}, HAD_ENDED),
        (date(2024, 1, 1), {"other_start": date(2024, 1, 2)}, NO_OVERLAP),
    ],
)
def test_a_tenancy_that_had_ended(end, theirs, why):
    assert found(local(tenant(tenancy_end=end)), match(**theirs))["why"].to_list() == [why]


def test_the_tenant_is_the_one_whom_the_match_names():
    joint = {"tenancy_ref": "T"}
    given = local(tenant(**joint), tenant(**joint, forename="Al", surname="Khan", born="1950-01-02", tenant_status="O"))
    row = found(given, match(our_reference="T", our_surname="khan", our_forename="al", our_date_of_birth=date(1950, 1, 2)))
    assert row["person"].to_list() == ["p2"]


def test_another_referral_on_the_tenancy_stands_beside():
    row = found(local(rule="B1"), match()).row(0, named=True)
    assert (row["same"], row["others"]) == ([], ["f" * 32])


def test_new_ones_come_first_then_contradicted_then_known():
    rows = found(
        local(rule="T1"), match(match_ref="k"), match(match_ref="c", our_reference="X"), match(match_ref="n", report="Another")
    )
    assert rows["match_ref"].to_list() == ["n", "c", "k"]


@pytest.mark.parametrize(
    ("theirs", "held"),
    [({}, True), ({"our_reference": "UNKNOWN"}, True), ({"our_reference": "tenancy_ref2", "our_surname": "khan"}, False)],
)
def test_a_match_of_a_restricted_tenant_is_held_by_reference_or_by_name(theirs, held):
    given = local(tenant(), tenant(surname="Khan", born="1950-01-02"), held=(1,))
    assert found(given, match(**theirs))["held"].to_list() == [held]


def test_a_restricted_worklist_prints_no_address():
    row = found(local(), match(other_address="9 Hidden Lane")).with_columns(
        name=pl.lit("Jo"), date_of_birth=pl.lit("1980-05-17"), address=pl.lit("1 Secret Street"), landlord_code=pl.lit("MHS"),
        other_name=pl.lit("Jo"), other_place=pl.lit("9 Hidden Lane"), other_date_of_birth=pl.lit("x"),
    )  # fmt: skip
    open_, closed = (shown(row, restricted).write_csv() for restricted in (False, True))
    assert "Secret" in open_ and "Hidden" in open_
    assert "Secret" not in closed and "Hidden" not in closed
    assert len(COLUMNS) == shown(row, restricted=False).width


def test_an_alias_file_adds_to_ours_and_wins_over_it(tmp_path):
    (tmp_path / "a.toml").write_text(
        'leave_out = ["Shoe"]\n[nfi_match]\nother_body = ["Surname"]\n[reports]\n"102" = "Housing tenants to housing tenants"\n'
    )
    mapped = read_returned(tmp_path / "a.toml")
    assert mapped.nfi_match["other_body"][0] == "Surname"
    assert "Surname" not in mapped.nfi_match["our_surname"]
    assert mapped.title("102") == mapped.title(TITLE)
    refuse_unmapped("f.csv", ["SHOE"], mapped)
    with pytest.raises(Refused, match=r"f\.csv.*'Hat'.*leave_out"):
        refuse_unmapped("f.csv", ["SHOE", "Hat"], mapped)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[nfi_match]\nshoe = ["x"]', "shoe"),
        ('[nfi_match]\nother_body = ["x"]\nreport = ["X"]', "'X' is given"),
        ('[nfi_match]\nother_body = "x"', "nfi_match"),
        ("[shoes]", "shoes"),
        ("= x", "TOML"),
    ],
)
def test_an_alias_file_with_a_fault(tmp_path, text, word):
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(WrongUse, match=word):
        read_returned(tmp_path / "a.toml")


def test_an_alias_file_that_is_not_there(tmp_path):
    with pytest.raises(WrongUse, match="--aliases"):
        read_returned(tmp_path / "none.toml")
