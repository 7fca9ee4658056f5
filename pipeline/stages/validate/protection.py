"""Protection that outlives its row: what is set aside still says that its person and its case are restricted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from extracts.contract import Extract
from extracts.protection import PROTECTED
from pipeline.tables import Checked, Identified

OF_A_PERSON = ("person_ref", "role")
"""Columns of a reference that tell people of one tenancy or claim apart."""
SAME_PERSON = (("nino",), ("forename", "surname", "date_of_birth"))
"""What makes two rows one person's, as far as protection goes; it may take in too many, never too few."""
NAMING = tuple(dict.fromkeys(column for columns in SAME_PERSON for column in columns))


def lost_protection(typed: pl.DataFrame, accepted: pl.Series) -> pl.DataFrame:
    """The typed rows that are restricted and set aside."""
    if PROTECTED not in typed.columns:
        return typed.clear()
    return typed.filter(typed[PROTECTED].fill_null(value=False) & ~accepted)


def still_protected(extract: Extract, typed: pl.DataFrame, lost: pl.DataFrame) -> pl.DataFrame:
    """The typed rows, restricted too where a lost row is of the same tenancy, claim or application, or of the same person: by
    reference, by National Insurance number, or by name and date of birth.
    """
    case = (*extract.scope, *(name for name in extract.key if name not in OF_A_PERSON)) if extract.key else ()
    return _protected_like(typed, lost, [case, (*extract.scope, "person_ref"), *SAME_PERSON])


def protected_throughout(checked: Mapping[str, Checked]) -> dict[str, Checked]:
    """The extracts, restricted too where a restricted row that any of them set aside is of the same person."""
    lost = pl.concat([one.lost_protection for one in checked.values()], how="diagonal")
    return {name: _with_frame(one, _protected_like(one.accepted.frame, lost, SAME_PERSON)) for name, one in checked.items()}


def naming(lost: pl.DataFrame) -> pl.DataFrame:
    """Of the lost rows, what tells their people from others."""
    return lost.select(name for name in NAMING if name in lost.columns)


def _with_frame(one: Checked, frame: pl.DataFrame) -> Checked:
    return replace(one, accepted=Identified(one.accepted.extract, frame))


def _protected_like(typed: pl.DataFrame, lost: pl.DataFrame, alike: Sequence[Sequence[str]]) -> pl.DataFrame:
    """The rows, restricted where they have what a lost row has in any of these sets of columns, none of them blank."""
    if PROTECTED not in typed.columns or lost.is_empty():
        return typed
    touched = [_among(columns, lost) for columns in alike if columns and set(columns) <= set(typed.columns) & set(lost.columns)]
    if not touched:
        return typed
    return typed.with_columns(pl.when(pl.any_horizontal(touched)).then(True).otherwise(PROTECTED).alias(PROTECTED))


def _among(columns: Sequence[str], lost: pl.DataFrame) -> pl.Expr:
    """Whether a row has in these columns what one of the lost rows has in them."""
    theirs = lost.select(columns).drop_nulls().select(pl.struct(columns)).to_series()
    return pl.struct(columns).is_in(theirs.implode())
