"""The second file: tenants who bought their home under the right to buy, as far back as the exercise looks."""

import polars as pl

from pipeline.nfi.specification import Specification
from pipeline.nfi.tenants import HOUSEHOLD, MINOR, NOT_A_HOME, RESTRICTED, Chosen, Landlord, is_minor, is_restricted, sorted_out

TOO_LONG_AGO = "a sale before the look-back"
NOT_YET = "a sale completed after the snapshot"
NO_SALES = pl.Schema({"tenancy_ref": pl.String(), "completed_on": pl.Date(), "discount": pl.Decimal(12, 2)})


def _sales(landlord: Landlord) -> pl.DataFrame:
    """`tenancy_ref`, `completed_on` and `discount` of every completed application, one row a tenancy."""
    if "right_to_buy" not in landlord.tables:
        return pl.DataFrame(schema=NO_SALES)
    done = landlord.tables["right_to_buy"].filter(pl.col("stage") == "completed").sort("completed_on", "row", nulls_last=True)
    return done.select(*NO_SALES).unique("tenancy_ref", keep="first", maintain_order=True)


def _tenants(landlord: Landlord, sales: pl.DataFrame) -> pl.DataFrame:
    """Everybody on the tenancy of a sale, or on one that says itself that it was bought, with the sale's day and discount."""
    joined = landlord.tables["tenancy"].sort("row").join(sales, on="tenancy_ref", how="left", maintain_order="left")
    bought = pl.col("tenancy_ref").is_in(sales["tenancy_ref"].implode()) | (pl.col("right_to_buy_stage") == "completed")
    return joined.filter(bought.fill_null(value=False))


def _applicants(landlord: Landlord, sales: pl.DataFrame) -> pl.DataFrame | None:
    """The buyers of homes whose tenancy the extract no longer holds, as far as their applications name them."""
    if "right_to_buy" not in landlord.tables:
        return None
    known = landlord.tables["tenancy"]["tenancy_ref"].implode()
    gone = landlord.tables["right_to_buy"].filter((pl.col("stage") == "completed") & ~pl.col("tenancy_ref").is_in(known))
    first = pl.col("tenancy_ref").is_first_distinct()
    named = gone.sort("row").with_columns(
        landlord_code=pl.lit(None, pl.String),
        person_ref=pl.col("application_ref"),
        tenant_status=pl.when(first).then(pl.lit("F")).otherwise(pl.lit("O")),
    )
    return named.drop("completed_on", "discount").join(sales, on="tenancy_ref", how="left", maintain_order="left")


def completed_sales(landlord: Landlord, asked: Specification) -> Chosen:
    """Those who completed between the first day of the look-back and the snapshot, one row per named tenant per tenancy.

    A sale without a known day stays in, and is counted among the rows likely to be rejected.
    """
    at, sales = pl.lit(landlord.snapshot), _sales(landlord)
    sale = {
        RESTRICTED: is_restricted(landlord),
        TOO_LONG_AGO: pl.col("completed_on") < asked.timetable.look_back_from,
        NOT_YET: pl.col("completed_on") > at,
        MINOR: is_minor(asked.layout, at),
    }
    tenant = {HOUSEHOLD: pl.col("tenant_status") == "H", NOT_A_HOME: ~pl.col("tenancy_type").is_in(asked.layout.residential)}
    rows, left_out = sorted_out(_tenants(landlord, sales), sale | tenant)
    applicants = _applicants(landlord, sales)
    if applicants is None:
        return Chosen({"tenancy": rows}, left_out)
    others, more = sorted_out(applicants, sale)
    counted = {reason: left_out.get(reason, 0) + more.get(reason, 0) for reason in left_out | more}
    return Chosen({"tenancy": rows, "right_to_buy": others}, counted)
