"""What is measured of every pair: whether the homes differ, how long both run, and how long since a death."""

from datetime import date

import polars as pl

HOME_KEYS = ("uprn_key", "postcode_key", "street_key")

NUMBERS = (
    "tenancy_ref", "prior_tenancy_ref", "claim_ref", "person_ref", "account_ref", "application_ref", "days_since_end",
    "days_since_notice", "other_tenants", "uprn_key", "postcode_key", "street_key", "premises_key", "postcode_area", "property",
    "property_ref", "nino_key", "surname_key", "middle_key", "sightings", "nights", "people_on_claim",
)  # fmt: skip
MARKS = ("open", "death_marker", "succession_open", "restricted", "transfer", "only_award")
DAYS = (
    "from", "until", "ended", "date_of_death", "tenancy_start", "tenancy_ended", "applied_on", "completed_on", "first_seen",
    "last_seen",
    "payer_death_from", "event_date",
)  # fmt: skip
SUMS = ("weekly_amount", "balance", "declared_rent", "weekly_charge")
TEXTS = (
    "record", "extract", "case", "person", "landlord_code", "tenant_status", "tenancy_type", "acquisition_route", "end_reason",
    "scheme", "source_body", "role", "dual_award_reason", "account_kind", "address_status", "place_kind", "status", "stage",
    "source", "strength",
)  # fmt: skip
EVERY: dict[str, pl.DataType] = {
    **dict.fromkeys(NUMBERS, pl.Int64()),
    **dict.fromkeys(MARKS, pl.Boolean()),
    **dict.fromkeys(DAYS, pl.Date()),
    **dict.fromkeys(SUMS, pl.Decimal(12, 2)),
    **dict.fromkeys(TEXTS, pl.String()),
    "permissions": pl.List(pl.String),
}
"""Every column that a word may ask of a side, with its type."""
LATER: dict[str, pl.DataType] = {
    "amount_pence": pl.Int64(), "paid_from": pl.Date(), "paid_to": pl.Date(), "rests_on": pl.List(pl.String()),
    "members": pl.List(pl.String()), "unrelated_people": pl.Int64(), "group_homes": pl.Int64(), "group_surnames": pl.Int64(),
    "place": pl.Int32(), "context": pl.List(pl.String()), "context_points": pl.Int64(),
}  # fmt: skip
"""What some pairings and measures add, null where they did not run."""


def _having(pairs: pl.DataFrame, wanted: dict[str, pl.DataType]) -> pl.DataFrame:
    return pairs.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in wanted.items() if name not in pairs.columns)


def with_sides(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with every column that a word may ask of either side, null where the side's extract hasn't got it."""
    return _having(pairs, {f"{side}_{name}": dtype for side in ("left", "right") for name, dtype in EVERY.items()})


def completed(pairs: pl.DataFrame) -> pl.DataFrame:
    """The same with what some pairings and measures add, so that all matches have one form."""
    return _having(with_sides(pairs), LATER)


def _compared(key: str) -> pl.Expr:
    return pl.col(f"left_{key}") == pl.col(f"right_{key}")


def with_homes(pairs: pl.DataFrame) -> pl.DataFrame:
    """`same_property`, `different_property` and `unresolved_address`.

    The same if a key of the home agrees, or the landlord's own number for it. Different only if both addresses tell a home, at
    least one key can be compared, none is equal, and they are not a number and a name within one postcode, which may be one home
    described twice.
    """
    ours = _compared("landlord_code") & _compared("property_ref")
    same = pl.any_horizontal(ours.fill_null(value=False), *(_compared(key).fill_null(value=False) for key in HOME_KEYS))
    both = (pl.col("left_address_status") == "resolved") & (pl.col("right_address_status") == "resolved")
    comparable = pl.any_horizontal(_compared(key).is_not_null() for key in HOME_KEYS)
    described_twice = _compared("postcode_area") & (pl.col("left_place_kind") != pl.col("right_place_kind"))
    stated = pl.any_horizontal(pl.col(f"{side}_address_status") == "unresolved" for side in ("left", "right"))
    return pairs.with_columns(
        same_property=same,
        different_property=both.fill_null(value=False) & comparable & ~same & ~described_twice.fill_null(value=False),
        unresolved_address=stated.fill_null(value=False),
    )


def with_overlap(pairs: pl.DataFrame) -> pl.DataFrame:
    """`overlap_from`, `overlap_to` and `overlap_days`: the days both run, first and last included; null where there are none."""
    begins, ends = pl.max_horizontal("left_from", "right_from"), pl.min_horizontal("left_until", "right_until")
    both = pl.all_horizontal(pl.col("left_from", "right_from", "left_until", "right_until").is_not_null()) & (begins <= ends)
    return pairs.with_columns(
        overlap_from=pl.when(both).then(begins), overlap_to=pl.when(both).then(ends),
        overlap_days=pl.when(both).then((ends - begins).dt.total_days() + 1),
    )  # fmt: skip


def with_death(pairs: pl.DataFrame, snapshot: date) -> pl.DataFrame:
    """`died` and `days_since_death`, null where a death has no date; what is at issue then runs from the death on."""
    died = pl.col("died") if "died" in pairs.columns else pl.col("right_date_of_death")
    until = pl.coalesce("left_until", pl.lit(snapshot))
    since = (pl.lit(snapshot) - died).dt.total_days()
    known = pairs.with_columns(died=died, days_since_death=since)
    fill = pl.col("overlap_days").is_null() & (pl.col("died") <= until)
    return known.with_columns(
        overlap_from=pl.when(fill).then("died").otherwise("overlap_from"),
        overlap_to=pl.when(fill).then(until).otherwise("overlap_to"),
        overlap_days=pl.when(fill).then((until - pl.col("died")).dt.total_days() + 1).otherwise("overlap_days"),
    )
