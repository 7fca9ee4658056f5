"""Codes that are not known are shown with their counts beside those accepted; what may be personal is not."""

import pytest

from pipeline.errors import Refused
from pipeline.stages.validate import validate
from tests.bad_files.builders import SNAPSHOT, TENANCY, rows
from tests.stages.test_validate import raw

ACCEPTED = "accepted: general_needs, sheltered, supported, temporary, shared_ownership, market_rent, garage, other"


def notice(column: str, values: list[str], good: str) -> str:
    """The notice on a column of codes that holds those values beside a good one."""
    table = rows(TENANCY, len(values) + 1, **{column: [*values, good]})
    notices = validate(raw("tenancy", table), SNAPSHOT).about["notices"]
    return next(text for text in notices if text.startswith(f"{column}: in your file "))


def test_codes_are_shown_with_their_counts_the_most_frequent_first():
    text = notice("tenancy_type", ["SH"] * 5 + ["GN"] * 12, "garage")
    assert text == f"tenancy_type: in your file GN (12), SH (5); {ACCEPTED}; say what they mean in mapping.toml"


@pytest.mark.parametrize("column", ["tenancy_type", "acquisition_route", "permission", "end_reason", "right_to_buy_stage"])
def test_what_fewer_than_five_rows_have_is_only_counted(column):
    good = {"tenancy_type": "garage", "acquisition_route": "transfer", "permission": "care"}.get(column, "withdrawn")
    good = "other" if column == "end_reason" else good
    text = notice(column, ["ASG"] * 5 + ["Pettifer"] * 4, good)
    assert "ASG (5), 1 value not shown (4 rows)" in text and "Pettifer" not in text


@pytest.mark.parametrize("value", ["01/02/1950", "1950-02-01", "JK345612C", "ME4 4AA", "07700910000", "ann@home.uk", "x" * 21])
def test_what_looks_personal_is_only_counted(value):
    assert value not in notice("tenancy_type", [value] * 9, "garage")


def test_a_column_of_many_different_values_holds_no_codes():
    text = notice("tenancy_type", [f"name{chr(97 + at)}" for at in range(13) for _ in range(5)], "garage")
    assert "13 different values (65 rows), too many to be codes" in text and "namea" not in text


def test_the_refusal_shows_the_codes_and_where_to_map_them():
    with pytest.raises(Refused) as refusal:
        validate(raw("tenancy", rows(TENANCY, 6, tenancy_type="GN")), SNAPSHOT)
    assert f"tenancy_type: not a known code (6). tenancy_type: in your file GN (6); {ACCEPTED};" in str(refusal.value)
    assert "mapping.toml" in str(refusal.value) and "docs/extracts.md" in str(refusal.value)


def test_references_that_a_workbook_made_equal_are_set_aside():
    table = rows(TENANCY, 6, tenancy_ref=["50000000000000000"] * 5 + ["T6"])
    judged = validate(raw("tenancy", table), SNAPSHOT)
    assert judged.about["reasons"] == {"tenancy_ref: cut at the fifteenth digit": 5}
