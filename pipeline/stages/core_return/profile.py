"""The stock's profile in the groups of the statistics; what fits into none of them is set aside and named."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import polars as pl

from extracts.contract import plain
from extracts.core.profile import GROUPS, may_be
from pipeline.tables import Checked


def usable_profile(checked: Mapping[str, Checked]) -> dict[str, Checked]:
    """The checked extracts, the profile's groups called as in the statistics and its other rows set aside, if it is there."""
    return {name: _usable(one) if name == "stock_profile" else one for name, one in checked.items()}


def _usable(checked: Checked) -> Checked:
    rows = checked.accepted.frame
    known = pl.DataFrame(
        [(characteristic, plain(group), group) for characteristic, groups in GROUPS.items() for group in groups],
        schema={"characteristic": pl.String, "plain": pl.String, "called": pl.String}, orient="row",
    )  # fmt: skip
    said = rows.with_columns(plain=pl.col("group").map_elements(plain, return_dtype=pl.String))
    found = said.join(known, on=["characteristic", "plain"], how="left", maintain_order="left")["called"]
    called = rows.with_columns(called=found, twice=pl.struct(rows["characteristic"], found).is_duplicated() & found.is_not_null())
    accepted = replace(checked.accepted, frame=rows.with_columns(group=found).filter(found.is_not_null() & ~called["twice"]))
    aside = _aside(called.filter(pl.col("called").is_null() | pl.col("twice")), checked)
    return replace(checked, accepted=accepted, set_aside=aside, about=_about(checked, accepted.frame.height, aside))


def _aside(rows: pl.DataFrame, checked: Checked) -> pl.DataFrame:
    why = {characteristic: f"group: unknown; {may_be(characteristic)}" for characteristic in GROUPS}
    unknown = pl.col("characteristic").replace_strict(why, return_dtype=pl.String)
    reason = pl.when("twice").then(pl.lit("group: told twice; keep the one that is right")).otherwise(unknown)
    told = rows.select(
        pl.lit("stock_profile").alias("extract"), pl.lit(str(checked.about["file"])).alias("file"), "line", "row",
        pl.concat_list(reason).alias("reasons"),
        pl.struct("characteristic", "group", "tenants").struct.json_encode().alias("content"),
    )  # fmt: skip
    return pl.concat([checked.set_aside, told]).sort("row")


def _about(checked: Checked, accepted: int, aside: pl.DataFrame) -> dict[str, object]:
    """The account of the extract with the rows that are set aside here counted too."""
    reasons = cast("dict[str, int]", checked.about["reasons"])
    counted = aside["reasons"].explode().drop_nulls().alias("reason").value_counts(name="rows")
    told = dict(counted.sort("rows", "reason", descending=[True, False]).rows())
    return checked.about | {"rows_accepted": accepted, "rows_quarantined": aside.height, "reasons": reasons | told}
