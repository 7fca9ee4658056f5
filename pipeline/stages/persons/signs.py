"""Signs: keyed forms of what a person is known by, so that the next exercise knows the person again under new record keys."""

from collections.abc import Mapping

import polars as pl

from pipeline.keys import RootKey, tokens
from pipeline.tables import Identified, Pseudonymised

MARK = "\x1f"
"""Stands between the parts of a sign; no tidy value holds it."""


def _rows(one: Identified, records: pl.Series) -> pl.DataFrame:
    """What a sign is made of: `record`, the tidy identifiers, and the `case` the row stands in (tenancy, claim, application)."""
    extract, frame = one.extract, one.frame
    given = [
        pl.col(name).cast(pl.String) if name in frame.columns else pl.lit(None, pl.String).alias(name)
        for name in ("forename", "surname", "date_of_birth", "nino")
    ]
    parts = [pl.lit(extract.name), *(pl.col(name).fill_null("") for name in extract.scope), *map(pl.col, extract.key[:1])]
    case = pl.concat_str(parts, separator=MARK) if extract.key else pl.lit(None, pl.String)
    return frame.select(*given, case=case).with_columns(records.alias("record"))


def _sign(name: str, *parts: str) -> pl.Expr:
    """The parts as one text, null where one of them is unknown."""
    return pl.concat_str([pl.lit(name), *map(pl.col, parts)], separator=MARK).alias(name)


SIGNS = (
    _sign("number", "nino"),
    _sign("name and birth date", "forename", "surname", "date_of_birth"),
    _sign("forename in a case", "case", "forename"),
    _sign("birth date in a case", "case", "date_of_birth"),
)


def signs(tidy: Mapping[str, Identified], facts: Mapping[str, Pseudonymised], root: RootKey) -> pl.DataFrame:
    """`record`, `sign` (Int64): the keyed signs of every row of `tidy` that names a person, those not known left out, sorted.

    `facts` hold the record keys, in the order of those rows.
    """
    rows = [_rows(one, facts[name].frame["record"]) for name, one in tidy.items() if one.extract.names_people]
    made = pl.concat(rows).select("record", *SIGNS).unpivot(index="record", value_name="text").drop_nulls("text")
    keyed = made.select("record", tokens(made["text"], root.subkey("person sign")).alias("sign"))
    return keyed.unique().sort("record", "sign")
