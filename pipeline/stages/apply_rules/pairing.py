"""Which records become a pair: by the person they name, by a number, by a reference of ours, or by a mark of death."""

from collections.abc import Callable

import polars as pl

from pipeline.tables import LEVELS

Views = dict[str, pl.DataFrame]
LINK = ("match_weight", "match_probability", "key_class", *LEVELS)
PROBABLE = 0.95
"""The least probability at which two records count as one person's for a rule; the linkage's own threshold."""


def _beside(frame: pl.DataFrame, side: str) -> pl.DataFrame:
    return frame.rename({column: f"{side}_{column}" for column in frame.columns})


def _both_ways(links: pl.DataFrame) -> pl.DataFrame:
    turned = links.rename({"left": "right", "right": "left"}).select(links.columns)
    return pl.concat([links, turned])


def _joined(left: pl.DataFrame, right: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    keyed = _both_ways(links.select("left", "right", *LINK)).rename({"left": "left_record", "right": "right_record"})
    pairs = keyed.join(_beside(left, "left"), on="left_record").join(_beside(right, "right"), on="right_record")
    return pairs.filter(pl.col("left_record") != pl.col("right_record"))


def _once(pairs: pl.DataFrame, same_extract: bool) -> pl.DataFrame:
    """Each pair of records of one extract once, the one that began earlier on the left."""
    if not same_extract:
        return pairs
    begins = [pl.col(f"{side}_from").fill_null(pl.date(9999, 12, 31)) for side in ("left", "right")]
    earlier = (begins[0] < begins[1]) | ((begins[0] == begins[1]) & (pl.col("left_record") < pl.col("right_record")))
    return pairs.filter(earlier)


def same_person(left: str, right: str, views: Views, links: pl.DataFrame) -> pl.DataFrame:
    """Two records that are probably one person's."""
    sure = links.filter((pl.col("match_probability") >= PROBABLE) & (pl.col("key_class") != "K5"))
    return _once(_joined(views[left], views[right], sure), left == right)


def same_nino(left: str, right: str, views: Views, links: pl.DataFrame) -> pl.DataFrame:
    """Two records of people under one valid National Insurance number, tenancies before other extracts."""
    people = [v for v in views.values() if {"person", "nino_key"} <= set(v.columns)]
    everyone = pl.concat(people, how="diagonal_relaxed")
    sharing = links.filter(pl.col("nino") == "agree")
    pairs = _once(_joined(everyone, everyone, sharing), same_extract=True)
    return _tenancy_first(pairs)


def _tenancy_first(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with a tenancy on the left where only the right is one."""
    turn = (pl.col("right_extract") == "tenancy") & (pl.col("left_extract") != "tenancy")
    other = {
        c: c.replace("left_", "right_", 1) if c.startswith("left_") else c.replace("right_", "left_", 1)
        for c in pairs.columns
        if c.startswith(("left_", "right_"))
    }
    turned = pairs.filter(turn).rename(other).select(pairs.columns)
    return pl.concat([pairs.filter(~turn), turned])


def _unlinked(pairs: pl.DataFrame) -> pl.DataFrame:
    none = [pl.lit(None, pl.Float64).alias(c) if c.startswith("match") else pl.lit(None, pl.String).alias(c) for c in LINK]
    return pairs.with_columns(none)


def own_account(left: str, right: str, views: Views, links: pl.DataFrame) -> pl.DataFrame:
    """A tenancy's row of its first-named tenant (else its first row) and the rent account kept for it."""
    order = views["tenancy"].sort((pl.col("tenant_status") != "F").fill_null(value=True), "record")
    heads = _beside(order.unique("case", keep="first", maintain_order=True), "left")
    accounts = _beside(views["rent_account"], "right")
    on = ["landlord_code", "tenancy_ref"]
    pairs = heads.join(
        accounts, left_on=[f"left_{c}" for c in on], right_on=[f"right_{c}" for c in on], how="inner", coalesce=False
    )
    return _unlinked(pairs)


def own_death_marker(left: str, right: str, views: Views, links: pl.DataFrame) -> pl.DataFrame:
    """A tenant's row and the record of ours that speaks of a death: an event, the rent account's payer, an award, or itself.

    One pair a tenancy row: what is dated before what is not.
    """
    tenants = _beside(views["tenancy"], "left")
    found = [
        part
        for part in (
            _by_event(tenants, views),
            _by_payer(tenants, views),
            _by_award(tenants, views, links),
            _by_name(tenants),
        )
        if part is not None
    ]
    marked = pl.concat([_with_link(part) for part in found], how="diagonal_relaxed")
    dated_first = marked.sort("left_record", "died", nulls_last=True, maintain_order=True)
    return dated_first.unique("left_record", keep="first", maintain_order=True)


def _with_link(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs if "key_class" in pairs.columns else _unlinked(pairs)


def _by_event(tenants: pl.DataFrame, views: Views) -> pl.DataFrame | None:
    if "household_event" not in views:
        return None
    events = views["household_event"].filter(pl.col("kind") == "death_reported")
    right = _beside(events, "right").with_columns(died=pl.col("right_event_date"))
    pairs = tenants.join(right, left_on="left_tenancy_ref", right_on="right_tenancy_ref", coalesce=False)
    named = pl.col("right_person_ref").is_null() | (pl.col("right_person_ref") == pl.col("left_person_ref"))
    return pairs.filter(named)


def _by_payer(tenants: pl.DataFrame, views: Views) -> pl.DataFrame | None:
    if "rent_account" not in views or "payer_death_from" not in views["rent_account"].columns:
        return None
    right = _beside(views["rent_account"].drop_nulls("payer_death_from"), "right").with_columns(
        died=pl.col("right_payer_death_from")
    )
    heads = tenants.filter(pl.col("left_tenant_status") == "F")
    on = ["landlord_code", "tenancy_ref"]
    return heads.join(right, left_on=[f"left_{c}" for c in on], right_on=[f"right_{c}" for c in on], coalesce=False)


def _by_award(tenants: pl.DataFrame, views: Views, links: pl.DataFrame) -> pl.DataFrame | None:
    if "benefit_award" not in views or "death_marker" not in views["benefit_award"].columns:
        return None
    marked = views["benefit_award"].filter("death_marker")
    sure = links.filter((pl.col("match_probability") >= PROBABLE) & (pl.col("key_class") != "K5"))
    return _joined(views["tenancy"], marked, sure).with_columns(died=pl.lit(None, pl.Date))


def _by_name(tenants: pl.DataFrame) -> pl.DataFrame:
    return tenants.filter(pl.col("left_death_marker").fill_null(value=False)).with_columns(died=pl.lit(None, pl.Date))


PAIRINGS: dict[str, Callable[[str, str, Views, pl.DataFrame], pl.DataFrame]] = {
    "same_person": same_person,
    "same_nino": same_nino,
    "own_account": own_account,
    "own_death_marker": own_death_marker,
}
