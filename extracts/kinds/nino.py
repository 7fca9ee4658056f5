"""National Insurance numbers (HMRC's NIM39110): two letters, six digits, and a suffix A to D that is often left out.

The suffix tells nothing apart, so the agreed spelling is the first eight characters.
"""

import re

import polars as pl

from extracts.kinds.filler import is_filler
from extracts.kinds.kind import Kind

_SHAPE = re.compile(r"([A-Z]{2})(\d{6})([A-D ]?)")
_FIRST = set("ABCEGHJKLMNOPRSTWXYZ")
_SECOND = set("ABCEGHJKLMNPRSTWXYZ")
NEVER_ISSUED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
SPECIMENS = frozenset(
    {"AB123456", "JC123456", "NA123456", "AA123456", "AA000000", "AB000000", "AA010101", "AB121212", "AA112233"}
)


def _compact(text: str) -> str:
    return re.sub(r"[\s\-./]", "", text).upper()


def why_unusable(text: str) -> str:
    """What kept the text from being somebody's National Insurance number.

    >>> why_unusable("TN010180"), why_unusable("AB123456C"), why_unusable("GB345612A"), why_unusable("12")
    ('temporary number', 'placeholder number', 'prefix never issued', 'not a National Insurance number')
    """
    compact = _compact(text)
    if re.fullmatch(r"TN\d{6}[MFA-D]?", compact):
        return "temporary number"
    found = _SHAPE.fullmatch(compact)
    if not found:
        return "not a National Insurance number"
    prefix, digits, _ = found.groups()
    if compact[:8] in SPECIMENS or is_filler(digits) or prefix == "QQ":
        return "placeholder number"
    letters = prefix[0] in _FIRST and prefix[1] in _SECOND and prefix not in NEVER_ISSUED
    return "" if letters else "prefix never issued"


def tidy(text: str) -> str | None:
    """The number's first eight characters in capitals, or None for a temporary, placeholder or never issued one.

    >>> tidy("jk 34 56 12 c"), tidy("JK345612")
    ('JK345612', 'JK345612')
    >>> tidy("QQ123456C"), tidy("AB123456C"), tidy("TN010180M")
    (None, None, None)
    """
    return None if not text.isascii() or why_unusable(text) else _compact(text)[:8]


NINO = Kind(
    "National Insurance number",
    "The first eight characters; temporary and placeholder numbers are unknown",
    pl.String(),
    tidy,
    why_unusable,
    source="HMRC, NIM39110",
)
