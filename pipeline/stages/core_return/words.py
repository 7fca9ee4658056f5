"""Free text, which can name people: left out of the return column by column unless somebody decided otherwise."""

import polars as pl

from pipeline.return_settings import free_words
from pipeline.stages.core_return.drafts import Records

WITHHELD = {"log": pl.UInt32, "name": pl.String}


def without_words(records: Records, wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The answers without the free text that is not allowed, and `log` and `name` of what was withheld."""
    allowed = records.settings.decisions.free_text
    silenced = [name for name in free_words(records.extracts) if name in wide.columns and name not in allowed]
    withheld = [wide.filter(pl.col(name).is_not_null()).select("log", name=pl.lit(name)) for name in silenced]
    blanked = wide.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in silenced)
    return blanked, pl.concat([pl.DataFrame(schema=WITHHELD), *withheld])
