"""The officer's page: one card a referral, its two records side by side, to filter on a screen or to print and take along."""

from pathlib import Path
from typing import Any

import polars as pl

from pipeline import wording
from pipeline.officer.columns import body_words, conflict_words, link_words, plainly, priority_words
from pipeline.officer.edition import SIDES, Edition, chosen, short_number
from pipeline.pages import fill, fingerprint

HERE = Path(__file__).parent
FIELDS = {
    "ref": "Reference", "body": "Landlord or payer", "name": "Name", "date_of_birth": "Date of birth",
    "nino": "NINO", "address": "Address",
}  # fmt: skip
COMPARED = ("name", "date_of_birth", "nino", "address")
LISTS = ("agreements", "conflicts", "innocent_explanations")


def _same(what: str) -> pl.Expr:
    """Whether two printed values are the same, said in words; blanks and capitals don't count."""
    left, right = (pl.col(f"{side}_{what}").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars() for side in SIDES)
    return (
        pl.when(left.is_null() & right.is_null())
        .then(pl.lit(""))
        .when(left.is_null() | right.is_null())
        .then(pl.lit("on one side only"))
        .when(left == right)
        .then(pl.lit("the same"))
        .otherwise(pl.lit("not the same"))
    )


def _born(column: str) -> pl.Expr:
    day = pl.col(column).str.to_date("%Y-%m-%d", strict=False).dt.to_string("%d/%m/%Y")
    return pl.coalesce(day, pl.col(column)).alias(column)


def _listed(column: str) -> pl.Expr:
    return pl.col(column).fill_null("").str.split("; ").list.eval(pl.element().filter(pl.element() != ""))


def _cards(referrals: pl.DataFrame) -> list[dict[str, Any]]:
    """One dictionary a referral, with `fields`: name, left, right and how they compare, of each identity."""
    births = [f"{side}_date_of_birth" for side in SIDES]
    texts = referrals.with_columns(pl.col(births).cast(pl.String), conflict_words().alias("conflicts"))
    said = texts.with_columns(
        *(_same(what).alias(f"same_{what}") for what in COMPARED),
        *(_born(column) for column in births),
        *(body_words(side).alias(f"{side}_body") for side in SIDES),
        *(_listed(name) for name in LISTS),
        number=short_number(pl.col("referral_id")), link=link_words(), priority_said=priority_words(),
        change_said=plainly("change", wording.CHANGES), left_what=plainly("left_extract", wording.EXTRACTS),
        right_what=plainly("right_extract", wording.EXTRACTS),
    )  # fmt: skip
    return [row | {"fields": _fields(row)} for row in said.iter_rows(named=True)]


def _fields(row: dict[str, Any]) -> list[tuple[str, Any, Any, str]]:
    return [(name, row[f"left_{what}"], row[f"right_{what}"], row.get(f"same_{what}", "")) for what, name in FIELDS.items()]


def page(referrals: pl.DataFrame, edition: Edition) -> bytes:
    """The .html file of the re-identified referrals that belong in this edition: UTF-8, self-contained, no network.

    `referrals` as for the workbook. Printed, every referral takes a page of its own; what is filtered away is not printed.
    """
    listed = chosen(referrals, edition)
    reports = [
        {"rule": rule, "title": edition.report(rule).title, "cases": _cards(listed.filter(pl.col("rule") == rule))}
        for rule in listed["rule"].unique().sort()
    ]
    present = set(listed["priority"])
    script = (HERE / "filter.js").read_text(encoding="utf-8")
    made = fill(
        HERE / "page.html",
        title="Restricted referrals" if edition.restricted else "Referrals",
        edition=edition, reports=reports, total=listed.height, script=script, allowed=fingerprint(script),
        caveat=wording.CAVEAT, caution=wording.PRIORITY_CAUTION,
        levels=[(code, said) for code, said in wording.PRIORITIES.items() if code in present],
    )  # fmt: skip
    return made.encode()
