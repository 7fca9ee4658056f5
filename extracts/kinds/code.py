"""Codes: a closed list of words, or a short word of somebody else's."""

import re
from collections.abc import Callable, Mapping

import polars as pl

from extracts.kinds.kind import Kind

NOTHING = frozenset(
    {
        "none",
        "n/a",
        "na",
        "n\\a",
        "no",
        "nil",
        "null",
        "-",
        "--",
        "0",
        "0.0",
        "false",
        "n",
        "not_applicable",
        "refused",
        "declined",
        "no_permission",
        "no_consent",
    }
)
"""What says of a code that may be the reason why all is well that there is none; anything else says that there is one."""
UNSAID = NOTHING | {"unknown", "not_known", "not_stated", "tbc", "?"}
"""The same for a code of which "unknown" says only that nobody has filled it in."""
_REFUSED = re.compile(r"refus|declin|withdr|expir|(^|_)(no|not|never)(_|$)")
"""Words that turn what stands beside them round: "lodger refused" is no lodger's consent."""
_MARKS = re.compile(r"[\s\-_‐‑‒–—]+")


def _plain(text: str) -> str:
    return _MARKS.sub("_", text.strip()).strip("_").casefold() or text.strip()


def _among(values: tuple[str, ...], words: Mapping[str, str]) -> Callable[[str], str | None]:
    known = {_plain(value): value for value in values}
    patterns = [(re.compile(pattern), code) for code, pattern in words.items()]

    def tidy(text: str) -> str | None:
        plain = _plain(text)
        if plain in known:
            return known[plain]
        if _REFUSED.search(plain):
            return None
        meant = {code for pattern, code in patterns if pattern.search(plain)}
        return meant.pop() if len(meant) == 1 else None

    return tidy


def _unknown(_: str) -> str:
    return "not a known code"


def codes(name: str, *values: str, words: Mapping[str, str] | None = None, nothing: frozenset[str] = frozenset()) -> Kind:
    """A kind that knows only these codes, in any case, with spaces and hyphens as underscores.

    `words` gives for a code the pattern of the words that plainly mean it; a text that fits two codes is unknown. `nothing` holds
    texts that say there is no code.

    >>> tenure = codes("tenure", "general_needs", "garage", words={"garage": "lock_?up"}, nothing=NOTHING)
    >>> tenure.tidy("General-Needs"), tenure.tidy("Lock-up no. 4"), tenure.says_nothing("N/A")
    ('general_needs', 'garage', True)
    >>> tenure.tidy("castle"), tenure.why_unusable("castle")
    (None, 'not a known code')
    """
    meaning = "one of " + ", ".join(values)
    tidy = _among(values, words or {})
    return Kind(name, meaning, pl.String(), tidy, _unknown, accepted=values, says_nothing=lambda text: _plain(text) in nothing)


def tidy_any(text: str) -> str | None:
    """A free code with its spaces collapsed.

    >>> tidy_any(" MHS ")
    'MHS'
    """
    return " ".join(text.split()) or None


ANY = Kind("code", "A short code of the landlord's or the payer's own", pl.String(), tidy_any)
