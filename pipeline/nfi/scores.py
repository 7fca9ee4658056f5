"""The scorecard's figures: for every field of a file how complete and valid it is, and which rows are likely to be rejected."""

import polars as pl

from extracts.kinds.spreadsheet import DAY_AND_MONTH, LONG_NUMBER, SCIENTIFIC, is_cut
from pipeline.nfi.file import File
from pipeline.nfi.specification import Field

SERIAL = r"^\d{5}(?:\.0+)?$"
SHORT_NUMBER = r"^[1-9]\d{8,9}$"
TELEPHONES = ("home_telephone", "mobile")
SHAPES = {"date": r"^\d{8}$", "numeric": r"^\d+$", "money": r"^[1-9]\d*$"}
"""What a cell of that type looks like: ddmmyyyy; digits only; pence without £, sign or point, and never 0 (unknown is blank)."""


def _cut(cells: pl.Series) -> pl.Series:
    """Which cells hold a number that lost all after its fifteenth digit."""
    long = cells.filter(cells.str.contains(LONG_NUMBER)).drop_nulls().unique()
    return cells.is_in([number for number in long if is_cut(number)]).fill_null(value=False)


def damaged(field: Field, cells: pl.Series) -> pl.Series:
    """Which cells bear the mark of a spreadsheet (Boolean, never null)."""
    marks = [cells.str.contains(SCIENTIFIC), _cut(cells)]
    if field.column.startswith("address_line"):
        marks.append(cells.str.contains(DAY_AND_MONTH))
    if field.type == "date":
        marks.append(cells.str.contains(SERIAL))
    if field.column in TELEPHONES:
        marks.append(cells.str.contains(SHORT_NUMBER))
    return pl.select(pl.any_horizontal(*marks)).to_series().fill_null(value=False)


def too_long(field: Field, cells: pl.Series) -> pl.Series:
    """Which cells have more characters than the field may; none where its length is not known."""
    return (cells.str.len_chars() > field.length).fill_null(value=False) if field.length else cells.is_null() & False


def misshapen(field: Field, cells: pl.Series) -> pl.Series:
    """Which cells are no date, or no number, where the field is one."""
    shape = SHAPES.get(field.type)
    return ~cells.str.contains(shape).fill_null(value=True) if shape else cells.is_null() & False


def _lacking(field: Field, cells: pl.Series) -> pl.Series:
    return cells.is_null() if field.mandatory else cells.is_null() & False


FAULTS = {"missing": _lacking, "too_long": too_long, "misshapen": misshapen, "damaged": damaged}
"""What is likely to have a row rejected."""


def rejects(file: File) -> pl.Series:
    """Which rows are likely to be rejected, by any fault of any field."""
    faults = [fault(one, file.cells[one.label]) for one in file.fields for fault in FAULTS.values()]
    return pl.select(pl.any_horizontal(*faults)).to_series() if file.cells.height else pl.Series([], dtype=pl.Boolean)


def _score(file: File, field: Field) -> dict[str, object]:
    cells, unusable = file.cells[field.label], file.unusable.get(field.label, 0)
    written = len(cells) - cells.null_count()
    faults = {name: int(fault(field, cells).sum()) for name, fault in FAULTS.items()}
    about = {"file": file.name, "field": field.label, "mandatory": field.mandatory, "rows": len(cells)}
    counts = {"given": written + unusable, "unusable": unusable, "written": written}
    spelled = {"spelled_in_ascii": file.plain.spelled.get(field.label, 0), "outside_ascii": file.plain.beyond.get(field.label, 0)}
    return about | counts | faults | spelled | {"disarmed": file.plain.disarmed.get(field.label, 0)}


def scores(file: File) -> pl.DataFrame:
    """One row a field: `file`, `field`, `mandatory`, `rows`, and in how many of them it was `given`, `unusable`, is `written`, is
    `missing` though it must be there, `too_long`, `misshapen`, `damaged`, `spelled_in_ascii`, `outside_ascii` or `disarmed`.
    """
    return pl.DataFrame([_score(file, one) for one in file.fields])
