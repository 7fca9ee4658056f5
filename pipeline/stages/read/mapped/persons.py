"""The second of two people who shared one cell: which columns are still true of them."""

import polars as pl

from extracts.contract import Extract, Use
from pipeline.stages.read.mapped.columns import ADDRESS_PARTS, NAME_PARTS

OWN = ("person_ref",)
"""References of the person, not of the home or the claim: the second one's gets its place behind it."""
PLACES = ("uprn", *ADDRESS_PARTS)
SECOND = {
    "tenant_status": {"F": "O"},
    "role": {"claimant": "partner", "main": "joint"},
}
"""What the second person is where the first is so; any other code holds for both."""


def as_second(rows: pl.DataFrame, extract: Extract) -> pl.DataFrame:
    """The rows, those of second and later people without the first one's birth date, numbers and contacts.

    A person_ref that is given is the first one's; the others' has their place added: 12345 and 12345-2.
    """
    second = pl.col("_part") > 0
    columns = [name for name in rows.columns if name in extract.names]
    personal = [field.name for field in extract.having(Use.IDENTIFIER) if field.name not in (*PLACES, *NAME_PARTS)]
    blanked = [pl.when(~second).then(name).alias(name) for name in columns if name in personal]
    numbered = [
        pl.when(second).then(pl.concat_str(name, pl.lit("-"), (pl.col("_part") + 1).cast(pl.String))).otherwise(name).alias(name)
        for name in OWN
        if name in columns
    ]
    coded = [
        pl.when(second & pl.col(name).str.to_lowercase().is_in([first.lower() for first in pairs]))
        .then(pl.col(name).str.to_lowercase().replace({first.lower(): other for first, other in pairs.items()}))
        .otherwise(name)
        .alias(name)
        for name, pairs in SECOND.items()
        if name in columns
    ]
    return rows.with_columns(*blanked, *numbered, *coded)
