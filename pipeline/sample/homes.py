"""The homes: where each stands, how its address reads, its property numbers and its rent."""

import polars as pl

from pipeline.sample.dice import Dice, one_of, scattered
from pipeline.sample.places import COTTAGES, COURTS, OUTWARD, STREET_NAMES, STREET_TYPES, TOWNS

ELSEWHERE = 100_000_000
"""Homes from this number on belong to somebody else: private landlords, owners, other bodies."""

PLOT, STREET = 12, 36
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_RENT_BY_BEDROOMS = {"1": 9450, "2": 11_230, "3": 12_880, "4": 14_760}
_FORMS = {"houses": 0.57, "court": 0.27, "converted": 0.11, "named": 0.05}


def homes(dice: Dice, numbers: pl.Series) -> pl.DataFrame:
    """One row per home number, each a pure function of it.

    Columns: `home`, `landlord_code`, `property_ref`, `uprn`, `block_uprn` (of the building, for flats whose landlord holds
    no better one), `form`, `unit`, `number`, `building`, `street`, `town`, `postcode`, `bedrooms`, `charge` (pence a week).
    """
    frame = pl.DataFrame({"home": numbers.cast(pl.Int64)}).with_columns(
        place=pl.col("home") % ELSEWHERE, elsewhere=pl.col("home") >= ELSEWHERE
    )
    frame = frame.with_columns(
        plot=pl.col("home") // PLOT, road=pl.col("home") // STREET, in_plot=pl.col("place") % PLOT,
        plot_in_road=pl.col("place") // PLOT % (STREET // PLOT),
    )  # fmt: skip
    frame = frame.with_columns(_street(dice)).with_columns(_dwelling(dice)).with_columns(_numbers(dice))
    return frame.drop("plot", "road", "in_plot", "plot_in_road", "place")


def _street(dice: Dice) -> list[pl.Expr]:
    name = dice.any_of("street name", "road", STREET_NAMES)
    kind = dice.any_of("street type", "road", STREET_TYPES)
    district = (pl.col("place") // STREET) % len(OUTWARD)
    return [
        pl.concat_str(name, kind, separator=" ").alias("street"),
        one_of([TOWNS[code] for code in OUTWARD], district).alias("town"),
        pl.concat_str(one_of(list(OUTWARD), district), _inward(), separator=" ").alias("postcode"),
        dice.pick("form of the plot", "plot", _FORMS).alias("form"),
    ]


def _inward() -> pl.Expr:
    plot = (pl.col("place") // STREET // len(OUTWARD)) * (STREET // PLOT) + pl.col("plot_in_road")
    # Sectors 1 to 6 are the landlord's and 7 to 0 everybody else's, so that no postcode is shared by accident.
    ours, theirs = scattered(plot, 2400), scattered(plot, 1600)
    sector = pl.when("elsewhere").then((theirs // 400 + 7) % 10).otherwise(ours // 400 + 1)
    rest = pl.when("elsewhere").then(theirs % 400).otherwise(ours % 400)
    letters = list(_LETTERS)
    return pl.concat_str(sector.cast(pl.String), one_of(letters, rest // 20), one_of(letters, rest % 20))


def _dwelling(dice: Dice) -> list[pl.Expr]:
    form, place = pl.col("form"), pl.col("in_plot")
    odd = pl.col("plot_in_road") * 24 + 1
    own_number = (odd + 2 * place + pl.col("road") % 2).cast(pl.String)
    number = (
        pl.when(form == "houses").then(own_number)
        .when(form == "converted").then((odd + 2 * (place // 6)).cast(pl.String))
        .when((form == "court") & (pl.col("plot") % 3 == 0)).then(odd.cast(pl.String))
    )  # fmt: skip
    unit = (
        pl.when(form == "court").then((place + 1).cast(pl.String))
        .when(form == "converted").then(one_of(list("ABCDEF"), place % 6))
    )  # fmt: skip
    building = (
        pl.when(form == "court").then(dice.any_of("court", "plot", COURTS))
        .when(form == "named").then(one_of(COTTAGES, (place + pl.col("plot")) % len(COTTAGES)))
    )  # fmt: skip
    return [number.alias("number"), unit.alias("unit"), building.alias("building")]


def _numbers(dice: Dice) -> list[pl.Expr]:
    base = pl.when(pl.col("road") % 7 == 0).then(440_000_000).otherwise(100_060_000_000)
    serial = pl.col("place") + pl.when("elsewhere").then(1_600_000).otherwise(0)
    first_of_block = serial - pl.when(pl.col("form") == "converted").then(pl.col("in_plot") % 6).otherwise("in_plot")
    held_by_block = pl.col("unit").is_not_null() & dice.happens("block uprn only", "plot", 0.12)
    bedrooms = dice.pick("bedrooms", "home", {"1": 0.28, "2": 0.36, "3": 0.31, "4": 0.05})
    rent = bedrooms.replace_strict(_RENT_BY_BEDROOMS, return_dtype=pl.Int64)
    return [
        pl.when(scattered("plot", 10) < 9).then(pl.lit("MHS")).otherwise(pl.lit("HOM")).alias("landlord_code"),
        pl.concat_str(pl.lit("0"), (100_000 + pl.col("place")).cast(pl.String)).alias("property_ref"),
        (base + serial * 3).cast(pl.String).alias("uprn"),
        pl.when(held_by_block).then((base + first_of_block * 3 + 1).cast(pl.String)).alias("block_uprn"),
        bedrooms.cast(pl.Int64).alias("bedrooms"),
        (rent + dice.whole("rent", "home", -900, 1400)).alias("charge"),
    ]
