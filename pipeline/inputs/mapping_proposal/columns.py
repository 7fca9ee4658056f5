"""Which header is which column: the words of the header propose, the values beneath it must agree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract
from pipeline.inputs.mapping_proposal.agreement import FEW_KNOWN, WHOLE, Agreement, agreement
from pipeline.inputs.mapping_proposal.export import Export
from pipeline.inputs.mapping_proposal.knowledge import knowledge
from pipeline.inputs.mapping_proposal.profile import Profile
from pipeline.inputs.mapping_proposal.words import Fit, is_named, nearly_named

HOW = {
    Fit.NAME: "a known name",
    Fit.USUAL: "a usual name",
    Fit.SUBJECT: "a usual name, with what the table is about",
    Fit.NEAR: "spelled nearly like a known name",
}
SURE = 0.9
"""Below this share of agreeing values a column is used all the same, but asked about."""
TWO_THINGS = frozenset({"pty"})
"""Short forms that stand for a property in one system and for a party in another."""
WHOLE_OF = {
    "DEBIT": ("rent_transaction",),
    "CREDIT": ("rent_transaction",),
    "TENANCY": ("rent_transaction",),
    "PAYMENT_KIND": ("benefit_award", "benefit_payment"),
    "MONTHLY_CHARGE": ("rent_account",),
    "CREDIT_BALANCE": ("rent_account",),
}
"""Extracts in which such a column means something; the others belong to any that names people or places."""


@dataclass(frozen=True)
class Choice:
    """A header chosen for a column of ours (or, in capitals, for several): where it stands, how it fits, how its values agree."""

    column: str
    position: int
    header: str
    fit: Fit
    agreed: Agreement

    @property
    def reason(self) -> str:
        """One sentence without any value."""
        return f"{HOW[self.fit]}; {self.agreed.words}"

    @property
    def sure(self) -> bool:
        """Whether neither spelling nor values leave a doubt."""
        return self.fit > Fit.NEAR and (self.agreed.share >= SURE or "codes" in self.agreed.words)


@dataclass(frozen=True)
class Chosen:
    """The choices by column, the other headers that fit a chosen column as well, and those whose values spoke against them."""

    choices: dict[str, Choice] = field(default_factory=dict)
    rivals: tuple[Choice, ...] = ()
    refused: tuple[Choice, ...] = ()

    def header(self, column: str) -> str:
        """The header chosen for a column, or nothing."""
        return self.choices[column].header if column in self.choices else ""

    def has(self, *columns: str) -> bool:
        """Whether one of the columns has a header."""
        return any(column in self.choices for column in columns)


def choose(extract: Extract, export: Export, profiles: tuple[Profile, ...]) -> Chosen:
    """The best header for each column of an extract: each header once, the better fit first, then the fuller agreement."""
    offers = sorted(_offers(extract, export, profiles), key=lambda offer: _order(offer, extract))
    choices: dict[str, Choice] = {}
    taken: set[int] = set()
    rivals: list[Choice] = []
    for offer in offers:
        if not offer.agreed.enough or offer.position in taken:
            continue
        if offer.column not in choices:
            choices[offer.column] = offer
            taken.add(offer.position)
        elif offer.fit == choices[offer.column].fit:
            rivals.append(offer)
    refused = [one for one in offers if not one.agreed.enough and one.position not in taken and one.column not in choices]
    left = tuple(rival for rival in rivals if rival.position not in taken)
    return Chosen(choices, left, tuple(refused))


def _order(offer: Choice, extract: Extract) -> tuple[float, ...]:
    place = extract.names.index(offer.column) if offer.column in extract.names else -1
    two_things = bool(TWO_THINGS & knowledge().dictionary.words(offer.header))
    # Such a header comes last, and is then first of all a property: where that has a header of its own, it is a party.
    return (-offer.fit, two_things, place >= 0, -offer.agreed.share, -place if two_things else place, offer.position)


def _offers(extract: Extract, export: Export, profiles: tuple[Profile, ...]) -> Iterator[Choice]:
    """Every header with every column that its words may speak of."""
    for position, (header, spelled) in enumerate(zip(export.headers, export.spelled, strict=True)):
        for column in (*_whole(extract), *extract.names) if spelled else ():
            fit = _fit(extract.name, column, spelled)
            if fit:
                agreed = agreement(extract, column, profiles[position])
                yield Choice(column, position, header, fit, _weakened(extract, column, spelled, agreed))


def _whole(extract: Extract) -> Iterator[str]:
    for column in WHOLE:
        people = "surname" in extract.names if column == "NAME" else "address_line_1" in extract.names
        if extract.name in WHOLE_OF.get(column, ()) or (people and column not in WHOLE_OF):
            yield column


@cache
def _fit(extract: str, column: str, header: str) -> Fit:
    names, spelled = _names(extract, column), _spelled(extract, column)
    if is_named(header, names):
        return Fit.NAME
    dictionary, usual, subject = knowledge().dictionary, _usual(extract, column), knowledge().subjects[extract]
    words = dictionary.words(header)
    if words in usual or is_named(header, spelled):
        return Fit.USUAL
    best = max((dictionary.fits(words, wording, subject) for wording in usual), default=Fit.NOT)
    return best or (Fit.NEAR if nearly_named(header, spelled) else Fit.NOT)


def _names(extract: str, column: str) -> tuple[str, ...]:
    """The names that the contract knows a column by."""
    return () if column in WHOLE else (column, *EXTRACTS[extract].field(column).aliases)


@cache
def _spelled(extract: str, column: str) -> tuple[str, ...]:
    """The names and the usual wordings of a column."""
    return (*_names(extract, column), *(knowledge().whole[column] if column in WHOLE else knowledge().wordings(extract, column)))


@cache
def _usual(extract: str, column: str) -> frozenset[frozenset[str]]:
    """The same by their words."""
    return frozenset(knowledge().dictionary.words(wording) for wording in _spelled(extract, column))


def _weakened(extract: Extract, column: str, header: str, agreed: Agreement) -> Agreement:
    """The agreement, not enough where the wording is believed only with known codes and there are few."""
    known = knowledge().dictionary
    weak = {known.words(wording) for wording in knowledge().weak.get(column, ())}
    if known.words(header) in weak and not is_named(header, (column, *extract.field(column).aliases)):
        return Agreement(agreed.share, agreed.enough and agreed.share >= FEW_KNOWN, agreed.words)
    return agreed
