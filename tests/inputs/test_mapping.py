"""mapping.toml is read strictly, says what is wrong where, and is written as it is read."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.inputs.mapping import (
    DebitCredit,
    Mapping,
    Name,
    OneRowPer,
    Reckoned,
    Source,
    as_toml,
    mapping_from,
    read_mapping,
    refuse_uncovered,
)
from tests.inputs.exports import TENANCY

BARE = '[[source]]\nextract = "tenancy"\nfile = "x.csv"\n'
WORDS = st.text(min_size=1, max_size=12).filter(lambda text: text.strip() and any(sign.isalnum() for sign in text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("source = ", "this is not TOML"),
        ("sources = 1", "has 'sources'; it may have source"),
        (BARE + "colums = 1", r"\[\[source\]\] number 1 has 'colums'; it may have extract, file, sheet"),
        (BARE + '[source.name]\ncolum = "N"', r"\[source.name\] has 'colum'; it may have column, order, joint"),
        (BARE + '[source.where_missing]\nperson_ref = { earlest = "D" }', "has 'earlest'; it may have date, earliest"),
        (BARE + '[source.where_missing]\nperson_ref = { earliest = "D" }', "need per"),
        (BARE + '[source.where_missing]\nperson_ref = { date = "D", latest = "E", per = "uprn" }', "exactly one of"),
        (BARE + '[source.where_missing]\ntenancy_end = { date = "D", blank_within_days = 3 }', "goes with latest"),
        (BARE + "header_row = 0", "header_row"),
        (BARE + '[source.columns]\ntenancy = "T"', r"\[source.columns\] has 'tenancy'; tenancy has the columns landlord_code"),
        (BARE + '[source.columns]\nuprn = ""', "blank text or an empty list"),
        (BARE + "[source.columns]\nuprn = []", "blank text or an empty list"),
        (BARE + '[source.columns]\nuprn = "U"\n[source.constants]\nuprn = "1"', "uprn stands in both"),
        (BARE + '[source.debit_credit]\ndebit = "D"\ncredit = "C"', "'amount'; tenancy has the columns"),
        ('[[source]]\nextract = "tenants"\nfile = "x.csv"', "no extract 'tenants'; there are tenancy, rent_account"),
        ('[[source]]\nextract = "tenancy"', "missing required field `file`"),
        ('[[source]]\nextract = "deceased"\nfile = "x"\n[source.name]\ncolumn = "N"\njoint = true', "not for deceased"),
    ],
)
def test_what_a_mapping_may_not_say_is_refused_with_the_place(text, says):
    with pytest.raises(Refused, match=says):
        mapping_from(text)


def test_a_folder_without_mapping_has_no_sources_and_a_damaged_one_is_refused(tmp_path):
    assert read_mapping(tmp_path) == Mapping()
    (tmp_path / "mapping.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match=r"mapping\.toml: the file cannot be read"):
        read_mapping(tmp_path)
    (tmp_path / "mapping.toml").write_text("\ufeff" + TENANCY, encoding="utf-8")
    assert read_mapping(tmp_path) == mapping_from(TENANCY)


def test_a_day_may_be_written_without_quotation_marks():
    source = mapping_from('[[source]]\nextract = "rent_account"\nfile = "x"\nconstants.as_of = 2026-10-05').source[0]
    assert source.constants == {"as_of": "2026-10-05"}


@settings(deadline=None)
@given(
    header=WORDS,
    other=WORDS,
    value=st.text(max_size=12),
    constant=st.one_of(st.booleans(), st.integers(-9, 9), WORDS),
    joint=st.booleans(),
)
def test_every_mapping_reads_back_as_it_was_written(header, other, value, constant, joint):
    source = Source(
        "rent_transaction", (header, other), sheet=header, header_row=3,
        columns={"account_ref": header, "method": (header, other)}, constants={"payer_name": constant},
        values={"kind": {other: value, "*": "charge"}}, leave_out={header: (other,)}, name=None,
        debit_credit=DebitCredit(header, other),
        where_missing={"posted_on": Reckoned(latest=header, per="account_ref", add_days=-1), "transaction_ref": value + "{position}"},
        one_row_per=OneRowPer(("transaction_ref",)),
    )  # fmt: skip
    mapping = Mapping((source, Source("tenancy", other, no_end=True, name=Name(header, joint=joint))))
    assert mapping_from(as_toml(mapping)) == mapping


def test_a_mandatory_column_that_nothing_fills_is_refused_with_what_one_might_write():
    source = mapping_from(TENANCY.replace("person_ref =", "former_surname =").replace('landlord_code = "MHS"', "")).source[0]
    with pytest.raises(Refused, match=r"nothing for landlord_code, person_ref.*\{tenancy_ref\}-\{position\}"):
        refuse_uncovered(source, EXTRACTS["tenancy"], "mapping.toml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TENANCY.replace("no_end = true\n", ""), "nothing for tenancy_end.*no_end = true where everything listed is current"),
        (
            TENANCY.replace('tenancy_type = "Type"', 'tenancy_type = "Type"\ntenancy_end = "End"'),
            "has no_end = true and fills tenancy_end",
        ),
    ],
)
def test_silence_on_ends_is_no_answer(text, says):
    with pytest.raises(Refused, match=says):
        refuse_uncovered(mapping_from(text).source[0], EXTRACTS["tenancy"], "mapping.toml")


def test_a_mapping_does_not_end_the_program():
    # Unions of patterned texts within a dict make msgspec 0.22 fault when Python frees the types as it ends.
    code = 'from pipeline.inputs.mapping import mapping_from; mapping_from(\'[[source]]\\nextract = "tenancy"\\nfile = "x"\')'
    for _ in range(3):
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
