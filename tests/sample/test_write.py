from pathlib import Path

import polars as pl
import pytest

from pipeline.errors import WrongUse
from pipeline.local_files import read_allowed
from pipeline.sample import make_landlord, write_landlord, write_sample


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    return folder, write_sample(folder, homes=300, seed=9)


def test_somebody_s_own_extracts_are_never_written_over(tmp_path):
    own = tmp_path / "tenancy.csv"
    own.write_text("ours\n")
    with pytest.raises(WrongUse, match="no sample"):
        write_sample(tmp_path, homes=60, seed=1)
    assert bytes_of(tmp_path) == {"tenancy.csv": b"ours\n"}


def test_an_interrupted_run_leaves_what_was_there_and_no_drafts(tmp_path):
    write_sample(tmp_path, homes=60, seed=1)
    before = bytes_of(tmp_path)
    broken = make_landlord(60, seed=2)
    broken.extracts["deceased"] = None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        write_landlord(broken, tmp_path)
    assert bytes_of(tmp_path) == before


def test_a_smaller_choice_takes_the_further_extracts_away(tmp_path):
    write_sample(tmp_path, homes=60, seed=1, extracts="all")
    assert (tmp_path / "residency.csv").exists()
    write_sample(tmp_path, homes=60, seed=1)
    assert not (tmp_path / "residency.csv").exists()
    assert (tmp_path / "tenancy.csv").exists()


def test_the_same_seed_writes_the_same_bytes(written, tmp_path):
    write_sample(tmp_path, homes=300, seed=9)
    assert bytes_of(tmp_path) == bytes_of(written[0])


def test_writing_from_memory_writes_the_same(written, tmp_path):
    write_landlord(make_landlord(300, seed=9), tmp_path)
    assert bytes_of(tmp_path) == bytes_of(written[0])


def test_what_is_said_to_be_written_is(written):
    folder, rows = written
    for name, number in rows.items():
        assert pl.read_csv(folder / f"{name}.csv", infer_schema=False).height == number


def test_the_truth_is_kept_apart(written):
    folder, _ = written
    assert {path.name for path in (folder / "truth").iterdir()} == {"people.parquet", "cases.parquet", "faults.parquet"}
    assert {path.suffix for path in folder.iterdir() if path.is_file()} == {".csv", ".toml"}


def test_the_tenancy_file_is_headed_as_the_national_exercise_heads_it(written):
    header = (written[0] / "tenancy.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert {"Forename(s)", "Tenant status flag", "National Insurance number"} <= set(header)


def test_the_allow_list_is_one_that_the_program_takes(written):
    listed = [one["what"] for one in read_allowed(written[0]).listed]
    assert listed == ["bank account", "bank account", "telephone", "National Insurance number"]
