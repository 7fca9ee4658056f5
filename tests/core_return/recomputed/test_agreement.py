"""Every value of every log of the made-up landlord agrees with what plain Python makes of the same extracts."""

import csv
from pathlib import Path

import pytest

from tests.core_return.recomputed import derived
from tests.core_return.recomputed.agreement import FIELDS, compare_return, disagreements_in_sound_logs
from tests.core_return.recomputed.extracts import Landlord
from tests.core_return.recomputed.made import make_extracts, make_return
from tests.core_return.recomputed.varied import vary_extracts

HOMES = 200


@pytest.fixture(scope="module", params=[1, 2, 3], ids=lambda seed: f"seed {seed}")
def made(request, tmp_path_factory) -> tuple[Path, Path]:
    base = tmp_path_factory.mktemp(f"landlord-{request.param}")
    make_extracts(base / "extracts", HOMES, request.param)
    make_return(base / "extracts", base / "out")
    return base / "extracts", base / "out"


def test_every_value_agrees(made):
    agreement = compare_return(*made)
    assert agreement.disagreements == []
    logs = len(Landlord(made[0]).lettings)
    assert agreement.agreed > FIELDS["lettings"] * logs / 2  # most answers of sign-up became a log that was compared


def test_a_changed_value_is_noticed(made):
    """One age of one log is a year off: the comparison names it, and nothing else."""
    path = made[1] / "lettings-ORG1.csv"
    before = path.read_bytes()
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    lines[1][41] = str(int(lines[1][41]) - 1)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
        assert [what for _, _, what, *_ in compare_return(*made).disagreements] == ["field 41"]
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("seed", [4])
def test_every_value_agrees_of_records_that_are_of_many_kinds(seed, tmp_path):
    make_extracts(tmp_path / "extracts", 500, seed)
    vary_extracts(tmp_path / "extracts", seed)
    make_return(tmp_path / "extracts", tmp_path / "out")
    agreement = compare_return(tmp_path / "extracts", tmp_path / "out")
    assert disagreements_in_sound_logs(agreement, tmp_path / "out") == []
    assert agreement.agreed > 10 * FIELDS["lettings"]  # enough of them were sound


@pytest.mark.parametrize(
    ("amount", "period", "of_a_week"),
    [
        ("110.50", "1", "110.50"),
        ("433.33", "4", "100.00"),
        ("0.26", "3", "0.07"),
        ("106.51", "2", "53.25"),
        ("130.01", "2", "65.00"),
    ],
)
def test_a_week_is_a_fifty_second_of_the_year(amount, period, of_a_week):
    assert str(derived.weekly({141: period, 142: amount}, 142)) == of_a_week
