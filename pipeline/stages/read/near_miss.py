"""Headers that nearly are a column's name: those that only carry a remark, and those that look like it and are proposed."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import jellyfish

from extracts.contract import Field, plain

ALIKE = 0.9
"""Jaro-Winkler similarity from which a header is proposed: "Surnam" and "Post cde" reach it, "Forename" for a surname not."""
SHORTEST = 3
"""Letters that a word needs to speak for a column by itself: "dob" does, "no" and "of" do not."""

_PLAINLY = (
    r"[dmy]{1,4}[ /.\-][dmy]{1,4}[ /.\-][dmy]{1,4}|ddmmyy(?:yy)?|yyyymmdd"
    r"|(?:if|where|when) (?:known|any|applicable|available|held|ended|given)|blank if (?:none|current|not known|live)"
    r"|optional|mandatory|required|compulsory|£|gbp|(?:in )?pounds(?: sterling)?|y ?/ ?n|yes ?/ ?no|true ?/ ?false"
)
_IN_BRACKETS = (
    rf"(?:{_PLAINLY}|text|number|numeric|alphanumeric|date|string|1 ?/ ?0|(?:max(?:imum)?\.? ?)?\d+ ?(?:chars?|characters|digits)"
    r"|format:? .{1,20}|(?:e\.?g\.?|for example|example):? .{1,30}|s|es)"
)
REMARKS = re.compile(
    rf"\s*[(\[{{]\s*{_IN_BRACKETS}(?:[,; ]+{_IN_BRACKETS})*\s*[)\]}}]|(?:\s+|\s*[-–:,]\s*)(?:{_PLAINLY})\s*$|[*#†‡£]",
    re.IGNORECASE,
)
"""What is said of a column beside its name and does not change which it is: its form, its unit, that it may be blank."""
SAME_WORD = {
    "reference": "ref", "references": "ref", "number": "no", "num": "no", "nr": "no", "nos": "no", "telephone": "phone",
    "tel": "phone", "addr": "address", "dt": "date", "forenames": "forename", "surnames": "surname",
    "natl": "national", "nat": "national", "ins": "insurance", "amt": "amount", "acc": "account",
    "acct": "account", "prop": "property",
}  # fmt: skip
"""Words that mean the same in a header."""


@dataclass(frozen=True)
class Likeness:
    """A column of the contract that a file lacks, and the header that looks like it."""

    column: str
    header: str

    def notice(self, extract: str) -> str:
        """The sentence that proposes it, with the line to write where it is right."""
        return f"no column for {self.column}, but the header '{self.header}' looks like it; {alias_line(extract, self)}"


def alias_line(extract: str, likeness: Likeness) -> str:
    """What to write where a header is the column that it looks like.

    >>> alias_line("tenancy", Likeness("date_of_birth", "Birth dt"))
    'if it is, write in aliases.toml beside the extracts, under [tenancy]: date_of_birth = ["Birth dt"]'
    """
    header = json.dumps(likeness.header, ensure_ascii=False)
    return f"if it is, write in aliases.toml beside the extracts, under [{extract}]: {likeness.column} = [{header}]"


def without_remarks(header: str) -> frozenset[str]:
    """The plain readings of a header without remarks, in the words that mean the same; several where it gives alternatives.

    >>> sorted(without_remarks("Date of Birth (dd/mm/yyyy)")), sorted(without_remarks("Surname/Family name"))
    (['dateofbirth'], ['familyname', 'surname'])
    >>> sorted(without_remarks("NI Number (if known)")), sorted(without_remarks("Forename (partner)"))
    (['nino'], ['forenamepartner'])
    """
    bare = REMARKS.sub(" ", header)
    parts = re.split(r"\s*/\s*|\s+or\s+", bare) if len(bare) > len("a or b") else [bare]
    readings = frozenset(_spelled(part) for part in parts)
    return readings if "" not in readings else frozenset({_spelled(bare)} - {""})


def names_of(field: Field) -> frozenset[str]:
    """The plain names of a column in the words that mean the same."""
    return frozenset(_spelled(name) for name in (field.name, *field.aliases))


def looking_like(fields: Sequence[Field], headers: Sequence[str]) -> tuple[Likeness, ...]:
    """Which of the headers looks like which of the columns, each once, the likest first; nothing where none is near."""
    scored = sorted((-_likeness(field, header), field.name, header) for field in fields for header in headers)
    taken: dict[str, str] = {}
    for score, column, header in scored:
        if -score >= ALIKE and column not in taken and header not in taken.values():
            taken[column] = header
    return tuple(Likeness(column, header) for column, header in taken.items())


def _likeness(field: Field, header: str) -> float:
    words = {*_words(header), *_words(header.casefold())}
    return max(_near(words, _spelled(header), name) for name in (field.name, *field.aliases))


def _near(words: set[str], spelled: str, name: str) -> float:
    """1.0 where all words of the name stand in the header, or two or more of the header in the name; else the similarity."""
    own = set(_words(name))
    speaking = {word for word in own if len(word) >= SHORTEST}
    if speaking and (own <= words or (len(words) > 1 and words <= own)):
        return 1.0
    return float(jellyfish.jaro_winkler_similarity(spelled, _spelled(name)))


def _words(text: str) -> list[str]:
    found: Iterable[str] = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold())
    return [SAME_WORD.get(word, word) for word in found]


def _spelled(text: str) -> str:
    """The words joined, without a "no" that only follows "ref"."""
    words = _words(text)
    return plain("".join(word for at, word in enumerate(words) if not (word == "no" and at and words[at - 1] == "ref")))
