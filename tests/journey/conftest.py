"""One small made-up landlord and one exercise over it, shared by the tests of the whole journey."""

import contextlib
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from pipeline import cli


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def both(self) -> str:
        return self.out + self.err


def program(*words: object, key: Path) -> Said:
    """Runs the command line in this process, as a person would type it."""
    out, err = io.StringIO(), io.StringIO()
    typed = ["tenancy-match", *map(str, words)]
    with (
        mock.patch.object(sys, "argv", typed),
        mock.patch.dict("os.environ", {"TENANCY_MATCH_KEY": str(key), "COLUMNS": "200"}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            cli.main()
            status = 0
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return Said(status, out.getvalue(), err.getvalue())


Program = Callable[..., Said]


@dataclass(frozen=True)
class Finished:
    extracts: Path
    out: Path
    key: Path
    said: Said


@pytest.fixture(scope="session")
def extracts(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("landlord") / "extracts"
    said = program("sample", folder, "--homes", 600, "--seed", 7, key=folder.parent / "k" / "root.key")
    assert said.status == 0, said.both
    return folder


@pytest.fixture(scope="session")
def exercise(extracts, tmp_path_factory) -> Finished:
    base = tmp_path_factory.mktemp("exercise")
    key = base / "keys" / "root.key"
    said = program("match", extracts, "--out", base / "out", key=key)
    assert said.status == 0, said.both
    return Finished(extracts, base / "out", key, said)
