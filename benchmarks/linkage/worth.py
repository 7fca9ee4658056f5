"""What each disguise is worth: the F1 that linkage loses without it."""

import polars as pl

from benchmarks.linkage.models import PSEUDONYMS, Ready, measured, pseudonyms
from pipeline.errors import Refused

DISGUISES = {
    "forename whole": ("forename", "forename_whole"),
    "surname whole": ("surname",),
    "sound of both names": ("forename_sound", "surname_sound", "name_sounds"),
    "initial of the forename": ("forename_initial",),
    "pet names, variants, other given names": ("forename_family",),
    "forenames a letter or so apart": ("forename_near",),
    "forenames less near, short forms": ("forename_less_near",),
    "surnames a letter or so apart": ("surname_near",),
    "surnames less near": ("surname_less_near",),
    "words of the surname, former surname": ("surname_parts",),
    "middle name and its initial": ("middle", "middle_initial"),
    "birth date whole": ("date_of_birth", "birth_certain"),
    "birth date with day and month changed over": ("birth_swapped",),
    "parts of the birth date": ("birth_year_month", "birth_year_day", "birth_month_day", "birth_year"),
    "National Insurance number whole": ("nino",),
    "number with a character in doubt": ("nino_forms",),
    "telephones and e-mail": ("contacts",),
    "home (blocking and strata)": ("property", "uprn_key", "postcode_key", "street_key"),
}
"""The columns that carry each disguise."""


def _without(rows: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    return rows.with_columns(pl.lit(None, rows.schema[name]).alias(name) for name in columns)


def lost_without(one: Ready, disguise: str, whole: float) -> float | None:
    """How much best-threshold F1 falls on the set when the disguise is taken away, of `whole` with all of them.

    None where the model cannot be trained without it.
    """
    try:
        found = pseudonyms(one, lambda rows: _without(rows, DISGUISES[disguise]))
    except Refused:
        return None
    return whole - measured(one, PSEUDONYMS, found).best.f1
