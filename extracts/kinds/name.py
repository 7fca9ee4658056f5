"""Names of people: one folded spelling for comparison, whatever a housing system made of them."""

import re
import unicodedata

import polars as pl

from extracts.kinds import name_marks
from extracts.kinds.kind import Kind

_TITLES = frozenset(
    "mr mrs miss ms mx dr doctor prof professor rev reverend fr father sir dame lord lady capt captain master mstr sr".split()
)
_SUFFIXES = frozenset("jr jnr junior snr senior ii iii iv esq obe mbe cbe phd bsc".split())
_APOSTROPHES = re.compile(r"[’‘ʼ`´']")
_JOINERS = re.compile(r"[‐‑‒–—\-_/.,;:\"()\[\]&+*#\d]+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def fold(text: str) -> str:
    """The name without case, accents, apostrophes and marks; words separated by one space. Letters of other scripts stay.

    >>> fold("O’Brien-Łukasz"), fold("Zoë  MAY"), fold("D'Souza")
    ('obrien lukasz', 'zoe may', 'dsouza')
    """
    spread = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold().translate(_LETTERS))
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join(_JOINERS.sub(" ", bare).split())


def _words(text: str) -> list[str]:
    """The folded words of a name without death markers, titles and suffixes."""
    words = fold(name_marks.without_markers(text)).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return words


def tidy_forename(text: str) -> str | None:
    """The given names folded, without title or suffix; None where there is no name.

    Null, Test and Void are names of people as well as void entries: the rest of the row decides, not this column. Company words
    are not looked for: Trust, Charity and Prosper are given names.

    >>> tidy_forename("Mr. José"), tidy_forename("Anne-Marie"), tidy_forename("Null"), tidy_forename(".")
    ('jose', 'anne marie', 'null', None)
    """
    return " ".join(_words(text)) or None


def tidy_surname(text: str) -> str | None:
    """The family name folded, "Mc Donald" and "Mac Donald" in one word; None for a company. Of void entries see `tidy_forename`.

    >>> tidy_surname("O'Brien"), tidy_surname("Mc Donald"), tidy_surname("Smith (decd)"), tidy_surname("Na")
    ('obrien', 'mcdonald', 'smith', 'na')
    >>> tidy_surname("Kent Lettings Ltd")
    """
    folded = "" if name_marks.company(text) else " ".join(_words(text))
    return re.sub(r"\b(mc|mac) (?=\w{3})", r"\1", folded) or None


def tidy_further(text: str) -> str | None:
    """Other given names folded; None for a void or test entry, which here says only that there are none.

    >>> tidy_further("Anne-Marie"), tidy_further("N/A"), tidy_further("None")
    ('anne marie', None, None)
    """
    return None if name_marks.void_or_test(text) or name_marks.no_name(text) else tidy_forename(text)


def tidy_former(text: str) -> str | None:
    """An earlier family name folded; None for a void or test entry, which here says only that there is none.

    >>> tidy_former("Smith"), tidy_former("None")
    ('smith', None)
    """
    return None if name_marks.void_or_test(text) or name_marks.no_name(text) else tidy_surname(text)


def tidy_payer(text: str) -> str | None:
    """A payer's name folded, without references; companies are payers too, so only what has no word of two letters is refused.

    >>> tidy_payer("MR J SMITH"), tidy_payer("Kent Lettings Ltd"), tidy_payer("SMITH J REF 10027/1")
    ('j smith', 'kent lettings ltd', 'smith j ref')
    >>> tidy_payer("T10027"), tidy_payer("0010027/01")
    (None, None)
    """
    words = _words(" ".join(word for word in text.split() if not any(sign.isdigit() for sign in word)))
    return " ".join(words) if any(len(word) > 1 for word in words) else None


def why_no_payer(_: str) -> str:
    """The reason for every refused payer's name."""
    return "a reference or no name"


def why_unusable(text: str) -> str:
    """What kept the text from being a person's name.

    >>> why_unusable("VOID"), why_unusable("Kent Lettings Ltd"), why_unusable("---")
    ('void or test entry', 'a company', 'no letters')
    """
    if name_marks.void_or_test(text):
        return "void or test entry"
    return "a company" if name_marks.company(text) else "no letters"


FORENAME = Kind("forename", "Given names, folded for comparison", pl.String(), tidy_forename, why_unusable)
MIDDLE_NAMES = Kind(
    "middle names",
    "Other given names or initials, folded",
    pl.String(),
    tidy_further,
    why_unusable,
    says_nothing=lambda text: tidy_further(text) is None,
)
SURNAME = Kind("surname", "A family name, folded for comparison", pl.String(), tidy_surname, why_unusable)
FORMER_SURNAME = Kind(
    "former surname",
    "An earlier family name, folded",
    pl.String(),
    tidy_former,
    why_unusable,
    says_nothing=lambda text: tidy_former(text) is None and not name_marks.company(text),
)
PAYER = Kind("payer's name", "Who paid, as the bank gave it, folded, without numbers", pl.String(), tidy_payer, why_no_payer)
