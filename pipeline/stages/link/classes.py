"""What a pair's levels say in words: agree, close, conflict or missing per attribute, and the key class K1..K6."""

import polars as pl

from matching_rules.same_person import COMPARISONS
from pipeline.stages.link.strata import SAME_HOME, level_column

NAMES = ("forename", "surname")


def likenesses() -> list[pl.Expr]:
    """One String column per comparison: "agree", "close", "conflict" or "missing"."""
    made = []
    for one in COMPARISONS:
        words = {len(one.levels) - 1 - n: level.likeness for n, level in enumerate(one.levels)} | {-1: "missing"}
        made.append(pl.col(level_column(one.name)).replace_strict(words, return_dtype=pl.String).alias(one.name))
    return made


def _is(attribute: str, *words: str) -> pl.Expr:
    return pl.col(attribute).is_in(words)


def key_class() -> pl.Expr:
    """Which identifiers agree, the strongest first.

    K1 the number, and the surname or birth date or forename with it; K5 the number against name and birth date; K2 name, full
    birth date and a telephone or e-mail; K3 name and full birth date; K4 name and part of the birth date, or what is left of a
    probable link; K6 no more than the home. Source: the referral catalogue, section B.
    """
    number = _is("nino", "agree")
    name = _is("forename", "agree", "close") & _is("surname", "agree", "close")
    against = (_is("surname", "conflict") | _is("forename", "conflict")) & _is("date_of_birth", "conflict")
    supported = _is("surname", "agree", "close") | _is("date_of_birth", "agree", "close") | _is("forename", "agree", "close")
    born = pl.col("date_of_birth") == "agree"
    some_name = _is("forename", "agree", "close") | _is("surname", "agree", "close")
    return (
        pl.when(number & against)
        .then(pl.lit("K5"))
        .when(number & supported)
        .then(pl.lit("K1"))
        .when(name & born & _is("contact", "agree"))
        .then(pl.lit("K2"))
        .when(name & born)
        .then(pl.lit("K3"))
        .when(some_name & ~(_is("forename", "conflict") & _is("date_of_birth", "conflict", "missing")))
        .then(pl.lit("K4"))
        .otherwise(pl.lit("K6"))
    )


def never_one_person() -> pl.Expr:
    """Pairs that are taken for two people whatever the weights say: parent and child of one name.

    Their birth dates conflict, they live at one home, and no number says that they are one person.
    """
    return _is("date_of_birth", "conflict") & SAME_HOME & ~_is("nino", "agree", "close")


def left_to_people() -> pl.Expr:
    """Pairs that may be one person but that the program never links by itself, for nothing they agree on is a person's own.

    The forename conflicts and no number says otherwise: twins and brothers and sisters look so, and so does somebody whose
    forename was taken down quite wrong. Or there are two different valid numbers, and the birth date does not agree.
    """
    return (_is("forename", "conflict") & (pl.col("nino") != "agree")) | (
        _is("nino", "conflict") & (pl.col("date_of_birth") != "agree")
    )
