"""References that miss one another only because a spreadsheet dropped their zeros: put right where plain, else in numbers.

A tenancy is `010000` in one file and `10000` or `10000.0` in another, and every account is an orphan. Which file lost the zeros
is seen by the other; what is put right takes the spelling of the file that has them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from pipeline.stages.quality.orphans import REFERENCES, Reference
from pipeline.tables import Checked

ALSO = (
    Reference("household_event", "tenancy", ("person_ref",)),
    Reference("tenancy", "tenancy", ("prior_tenancy_ref",), "tenancy_ref"),
    Reference("tenancy", "benefit_award", ("housing_benefit_ref",), "claim_ref"),
)
"""References that may lead nowhere with good reason, so that they are no orphans, but are spelled as what they refer to."""
SHARE = 0.9
"""The share of different orphans that must meet before they are put right: fewer may meet by chance, as short numbers do."""
FEWEST = 2
"""How many must meet, unless no reference of the file meets as it is: one that does may be a slip of the hand."""
ELSEWHERE = ("partner_tenancy",)
"""Extracts whose references are another landlord's: no file of ours says how they are spelled."""


@dataclass(frozen=True)
class Meeting:
    """What one reference comes to without zeros, ".0", spaces and case.

    `rows` of the `orphans` (rows) would meet; `spelled` maps a spelling to the one to read it as; `ambiguous` where different
    references of one file would become equal, so that nothing is put right.
    """

    reference: Reference
    orphans: int
    rows: int
    spelled: Mapping[str, str]
    ambiguous: bool = False
    enough: bool = True


def with_references_met(checked: Mapping[str, Checked]) -> dict[str, Checked]:
    """The extracts with references in one spelling where two files differ plainly, and a notice on the file that had lost it.

    Where references would meet but it is not plain, they stay as they are and a notice says how many and why.
    """
    met = dict(checked)
    for reference in (*REFERENCES, *ALSO):
        if {reference.from_extract, reference.to_extract} <= met.keys() and (meeting := _meeting(met, reference)):
            met = _put_right(met, meeting) if meeting.enough and not meeting.ambiguous else _told(met, meeting)
    return met


def bare(column: pl.Expr) -> pl.Expr:
    """A reference as it is compared across files: without leading zeros, ".0" at its end, spaces and case."""
    spelled = column.str.replace_all(r"\s+", "").str.to_lowercase().str.replace(r"^(\d+)\.0+$", "$1")
    return spelled.str.replace(r"^0+([0-9a-z])", "$1")


def _meeting(checked: Mapping[str, Checked], reference: Reference) -> Meeting | None:
    """What the orphans of a reference come to; None where none of them would meet."""
    referring = _references(checked[reference.from_extract], reference.on[-1])
    there = _references(checked[reference.to_extract], reference.target)
    orphans = referring.join(there, on="ref", how="anti")
    meeting = orphans.join(there.select("bare", other="ref"), on="bare")
    if meeting.is_empty():
        return None
    keys = meeting["bare"].unique().implode()
    ambiguous = any(refs.filter(pl.col("bare").is_in(keys))["bare"].is_duplicated().any() for refs in (referring, there))
    distinct = meeting["ref"].n_unique()
    enough = distinct >= SHARE * orphans.height and (distinct >= FEWEST or orphans.height == referring.height)
    pairs = meeting.unique("ref").sort("ref").select("ref", "other")
    rows = int(meeting.unique("ref")["rows"].sum())
    return Meeting(reference, int(orphans["rows"].sum()), rows, _spelling(pairs.rows()), ambiguous, enough)


def _references(checked: Checked, column: str) -> pl.DataFrame:
    """The different references of a column, how many rows have each, and how they are compared across files."""
    counted = checked.accepted.frame.select(ref=column).drop_nulls().group_by("ref").len("rows").sort("ref")
    return counted.with_columns(bare=bare(pl.col("ref")))


def _spelling(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each spelling that is to be read as another: the one with the zeros and without ".0" stands."""
    spelled = {}
    for pair in pairs:
        lesser, fuller = sorted(pair, key=_fullness)
        spelled[lesser] = fuller
    return spelled


def _fullness(reference: str) -> tuple[bool, bool, int, str]:
    """What is to be compared of two spellings: the one without ".0" and spaces, with the zeros, stands."""
    return (not reference.endswith(".0"), " " not in reference, len(reference), reference)


def _put_right(checked: Mapping[str, Checked], meeting: Meeting) -> dict[str, Checked]:
    """Every column of that sort of reference with the spellings replaced, and a notice wherever that changed some."""
    domain = checked[meeting.reference.to_extract].accepted.extract.field(meeting.reference.target).domain
    met = dict(checked)
    for name, one in checked.items():
        columns = [field.name for field in one.accepted.extract.fields if field.domain == domain]
        if name not in ELSEWHERE and columns:
            met[name] = _respelled(one, columns, meeting)
    return met


def _respelled(checked: Checked, columns: list[str], meeting: Meeting) -> Checked:
    name = checked.accepted.extract.name
    frame = checked.accepted.frame
    spelled = frame.with_columns(pl.col(columns).replace(meeting.spelled))
    rows = {column: int(frame[column].ne_missing(spelled[column]).sum()) for column in columns}
    other = meeting.reference
    notices = [
        f"{column}: {count:,} references had lost leading zeros here, or had '.0', spaces or another case; read as in "
        f"{other.to_extract if name == other.from_extract else other.from_extract}"
        for column, count in rows.items()
        if count
    ]
    return _with_notices(replace(checked, accepted=replace(checked.accepted, frame=spelled)), notices)


def _told(checked: Mapping[str, Checked], meeting: Meeting) -> dict[str, Checked]:
    """A notice on the referring extract: how many would meet, and why they were left."""
    reference = meeting.reference
    why = "different references of one file would become equal" if meeting.ambiguous else "too few of them would to be sure"
    notice = (
        f"{reference.on[-1]}: {meeting.rows:,} of {meeting.orphans:,} rows that {reference.to_extract} does not have would meet "
        f"without leading zeros, '.0', spaces and case; not put right, since {why}. Export both files with the references as text"
    )
    name = reference.from_extract
    return dict(checked) | {name: _with_notices(checked[name], [notice])}


def _with_notices(checked: Checked, notices: list[str]) -> Checked:
    before = checked.about.get("notices", [])
    return replace(checked, about=checked.about | {"notices": [*(before if isinstance(before, list) else []), *notices]})
