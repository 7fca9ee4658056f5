"""The number of a referral: the same as long as the case is, whatever order, spelling or person number its records come under."""

from collections.abc import Callable

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.rulebook import Rule

Number = Callable[[pl.Series], pl.Series]
"""Makes 32-digit identifiers of the texts of a column, under a key."""

KEYLESS = tuple(name for name, one in EXTRACTS.items() if not one.key)
"""Extracts whose rows have no reference: one is known by its contents alone, so that it cannot say which case this is."""
SELF = ("tenant_status", "role", "birth_key", "nino_key", "uprn_key", "postcode_key", "street_key", "record")
"""What tells people in one case apart, in this order: their part in it, birth date, number, the home, and only then the row."""


def _side(side: str) -> pl.Expr:
    """The case of a side: of a row without a reference, no more than which extract it stands in."""
    case, extract = pl.col(f"{side}_case").fill_null(""), pl.col(f"{side}_extract")
    return pl.when(extract.is_in(KEYLESS)).then(extract).otherwise(case)


def case_of(rule: Rule) -> pl.Expr:
    """What stays the same about a case: the rule, and the tenancies, claims or applications that it sets side by side."""
    sides = pl.concat_list(_side("left"), _side("right")).list.sort().list.join("|")
    return pl.concat_str([pl.lit(rule.card.rule + "|"), sides])


def numbered(frame: pl.DataFrame, rule: Rule, number: Number) -> pl.DataFrame:
    """The matches with `referral_id` and `case_key`; several people in one case are counted in the order of `SELF`."""
    order = [f"{side}_{what}" for what in SELF for side in ("left", "right") if f"{side}_{what}" in frame.columns]
    counted = frame.with_columns(case_of(rule).alias("case_key")).sort("case_key", *order)
    nth = pl.int_range(pl.len()).over("case_key").cast(pl.String)
    key = counted.select(pl.concat_str(["case_key", pl.lit("|"), nth])).to_series()
    return counted.with_columns(number(key).alias("referral_id"), number(counted["case_key"]).alias("case_key"))
