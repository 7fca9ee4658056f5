"""The sales of 2026/27 drafted: one name a fact, put where the form of its route asks for it."""

import polars as pl

from extracts.core.year_2026.sales import CORE_SALES
from pipeline.core.sales_2026.fields import LAYOUT
from pipeline.stages.core_return.drafts import (
    DOUBT,
    HELD,
    MISSING,
    Draft,
    Records,
    Source,
    all_doubts,
    doubts_where,
    spoilt,
    undated,
    undeclared,
    unusable,
)
from pipeline.stages.core_return.homes import ADDRESS, homes, placed, told_twice, uprns
from pipeline.stages.core_return.homes import KEY as HOME_KEY
from pipeline.stages.core_return.organisations import owned
from pipeline.stages.core_return.sources import as_text, combined, on_the_form
from pipeline.stages.core_return.words import without_words

KEY = ("landlord_code", "sale_ref")
PURCHASE, STAIRCASING, DISCOUNTED = "purchase", "staircasing", "discounted"
ROUTED = {
    "years_lived_here": (PURCHASE, DISCOUNTED), "price": (PURCHASE, STAIRCASING, DISCOUNTED),
    "first_share": (PURCHASE, STAIRCASING), "mortgage_used": (PURCHASE, STAIRCASING, DISCOUNTED),
    "mortgage": (PURCHASE, DISCOUNTED), "mortgage_years": (PURCHASE, DISCOUNTED), "deposit": (PURCHASE, DISCOUNTED),
    "rent": (PURCHASE, STAIRCASING), "charge": (PURCHASE, STAIRCASING, DISCOUNTED),
}  # fmt: skip
"""The facts that each route asks in a place of its own."""
PLACES = {name: tuple(f"{name}_{route}" for route in routes) for name, routes in ROUTED.items()}
"""The fields of the form that each of these facts may fill."""
NOT_ON_STAIRCASING = (
    "building_origin", "wheelchair_home", "ethnicity", "nationality", "work_1", "lives_here_1", "ethnicity_2", "nationality_2",
    "work_2", "lives_here_2", "household_size", "previous_tenure", "previous_postcode_known", "previous_postcode",
    "previous_authority", "buyer_2_lived_there", "previous_tenure_2", "served_regular", "still_serving", "bereaved_partner",
    "disability", "wheelchair_user", "income_1", "income_1_counted", "income_2", "income_2_counted", "housing_benefit", "savings",
    "owned_before", "owned_shared_before", "handover_date", "estate_fee", "cash_discount",
)  # fmt: skip
"""What may not be collected for a staircasing: it stays with the landlord, whatever its records hold."""
NOT_ON_DISCOUNTED = ("previous_postcode_known", "previous_postcode", "previous_authority")
"""What the form asks of a first purchase alone: of a discounted sale the service takes this home for the previous one."""
UNBORROWED = ("2", "3")
OF_FLATS = ("1", "2", "9")
HOME = ("uprn", "address_line_1", "town", "postcode", "local_authority", "bedrooms", "home_kind", "building_height",
        "building_origin", "wheelchair_home", "handover_date")  # fmt: skip
OF_SOME = ("building_height", "building_origin", "wheelchair_home", "handover_date")
OF_HOME = tuple(name for name in HOME if name not in (*ADDRESS, *OF_SOME))
SOURCES = (
    Source("property", HOME_KEY, OF_HOME),
    Source("property", HOME_KEY, ("building_height",), pl.col("home_kind").is_in(OF_FLATS).fill_null(True)),
    Source("property", HOME_KEY, ("building_origin", "wheelchair_home"), pl.col("staircasing").ne_missing("1")),
    Source("property", HOME_KEY, ("handover_date",), pl.col("resale") == "2"),
)
"""What of the property extract a sale is drafted from, and of which sales."""
RIVALS = "Two rows tell of this sale; keep the one that is right."
UNLIVED = "Say how many years the buyers had lived in the home, 0 where they had not: the service takes a blank for not at all."


def draft_sales(records: Records) -> Draft:
    """Every sale and staircasing that the records know of, as text on the form, with what is doubtful about it."""
    rows = records.accepted("core_sales")
    if rows is None:
        types = {field.name: field.kind.dtype for field in CORE_SALES.fields}
        rows = pl.DataFrame(schema={"line": pl.UInt32, "row": pl.UInt32, **types})
    sales = rows.with_row_index("log").with_columns(core_sales_row="row", due="completion_date", rivals=pl.len().over(KEY))
    answers = as_text(sales.select(CORE_SALES.names), CORE_SALES)
    home = _of_the_home(records, sales, answers, _route(answers))
    wide, withheld, doubts = _answered(records, sales, answers, home)
    logs = sales.select(
        "log", "line", "landlord_code", "due", source=pl.lit("core_sales"), ref="sale_ref", left_out=_left_out(records)
    )
    told = logs.hstack(on_the_form(wide, LAYOUT))
    held = answers.select(pl.coalesce(name, home[name]).alias(name) for name in HOME if name in answers.columns)
    known = sales.select("log").hstack(answers.with_columns(held))
    rivals = doubts_where(sales, pl.col("rivals") > 1, "sale_ref", HELD, RIVALS)
    bad = [spoilt(records, sales, wide, source) for source in SOURCES]
    kept_back = [*doubts, *bad, rivals, told_twice(records, sales), unusable(records, sales, "core_sales")]
    return Draft("sales", told, all_doubts(kept_back), withheld, known)


def _left_out(records: Records) -> pl.Expr:
    open_ended = pl.col("completion_date").is_null() & ~undated(records, "core_sales", "completion_date", "core_sales_row")
    return pl.coalesce(
        pl.when(pl.col("ownership") == "3").then(pl.lit("outright sale")),
        pl.when(open_ended).then(pl.lit("not completed yet")),
        pl.when(~pl.col("due").is_between(records.begins, records.ends)).then(pl.lit("completed in another collection year")),
    )


def _answered(
    records: Records, sales: pl.DataFrame, answers: pl.DataFrame, home: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, list[pl.DataFrame]]:
    route, said = _route(answers), answers.drop(*KEY, "property_ref")
    uprn = uprns(records, pl.DataFrame({"said": answers["uprn"], "home": home["uprn"]}))
    sources = {
        "core_sales": said.with_columns(uprn=uprn["said"]), "the property extract": home.with_columns(uprn=uprn["home"])
    }  # fmt: skip
    wide, differing = combined(sales, sources)
    ours, nobodys = owned(records, sales, wide)
    named, unplaced = placed(records, ours)
    mute, withheld = without_words(records, named)
    doubts = [pl.DataFrame(schema=DOUBT), differing, nobodys, unplaced, undeclared(mute), _unlived(mute, route)]
    return _by_route(mute, route), withheld, doubts


def _unlived(wide: pl.DataFrame, route: pl.Series) -> pl.DataFrame:
    """A doubt where nobody tells how long the buyers had lived in the home: the service takes a blank for not at all."""
    new = (pl.lit(route) == PURCHASE) & (pl.col("resale") == "2")
    asked = new | (pl.lit(route) == DISCOUNTED)
    return doubts_where(wide, asked & pl.col("years_lived_here").is_null(), "years_lived_here", MISSING, UNLIVED)


def _route(answers: pl.DataFrame) -> pl.Series:
    """Which block of the form each sale fills: purchase, staircasing or discounted; null where its product is not told."""
    shared = pl.col("ownership") == "1"
    return answers.select(
        route=pl.when(shared & (pl.col("staircasing") == "1")).then(pl.lit(STAIRCASING)).when(shared).then(pl.lit(PURCHASE))
        .when(pl.col("ownership") == "2").then(pl.lit(DISCOUNTED))
    ).to_series()  # fmt: skip


def _of_the_home(records: Records, sales: pl.DataFrame, answers: pl.DataFrame, route: pl.Series) -> pl.DataFrame:
    """What the property extract answers of the home, as far as the form of its route asks it."""
    home = homes(records, sales).select(HOME)
    kind = pl.coalesce(pl.lit(answers["home_kind"]), "home_kind")
    new = (pl.lit(route) == PURCHASE) & (pl.lit(answers["resale"]) == "2")
    return home.with_columns(
        building_height=pl.when(kind.is_in(OF_FLATS)).then("building_height"),
        bedrooms=pl.when(kind != "2").then("bedrooms"),
        handover_date=pl.when(new).then("handover_date"),
    )


def _by_route(wide: pl.DataFrame, route: pl.Series) -> pl.DataFrame:
    """Facts that each route asks in its own place put there; what a staircasing may not tell blanked; the terms completed."""
    taken = pl.lit(route)
    put = [
        pl.when(taken == one).then(name).alias(f"{name}_{one}") for name, routes in ROUTED.items() for one in routes
    ]  # fmt: skip
    withheld = {STAIRCASING: NOT_ON_STAIRCASING, DISCOUNTED: NOT_ON_DISCOUNTED}
    minimal = wide
    for one, names in withheld.items():
        minimal = minimal.with_columns(pl.when(taken.ne_missing(one)).then(name) for name in names if name in wide.columns)
    fee = pl.when(pl.col("estate_fee") != "0").then("estate_fee")  # the form has no fee of nought: a blank is none
    return minimal.with_columns(fee, *put).with_columns(_terms(taken)).drop(*ROUTED, strict=False)


def _terms(route: pl.Expr) -> list[pl.Expr]:
    """A mortgage's years where the form demands a number although it asks none (measured: 0 is taken and cleared)."""
    unborrowed = {one: pl.col(f"mortgage_used_{one}").is_in(UNBORROWED) for one in (PURCHASE, DISCOUNTED)}
    idle = {PURCHASE: unborrowed[PURCHASE] | (route == STAIRCASING), DISCOUNTED: unborrowed[DISCOUNTED]}
    return [
        pl.when(where & pl.col(f"mortgage_years_{one}").is_null()).then(pl.lit("0")).otherwise(f"mortgage_years_{one}")
        .alias(f"mortgage_years_{one}")
        for one, where in idle.items()
    ]  # fmt: skip
