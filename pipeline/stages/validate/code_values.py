"""Codes that the contract does not know: which stand in the file and how often, where they are codes and nothing personal."""

from collections.abc import Mapping

import polars as pl

from pipeline.stages.validate.column import Column
from pipeline.tables import RawTable

LONGEST = 20
"""Characters of a code that may be shown: longer ones are words, and words may be about a person."""
MOST = 12
"""Different unknown values from which a column is taken to hold something else than codes, such as names: only counts then."""
FEWEST_ROWS = 5
"""Rows that must bear a value before it is shown: what fewer bear may be one person's."""
PERSONAL = r"\d{5}|\d[/.\-]\d|@|[A-Za-z]{2} ?\d{2} ?\d{2}|[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}"
"""What no code looks like and personal values do: long numbers, dates, e-mail addresses, insurance numbers, postcodes."""
HOW_TO_MAP = "say what they mean in mapping.toml"


def codes_not_known(raw: RawTable, columns: Mapping[str, Column]) -> dict[str, str]:
    """One sentence for each column of codes with unknown ones: those in the file with their counts, and those accepted."""
    unknown = {name: raw.rows[name].filter(column.reasons.is_not_null()) for name, column in columns.items()}
    return {
        name: f"{name}: in your file {_shown(values)}; accepted: {', '.join(columns[name].field.kind.accepted)}; {HOW_TO_MAP}"
        for name, values in unknown.items()
        if columns[name].field.kind.accepted and len(values)
    }


def _shown(values: pl.Series) -> str:
    """The values with their counts, the most frequent first; those that may be personal only as a number."""
    counted = values.alias("code").value_counts(name="rows").sort("rows", "code", descending=[True, False])
    if counted.height > MOST:
        return f"{counted.height:,} different values ({len(values):,} rows), too many to be codes"
    short = (pl.col("rows") >= FEWEST_ROWS) & (pl.col("code").str.len_chars() <= LONGEST)
    plain = counted.filter(short & ~pl.col("code").str.contains(PERSONAL))
    shown = [f"{' '.join(code.split())} ({rows:,})" for code, rows in plain.iter_rows()]
    others = counted.height - plain.height
    hidden = len(values) - int(plain["rows"].sum())
    rest = f"{others} {'value' if others == 1 else 'values'} not shown ({hidden:,} {'row' if hidden == 1 else 'rows'})"
    return ", ".join([*shown, *([rest] if others else [])])
