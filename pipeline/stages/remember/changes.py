"""What changed about a case since it was last seen, in plain words and without identities."""

import polars as pl

from pipeline.cases.case_policy import Changes

NOUNS = {"tenancy": "tenancy", "partner_tenancy": "tenancy", "benefit_award": "award"}
"""Extracts whose dates are facts; a sighting's last day merely follows the calendar."""
HOME_KEYS = ("uprn_key", "postcode_key", "street_key")
STRENGTH = {"K1": 1, "K2": 2, "K3": 3, "K4": 4}


def _day(column: str, unknown: str) -> pl.Expr:
    return pl.col(column).dt.to_string("%Y-%m-%d").fill_null(unknown)


def _said(*parts: pl.Expr | str) -> pl.Expr:
    return pl.concat_str([pl.lit(one) if isinstance(one, str) else one for one in parts])


def _date(side: str, column: str, verb: str, unknown: str) -> pl.Expr:
    """A first or last day that is another now: "right: award ends 2026-09-30 (before: open)"."""
    now, before = f"{side}_{column}", f"was_{side}_{column}"
    noun = pl.col(f"{side}_extract").replace_strict(NOUNS, default=None, return_dtype=pl.String)
    differs = pl.col(now).ne_missing(pl.col(before)) & noun.is_not_null()
    return pl.when(differs).then(
        _said(f"{side}: ", noun, f" {verb} ", _day(now, unknown), " (before: ", _day(before, unknown), ")")
    )


def _home(side: str) -> pl.Expr:
    """A record that names another home; two spellings of one home share a key."""
    agree = [pl.col(f"{side}_{key}") == pl.col(f"was_{side}_{key}") for key in HOME_KEYS]
    comparable = pl.any_horizontal(one.is_not_null() for one in agree)
    same = pl.any_horizontal(one.fill_null(value=False) for one in agree)
    return pl.when(comparable & ~same).then(pl.lit(f"{side}: the record names another home than before"))


def _death() -> pl.Expr:
    differs = pl.col("died").ne_missing(pl.col("was_died")) & pl.col("died").is_not_null()
    return pl.when(differs).then(_said("death on ", _day("died", ""), " (before: ", _day("was_died", "no date"), ")"))


def _link() -> pl.Expr:
    """A link that rests on more than before; one that rests on less is no new fact about the case."""
    now, before = (
        pl.col(one).replace_strict(STRENGTH, default=None, return_dtype=pl.Int64) for one in ("key_class", "was_key_class")
    )
    return pl.when(now < before).then(
        _said("the records are linked by more: ", pl.col("key_class"), " (before: ", pl.col("was_key_class"), ")")
    )


def _weekly(policy: Changes) -> pl.Expr:
    """An award that rose or fell by more than a yearly uprating explains."""
    now, before = pl.col("right_weekly_amount"), pl.col("was_right_weekly_amount")
    moved = (now - before).abs() * 100 > before * policy.weekly_amount_percent
    return pl.when(moved & pl.col("right_extract").is_in(list(NOUNS))).then(
        _said("right: £", now.cast(pl.String), " a week (before: £", before.cast(pl.String), ")")
    )


def _runs_again(policy: Changes) -> pl.Expr:
    """Days at issue that had stopped when the case was last seen and go on now."""
    idle = (pl.col("was_seen_on") - pl.col("was_overlap_to")).dt.total_days() > policy.running_days
    later = pl.col("overlap_to") > pl.col("was_overlap_to")
    return pl.when(idle & later).then(
        _said("it went on: days at issue until ", _day("overlap_to", ""), " (before: ", _day("was_overlap_to", ""), ")")
    )


def changed_facts(policy: Changes) -> pl.Expr:
    """The facts that are others than when the case was last seen, joined by "; "; empty where none is.

    Reads a referral's columns, and those remembered of it under `was_...`. Spelling, order, numbers of people, a sum that grows
    with the days, and a link that rests on less are no changed facts.
    """
    dates = [
        _date(side, column, verb, unknown)
        for side in ("left", "right")
        for column, verb, unknown in (("from", "began", "not said"), ("ended", "ends", "open"))
    ]
    facts = [*dates, _home("left"), _home("right"), _death(), _weekly(policy), _link(), _runs_again(policy)]
    return pl.concat_list(facts).list.drop_nulls().list.join("; ")
