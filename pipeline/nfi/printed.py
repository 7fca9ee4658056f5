"""Cells of a file for the National Fraud Initiative: what the vault holds of a row, spelled as the general rules ask."""

import re
from collections.abc import Callable

import polars as pl

from extracts.kinds import email, nino, postcode, telephone, uprn

DATES = "%d%m%Y"
"""ddmmyyyy, the preferred spelling."""


def _nino(text: str) -> str | None:
    """The number with its suffix, in capitals, without spaces; None where it can be nobody's."""
    return re.sub(r"[\s\-./]", "", text).upper() if nino.tidy(text) else None


def _telephone(text: str) -> str | None:
    """Digits only, a British number with its first zero."""
    found = telephone.tidy(text)
    return found and ("0" + found[3:] if found.startswith("+44") else "00" + found[1:])


SPELLINGS: dict[str, Callable[[str], str | None]] = {
    "nino": _nino,
    "home_telephone": _telephone,
    "mobile": _telephone,
    "email": email.tidy,
    "postcode": postcode.tidy,
    "uprn": uprn.tidy,
}
"""Columns that have one agreed spelling; the others are as the landlord prints them."""


def respelled(values: pl.Series, spell: Callable[[str], str | None]) -> pl.Series:
    """A String column with each distinct value spelled anew, null where it has no spelling."""
    distinct = values.drop_nulls().unique()
    made = pl.Series([spell(text) for text in distinct], dtype=pl.String)
    known = pl.DataFrame({"value": distinct, "made": made})
    return values.to_frame("value").join(known, on="value", how="left", maintain_order="left")["made"].alias(values.name)


def _text_of(values: pl.Series) -> pl.Series:
    """Any column as text: days as ddmmyyyy, money in pence, numbers as they are; unknown stays null and is never 0."""
    if values.dtype == pl.Date:
        return values.dt.to_string(DATES)
    if isinstance(values.dtype, pl.Decimal):
        return (values * 100).cast(pl.Int64).cast(pl.String)
    return values.cast(pl.String)


def _born(values: pl.Series) -> pl.Series:
    """The vault keeps birth dates in ISO form, or as they were printed where nobody could read them."""
    return values.str.to_date("%Y-%m-%d", strict=False).dt.to_string(DATES)


def printed(rows: pl.DataFrame, blanked: pl.DataFrame, extract: str) -> pl.DataFrame:
    """The rows of an extract as the vault keeps them with every column as text in the files' spelling; `row` and `record` stay.

    `blanked` is the vault's table of values that were given and unusable: they are blank here.
    """
    bad = blanked.filter(pl.col("extract") == extract)
    columns = []
    for name in (one for one in rows.columns if one not in ("row", "record")):
        text = _born(rows[name]) if name == "date_of_birth" else _text_of(rows[name])
        spelled = respelled(text, SPELLINGS[name]) if name in SPELLINGS else text
        unusable = rows["row"].is_in(bad.filter(pl.col("column") == name)["row"].implode())
        columns.append(spelled.set(unusable, None) if unusable.any() else spelled)
    return rows.select("row", "record").with_columns(columns)
