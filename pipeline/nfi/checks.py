"""Every check before upload, each with what it asks, whether it is met, and what was counted; none ever quotes a value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from pipeline.nfi.file import File
from pipeline.nfi.scores import rejects
from pipeline.nfi.specification import Specification
from pipeline.nfi.tenants import HOUSEHOLD, MINOR, NOT_A_HOME, RESTRICTED, TWICE
from pipeline.settings import PrivacyNotice


class Verdict(StrEnum):
    """What came of a check."""

    MET = "met"
    LOOK = "look at it"
    NOT_MET = "not met"


@dataclass(frozen=True)
class Check:
    """One check: what it asks for, what came of it, and what was counted."""

    asks: str
    verdict: Verdict
    said: str


@dataclass(frozen=True)
class Upload:
    """What is about to be uploaded: files, specification, snapshot, declaration, and how many rows were set aside when read."""

    files: tuple[File, ...]
    asked: Specification
    snapshot: date
    notice: PrivacyNotice
    set_aside: int


def _judged(asks: str, said: str, *, bad: int = 0, odd: int = 0) -> Check:
    return Check(asks, Verdict.NOT_MET if bad else Verdict.LOOK if odd else Verdict.MET, said)


def _left_out(upload: Upload, *reasons: str) -> int:
    return sum(file.left_out.get(reason, 0) for file in upload.files for reason in reasons)


def _declaration(upload: Upload) -> Iterator[Check]:
    notice, timetable = upload.notice, upload.asked.timetable
    given = bool(notice.version and notice.confirmed_by and notice.confirmed_on)
    said = (
        f"version {notice.version}, confirmed by {notice.confirmed_by} on {notice.confirmed_on:%d/%m/%Y}"
        if given
        else "not recorded: fill in [privacy_notice] of landlord.toml (version, confirmed_by, confirmed_on)"
    )
    late = given and notice.confirmed_on is not None and notice.confirmed_on > timetable.declaration_by
    after = f", after {timetable.declaration_by:%d/%m/%Y}, when it was due" if late else ""
    yield _judged(
        "Compliance with the privacy notice is confirmed, and its version recorded", said + after, bad=not given, odd=late
    )
    off = abs((upload.snapshot - timetable.extract_on).days)
    yield _judged(
        f"The snapshot is at most {timetable.within_days} days from the day of the timetable",
        f"{upload.snapshot:%d/%m/%Y}, {off} days from {timetable.extract_on:%d/%m/%Y} ({timetable.exercise})",
        bad=off > timetable.within_days,
    )


def months_back(day: date, months: int) -> date:
    """The day so many months earlier, the last of a shorter month."""
    return pl.select(pl.lit(day).dt.offset_by(f"-{months}mo")).item()  # type: ignore[no-any-return]


def _people(upload: Upload) -> Iterator[Check]:
    tenants = upload.files[0]
    unborn = sum(int(file.rows["date_of_birth"].null_count()) for file in upload.files)
    minors = f"{_left_out(upload, MINOR):,} rows left out; of {unborn:,} rows the birth date is not known"
    yield _judged("No minors", minors, odd=unborn)
    household, no_home = _left_out(upload, HOUSEHOLD), _left_out(upload, NOT_A_HOME)
    yield _judged(
        "One row per named tenant per tenancy, no dependants", f"{household:,} rows of other household members left out"
    )
    yield _judged("Homes only: no garages or sheds", f"{no_home:,} rows left out")
    protected = f"{_left_out(upload, RESTRICTED):,} rows left out; ask your data protection officer how NFI is to have them"
    yield _judged("Nobody at a protected address or at risk", protected, odd=_left_out(upload, RESTRICTED))
    bought = int((tenants.rows["right_to_buy_stage"] == "completed").sum())
    still = f"{bought:,} tenants are in the first file although their purchase is completed"
    yield _judged("Homes that were bought are no longer let", still, odd=bought)
    latest = months_back(upload.snapshot, upload.asked.timetable.look_back_months)
    reach = f"sales from {upload.asked.timetable.look_back_from:%d/%m/%Y} to {upload.snapshot:%d/%m/%Y}"
    asks = f"The second file looks back at least {upload.asked.timetable.look_back_months} months"
    yield _judged(asks, reach, bad=upload.asked.timetable.look_back_from > latest)


def twins(file: File) -> int:
    """How many rows name the same person, born the same day, on the same tenancy as an earlier row."""
    key = ("landlord_code", "tenancy_ref", "surname", "forename", "date_of_birth")
    return int((~file.rows.select(pl.struct(key).is_first_distinct()).to_series()).sum())


def _references(upload: Upload) -> Iterator[Check]:
    doubles = sum(map(twins, upload.files))
    said = f"{_left_out(upload, TWICE):,} rows left out; {doubles:,} more say the same of a person under another number"
    yield _judged("Nobody twice on one tenancy", said, odd=doubles)
    shared = [file.rows.group_by("tenancy_ref").agg(pl.col("landlord_code").n_unique()) for file in upload.files]
    clashes = sum(one.filter(pl.col("landlord_code") > 1).height for one in shared)
    asks = "A reference stands for one tenancy"
    yield _judged(asks, f"{clashes:,} references stand for tenancies of two landlords of the group", bad=clashes)


def _fields(upload: Upload, scores: pl.DataFrame) -> Iterator[Check]:
    total = {name: int(scores[name].sum()) for name in ("missing", "too_long", "misshapen", "damaged", "unusable")}
    known = sum(one.length > 0 for file in upload.files for one in file.fields)
    fields = scores.height
    yield _judged("Fields that must be there are", f"{total['missing']:,} cells are blank that must not be", bad=total["missing"])
    lengths = f"{total['too_long']:,} cells are too long; the length of {known} of {fields} fields is known"
    yield _judged("No cell is longer than its field", lengths, bad=total["too_long"], odd=known < fields)
    shapes = f"{total['misshapen']:,} cells are no ddmmyyyy, or hold more than digits"
    yield _judged("Days are ddmmyyyy; sums are in pence, without £ or point; unknown is blank", shapes, bad=total["misshapen"])
    damage = f"{total['damaged']:,} cells bear the marks of a spreadsheet; lost first zeros of telephones were put back"
    yield _judged("No cell was damaged by a spreadsheet", damage, bad=total["damaged"])
    unusable = f"{total['unusable']:,} values can be nobody's (placeholders, default dates) and were left blank"
    yield _judged("What is given can be used", unusable, odd=total["unusable"])
    empty = scores.filter((pl.col("written") == 0) & (pl.col("rows") > 0))
    blank = ", ".join(sorted(set(empty["field"]))) or "none"
    yield _judged("Every field has a source", f"blank throughout: {blank}. Bring in what other systems hold", odd=empty.height)


def _text(upload: Upload, scores: pl.DataFrame) -> Iterator[Check]:
    beyond, spelled, disarmed = (int(scores[name].sum()) for name in ("outside_ascii", "spelled_in_ascii", "disarmed"))
    said = f"{spelled:,} cells spelled without accents; {beyond:,} cannot be, and stand as they are (UTF-8)"
    yield _judged("Plain characters (ASCII) only", said, odd=beyond)
    yield _judged("No cell could be taken for a formula", f"{disarmed:,} cells lost a first = + - or @", odd=disarmed)
    signs = {file.name: file.delimiter for file in upload.files}
    chosen = ", ".join(f"{name} {sign}" for name, sign in signs.items())
    inside = any(
        file.cells[name].str.contains(file.delimiter, literal=True).any() for file in upload.files for name in file.cells.columns
    )
    yield _judged(
        "A delimiter that stands in no cell", f"{chosen}; cells that hold it are quoted" if inside else chosen, odd=inside
    )
    yield _judged("The first line names the fields", "as the specification names them, so that the upload maps them by itself")


def checks(upload: Upload, scores: pl.DataFrame, opened: bool) -> list[Check]:
    """All the checks in the order of the page; `opened` says that the archives were opened again and hold what was written."""
    sealed = "AES-256; opened again with the password, and every row was there" if opened else "an archive did not open again"
    turned = sum(int(rejects(file).sum()) for file in upload.files)
    return [
        *_declaration(upload),
        _judged("Each file is in an archive with a password, with the table of codes", sealed, bad=not opened),
        *_people(upload),
        *_references(upload),
        _judged(
            "Every row of the extract was readable", f"{upload.set_aside:,} rows were set aside when read", odd=upload.set_aside
        ),
        *_fields(upload, scores),
        *_text(upload, scores),
        _judged("No row is likely to be rejected", f"{turned:,} rows have a fault named above", bad=turned),
    ]
