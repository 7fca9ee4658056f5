"""The letting itself, as the service settles it: its type, a renewal's fixed answers, how long the home was empty."""

import polars as pl

from pipeline.core.conditions import among, given
from pipeline.core.lettings_2026 import states

_RENEWED, _WAITED_UNDER_A_YEAR, _RENEWAL_REFERRAL = 14, 2, 1
_BASIS = {1: 1, 2: 2, 3: 5, 4: 6, 5: 7, 6: 8, 7: 9}
"""The basis on which a renewed home was last let: the product that it is let as now."""

_COUNCIL_TENURE, _ASSOCIATION_TENURE = 30, 32
_TYPES = {"social": 1, "affordable": 5, "intermediate": 9, "specified": 13}
"""The letting type of a general needs home of an association; supported housing is 1 more, a council's home 2 more."""

_SOCIAL_TENURES = (6, 30, 31, 32, 33, 34, 35)
NEW_TENANT, EXISTING_TENANT = 1, 2


def letting_settled(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers with the letting type, and those that a renewal or a bedsit does not leave open."""
    kind = pl.col("rent_group").replace_strict(_TYPES, default=None, return_dtype=pl.Int64)
    kind = kind + pl.when(states.SUPPORTED).then(1).when(states.GENERAL_NEEDS).then(0)
    renewed = states.RENEWAL
    return rows.with_columns(
        letting_type=kind + pl.when(states.COUNCIL_OWNED).then(2).when(states.ASSOCIATION_OWNED).then(0),
        referral=pl.when(renewed).then(_RENEWAL_REFERRAL).otherwise("referral"),
        time_waiting=pl.when(renewed).then(_WAITED_UNDER_A_YEAR).otherwise("time_waiting"),
        vacancy_reason=pl.when(renewed).then(_RENEWED).otherwise("vacancy_reason"),
        first_let=pl.when(renewed).then(0).otherwise("first_let"),
        bedrooms=pl.when(states.BEDSIT).then(1).otherwise("bedrooms"),
        wheelchair_standard=pl.when(states.SUPPORTED & given("location"))
        .then(pl.when("location_wheelchair").then(1).otherwise(2))
        .otherwise("wheelchair_standard"),
    )


def renewal_settled(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers that follow from a renewal (the last home is this one), then the days empty and whether a tenant is new.

    The service tells new tenants from existing ones before it fills in the last tenure of a general needs renewal, and clears
    that answer first, since nobody is asked it then: such a tenant counts as new (`set_derived_fields!` in
    `app/models/derived_variables/lettings_log_variables.rb`, after `reset_invalidated_dependent_fields!`).
    """
    general = states.RENEWAL & states.GENERAL_NEEDS
    last = {
        "void_date": pl.col("start_date"),
        "last_let_basis": pl.col("rent_type").replace_strict(_BASIS, default=None, return_dtype=pl.Int64),
        "previous_postcode": pl.col("home_postcode"),
        "previous_postcode_known": pl.when(among("postcode_known", 0)).then(2).when(among("postcode_known", 1)).then(1),
        "previous_authority_inferred": pl.col("authority_inferred"),
        "previous_authority_known": pl.when(given("home_authority")).then(1),
        "previous_authority": pl.col("home_authority"),
    }
    tenure = pl.when(general & states.ASSOCIATION_OWNED).then(_ASSOCIATION_TENURE)
    return rows.with_columns(
        tenure.when(general & states.COUNCIL_OWNED).then(_COUNCIL_TENURE).otherwise("previous_tenure").alias("previous_tenure"),
        *(pl.when(states.RENEWAL).then(value).otherwise(pl.col(name)).alias(name) for name, value in last.items()),
    ).with_columns(
        days_empty=(pl.col("start_date") - pl.coalesce("repairs_date", "void_date")).dt.total_days(),
        new_or_existing=pl.when(given("start_date"))
        .then(pl.when(among("previous_tenure", *_SOCIAL_TENURES) & ~general.fill_null(False)).then(EXISTING_TENANT)
        .otherwise(NEW_TENANT)),
    )  # fmt: skip
