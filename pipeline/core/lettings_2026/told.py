"""The answers that a row tells: the cells turned into what the form asks, before the service has cleared or derived anything."""

import polars as pl

from pipeline.core.conditions import among, blank, given
from pipeline.core.countries import COUNTRIES, REFUSED, UNITED_KINGDOM
from pipeline.core.days import from_parts
from pipeline.core.lettings_2026 import states
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.core.lettings_2026.form_household import ETHNICITIES
from pipeline.core.lettings_2026.form_situation import REGISTERS
from pipeline.core.lettings_2026.told_people import people_told
from pipeline.core.lettings_2026.told_places import landlords_judged, places_told
from pipeline.core.rules import cell
from pipeline.core.world import World

_OTHER_COUNTRY = 12
_WHEELCHAIR, _ESSENTIAL, _LEVEL = "needs_wheelchair_throughout", "needs_wheelchair_essential", "needs_level_access"
_SOCIAL, _AFFORDABLE, _INTERMEDIATE, _SPECIFIED = (1,), (2, 3), (4, 5, 6), (7,)
"""The rent products by the kind of rent that each is."""


def tell(cells: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers of each row, its cells kept beside them."""
    kept = cells.with_columns(pl.col(name).alias(cell(name)) for name in LAYOUT.numbers)
    return (
        landlords_judged(kept, world)
        .pipe(places_told, world)
        .pipe(_letting_told)
        .pipe(people_told)
        .pipe(_background_told)
        .pipe(_needs_told)
        .pipe(_situation_told)
        .pipe(_referral_told)
        .pipe(_money_told)
    )


def _only(answer: str, *codes: int) -> pl.Expr:
    return pl.when(among(answer, *codes)).then(pl.col(answer)).alias(answer)


def _letting_told(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        pl.when(among("renewal", 2)).then(0).otherwise(pl.col("renewal")).alias("renewal"),
        _only("rent_type", *states.RENT_PRODUCTS),
        pl.when(states.OTHER_PRODUCT).then(pl.col("other_rent_product")).alias("other_rent_product"),
        rent_group=pl.when(among("rent_type", *_SOCIAL)).then(pl.lit("social"))
        .when(among("rent_type", *_AFFORDABLE)).then(pl.lit("affordable"))
        .when(among("rent_type", *_INTERMEDIATE)).then(pl.lit("intermediate"))
        .when(among("rent_type", *_SPECIFIED)).then(pl.lit("specified")),
        start_date=from_parts("start_day", "start_month", "start_year"),
        void_date=from_parts("void_day", "void_month", "void_year"),
        repairs_date=from_parts("repairs_day", "repairs_month", "repairs_year"),
        first_let=among("vacancy_reason", *states.FIRST_LET_REASONS).cast(pl.Int64),
        bedrooms=pl.when(states.BEDSIT).then(1).otherwise(pl.col("bedrooms")),
    ).with_columns(major_repairs=given("repairs_date").cast(pl.Int64))  # fmt: skip


def _background_told(rows: pl.DataFrame) -> pl.DataFrame:
    groups = {background: number for number, backgrounds in enumerate(ETHNICITIES) for background in backgrounds}
    groups[states.ETHNICITY_REFUSED] = states.ETHNICITY_REFUSED
    group = pl.col("ethnicity").replace_strict(groups, default=None, return_dtype=pl.Int64)
    country = _only("nationality", REFUSED, *sorted(COUNTRIES))
    return rows.with_columns(country, country.alias("nationality_told"), ethnic_group=group).with_columns(
        nationality_group=pl.when(among("nationality", REFUSED, UNITED_KINGDOM)).then(pl.col("nationality"))
        .when(given("nationality")).then(_OTHER_COUNTRY)
    )  # fmt: skip


def _needs_told(rows: pl.DataFrame) -> pl.DataFrame:
    kinds = pl.when(among(_WHEELCHAIR, 1)).then(0).when(among(_ESSENTIAL, 1)).then(1).when(among(_LEVEL, 1)).then(2)
    some = among(_WHEELCHAIR, 1) | among(_ESSENTIAL, 1) | among(_LEVEL, 1)
    return rows.with_columns(
        access_needs=pl.when(among("needs_no_access", 1)).then(2)
        .when(among("needs_not_known", 1)).then(3)
        .when(blank("needs_no_access") | among("needs_no_access", 0)).then(1),
        access_need=kinds.otherwise(3),
        other_access_need=pl.when(among("needs_other_access", 1)).then(1).when(some).then(0),
    )  # fmt: skip


def _situation_told(rows: pl.DataFrame) -> pl.DataFrame:
    undecided = states.PREFERENCE_UNDECIDED
    systems = [pl.when(among(name, 1)).then(1).when(among(name, 2)).then(0).alias(name) for name in REGISTERS]
    return (
        rows.with_columns(pl.when(states.REASON_IS_OTHER).then(pl.col("other_reason")).alias("other_reason"))
        .with_columns(pl.when(~undecided).then(pl.col(reason)).alias(reason) for reason in states.PREFERENCES)
        .with_columns(systems)
        .with_columns(allocated_otherwise=pl.all_horizontal(among(name, 0) for name in REGISTERS).cast(pl.Int64))
        .with_columns(_only("previous_postcode_known", *states.TOLD_WHETHER_KNOWN))
    )


def _referral_told(rows: pl.DataFrame) -> pl.DataFrame:
    fitting, associations = states.REFERRAL_FITS, states.REFERRAL_FITS & states.ASSOCIATION_OWNED
    return rows.with_columns(
        referral=pl.when(fitting & states.COUNCIL_OWNED).then(pl.col("referral_council"))
        .when(associations).then(pl.col("referral_association")),
        referral_source=pl.when(associations).then(pl.col("referral_source")),
        referral_agency=pl.when(associations).then(pl.col("referral_agency")),
    )  # fmt: skip


def _money_told(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        _only("income_known", 1, 2, 3),
        *(pl.when(states.ALL_CHARGES_TOLD).then(pl.col(charge)).alias(charge) for charge in states.CHARGES),
        pays_charges=pl.when(states.SUPPORTED).then(pl.col("pays_charges")),
        shortfall_known=among("shortfall", 1).cast(pl.Int64),
    )
