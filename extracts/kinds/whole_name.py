"""A whole name in one cell, taken apart: whose surname comes first, who has a title, and whether two people share the cell."""

import re
from dataclasses import dataclass

from extracts.kinds import name_marks

_PLAIN_TITLES = frozenset("mr mrs miss ms mx mstr dr doctor prof professor rev reverend mister messrs".split())
_TITLES = _PLAIN_TITLES | frozenset("master sir dame lord lady fr father sr sister capt captain major cllr hon".split())
_PARTICLES = frozenset(
    "van von der den de ter ten la le du da di do dos das del della st mc mac al el bin bint ibn abu ap".split()
)
_SUFFIXES = frozenset("jr jnr junior snr senior ii iii iv esq obe mbe cbe".split())
_JOINER = re.compile(r"\s*[&+;]\s*|\s+and\s+|\s*/\s*(?=(?:mr|mrs|miss|ms|mx|dr)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """One person's name in its parts; a part that the text does not give is None."""

    title: str | None = None
    forename: str | None = None
    middle_names: str | None = None
    surname: str | None = None


def people_in(text: str, surname_first: bool = True) -> tuple[Person, ...]:
    """The people that a cell names, usually one; a comma always means that the surname comes first.

    Every word of the text stands in some part of some name. A surname that only one of two people has is both people's.

    >>> people_in("SMITH, Mr John A")[0]
    Person(title='Mr', forename='John', middle_names='A', surname='SMITH')
    >>> [(one.title, one.forename, one.surname) for one in people_in("Mr J & Mrs P Smith")]
    [('Mr', 'J', 'Smith'), ('Mrs', 'P', 'Smith')]
    >>> people_in("Smith John")[0].surname, people_in("John Smith", surname_first=False)[0].surname
    ('Smith', 'Smith')
    >>> people_in(" ")
    ()
    """
    if name_marks.not_a_person(text):
        return (Person(surname=" ".join(text.split())),)
    parts = [part for part in _JOINER.split(text) if part.strip(" ,")]
    people = [_person(part, surname_first, alone=len(parts) == 1) for part in parts]
    return tuple(_with_shared_surname(people)) if len(people) > 1 else tuple(people)


def _person(part: str, surname_first: bool, alone: bool) -> Person:
    """One person's part of the text."""
    before, comma, after = part.partition(",")
    if comma:
        title, surname = _title_off(before.split(), _TITLES) if len(before.split()) > 1 else ([], before.split())
        later, given = _title_off(after.replace(",", " ").split(), _TITLES)
        ending, given = _title_at_end(given)
        return _made([*title, *later, *ending], given, surname)
    title, words = _title_off(part.split(), _PLAIN_TITLES if surname_first else _TITLES)
    if not title and surname_first:
        return _surname_first(words, alone)
    return _made(title, *_forename_first(words, alone))


def _title_off(words: list[str], titles: frozenset[str]) -> tuple[list[str], list[str]]:
    at = 0
    while at < len(words) and words[at].strip(".").casefold() in titles:
        at += 1
    return words[:at], words[at:]


def _title_at_end(words: list[str]) -> tuple[list[str], list[str]]:
    """A title that stands behind the given names, as in "SMITH, John, Mr"."""
    if len(words) > 1 and words[-1].strip(".").casefold() in _PLAIN_TITLES:
        return words[-1:], words[:-1]
    return [], words


def _surname_first(words: list[str], alone: bool) -> Person:
    """A name without comma whose surname comes first: up to the title, the particles with the word that they lead to."""
    for at, word in enumerate(words):
        if at and word.strip(".").casefold() in _PLAIN_TITLES:
            return _made([word], words[at + 1 :], words[:at])
    if len(words) < 2 and not alone:
        return _made([], words, [])
    if _capitals(words[-1:]) and not _capitals(words[:1]):  # "Doreen Ann PILCHER": the capitals say which is the surname
        return _made([], *_forename_first(words, alone))
    end = 1
    while end < len(words) - 1 and words[end - 1].strip(".").casefold() in _PARTICLES:
        end += 1
    while end < len(words) - 1 and _capitals(words[: end + 1]) and not all(_capitals([word]) for word in words):
        end += 1
    return _made([], words[end:], words[:end])


def _capitals(words: list[str]) -> bool:
    return all(word.isupper() and len(word) > 1 for word in words)


def _forename_first(words: list[str], alone: bool) -> tuple[list[str], list[str]]:
    """Given names and surname; a lone word is a surname, unless it names one of two people who share one."""
    if len(words) < 2:
        return ([], words) if alone else (words, [])
    end = len(words) - 1
    while end > 1 and words[end].strip(".").casefold() in _SUFFIXES:
        end -= 1
    for at in range(1, end):
        if words[at].strip(".").casefold() in _PARTICLES:
            return words[:at], words[at:]
    return words[:end], words[end:]


def _made(title: list[str], given: list[str], surname: list[str]) -> Person:
    return Person(
        " ".join(title).strip() or None,
        given[0] if given else None,
        " ".join(given[1:]) or None,
        " ".join(surname).strip() or None,
    )


def _with_shared_surname(people: list[Person]) -> list[Person]:
    """The same people, each without a surname given the nearest one: of those after, else of those before."""
    people = [_only_surname(person, people) for person in people]
    shared = []
    for at, person in enumerate(people):
        near = [other.surname for other in (*people[at + 1 :], *reversed(people[:at])) if other.surname]
        whole = person if person.surname or not near else Person(person.title, person.forename, person.middle_names, near[0])
        shared.append(whole)
    return _with_first_forename(shared)


def _only_surname(person: Person, people: list[Person]) -> Person:
    """A lone word taken for a forename is a surname where another bears it, or where nobody else has one: "Mr & Mrs Smith"."""
    surnames = {other.surname.casefold() for other in people if other.surname}
    lone = person.forename is not None and not (person.surname or person.middle_names)
    if lone and person.forename and (person.forename.casefold() in surnames or (not surnames and person is people[-1])):
        return Person(person.title, None, None, person.forename)
    return person


def _with_first_forename(people: list[Person]) -> list[Person]:
    """ "Mr & Mrs J Smith" gives the forename to the first: that is what the form means."""
    first, second = people[0], people[1]
    if first.forename or not first.title or not second.forename:
        return people
    given = Person(first.title, second.forename, second.middle_names, first.surname)
    return [given, Person(second.title, None, None, second.surname), *people[2:]]
