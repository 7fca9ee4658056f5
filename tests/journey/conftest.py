"""One small made-up landlord and one exercise over it, shared by the tests of the whole journey."""

import contextlib
import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import fastexcel
import polars as pl
import pytest
from xlsxwriter import Workbook

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


@dataclass(frozen=True)
class Desk:
    """An exercise of its own, its key, and the referrals on the ordinary list."""

    out: Path
    key: Path

    def run(self, command: str, *words: object, officer: str = "Jo Officer"):
        return program(command, self.out, *words, "--officer", officer, key=self.key)

    @property
    def referrals(self) -> pl.DataFrame:
        return pl.read_parquet(self.out / "referrals.parquet").sort("referral_id")

    @property
    def number(self) -> str:
        return self.referrals.filter(pl.col("priority") != "restricted")["referral_id"][0]

    @property
    def restricted(self) -> str:
        return self.referrals.filter(pl.col("priority") == "restricted")["referral_id"][0]

    @property
    def beside(self) -> dict[str, bytes]:
        """Everything around the exercise that an outcome could change."""
        return {p.name: p.read_bytes() for p in self.out.parent.rglob("*") if p.is_file() and p.suffix in (".jsonl", ".end")}

    def listed(self, *words: object, officer: str = "Jo Officer") -> pl.DataFrame:
        to = self.out.with_name("list.csv")
        said = self.run("referrals", "--to", to, *words, officer=officer)
        assert said.status == 0, said.both
        return pl.read_csv(to, infer_schema=False)


@pytest.fixture
def desk(exercise, tmp_path) -> Desk:
    key = tmp_path / "keys" / "root.key"
    key.parent.mkdir()
    shutil.copy(exercise.key, key)
    shutil.copytree(exercise.out, tmp_path / "out")
    return Desk(tmp_path / "out", key)


def filled(workbook: Path, changes: dict[str, dict[str, str]], heading: dict[str, str] | None = None) -> None:
    """Writes a workbook again as a spreadsheet program would, some cells of the referrals changed, and headings renamed."""
    content = workbook.read_bytes()
    book = Workbook(workbook, {"strings_to_formulas": False})
    for name in fastexcel.read_excel(content).sheet_names:
        sheet = fastexcel.read_excel(content).load_sheet(name, header_row=None, dtypes="string").to_polars()
        rows = [list(row) for row in sheet.iter_rows()]
        head = next((row for row in rows if "Full referral number" in row), None)
        for row in rows:
            for column, value in changes.get(row[head.index("Full referral number")] if head else None, {}).items():
                row[head.index(column)] = value
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(at, column, (heading or {}).get(cell, cell) if head else cell)
    book.close()
