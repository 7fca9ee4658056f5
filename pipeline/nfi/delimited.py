"""A file as it travels: a header row, a delimiter that stands in no cell, plain text without a byte-order mark."""

import polars as pl

QUOTE = '"'


def delimiter(cells: pl.DataFrame, allowed: tuple[str, ...]) -> str:
    """The first allowed delimiter that no cell holds, a comma only where no cell holds a quotation mark either.

    Where every one of them stands in some cell it is the last, and those cells are quoted.

    >>> frame = pl.DataFrame({"a": ["Flat 1, High Street"]})
    >>> delimiter(frame, (",", "|", "~")), delimiter(frame.with_columns(b=pl.lit("x|y")), (",", "|", "~"))
    ('|', '~')
    """
    for one in allowed:
        hindered = one + QUOTE if one == "," else one
        if not any(_holds(cells[name], sign) for name in cells.columns for sign in hindered):
            return one
    return allowed[-1]


def _holds(cells: pl.Series, sign: str) -> bool:
    return bool(cells.str.contains(sign, literal=True).any())


def delimited(cells: pl.DataFrame, between: str) -> bytes:
    """The file: field names first, a line a row, every delimiter there although a cell is blank, lines ended as Windows does."""
    return cells.write_csv(separator=between, line_terminator="\r\n", quote_style="necessary").encode("utf-8")
