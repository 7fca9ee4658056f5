"""Every letting that the records know of: those with sign-up answers, and tenancies of the year that have none."""

import polars as pl

from pipeline.stages.core_return.drafts import Records, undated
from pipeline.stages.core_return.tenancies import KEY, births, joint_on, tenancies

NO_TENANCIES = {
    **dict.fromkeys(("line", "row"), pl.UInt32),
    **dict.fromkeys((*KEY, "person_ref", "tenant_status", "property_ref"), pl.String),
    **dict.fromkeys(("uprn", "postcode", "tenancy_type", "acquisition_route", "prior_tenancy_ref"), pl.String),
    **dict.fromkeys(("date_of_birth", "tenancy_start", "tenancy_end", "person_start", "person_end"), pl.Date),
}  # fmt: skip
LAST = ("began", "tenants")
RENEWED = "1"
PRIOR = {"tenancy_ref": "prior_tenancy_ref", "property_ref": "prior_property_ref", "tenancy_postcode": "prior_postcode",
         "ended": "prior_ended", "tenants": "prior_tenants", "end_unknown": "prior_end_unknown"}  # fmt: skip


def tenancy_rows(records: Records) -> pl.DataFrame:
    """The accepted rows of the tenancy extract, none where there is no such file; `bad_end`: an end was told that is none."""
    rows = records.accepted("tenancy")
    told = pl.DataFrame(schema=NO_TENANCIES) if rows is None else rows
    return told.with_columns(bad_end=undated(records, "tenancy", "tenancy_end", "row"))


def answer_rows(records: Records) -> pl.DataFrame:
    """The accepted rows of `core_lettings` with `core_lettings_line` and `core_lettings_row`; none where no such file is."""
    rows = records.accepted("core_lettings")
    if rows is None:
        types = {field.name: field.kind.dtype for field in records.extracts["core_lettings"].fields}
        rows = pl.DataFrame(schema={"line": pl.UInt32, "row": pl.UInt32, **types})
    return rows.rename({"line": "core_lettings_line", "row": "core_lettings_row"})


def candidates(records: Records) -> pl.DataFrame:
    """One row a letting, those with answers first and in their order: the answers, the tenancy, the one before, `due`, `log`.

    `rivals` counts the rows that tell of the same letting, `lets_of_home` the tenancies of the year in that home; `joint` says
    whether the agreement is joint on the first day, `again` whether home and some tenant are those of the tenancy before.
    """
    rows = tenancy_rows(records)
    held = _with_prior(tenancies(rows))
    answers = answer_rows(records)
    signed = answers.join(held, on=KEY, how="left", maintain_order="left")
    signed = signed.with_columns(due=pl.coalesce("start_date", "began"))
    of_year = held.filter(pl.col("began").is_between(records.begins, records.ends)).with_columns(due="began")
    silent = of_year.join(signed.select(*KEY, "due"), on=[*KEY, "due"], how="anti", maintain_order="left")
    new = signed.filter(pl.col("renewal").ne_missing(RENEWED))  # whatever day such a row gives, it tells of the tenancy itself
    silent = silent.join(new, on=KEY, how="anti", maintain_order="left")
    both = pl.concat([signed, silent], how="diagonal").with_row_index("log")
    both = both.with_columns(joint_on(both, rows).alias("joint"))
    lets = of_year.group_by("landlord_code", "property_ref").len("lets_of_home")
    return both.join(lets, on=["landlord_code", "property_ref"], how="left", maintain_order="left").with_columns(
        rivals=pl.len().over(*KEY, "due"), answered=pl.col("core_lettings_row").is_not_null()
    )


def _with_prior(held: pl.DataFrame) -> pl.DataFrame:
    """Tenancies with what is known of the one before: by `prior_tenancy_ref`, and of the home's last letting."""
    before = held.select("landlord_code", *(pl.col(old).alias(new) for old, new in PRIOR.items()))
    last = {f"last_{name}": pl.col(name).shift(1).over("landlord_code", "property_ref", order_by="began") for name in LAST}
    known = held.with_columns(**last).join(before, on=["landlord_code", "prior_tenancy_ref"], how="left", maintain_order="left")
    of_home = pl.when(pl.col("prior_property_ref") == pl.col("property_ref")).then("prior_tenants")
    shared = [pl.col("tenants").list.set_intersection(before).list.len() > 0 for before in (of_home, pl.col("last_tenants"))]
    return known.with_columns(again=pl.any_horizontal(one.fill_null(False) for one in shared))


def other_years(records: Records) -> int:
    """How many tenancies of the extract began outside the collection year: they are no part of this return."""
    held = tenancies(tenancy_rows(records))
    return held.filter(~pl.col("began").is_between(records.begins, records.ends)).height


def people_born(records: Records) -> pl.DataFrame:
    """Who of which tenancy was born when."""
    return births(tenancy_rows(records))
