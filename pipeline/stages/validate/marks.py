"""What is written into name columns beside the name: that somebody has died, that it is nobody at all."""

from collections.abc import Callable, Sequence

import polars as pl

from extracts.kinds.name_marks import death_marker, not_a_person
from pipeline.stages.validate.column import distinct, spread
from pipeline.tables import RawTable

NAMES = ("forename", "middle_names", "surname")
PAYER = "payer_name"


def marks_in_names(raw: RawTable) -> list[pl.Series]:
    """Flags made of the names as they were given: `death_marker` and `not_a_person`, or `payer_death_marker`."""
    if PAYER in raw.extract.names:
        return [_marked(raw, (PAYER,), death_marker).alias("payer_death_marker")]
    if not raw.extract.names_people:
        return []
    return [
        _marked(raw, NAMES, death_marker).alias("death_marker"),
        _marked(raw, NAMES, not_a_person).alias("not_a_person"),
    ]


def _marked(raw: RawTable, names: Sequence[str], mark: Callable[[str], bool]) -> pl.Series:
    """Whether any of the columns holds the mark, row by row."""
    marked = pl.repeat(False, raw.rows.height, dtype=pl.Boolean, eager=True)
    for name in names:
        if name in raw.rows.columns:
            texts = distinct(raw.rows[name]).texts
            verdicts = pl.Series([mark(text) for text in texts], dtype=pl.Boolean)
            marked |= spread(raw.rows[name], texts, verdicts).fill_null(False)
    return marked
