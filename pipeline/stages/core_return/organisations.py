"""Who owns and manages the home of a log, by the codes that core.toml gives for each company."""

import polars as pl

from pipeline.stages.core_return.drafts import HELD, Records, doubts_where

NOBODYS = "core.toml names no [[organisation]] for this landlord_code."


def owned(records: Records, logs: pl.DataFrame, wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The answers with `owner` and `manager`, and a doubt where core.toml does not know the company."""
    ours = records.settings.organisation
    codes = {"owner": {one.landlord_code: one.owner for one in ours}}
    codes["manager"] = {one.landlord_code: one.manager or one.owner for one in ours}
    landlord = logs["landlord_code"]
    told = wide.with_columns(
        landlord.replace_strict(by_landlord, default=None, return_dtype=pl.String).alias(name)
        for name, by_landlord in codes.items()
    )
    return told, doubts_where(told, pl.col("owner").is_null(), "owner", HELD, NOBODYS)
