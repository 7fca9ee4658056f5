"""What share of a file is lost, when that is told, and when a run stops; and what a person is asked to mend first."""

import pytest

from pipeline.errors import Refused
from pipeline.journey_losses import refuse_losses, told_losses
from pipeline.loss_policy import read_loss_policy
from pipeline.stages.quality import quality
from pipeline.stages.quality.losses import NOT_LOST
from pipeline.stages.read import no_record
from pipeline.stages.validate.rows import REPEATED
from tests.bad_files.builders import ACCOUNT, TENANCY, rows
from tests.stages.test_quality import checked

WHOLE = {"date_of_birth": "01/02/1950", "nino": "JK345612C"}


def told(folder, **tables):
    judged = checked(**tables)
    return told_losses(judged, quality(judged, {}), folder)


def tenancies(bad: int, count: int, column: str = "tenancy_start", value: str = "soon"):
    good = (WHOLE | TENANCY)[column]
    cells = WHOLE | {column: [value] * bad + [good] * (count - bad)}
    return rows(TENANCY, count, **cells)


@pytest.mark.parametrize(("bad", "is_told"), [(5, False), (6, True)])
def test_more_than_one_row_in_twenty_is_told(bad, is_told, tmp_path):
    found = told(tmp_path, tenancy=tenancies(bad, 100))
    assert [loss.rows for loss in found.losses] == ([bad] if is_told else [])
    assert found.verdict.good is not is_told


@pytest.mark.parametrize(
    ("column", "value"), [("tenancy_start", "soon"), ("date_of_birth", "soon"), ("nino", "QQ123456C"), ("tenant_status", "Z")]
)
@pytest.mark.parametrize(("bad", "stops"), [(10, False), (11, True)])
def test_a_run_stops_where_more_than_half_is_lost(column, value, bad, stops, tmp_path):
    found = told(tmp_path, tenancy=tenancies(bad, 20, column, value))
    if stops:
        with pytest.raises(Refused, match=f"{bad} of 20 .*{column}.*Nothing was linked"):
            refuse_losses(found)
    else:
        refuse_losses(found)


@pytest.mark.parametrize(("bad", "stops"), [(10, False), (11, True)])
def test_orphans_of_a_reference_that_must_be_there_stop_a_run(bad, stops, tmp_path):
    accounts = rows(ACCOUNT, 20, tenancy_ref=[f"X{at}" for at in range(bad)] + ["T1"] * (20 - bad))
    found = told(tmp_path, tenancy=tenancies(0, 1), rent_account=accounts)
    assert found.losses[0].sentence.startswith(f"rent_account: {bad} of 20 rows")
    if stops:
        with pytest.raises(Refused, match="name a tenancy_ref that tenancy does not have"):
            refuse_losses(found)
    else:
        refuse_losses(found)


@pytest.mark.parametrize(("lost", "stops"), [(9, False), (10, True)])
def test_a_file_of_a_handful_of_rows_stops_nothing(lost, stops, tmp_path):
    accounts = rows(ACCOUNT, lost, tenancy_ref=[f"Z{at}" for at in range(lost)])
    found = told(tmp_path, tenancy=rows(TENANCY, 30, **WHOLE), rent_account=accounts)
    assert [loss.share for loss in found.losses if loss.extract == "rent_account"] == [1.0]
    if stops:
        with pytest.raises(Refused, match="rent_account: 10 of 10 rows"):
            refuse_losses(found)
    else:
        refuse_losses(found)


@pytest.mark.parametrize(("bad", "is_told"), [(1, False), (2, True)])
def test_a_single_value_is_a_slip_and_two_are_a_loss(bad, is_told, tmp_path):
    found = told(tmp_path, tenancy=rows(TENANCY, 40, email=["none at all"] * bad + [""] * (40 - bad), **WHOLE))
    assert [loss.column for loss in found.losses] == (["email"] if is_told else [])


def test_telephones_that_cannot_be_used_are_told_and_stop_nothing(tmp_path):
    found = told(tmp_path, tenancy=rows(TENANCY, 4, home_telephone="none", **WHOLE))
    assert "4 of 4 values of home_telephone (100.0%) cannot be used" in found.losses[0].sentence
    refuse_losses(found)


def test_a_landlord_sets_its_own_limits_with_its_reason(tmp_path):
    (tmp_path / "limits.toml").write_text('[loss]\nsay_above = 0.5\nstop_above = 0.9\nwhy = "an old system"\n')
    found = told(tmp_path, tenancy=tenancies(11, 20))
    refuse_losses(found)
    assert found.as_record()["limits"] == {"say_above": 0.5, "stop_above": 0.9, "stop_fewest": 10, "why": "an old system"}
    assert [loss["share"] for loss in found.as_record()["losses"]] == [0.55]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[loss]\nsay_above = 5\nstop_above = 50\nwhy = "x"\n', "shares from 0 to 1"),
        ('[loss]\nsay_above = 0.6\nstop_above = 0.5\nwhy = "x"\n', "shares from 0 to 1"),
        ("[loss]\nsay_above = 0.1\nstop_above = 0.5\n", "needs its why"),
        ('[loss]\nsay_over = 0.1\nstop_above = 0.5\nwhy = "x"\n', "say_over"),
        ("stop_above = 0.7\n", r"stop_above.*Write in it: \[loss\], and beneath it say_above = 0\.05"),
        ("[loss", "not TOML"),
    ],
)
def test_limits_that_are_not_as_they_must_be_are_refused(content, says, tmp_path):
    (tmp_path / "limits.toml").write_text(content)
    with pytest.raises(Refused, match=says):
        read_loss_policy(tmp_path)


def test_what_stands_in_another_row_is_not_lost(tmp_path):
    assert {REPEATED, no_record.REPEATED_HEADER, no_record.TOTALS} == set(NOT_LOST)
    assert told(tmp_path, tenancy=[*rows(TENANCY, 2, **WHOLE), *rows(TENANCY, 2, **WHOLE)]).losses == ()


def test_the_verdict_names_at_most_two_things_and_what_to_do(tmp_path):
    table = [row | {"home_telephone": "none"} for row in tenancies(6, 20)]
    mend = told(tmp_path, tenancy=table, rent_account=rows(ACCOUNT, 5, tenancy_ref="X1")).verdict.mend
    assert len(mend) == 2
    assert mend[0].startswith("rent_account: 5 of 5 rows (100.0%) name a tenancy_ref") and "references as text" in mend[0]
    assert mend[1].startswith("tenancy: 6 of 20 rows (30.0%) are set aside, most often for tenancy_start: not a date")


@pytest.mark.parametrize(("given", "good"), [(5, True), (4, False)])
def test_half_of_the_people_need_what_linking_rests_on(given, good, tmp_path):
    table = rows(TENANCY, 10, date_of_birth=["01/02/1950"] * given + [""] * (10 - given), nino="JK345612C")
    assert told(tmp_path, tenancy=table).verdict.good is good


@pytest.mark.parametrize(("bad", "good"), [(4, True), (5, False)])
def test_a_handful_of_rows_of_a_small_file_is_told_and_no_reason_to_wait(bad, good, tmp_path):
    found = told(tmp_path, tenancy=tenancies(bad, 20))
    assert [loss.rows for loss in found.losses] == [bad]
    assert found.verdict.good is good


def test_a_missing_identifier_is_something_to_mend(tmp_path):
    mend = told(tmp_path, tenancy=rows(TENANCY, 2, nino="JK345612C")).verdict.mend
    assert mend == (
        "tenancy: no column date_of_birth, on which linking rests. Add it to the export, or say in mapping.toml or "
        "aliases.toml which header it is; without it match still runs, and finds fewer links.",
    )
