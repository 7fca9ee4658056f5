"""A record is found by whatever it may be called, and never by a name that two records bear."""

import polars as pl
import pytest

from pipeline.errors import WrongUse
from pipeline.references import record_of

PEOPLE = {
    "tenancy": pl.DataFrame({"record": ["a", "b", "c"], "ref": ["T1/P1", "T1/P1", "T2/P1"], "landlord_code": ["MHS", "HOM", "MHS"], "row": [1, 2, 3]}),
    "benefit_award": pl.DataFrame({"record": ["d"], "ref": ["T2/P1"], "scheme": ["housing_benefit"], "source_body": ["MED"], "row": [1]}),
    "deceased": pl.DataFrame({"record": ["e"], "ref": ["deceased/1"], "row": [1]}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("tenancy:MHS:T1/P1", "a"), ("tenancy:HOM:T1/P1", "b"), ("tenancy:T2/P1", "c"), ("tenancy/2", "b"), (" deceased/1 ", "e"),
        ("benefit_award:housing_benefit:MED:T2/P1", "d"), ("benefit_award:T2/P1", "d"), ("c", "c"),
    ],
)  # fmt: skip
def test_what_names_one_record_finds_it(name, record):
    assert record_of(name, PEOPLE, "--left") == record


@pytest.mark.parametrize(
    ("name", "says"), [("T1/P1", "2 records"), ("tenancy:T1/P1", "2 records"), ("T2/P1", "2 records"), ("T9", "no record")]
)
def test_what_names_none_or_several_is_refused_without_being_quoted(name, says):
    with pytest.raises(WrongUse, match=f"--right: {says}") as refusal:
        record_of(name, PEOPLE, "--right")
    assert "T2" not in str(refusal.value)
    assert "T9" not in str(refusal.value)
