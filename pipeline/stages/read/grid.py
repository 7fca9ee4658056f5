"""What every format is brought to before its rows are judged: a header, and rows of text beneath it."""

from dataclasses import dataclass

import polars as pl

from pipeline.stages.read.header import Header

ODD = {"line": pl.UInt32, "reason": pl.String, "content": pl.String}


@dataclass(frozen=True)
class Grid:
    """The rows beneath a header, as text.

    `cells` holds `line` (UInt32) and one String column per contract column found, for the rows that have the header's
    shape; `odd` holds `line`, `reason` and `content` (JSON) of the others; `blank_lines` were skipped.
    """

    header: Header
    cells: pl.DataFrame
    odd: pl.DataFrame
    blank_lines: int = 0
    encoding: str | None = None
    delimiter: str | None = None
    notices: tuple[str, ...] = ()
    days_from_1904: bool = False


def no_odd_rows() -> pl.DataFrame:
    """An empty `odd`, for the formats that cannot have misshapen rows."""
    return pl.DataFrame(schema=ODD)
