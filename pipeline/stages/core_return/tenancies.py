"""The tenancy extract as the return reads it: one row a tenancy, and who was born when."""

import polars as pl

from pipeline.completed_years import completed_years

KEY = ("landlord_code", "tenancy_ref")
LEAD, JOINT = "F", "O"
TOLD_ALIKE = ("property_ref", "uprn", "tenancy_type", "tenancy_start", "acquisition_route", "prior_tenancy_ref")
"""What every row of a tenancy should say alike."""


def tenancies(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per tenancy, in the order of the extract.

    Columns: the key, `tenancy_line`, `tenancy_row`, `property_ref`, `tenancy_uprn`, `tenancy_postcode`, `let_as`, `began`,
    `ended`, `route`, `prior_tenancy_ref`, `tenants` (those on the agreement), `torn` (what its rows say different things of),
    `end_unknown` (an end was told that is none; of `rows` that is said in `bad_end`).
    """
    on_it = pl.col("tenant_status").is_in([LEAD, JOINT])
    columns = {
        "property_ref": "property_ref", "tenancy_uprn": "uprn", "tenancy_postcode": "postcode", "let_as": "tenancy_type",
        "began": "tenancy_start", "ended": "tenancy_end", "route": "acquisition_route", "prior_tenancy_ref": "prior_tenancy_ref",
    }  # fmt: skip
    ordered = rows.sort(pl.col("tenant_status") != LEAD, "row")
    grouped = ordered.group_by(KEY, maintain_order=True).agg(
        tenancy_line=pl.col("line").min(),
        tenancy_row=pl.col("row").min(),
        **{name: pl.col(column).drop_nulls().first() for name, column in columns.items()},
        tenants=pl.col("person_ref").filter(on_it),
        end_unknown=pl.col("bad_end").any(),
        **{_torn(name): pl.col(name).drop_nulls().n_unique() > 1 for name in TOLD_ALIKE},
    )
    torn = pl.concat_list(pl.when(_torn(name)).then(pl.lit(name)) for name in TOLD_ALIKE).list.drop_nulls()
    return grouped.with_columns(torn=torn).drop(map(_torn, TOLD_ALIKE)).sort("tenancy_row")


def _torn(name: str) -> str:
    return f"{name}_torn"


def joint_on(lettings: pl.DataFrame, rows: pl.DataFrame) -> pl.Series:
    """Whether somebody beside the lead tenant is on the agreement of each letting on its first day, `due`."""
    others = rows.filter(pl.col("tenant_status") == JOINT).select(*KEY, "person_start", "person_end")
    held = lettings.select("log", *KEY, "due").join(others, on=KEY, how="inner")
    return lettings["log"].is_in(held.filter(there_on("due"))["log"].implode())


def there_on(day: str) -> pl.Expr:
    """True where somebody had joined the tenancy by that day, as far as is told, and had not left it."""
    return (pl.col("person_start") <= pl.col(day)).fill_null(True) & (pl.col("person_end") > pl.col(day)).fill_null(True)


def births(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each person of a tenancy: the key, `person_ref`, `lead`, `born`, `torn` (of whose birth two days are told).

    `person_start` and `person_end` tell since and until when they are there.
    """
    told = rows.group_by(*KEY, "person_ref", maintain_order=True).agg(
        lead=(pl.col("tenant_status") == LEAD).any(),
        born=pl.col("date_of_birth").drop_nulls().first(),
        torn=pl.col("date_of_birth").drop_nulls().n_unique() > 1,
        person_start=pl.col("person_start").drop_nulls().first(),
        person_end=pl.col("person_end").drop_nulls().first(),
    )
    return told.with_columns(born=pl.when(~pl.col("torn")).then("born"))


def age_on(day: str, born: str) -> pl.Expr:
    """Full years between a birth and a day, as text: at least 1, for the form has no less; null before the birth."""
    return _as_asked(completed_years(pl.col(born), pl.col(day)), day, born)


def miscounted_age_on(day: str, born: str) -> pl.Expr:
    """The age that sign-up workbooks written before December 2026 were filled in with, as text: often a year off.

    Month times 100 plus day was reckoned in eight bits and wrapped round. It is reckoned here only to recognise such an age.
    """
    years = pl.col(day).dt.year().cast(pl.Int32) - pl.col(born).dt.year().cast(pl.Int32)
    return _as_asked(years - (_wrapped(day) < _wrapped(born)).cast(pl.Int32), day, born)


def _as_asked(years: pl.Expr, day: str, born: str) -> pl.Expr:
    return pl.when(pl.col(born) <= pl.col(day)).then(years.clip(1).cast(pl.String))


def _wrapped(day: str) -> pl.Expr:
    """Month times 100 plus day as eight bits with a sign hold it: -128 to 127."""
    number = pl.col(day).dt.month().cast(pl.Int32) * 100 + pl.col(day).dt.day().cast(pl.Int32)
    return (number + 128) % 256 - 128
