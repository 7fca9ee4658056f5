"""The property extract and the charges of the rent accounts: what the landlord's own systems know of its homes."""

import polars as pl

from pipeline.sample.core_return.chosen import UNIT_TYPES, authority
from pipeline.sample.core_return.draws import only, pays_nothing
from pipeline.sample.dice import Dice
from pipeline.sample.files import account_rows
from pipeline.sample.references import british, pounds
from pipeline.sample.tenancies import days
from pipeline.sample.world import World

REASONS = {"5": 0.1, "6": 0.06, "8": 0.24, "10": 0.07, "11": 0.03, "12": 0.2, "13": 0.14, "18": 0.06, "22": 0.05, "15": 0.05}
FIRST = "15"
HOME_KINDS = {"7": "3", "8": "4", "1": "1"}
SCHEME = "S1"


def property_rows(dice: Dice, world: World, ours: int) -> pl.DataFrame:
    """The `property` extract: every home, with its last vacancy where one ended in the year."""
    homes = world.homes.filter(pl.col("home") < ours).drop("start")
    present = world.tenancies.filter(pl.col("tenancy") % 4 == 0).select("home", start="start", type="type")
    rows = homes.join(present, on="home", how="left", maintain_order="left")
    empty = dice.whole("core empty for", "home", 3, 60)
    void = pl.col("start") - days(empty)
    mended = void + days((empty // 2).clip(1))
    reason = dice.pick("core vacancy", "home", REASONS)
    first, kind = reason == FIRST, pl.col("form").replace_strict(UNIT_TYPES, return_dtype=pl.String)
    supported = pl.col("type").is_in(["sheltered", "supported"]).fill_null(False)
    let = pl.col("start").is_not_null()
    told = rows.with_columns(void=only(let, void), mended=only(let & ~first & dice.happens("core repairs", "home", 0.3), mended))
    return told.select(
        "landlord_code", "property_ref", "uprn", address_line_1=_line(), town="town", postcode="postcode",
        local_authority=authority("town"), scheme=only(supported, SCHEME), location=only(supported, _location()), unit_type=kind,
        wheelchair_standard=dice.pick("core wheelchair", "home", {"1": 0.06, "2": 0.94}),
        bedrooms=pl.col("bedrooms").cast(pl.String),
        older_people_housing=only(supported, only(pl.col("type") == "sheltered", "7").fill_null("3")),
        vacancy_reason=only(let, reason),
        last_let_basis=only(let & ~first, dice.pick("core basis", "home", {"1": 0.85, "2": 0.1, "3": 0.05})),
        void_date=british("void"), repairs_date=british("mended"),
        home_kind=kind.replace_strict(HOME_KINDS, return_dtype=pl.String),
        building_height=only(kind == "1", dice.pick("core height", "home", {"1": 0.1, "2": 0.85, "3": 0.05})),
        building_origin=pl.lit("1"), wheelchair_home=dice.pick("core wheelchair sold", "home", {"1": 0.05, "2": 0.9, "3": 0.05}),
    )  # fmt: skip


def _location() -> pl.Expr:
    """The code of the location in the scheme: one for each postcode."""
    return pl.col("postcode").rank("dense").cast(pl.String)


def _line() -> pl.Expr:
    return pl.concat_str(
        pl.coalesce("unit", "number", pl.lit("")), pl.coalesce("building", "street"), separator=" "
    ).str.strip_chars()


def charged_accounts(dice: Dice, world: World, balanced: pl.DataFrame) -> pl.DataFrame:
    """The `rent_account` extract with the rent product, the period and the four charges of a period beside it."""
    rows = account_rows(world, balanced)
    kinds = world.tenancies.select(key="tenancy", type="type")
    told = rows.join(kinds, on="key", how="left", maintain_order="left").with_columns(
        supported=pl.col("type").is_in(["sheltered", "supported"]).fill_null(False),
        monthly=dice.happens("core monthly", "key", 0.25),
        week=(pl.col("weekly_charge").cast(pl.Decimal(12, 2)) * 100).cast(pl.Int64),
    )
    service = (
        pl.when("supported")
        .then(dice.whole("core service", "key", 1500, 3200))
        .otherwise(dice.whole("core care", "key", 0, 1800))
    )
    plain = pl.when(dice.happens("core no service", "key", 0.4)).then(0).otherwise(service)
    support = pl.when("supported").then(dice.whole("core support", "key", 500, 1500)).otherwise(0)
    weekly = told.with_columns(service=plain, support=support, personal=pl.when("supported").then(350).otherwise(0))
    paid = ~(pl.col("supported") & pays_nothing(dice, "key"))
    period = [
        pl.when(paid).then(_of_a_period(name)).otherwise(0).alias(name) for name in ("week", "service", "personal", "support")
    ]
    return weekly.with_columns(period).select(
        *rows.columns, rent_type=dice.pick("core product", "key", {"1": 0.88, "2": 0.12}),
        rent_period=pl.when("monthly").then(pl.lit("4")).otherwise(pl.lit("1")), basic_rent=pounds("week"),
        service_charge=pounds("service"), personal_service_charge=pounds("personal"), support_charge=pounds("support"),
    ).drop("key")  # fmt: skip


def profile_rows() -> pl.DataFrame:
    """The `stock_profile` extract: invented counts of the tenants of the stock."""
    groups = {
        ("ethnicity", "White"): 8210, ("ethnicity", "Mixed"): 190, ("ethnicity", "Asian"): 480, ("ethnicity", "Black"): 410,
        ("ethnicity", "Arab or another"): 120, ("ethnicity", "would not say"): 300, ("disability", "yes"): 3120,
        ("disability", "no"): 6010, ("disability", "would not say"): 580, ("nationality", "United Kingdom"): 8990,
        ("nationality", "another country"): 520, ("nationality", "would not say"): 200,
    }  # fmt: skip
    return pl.DataFrame(
        [(characteristic, group, str(tenants)) for (characteristic, group), tenants in groups.items()],
        schema=["characteristic", "group", "tenants"], orient="row",
    )  # fmt: skip


def _of_a_period(name: str) -> pl.Expr:
    return pl.when("monthly").then(pl.col(name) * 52 // 12).otherwise(name)
