"""The account of a validated extract: what the run record says of its rows, reasons and columns."""

from collections.abc import Mapping

import polars as pl

from pipeline.errors import Refused
from pipeline.stages.validate.code_values import codes_not_known
from pipeline.stages.validate.column import Column
from pipeline.stages.validate.ends import never_ending
from pipeline.stages.validate.snapshot import days_differ
from pipeline.stages.validate.sums import sums_questioned
from pipeline.tables import Checked, RawTable

MOST_TOLD = 3


def account(raw: RawTable, columns: Mapping[str, Column], checked: Checked) -> dict[str, object]:
    """What reading said of the file, with the counts of rows, reasons, duplicates and columns, and further notices."""
    duplicates = _sharing_a_reference(checked)
    said = raw.about.get("notices", [])
    beyond, doubts = sums_questioned(raw, columns)
    notices = [*(said if isinstance(said, list) else []), *_notices(raw, columns, checked, duplicates), *beyond, *doubts]
    return raw.about | {
        "rows_read": raw.rows.height + raw.set_aside.height,
        "rows_accepted": checked.accepted.frame.height,
        "rows_quarantined": checked.set_aside.height,
        "reasons": _counted(checked.set_aside["reasons"].explode()),
        "duplicates": duplicates,
        "columns": [column.account for column in columns.values()],
        "never_ending": never_ending(raw, columns),
        "notices": [*notices, *codes_not_known(raw, columns).values()],
        "questioned": doubts,
    }


def refuse_if_none_is_usable(checked: Checked, codes: Mapping[str, str]) -> None:
    """Refused where a mandatory extract had rows and every one of them was set aside; `codes` are told with it."""
    extract = checked.accepted.extract
    if extract.mandatory and checked.accepted.frame.is_empty() and not checked.set_aside.is_empty():
        reasons = list(_counted(checked.set_aside["reasons"].explode()).items())[:MOST_TOLD]
        listed = ", ".join(f"{reason} ({rows:,})" for reason, rows in reasons)
        file = checked.about.get("file", extract.name)
        shown = "".join(f" {sentence}." for sentence in codes.values())
        raise Refused(
            f"{file}: none of its {checked.set_aside.height:,} rows can be used: {listed}.{shown} "
            "Check that each column holds what its header says; docs/extracts.md lists what each may hold."
        )


def _notices(raw: RawTable, columns: Mapping[str, Column], checked: Checked, duplicates: int) -> list[str]:
    """Damage put right, values blanked, references shared, and balances taken on different days."""
    notices = [notice for column in columns.values() for notice in column.notices]
    if checked.accepted.frame.is_empty() and not checked.set_aside.is_empty():
        notices.append("no row can be used")
    presumed = [field.name for field in raw.extract.fields if field.presumed]
    blanked = checked.blanked.filter(~pl.col("column").is_in(presumed))
    for (name,), values in blanked.group_by("column", maintain_order=True):
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
