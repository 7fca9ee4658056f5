"""What Windows does otherwise, with its calls faked: it is where the users are, and no test machine of ours runs it."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli, private_files
from pipeline.errors import Refused, WrongUse
from pipeline.private_files import usable_folder, whole_folder, write_private

MARK = "run.json"


@pytest.fixture
def windows(monkeypatch):
    """Flushing as Windows does it: only what is open for writing, and no folder is ever opened."""
    flush, opened = os.fsync, os.open

    def fsync(descriptor: int) -> None:
        if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")
        flush(descriptor)

    def open_(path, *flags, **more) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *flags, **more)

    monkeypatch.setattr(private_files, "WINDOWS", True)
    monkeypatch.setattr(private_files, "PAUSE", 0)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "open", open_)


def finished(out: Path, text: str = "first") -> None:
    with whole_folder(out, MARK) as folder:
        write_private(folder / MARK, text.encode())
        (folder / "vault").mkdir()
        write_private(folder / "vault" / "tenancy.sealed", b"sealed")


@pytest.mark.usefixtures("windows")
def test_results_are_flushed_and_put_in_place(tmp_path):
    finished(tmp_path / "out")
    finished(tmp_path / "out", "second")
    assert (tmp_path / "out" / MARK).read_text() == "second"


class Held:
    """A file or folder that another program holds for the first `times` tries to rename it."""

    def __init__(self, monkeypatch, name: str, times: int):
        self.name, self.times, self.replace = name, times, Path.replace
        monkeypatch.setattr(Path, "replace", lambda source, target: self.try_(source, target))

    def try_(self, source: Path, target: Path) -> Path:
        if self.name in (Path(target).name, source.name) and self.times > 0:
            self.times -= 1
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(source))
        return self.replace(source, target)


@pytest.mark.usefixtures("windows")
def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_waited_for(tmp_path, monkeypatch):
    Held(monkeypatch, "list.xlsx", private_files.TRIES - 1)
    write_private(tmp_path / "list.xlsx", b"new")
    assert (tmp_path / "list.xlsx").read_bytes() == b"new"


@pytest.mark.usefixtures("windows")
def test_a_workbook_that_is_open_in_excel_is_named_and_stays_as_it_is(tmp_path, monkeypatch):
    (tmp_path / "list.xlsx").write_bytes(b"old")
    Held(monkeypatch, "list.xlsx", private_files.TRIES)
    with pytest.raises(Refused, match=r"list\.xlsx cannot be replaced: another program has it open"):
        write_private(tmp_path / "list.xlsx", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]
    assert (tmp_path / "list.xlsx").read_bytes() == b"old"


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("held", ["out", ".partial-out"])
def test_an_exercise_with_an_open_file_stays_whole(tmp_path, monkeypatch, held):
    finished(tmp_path / "out")
    Held(monkeypatch, held, private_files.TRIES)
    with pytest.raises(Refused, match="cannot be replaced"):
        finished(tmp_path / "out", "second")
    assert (tmp_path / "out" / MARK).read_text() == "first"


NOT_ON_WINDOWS = ["con", "NUL.txt", "lpt1", "a:b", "what?", "trailing.", "trailing ", "tab\tbed", 'quo"te', "COM9"]


@pytest.mark.parametrize("name", NOT_ON_WINDOWS)
def test_a_name_that_windows_cannot_have_is_refused_there(name, monkeypatch):
    assert usable_folder(Path("exercises") / name).name == name
    monkeypatch.setattr(private_files, "WINDOWS", True)
    with pytest.raises(WrongUse, match="Windows cannot have"):
        usable_folder(Path("exercises") / name)


@pytest.mark.parametrize("name", ["2026-10", "console", "com10", "..", "münster", "a.b", "Oct 2026"])
def test_other_names_are_fine_there(name, monkeypatch, tmp_path):
    monkeypatch.setattr(private_files, "WINDOWS", True)
    monkeypatch.chdir(tmp_path)
    assert usable_folder(tmp_path / "exercises" / name).name


def test_here_and_above_are_called_by_their_names_and_a_disk_is_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert usable_folder(Path()) == tmp_path.resolve()
    with pytest.raises(WrongUse, match="top of a disk"):
        usable_folder(Path("/"))


def status_and_words(error: BaseException, capsys) -> tuple[int, str]:
    return cli._say(error), capsys.readouterr().err.replace("\n", " ")


def test_a_file_held_by_another_program_is_named_without_its_folders(capsys):
    error = PermissionError(errno.EACCES, "Permission denied", "C:\\Users\\J Smith\\list.xlsx".replace("\\", "/"))
    status, words = status_and_words(error, capsys)
    assert (status, "list.xlsx cannot be opened or changed" in words, "Smith" in words) == (1, True, False)


def test_a_path_that_is_too_long_for_windows_says_so(capsys, monkeypatch):
    monkeypatch.setattr(cli, "WINDOWS", True)
    error = FileNotFoundError(errno.ENOENT, "No such file", "C:/" + "x" * 300)
    assert "longer than the 260 characters" in status_and_words(error, capsys)[1]


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
@pytest.mark.parametrize("words", [["--help"], ["rules"], ["match", "--help"], ["check", "no such folder →"]])
def test_a_console_of_any_encoding_can_show_what_is_printed(encoding, words):
    code = "from pipeline.cli import main; main()"
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, env=environment, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    assert b"Traceback" not in ran.stderr
    assert b"unexpected" not in ran.stderr
    (ran.stdout + ran.stderr).decode(encoding)
