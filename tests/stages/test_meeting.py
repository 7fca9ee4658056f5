"""References that a spreadsheet robbed of their zeros meet again where that is plain, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.quality import quality, with_references_met
from tests.bad_files.builders import ACCOUNT, AWARD, PAYMENT, POSTING, TENANCY, rows
from tests.stages.test_quality import checked

DAMAGES = {
    "zeros lost": lambda ref: ref.lstrip("0"),
    "a float": lambda ref: ref.lstrip("0") + ".0",
    "spaces": lambda ref: ref[:2] + " " + ref[2:],
}
PAIRS = {
    "rent_account": (ACCOUNT, "tenancy_ref", "tenancy", TENANCY, "tenancy_ref"),
    "rent_transaction": (POSTING, "account_ref", "rent_account", ACCOUNT, "account_ref"),
    "benefit_award": (AWARD, "tenancy_ref", "tenancy", TENANCY, "tenancy_ref"),
    "benefit_payment": (PAYMENT, "claim_ref", "benefit_award", AWARD, "claim_ref"),
}


def orphans(tables) -> int:
    return sum(one.rows for one in quality(tables, {}).orphans)


def notices(tables, name) -> str:
    return " ".join(tables[name].about["notices"])


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(PAIRS)),
    damage=st.sampled_from(sorted(DAMAGES)),
    here=st.booleans(),
    numbers=st.lists(st.integers(1, 99_999), min_size=2, max_size=9, unique=True),
)
def test_a_file_that_lost_its_zeros_meets_the_file_that_has_them(name, damage, here, numbers):
    pattern, column, to, its_pattern, its_column = PAIRS[name]
    whole = [f"{number:06}" for number in numbers]
    lost = [DAMAGES[damage](ref) for ref in whole]
    referring, target = (lost, whole) if here else (whole, lost)
    tables = checked(
        **{
            to: rows(its_pattern, len(numbers), **{its_column: target}),
            name: rows(pattern, len(numbers), **{column: referring}),
        }
    )
    assert orphans(tables) == len(numbers)
    met = with_references_met(tables)
    assert orphans(met) == 0
    assert f"{len(numbers)} references had lost leading zeros here" in notices(met, name if here else to)
    if damage != "spaces":
        assert met[to].accepted.frame[its_column].to_list() == whole


def test_references_that_differ_only_in_zeros_within_a_file_stay_apart():
    tables = checked(
        tenancy=rows(TENANCY, 3, tenancy_ref=["0100", "100", "0200"]), rent_account=rows(ACCOUNT, 2, tenancy_ref=["00100", "200"])
    )
    met = with_references_met(tables)
    assert orphans(met) == 2
    assert "2 of 2 rows that tenancy does not have would meet" in notices(met, "rent_account")
    assert "would become equal" in notices(met, "rent_account")


@pytest.mark.parametrize(("strangers", "mended"), [(1, True), (2, False)])
def test_nine_in_ten_orphans_must_meet(strangers, mended):
    whole = [f"{number:06}" for number in range(1, 13 - strangers + 1)]
    met_refs = [ref.lstrip("0") for ref in whole[:9]]
    tables = checked(
        tenancy=rows(TENANCY, len(whole), tenancy_ref=whole),
        rent_account=rows(ACCOUNT, 9 + strangers, tenancy_ref=[*met_refs, *(f"X{at}" for at in range(strangers))]),
    )
    met = with_references_met(tables)
    assert orphans(met) == (strangers if mended else 9 + strangers)
    assert ("put right" in notices(met, "rent_account")) is not mended


def test_one_slip_among_references_that_meet_is_told_and_left():
    tables = checked(
        tenancy=rows(TENANCY, 3, tenancy_ref=["010", "020", "030"]),
        rent_account=rows(ACCOUNT, 3, tenancy_ref=["010", "020", "30"]),
    )
    met = with_references_met(tables)
    assert orphans(met) == 1
    assert "1 of 1 rows that tenancy does not have would meet" in notices(met, "rent_account")


def test_every_file_that_names_the_reference_takes_the_same_spelling():
    tables = checked(
        tenancy=rows(TENANCY, 2, tenancy_ref=["10", "20"], prior_tenancy_ref=["20", ""]),
        rent_account=rows(ACCOUNT, 2, tenancy_ref=["0010", "0020"]),
        benefit_award=rows(AWARD, 2, tenancy_ref=["10.0", "20.0"]),
    )
    met = with_references_met(tables)
    assert met["tenancy"].accepted.frame["tenancy_ref"].to_list() == ["0010", "0020"]
    assert met["tenancy"].accepted.frame["prior_tenancy_ref"].to_list() == ["0020", None]
    assert met["benefit_award"].accepted.frame["tenancy_ref"].to_list() == ["0010", "0020"]
