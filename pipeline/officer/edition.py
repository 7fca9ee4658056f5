"""What a file for an officer is made of beside the referrals, and which referrals stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

import polars as pl

SIDES = ("left", "right")
IDENTITIES = ("ref", "name", "date_of_birth", "nino", "address", "landlord_code", "scheme", "source_body")
"""What re-identification adds for each side, as `left_ref`, `right_ref` and so on."""
LONGEST_SHEET_NAME = 31
FORBIDDEN_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class MatchReport:
    """The matches of one card: its rule, its title, and what its worksheet is called."""

    rule: str
    title: str
    sheet: str


@dataclass(frozen=True)
class Edition:
    """One file for one officer: which exercise, who asked and why, and what is left out of it.

    `restricted_held` counts the restricted referrals of the exercise; `restricted` says that this file holds only those.
    """

    snapshot: date
    officer: str
    reason: str
    reports: tuple[MatchReport, ...]
    restricted_held: int = 0
    restricted: bool = False

    def report(self, rule: str) -> MatchReport:
        """The match report of a rule; a rule the run record does not know is called by its own name."""
        known = {one.rule: one for one in self.reports}
        return known.get(rule, MatchReport(rule, rule, sheet_name(rule, "")))


def sheet_name(rule: str, card: str) -> str:
    """A worksheet's name from a rule and the file its card stands in.

    >>> sheet_name("T1", "t1_two_tenancies.toml"), sheet_name("Z9", ""), len(sheet_name("T1", "t1_" + "long_" * 9))
    ('T1 two tenancies', 'Z9', 31)
    """
    words = PurePath(card).stem.removeprefix(f"{rule.lower()}_").replace("_", " ")
    return f"{rule} {words}".translate(FORBIDDEN_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME].strip()


def match_reports(run: Mapping[str, Any]) -> tuple[MatchReport, ...]:
    """The match reports of an exercise, by rule, from its run.json: of every card that ran, whether it raised anything or not."""
    off = {one["rule"] for one in run["rules_disabled"]}
    ran = sorted((one for one in run["rules"] if one["rule"] not in off), key=lambda one: str(one["rule"]))
    return tuple(MatchReport(one["rule"], one["title"], sheet_name(one["rule"], one["file"])) for one in ran)


def chosen(referrals: pl.DataFrame, edition: Edition) -> pl.DataFrame:
    """The referrals that belong in the file, in their order: the open ones, or only the restricted ones for a senior role."""
    restricted = pl.col("priority") == "restricted"
    return referrals.filter(restricted if edition.restricted else ~restricted)


def short_number(number: pl.Expr) -> pl.Expr:
    """The first twelve digits of a referral's number in groups of four, as people read it to each other."""
    return pl.concat_str([number.str.slice(at, 4) for at in (0, 4, 8)], separator="-").str.strip_chars_end("-")
