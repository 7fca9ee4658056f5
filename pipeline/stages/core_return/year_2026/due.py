"""Which lettings are due by the service's own guidance, and why the others are not."""

import polars as pl

from extracts.core.year_2026.lettings_answers import NOT_DUE
from pipeline.return_settings import NO_LOG
from pipeline.stages.core_return.drafts import Records, undated

ROUTES = {"mutual_exchange": "mutual exchange", "succession": "succession", "assignment": "assignment"}
SOCIAL_OR_AFFORDABLE = ("1", "2", "3")
FIXED_TERM = ("4", "6")
"""A term told of any other tenancy is not its end."""
FEWEST_YEARS = 2
"""General needs lettings at a social or affordable rent are due from this term on; supported ones of any length are."""


def left_out(lettings: pl.DataFrame, wide: pl.DataFrame, records: Records) -> pl.Series:
    """Why no log of a letting is due, or null where one is: the first reason of these that holds."""
    told = lettings.select(
        "core_lettings_row", "due", "began", "not_due", "route", "let_as", "prior_property_ref", "prior_ended",
        "prior_end_unknown",
        wide["renewal"], wide["needs_type"], wide["rent_type"], wide["tenancy_type"], years=wide["tenancy_length"].cast(pl.Int64),
    )  # fmt: skip
    renewed = (pl.col("renewal") == "1").fill_null(False)
    outside = {day: ~pl.col(day).is_between(records.begins, records.ends) for day in ("due", "began")}
    elsewhere = outside["due"] & (renewed | outside["began"].fill_null(True))  # two days that differ are told of, not left out by
    new = (pl.col("renewal") != "1").fill_null(True) & (pl.col("due") == pl.col("began"))
    return told.select(
        pl.coalesce(
            pl.when(elsewhere & ~undated(records, "core_lettings", "start_date", "core_lettings_row")).then(
                pl.lit("begins in another collection year")
            ),
            pl.col("not_due").replace_strict(dict(NOT_DUE.labels), default=None, return_dtype=pl.String),
            pl.when(new).then(pl.col("route").replace_strict(ROUTES, default=None, return_dtype=pl.String)),
            pl.when(new & _decanted_for_a_time()).then(pl.lit("decant for a time: the tenancy before still runs")),
            _no_log(records),
            pl.when(_short()).then(pl.lit("general needs, under two years")),
        )
    ).to_series()


def _decanted_for_a_time() -> pl.Expr:
    known = pl.col("prior_property_ref").is_not_null() & ~pl.col("prior_end_unknown").fill_null(False)
    return (pl.col("route") == "decant") & known & pl.col("prior_ended").is_null()


def _no_log(records: Records) -> pl.Expr:
    """Tenancy types of which no log is due, unless sign-up says what the home is let for."""
    types = [kind for kind, meaning in records.settings.needs.items() if meaning == NO_LOG]
    untold = pl.col("needs_type").is_null() & pl.col("let_as").is_in(types)
    return pl.when(untold).then(pl.format("let as {}", pl.col("let_as").str.replace_all("_", " ")))


def _short() -> pl.Expr:
    social, fixed = pl.col("rent_type").is_in(SOCIAL_OR_AFFORDABLE), pl.col("tenancy_type").is_in(FIXED_TERM)
    return (pl.col("needs_type") == "1") & social & fixed & (pl.col("years") < FEWEST_YEARS)
