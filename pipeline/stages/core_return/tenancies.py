"""The tenancy extract as the return reads it: one row a tenancy, and who was born when."""

import polars as pl

KEY = ("landlord_code", "tenancy_ref")
LEAD, JOINT = "F", "O"


def tenancies(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per tenancy, in the order of the extract.

    Columns: the key, `tenancy_line`, `tenancy_row`, `property_ref`, `tenancy_uprn`, `tenancy_postcode`, `let_as`, `began`,
    `ended`, `route`, `prior_tenancy_ref`, `joint` (somebody else is on the agreement), `tenants` (those on it).
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
        joint=(pl.col("tenant_status") == JOINT).any(),
        tenants=pl.col("person_ref").filter(on_it),
    )
    return grouped.sort("tenancy_row")


def births(rows: pl.DataFrame) -> pl.DataFrame:
    """Who was born when, where that is known: the key, `person_ref`, `lead`, `born`."""
    told = rows.select(*KEY, "person_ref", lead=pl.col("tenant_status") == LEAD, born="date_of_birth")
    return told.unique((*KEY, "person_ref"), keep="first", maintain_order=True)


def age_on(day: str, born: str) -> pl.Expr:
    """Full years between a birth and a day, at least 1, as text: the form has no age under a year."""
    had_no_birthday = (pl.col(day).dt.month() * 100 + pl.col(day).dt.day()) < (
        pl.col(born).dt.month() * 100 + pl.col(born).dt.day()
    )
    years = pl.col(day).dt.year() - pl.col(born).dt.year() - had_no_birthday.cast(pl.Int32)
    return years.clip(1).cast(pl.String)
