"""Slices measured apart: what happens to people whose records are hard, and to those who live with others much like them."""

import polars as pl

from benchmarks.linkage.measures import SURE


def _sides(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the clear values of both sides, as `l_` and `r_` columns."""
    for side, name in (("l_", "left"), ("r_", "right")):
        pairs = pairs.join(people.rename({c: side + c for c in people.columns}), left_on=name, right_on=f"{side}record")
    return pairs


def _differs(column: str) -> pl.Expr:
    return pl.col(f"l_{column}") != pl.col(f"r_{column}")


def _lacks(column: str) -> pl.Expr:
    return pl.col(f"l_{column}").is_null() | pl.col(f"r_{column}").is_null()


def _either(condition: str, column: str) -> pl.Expr:
    return pl.col(f"l_{column}").str.contains(condition) | pl.col(f"r_{column}").str.contains(condition)


def _new_year(side: str) -> pl.Expr:
    """Whether a birth date is the default that stands for "some time that year"."""
    return pl.col(f"{side}date_of_birth").cast(pl.String).str.ends_with("-01-01")


HARD = {
    "no number, no birth date": _lacks("nino") & _lacks("date_of_birth"),
    "no number": _lacks("nino"),
    "no birth date": _lacks("date_of_birth"),
    "initial only": _either("^.$", "forename"),
    "surname changed": _differs("surname") & ~_either(" ", "surname") & (pl.col("l_forename") == pl.col("r_forename")),
    "forename written otherwise": _differs("forename") & (pl.col("l_surname") == pl.col("r_surname")),
    "forename and surname changed over": (pl.col("l_forename") == pl.col("r_surname")) & _differs("forename"),
    "compound surname cut or turned": _either(" ", "surname") & _differs("surname"),
    "birth date differs": _differs("date_of_birth"),
    "a birth date of 1 January": _new_year("l_") | _new_year("r_"),
    "number differs": _differs("nino"),
}
"""True pairs that are hard to find: the share of each that is found."""


def recall_by_slice(pairs: pl.DataFrame, truth: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """A row per slice of true pairs: `slice`, `pairs`, and the shares `compared`, `found` (at 0.95) and `likely` (at 0.5)."""
    told = _sides(truth.join(pairs.select("left", "right", "match_probability"), on=["left", "right"], how="left"), people)
    chance = pl.col("match_probability")
    rows = []
    for name, condition in {"all true pairs": pl.lit(value=True), **HARD}.items():
        of_slice = told.filter(condition.fill_null(value=False))
        shares = of_slice.select(
            compared=chance.is_not_null().mean(),
            likely=(chance >= 0.5).fill_null(value=False).mean(),
            found=(chance >= SURE).fill_null(value=False).mean(),
        )
        rows.append({"slice": name, "pairs": of_slice.height, **shares.row(0, named=True)})
    return pl.DataFrame(rows)


ALIKE = {
    "two people of one home": pl.col("together"),
    "twins (one home, one birth date)": pl.col("together") & (pl.col("l_born") == pl.col("r_born")),
    "parent and child of one name": pl.col("together") & (pl.col("l_forename") == pl.col("r_forename")) & _differs("born"),
    "namesakes elsewhere": ~pl.col("together")
    & (pl.col("l_forename") == pl.col("r_forename"))
    & (pl.col("l_surname") == pl.col("r_surname")),
    "one birth date elsewhere": ~pl.col("together") & (pl.col("l_born") == pl.col("r_born")),
}
"""Pairs of two people that look like one: how many were compared, and how many were taken for one."""


def false_by_slice(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """A row per slice of two people's pairs: `slice`, `compared`, `linked` (at 0.95) and `likely` (at 0.5)."""
    told = _sides(pairs.filter(~pl.col("true")), people)
    rows = []
    for name, condition in {"all": pl.lit(value=True), **ALIKE}.items():
        of_slice = told.filter(condition.fill_null(value=False))["match_probability"]
        rows.append(
            {
                "slice": name,
                "compared": len(of_slice),
                "likely": int((of_slice >= 0.5).sum()),
                "linked": int((of_slice >= SURE).sum()),
            }
        )
    return pl.DataFrame(rows)


def false_by_culture(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """A row per naming culture: `culture`, `links` (at 0.95, by the left record's person), `false`, and `per_thousand`."""
    told = _sides(pairs.filter(pl.col("match_probability") >= SURE), people)
    counted = told.group_by(culture="l_culture").agg(links=pl.len(), false=(~pl.col("true")).sum())
    return counted.with_columns(per_thousand=1000 * pl.col("false") / pl.col("links")).drop_nulls("culture").sort("culture")


def pooled(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Slices of several sets together: pairs added up, shares weighed by them."""
    every = pl.concat(frames)
    shares = [(pl.col(name) * pl.col("pairs")).sum() / pl.col("pairs").sum() for name in ("compared", "likely", "found")]
    return every.group_by("slice", maintain_order=True).agg(pl.col("pairs").sum(), *shares)


def added(frames: list[pl.DataFrame], by: str) -> pl.DataFrame:
    """Counts of several sets added up."""
    return pl.concat(frames).group_by(by, maintain_order=True).agg(pl.exclude("per_thousand").sum())


def rated(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts of links and false ones with the rate of these per thousand."""
    return counts.with_columns(per_thousand=1000 * pl.col("false") / pl.col("links")).sort("culture")
