"""Address lines, and what an address is made of: unit, number, building, street."""

import re
from dataclasses import dataclass

import polars as pl

from extracts.kinds.address_words import BUILDING_WORDS, COUNTIES, FLOORS, STREET_WORDS, UNIT_WORDS, WHOLE_WORDS
from extracts.kinds.kind import Kind
from extracts.kinds.postcode import outward

Lines = tuple[str | None, str | None, str | None, str | None]

_MARKS = re.compile(r"[^\w\s,/&-]+")
_UNIT = re.compile(
    rf"^(?:(?:{UNIT_WORDS})\s*(?:no\s+|number\s+)?(?P<a>\d+\s?[a-z]?|[a-z]\d*)\b"
    rf"|(?P<b>{FLOORS})\s+(?:flat|floor flat|maisonette)\b)[\s,]*"
)
_NUMBER = re.compile(r"^(?P<number>\d+)(?:\s?(?P<letter>[a-z])\b(?!\s*$))?(?:\s*-\s*(?P<to>\d+))?(?P<slash>/\w+)?[\s,]+")
_BARE_NUMBER = re.compile(r"^(?P<number>\d+)\s?(?P<letter>[a-z])?$")


@dataclass(frozen=True)
class Parts:
    """What an address is made of, each part folded, None where it isn't given."""

    unit: str | None = None
    number: str | None = None
    building: str | None = None
    street: str | None = None
    postcode: str | None = None


def tidy_line(text: str) -> str | None:
    """A line as people print it, with its spaces collapsed.

    >>> tidy_line("  12  High St, ")
    '12 High St'
    >>> tidy_line(" , ")
    """
    return " ".join(text.split()).strip(" ,;") or None


def _folded(line: str) -> str:
    return " ".join(_MARKS.sub("", line.casefold().replace(".", " ")).split()).strip(" ,")


def _spelled_out(words: str) -> str:
    """The words with street types written out; "st" at the end is a street and at the beginning a saint."""
    listed = words.replace(",", " ").split()
    whole = [WHOLE_WORDS.get(word, word) for word in listed]
    if len(whole) > 1:
        whole[-1] = STREET_WORDS.get(whole[-1], whole[-1])
    return " ".join(whole)


def _take_unit(text: str) -> tuple[str | None, str]:
    found = _UNIT.match(text)
    if not found:
        return None, text
    return (found["a"] or found["b"]).replace(" ", ""), text[found.end() :]


def _take_number(text: str) -> tuple[str | None, str | None, str]:
    """The house number (a range as "12-14"), the unit that was written into it ("12c", "12/3"), and the rest."""
    found = _NUMBER.match(text + " ")
    if not found:
        return None, None, text
    number = found["number"] + (f"-{found['to']}" if found["to"] else "")
    unit = found["letter"] or (found["slash"] or "").strip("/") or None
    return number, unit, (text + " ")[found.end() :].strip()


def _is_street(text: str) -> bool:
    return bool(text) and _spelled_out(text).split()[-1] in STREET_WORDS.values()


def _useful(lines: Lines) -> list[str]:
    """The folded lines that say where in a place, broken at commas, without counties and repeats."""
    pieces = [piece.strip() for line in lines if line for piece in _folded(line).split(",")]
    return list(dict.fromkeys(piece for piece in pieces if piece and piece not in COUNTIES))


def _joined(pieces: list[str]) -> list[str]:
    """The pieces with a number or unit that stands alone put before the piece after it ("12, High Street")."""
    out: list[str] = []
    for piece in pieces:
        if out and _BARE_NUMBER.match(out[-1]):
            out[-1] = f"{out[-1]} {piece}"
        else:
            out.append(piece)
    return out


def parts(lines: Lines, postcode: str | None) -> Parts:
    """What an address is made of; the town and county are left out, for the postcode says them better.

    >>> parts(("Flat 3", "12 High St", "Chatham", None), "ME4 4AA")
    Parts(unit='3', number='12', building=None, street='high street', postcode='ME4 4AA')
    >>> parts(("3 Rose Court, 12 High Street", None, None, None), "ME4 4AA")
    Parts(unit='3', number='12', building='rose court', street='high street', postcode='ME4 4AA')
    >>> parts(("12C High Street", None, None, None), None)
    Parts(unit='c', number='12', building=None, street='high street', postcode=None)
    >>> parts(("Rose Cottage", "Mill Ln", None, None), None)
    Parts(unit=None, number=None, building='rose cottage', street='mill lane', postcode=None)
    """
    unit = number = building = street = None
    for piece in _joined(_useful(lines)):
        own_unit, rest = _take_unit(piece)
        unit = unit or own_unit
        own_number, own_letter, rest = _take_number(rest)
        if _is_street(rest) and street is None:
            number, unit, street = own_number or number, unit or own_letter, _spelled_out(rest)
        elif rest and building is None and street is None:
            building = _spelled_out(rest)
            unit, number = (unit or own_number, number) if own_unit is None else (unit, own_number or number)
        elif own_number and number is None and not rest:
            number = own_number
    return _settled(Parts(unit, number, building, street, postcode))


def _settled(found: Parts) -> Parts:
    """A numbered place whose street type nobody knows ("12 Eastgate") is a house in a street, "4 Rose Court" a flat."""
    unknown = found.street is None and found.building and found.building.split()[-1] not in BUILDING_WORDS
    if unknown and found.unit and not found.number:
        return Parts(None, found.unit, None, found.building, found.postcode)
    return found


def premises(found: Parts) -> str | None:
    """The building an address stands in, without its unit, or None where there is too little to tell.

    >>> premises(Parts("3", "12", None, "high street", "ME4 4AA"))
    '12|ME4 4AA'
    """
    place = found.number or found.building
    return f"{place}|{found.postcode or found.street}" if place and (found.postcode or found.street) else None


def postcode_key(found: Parts) -> str | None:
    """What tells one home from another within a postcode, or None without a postcode or a number or name.

    >>> postcode_key(Parts("3", "12", None, "high street", "ME4 4AA"))
    '3|12|ME4 4AA'
    """
    place = found.number or found.building
    return f"{found.unit or ''}|{place}|{found.postcode}" if place and found.postcode else None


def street_key(found: Parts) -> str | None:
    """What tells one home from another within a postal district when its full postcode may be wrong, or None.

    >>> street_key(Parts("3", "12", None, "high street", "ME4 4AA"))
    '3|12|high street|ME4'
    """
    place = found.number or found.building
    if not (place and found.street and found.postcode):
        return None
    return f"{found.unit or ''}|{place}|{found.street}|{outward(found.postcode)}"


LINE = Kind("address line", "One line of an address, as printed", pl.String(), tidy_line)
