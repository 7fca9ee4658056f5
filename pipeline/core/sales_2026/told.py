"""The answers that a row of a sales file tells, before the service clears and derives anything."""

import polars as pl

from pipeline.core.conditions import among, any_of, given
from pipeline.core.days import from_parts
from pipeline.core.landlords import assignee_told, landlords_told, manager_refused, owner_refused
from pipeline.core.numbers import leading_number, over_distinct
from pipeline.core.postcodes import tidied
from pipeline.core.rules import cell
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.fields import DECLINED, LAYOUT
from pipeline.core.sales_2026.told_money import money_told
from pipeline.core.sales_2026.told_people import people_told
from pipeline.core.spaces import unspaced
from pipeline.core.world import World

DATES = ("completion", "handover", "first_purchase", "last_staircasing")
CASE_BLIND = (
    *(f"{what}_{person}" for person in states.PEOPLE for what in ("age", "sex")),
    *("previous_tenure", "previous_tenure_2", "income_1", "income_2", "savings", "new_charge"),
    *("mortgage_years_purchase", "mortgage_years_discounted"),
    *("charge_purchase", "charge_staircasing", "charge_discounted"),
)
"""The cells in which a small letter counts as a capital one."""
PARTS = (
    *(f"{what}_{part}" for what in DATES for part in ("day", "month", "year")),
    *("postcode_outward", "postcode_inward", "previous_outward", "previous_inward", "estate_fee"),
)
"""The cells that are answers only together (a date, a postcode) or under another name."""
_TENURE_UNKNOWN = 0


def tell(cells: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers of each row, its cells kept beside them."""
    capital = cells.with_columns(pl.col(name).str.to_uppercase() for name in CASE_BLIND)
    kept = capital.with_columns(pl.col(name).alias(cell(name)) for name in LAYOUT.numbers)
    dated = kept.with_columns(from_parts(f"{what}_day", f"{what}_month", f"{what}_year").alias(f"{what}_date") for what in DATES)
    owned = assignee_told(landlords_told(dated, world), world).with_columns(
        owner_refused=owner_refused(world), manager_refused=manager_refused(world)
    )
    return owned.pipe(_home_told).pipe(people_told).pipe(_before_told).pipe(money_told).drop(PARTS)


def _home_told(rows: pl.DataFrame) -> pl.DataFrame:
    halves = pl.concat_str("postcode_outward", "postcode_inward", separator=" ", ignore_nulls=True)
    typed = rows.select(halves=pl.when(halves != "").then(halves))["halves"]
    return rows.with_columns(
        postcode=tidied(typed),
        address_typed=pl.lit(0, pl.Int64),
        authority_inferred=pl.lit(0, pl.Int64),
    )


def _before_told(rows: pl.DataFrame) -> pl.DataFrame:
    whole = given("previous_outward") & given("previous_inward")
    typed = rows.select(pl.when(whole).then(pl.concat_str("previous_outward", "previous_inward")).alias("halves"))["halves"]
    rows = rows.with_columns(previous_postcode=tidied(without_spaces(typed)), **_tenures(rows))
    known = pl.when(given("previous_postcode")).then(1).when(among("previous_postcode_known", 1, 2))
    social = [among(answer, 1, 2) for answer in ("previous_tenure", "previous_tenure_2")]
    return rows.with_columns(
        previous_postcode_known=known.then(pl.col("previous_postcode_known")),
        was_social_tenant=pl.when(states.SHARED).then(pl.when(any_of(social)).then(1).otherwise(2)),
    )


def _tenures(rows: pl.DataFrame) -> dict[str, pl.Series]:
    """Former tenures as numbers: R is "not known", and so, to the service, is any text that begins with no number."""
    return {name: over_distinct(rows[name], _tenure) for name in ("previous_tenure", "previous_tenure_2")}


def _tenure(text: str) -> int:
    return _TENURE_UNKNOWN if text == DECLINED else leading_number(text)


def without_spaces(postcodes: pl.Series) -> pl.Series:
    """A column of postcodes in capitals and without the service's spaces; null where nothing else is left."""
    return postcodes.to_frame().select(unspaced(pl.first()).alias(postcodes.name))[postcodes.name]
