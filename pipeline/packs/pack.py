"""A pack: what one recipient is given of some referrals, as a page to read and a table to load."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipeline import wording
from pipeline.officer.columns import conflict_words
from pipeline.officer.comma_separated import harmless
from pipeline.packs.recipients import REFERRAL, TOGETHER, Given, Recipient
from pipeline.pages import fill
from pipeline.settings import Basis
from pipeline.wording import said

PAGE = Path(__file__).with_name("pack.html")
SIDES = ("left", "right")
WITHHELD = "withheld: protected address"
PLACES = ("address", "postcode", "uprn", *(f"address_line_{n}" for n in range(1, 5)))
CODES = ("tenancy_type", "scheme", "permission", "stage")
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
"""A birth date as the vault keeps one that was understood."""
ANOTHER_PAYER = "A record of another payer. Nothing of it is given here."
NOTHING = "Nothing of this record is given here."
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cover:
    """What stands on the first page: recipient, basis, officer, reason and snapshot; `restricted` hides every place.

    `body` is the payer whose own awards are shown, and no other's; blank for a recipient that pays nothing.
    """

    recipient: Recipient
    basis: Basis
    officer: str
    reason: str
    snapshot: date
    restricted: bool = False
    body: str = ""


@dataclass(frozen=True)
class Part:
    """One block of a case: what it is, its fields as (called, value), and what is said where nothing is given."""

    what: str
    fields: tuple[tuple[str, str], ...]
    remark: str = ""


@dataclass(frozen=True)
class Case:
    """One referral as the recipient sees it."""

    number: str
    parts: tuple[Part, ...]
    offence: str


def _value(one: Given, row: Row, prefix: str, cover: Cover) -> str:
    if cover.restricted and one.shows in PLACES:
        return WITHHELD
    text = said(row.get(prefix + one.shows))
    if one.shows == "date_of_birth":
        return ISO.sub(r"\3/\2/\1", text)
    return (text.replace("_", " ") if one.shows in CODES else text) or one.blank


def _fields(given: tuple[Given, ...], row: Row, prefix: str, cover: Cover) -> tuple[tuple[str, str], ...]:
    return tuple((one.called, _value(one, row, prefix, cover)) for one in given)


def _side(row: Row, side: str, cover: Cover) -> Part | None:
    """One record of the referral; of an award that somebody else pays, or a record the recipient has no need of, nothing."""
    extract = row[f"{side}_extract"]
    if extract is None or row[f"{side}_record"] is None:
        return None
    what, given = wording.EXTRACTS[extract], cover.recipient.fields(extract)
    if cover.body and extract == "benefit_award" and row[f"{side}_source_body"] != cover.body:
        return Part(what, (), ANOTHER_PAYER)
    return Part(what, _fields(given, row, f"{side}_", cover)) if given else Part(what, (), NOTHING)


def _offence(row: Row, recipient: Recipient) -> str:
    """What is said of the offences; of a home they do not reach, that they do not, and of another matter nothing."""
    offence = recipient.offence
    if offence is None or row["rule"] not in offence.rules:
        return ""
    types = {row.get(f"{side}_tenancy_type") for side in SIDES if row[f"{side}_extract"] == "tenancy"}
    return offence.instead if types & set(offence.not_for) else offence.text


def _case(row: Row, cover: Cover) -> Case:
    own = Part("The referral", _fields(cover.recipient.fields(REFERRAL), row, "", cover))
    sides = (_side(row, side, cover) for side in SIDES)
    return Case(row["referral_id"], (own, *(part for part in sides if part)), _offence(row, cover.recipient))


def columns_needed(recipient: Recipient) -> set[str]:
    """The columns of records that the fields of a recipient show, beside those that re-identification puts together."""
    wanted = {one.shows for one in recipient.field if one.of != REFERRAL} - set(TOGETHER)
    return wanted | {"source_body", "tenancy_type"}


def _table(cases: list[Case]) -> pl.DataFrame:
    """`Our number`, `Part`, `Field`, `Value`: the same as the page, a line a field."""
    rows = [(case.number, part.what, called, value) for case in cases for part in case.parts for called, value in part.fields]
    return pl.DataFrame(rows, schema=["Our number", "Part", "Field", "Value"], orient="row")


def _contents(cases: list[Case], cover: Cover) -> Iterator[tuple[str, bytes]]:
    page = fill(PAGE, cover=cover, cases=cases, caveat=wording.CAVEAT)
    yield "referrals.html", page.encode()
    yield "referrals.csv", harmless(_table(cases)).write_csv(include_bom=True, quote_style="always").encode()


def pack(referrals: pl.DataFrame, cover: Cover) -> dict[str, bytes]:
    """The members of a recipient's archive: `referrals.html` and `referrals.csv`, holding the recipient's fields and no others.

    `referrals` are re-identified, with `title` and, for each side, the columns of `columns_needed`.
    """
    plainly = referrals.with_columns(conflict_words().alias("conflicts"))
    return dict(_contents([_case(row, cover) for row in plainly.iter_rows(named=True)], cover))
