import os
import stat

import pytest

from pipeline.errors import Locked, Refused
from pipeline.private_files import locked, whole_folder, write_private

MARK = "run.json"


def finished(out, text="first"):
    with whole_folder(out, MARK) as folder:
        write_private(folder / MARK, text.encode())


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_a_folder_appears_whole(tmp_path):
    finished(tmp_path / "out")
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out" / MARK).read_text() == "first"


def test_an_interrupted_run_leaves_the_earlier_results_as_they_were(tmp_path):
    finished(tmp_path / "out")
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "out", MARK) as folder:
        write_private(folder / MARK, b"second")
        raise KeyboardInterrupt
    assert (tmp_path / "out" / MARK).read_text() == "first"
    assert names(tmp_path) == ["out"]


def test_what_a_killed_run_left_is_swept_away(tmp_path):
    (tmp_path / ".partial-out").mkdir()
    (tmp_path / ".partial-out" / "half").write_text("half")
    finished(tmp_path / "out")
    assert names(tmp_path) == ["out"]


def test_a_run_killed_between_the_two_renames_loses_nothing(tmp_path):
    finished(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / ".former-out")
    with pytest.raises(ValueError, match="stop"), whole_folder(tmp_path / "out", MARK):
        raise ValueError("stop")
    assert (tmp_path / "out" / MARK).read_text() == "first"


def test_a_folder_of_somebody_elses_is_not_replaced(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.docx").write_text("")
    with pytest.raises(Refused, match="holds other files"), whole_folder(tmp_path / "out", MARK):
        pass
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="is a file"), whole_folder(tmp_path / "file", MARK):
        pass


def test_one_run_at_a_time(tmp_path):
    with locked(tmp_path / "out"), pytest.raises(Locked, match="another run"), locked(tmp_path / "out"):
        pass


def test_only_the_owner_may_read_whatever_the_umask(tmp_path):
    former = os.umask(0)
    try:
        with whole_folder(tmp_path / "out", MARK) as folder:
            write_private(folder / MARK, b"x")
            (folder / "vault").mkdir()
            (folder / "vault" / "table").write_bytes(b"x")
    finally:
        os.umask(former)
    for path in (tmp_path / "out").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_full_disk_leaves_no_half_written_file(tmp_path, monkeypatch):
    write_private(tmp_path / "a", b"first")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"
    assert names(tmp_path) == ["a"]
