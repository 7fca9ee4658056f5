"""How an address is written: in one, two or three lines, flats in several ways, streets shortened, postcodes run together."""

import polars as pl

from pipeline.sample.dice import Dice

LINES = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
_SHORT = {
    " Road": " Rd", " Street": " St", " Avenue": " Ave", " Close": " Cl", " Drive": " Dr", " Lane": " La", " Gardens": " Gdns",
    " Crescent": " Cres", " Place": " Pl", " Terrace": " Terr", " Court": " Ct", " House": " Hse", " Square": " Sq",
}  # fmt: skip


def addressed(dice: Dice, extract: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows (columns of `homes`, `row_key`, `care`) with `address_line_1` to `_4`, `postcode` and `uprn` as written there.

    Rows with `care` of flatless leave out the flat's number; clean and noisy ones never do.
    """
    usual = pl.col("care") == "usual"
    flatless = (pl.col("care") == "flatless") | (usual & dice.happens(f"{extract}: flat left out", "row_key", 0.025))
    style = dice.whole(f"{extract}: address style", "row_key", 0, 2)
    told = rows.with_columns(unit=pl.when(~flatless).then("unit"), street=_street(dice, extract))
    lines = pl.concat_list(*_first_lines(style), pl.col("town"), _county(dice, extract)).list.drop_nulls()
    return told.with_columns(
        *(lines.list.get(place, null_on_oob=True).alias(name) for place, name in enumerate(LINES)),
        _postcode(dice, extract), _uprn(dice, extract),
    )  # fmt: skip


def _street(dice: Dice, extract: str) -> pl.Expr:
    short = dice.happens(f"{extract}: street shortened", "row_key", 0.15)
    name = pl.col("street")
    return pl.when(short).then(name.str.replace_many(list(_SHORT), list(_SHORT.values()))).otherwise(name)


def _county(dice: Dice, extract: str) -> pl.Expr:
    return pl.when(pl.col("town").is_not_null() & dice.happens(f"{extract}: county", "row_key", 0.3)).then(pl.lit("Kent"))


def _first_lines(style: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    unit, number, building, street = (pl.col(name) for name in ("unit", "number", "building", "street"))
    flat, road = pl.lit("Flat ") + unit, pl.coalesce(number + " " + street, street)
    court, converted = unit.is_not_null() & building.is_not_null(), unit.is_not_null() & building.is_null()
    first = (
        pl.when(court & (style == 0)).then(flat).when(court & (style == 1)).then(flat + ", " + building)
        .when(court).then(unit + " " + building)
        .when(converted & (style == 0)).then(flat).when(converted & (style == 1)).then(flat + ", " + road)
        .when(converted).then(number + unit + " " + street).otherwise(building)
    )  # fmt: skip
    second = pl.when(court & (style == 0)).then(building)
    third = pl.when(~(converted & (style != 0))).then(road)
    return first, second, third


def _postcode(dice: Dice, extract: str) -> pl.Expr:
    way = dice.uniform(f"{extract}: postcode", "row_key")
    code = pl.col("postcode")
    return pl.when(way < 0.05).then(code.str.replace(" ", "")).when(way < 0.07).then(code.str.to_lowercase()).otherwise(code)


def _uprn(dice: Dice, extract: str) -> pl.Expr:
    held = dice.happens(f"{extract}: uprn held", "row_key", 0.93 if extract == "tenancy" else 0.4)
    number = pl.coalesce("block_uprn", "uprn") if extract == "tenancy" else pl.col("uprn")
    return pl.when(held).then(number).alias("uprn")
