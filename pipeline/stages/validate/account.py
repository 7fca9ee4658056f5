"""The account of a validated extract: what the run record says of its rows, reasons and columns."""

from collections.abc import Mapping

import polars as pl

from pipeline.errors import Refused
from pipeline.stages.validate.column import Column
from pipeline.stages.validate.snapshot import days_differ
from pipeline.tables import Checked, RawTable

MOST_TOLD = 3


def account(raw: RawTable, columns: Mapping[str, Column], checked: Checked) -> dict[str, object]:
    """What reading said of the file, with the counts of rows, reasons, duplicates and columns, and further notices."""
    duplicates = _sharing_a_reference(checked)
    said = raw.about.get("notices", [])
    notices = [*(said if isinstance(said, list) else []), *_notices(raw, columns, checked, duplicates)]
    return raw.about | {
        "rows_read": _rows_read(raw),
        "rows_accepted": checked.accepted.frame.height,
        "rows_quarantined": checked.set_aside.height,
        "reasons": _counted(checked.set_aside["reasons"].explode()),
        "duplicates": duplicates,
        "columns": [column.account for column in columns.values()],
        "notices": notices,
    }


def _rows_read(raw: RawTable) -> int:
    """The physical rows: those that a mapping merged count, those that it made by splitting joint names do not."""
    merged, added = raw.about.get("rows_merged", 0), raw.about.get("rows_added", 0)
    counted = merged - added if isinstance(merged, int) and isinstance(added, int) else 0
    return raw.rows.height + raw.set_aside.height + counted


def refuse_if_none_is_usable(checked: Checked) -> None:
    """Refused where a mandatory extract had rows and every one of them was set aside."""
    extract = checked.accepted.extract
    if extract.mandatory and checked.accepted.frame.is_empty() and not checked.set_aside.is_empty():
        reasons = list(_counted(checked.set_aside["reasons"].explode()).items())[:MOST_TOLD]
        told = ", ".join(f"{reason} ({rows})" for reason, rows in reasons)
        file = checked.about.get("file", extract.name)
        raise Refused(
            f"{file}: none of its {checked.set_aside.height} rows can be used: {told}. "
            "Check that each column holds what its header says, in the codes of the contract."
        )


def _notices(raw: RawTable, columns: Mapping[str, Column], checked: Checked, duplicates: int) -> list[str]:
    """Damage put right, values blanked, references shared, and balances taken on different days."""
    notices = [notice for column in columns.values() for notice in column.notices]
    if checked.accepted.frame.is_empty() and not checked.set_aside.is_empty():
        notices.append("no row can be used")
    for (name,), values in checked.blanked.group_by("column", maintain_order=True):
        why = ", ".join(f"{reason} {rows}" for reason, rows in _counted(values["reason"]).items())
        notices.append(f"{name}: unusable, blanked: {values.height} ({why})")
    if duplicates:
        key = "/".join(raw.extract.key)
        notices.append(f"rows that share their reference ({key}) with a different row: {duplicates}")
    return notices + days_differ(checked.accepted)


def _sharing_a_reference(checked: Checked) -> int:
    extract, frame = checked.accepted.extract, checked.accepted.frame
    if not extract.key:
        return 0
    return int(pl.DataFrame(frame.select(*extract.scope, *extract.key)).is_duplicated().sum())


def _counted(reasons: pl.Series) -> dict[str, int]:
    """How often each reason stands there, the most frequent first."""
    counted = reasons.drop_nulls().alias("reason").value_counts(name="rows").sort("rows", "reason", descending=[True, False])
    return dict(counted.rows())
