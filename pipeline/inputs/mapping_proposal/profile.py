"""What a column holds, judged by its values: how full it is, how many different ones, and what kind they are."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from extracts.kinds import date, email, flag, money, name_marks, nino, postcode, telephone, uprn
from extracts.kinds.account_number import ACCOUNT_NUMBER
from extracts.kinds.sort_code import SORT_CODE

MOST_JUDGED = 1_500
"""Distinct values judged of a column; more are thinned evenly, so that a ledger of a million rows is as quick as a list."""
MOST_CODES, LONGEST_CODE, LEAST_ROWS = 60, 40, 5
"""A column of codes has at most so many different values, none longer, and a code is shown when so many rows bear it."""

_TITLES = r"(?:mr|mrs|miss|ms|mx|dr|prof|professor|rev|revd|sir|dame|lord|lady|master|mstr|fr)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_OTHER_DATE = re.compile(
    rf"\d{{1,2}}[ \-./]?{_MONTH}[ \-./,]*\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}}|(?:19|20)\d{{2}}[01]\d[0-3]\d"
    r"|\d{1,2}/\d{1,2}/\d{2}|\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{4}-\d{2}-\d{2}[ T].*|\d{1,2}/\d{1,2}/\d{4} .*"
)
_WORDS = r"[^\W\d_][\w'’.\-]*"
_COMMA_NAME = re.compile(rf"{_WORDS}(?: {_WORDS}){{0,2}}, ?{_WORDS}(?: {_WORDS}\.?){{0,4}}")
_SPACED_NAME = re.compile(rf"{_WORDS}(?: {_WORDS}\.?){{1,5}}")
_JOINT = re.compile(r" & | and |\s?/\s?|; ?", re.IGNORECASE)
_PLACE = re.compile(r"\d+\w?\b.*[^\W\d_]{3}|\bflat\b|\bapartment\b|^the ", re.IGNORECASE)


@dataclass(frozen=True)
class Profile:
    """What is known of one column: rows with a value, different values, shares of the filled rows by kind, and its codes.

    `codes` are the values with the rows that bear each, only where the column can be one of codes. `years` are the least, the
    median and the greatest year where it holds dates.
    """

    rows: int
    filled: int
    distinct: int
    shares: dict[str, float]
    codes: tuple[tuple[str, int], ...] = ()
    years: tuple[int, int, int] | None = None

    @property
    def full(self) -> float:
        """The share of rows that have a value."""
        return self.filled / self.rows if self.rows else 0.0

    def share(self, kind: str) -> float:
        """The share of filled rows that are of a kind."""
        return self.shares.get(kind, 0.0)

    @property
    def repeats(self) -> float:
        """How many filled rows there are to one value."""
        return self.filled / self.distinct if self.distinct else 0.0


def profile(values: pl.Series) -> Profile:
    """The profile of a text column in which blank is null."""
    counts = values.drop_nulls().value_counts().sort(values.name)
    filled = int(counts["count"].sum() or 0)
    judged = counts.gather_every(max(1, counts.height // MOST_JUDGED)) if counts.height > MOST_JUDGED else counts
    texts, weights = judged[values.name].to_list(), judged["count"]
    total = int(weights.sum() or 0)
    judgements = {kind: pl.Series([judge(text) for text in texts], dtype=pl.Boolean) for kind, judge in KINDS.items()}
    shares = {kind: int(weights.filter(judged_so).sum()) / total for kind, judged_so in judgements.items()} if total else {}
    return Profile(len(values), filled, counts.height, shares, _codes(counts, shares), _years(texts))


def _codes(counts: pl.DataFrame, shares: dict[str, float]) -> tuple[tuple[str, int], ...]:
    """Value and rows, the commonest first, where the column can be one of codes: few, short, and no identifier."""
    name = counts.columns[0]
    personal = max((shares[kind] for kind in PERSONAL if kind in shares), default=0.0)
    longest = int(counts[name].str.len_chars().max() or 0)  # type: ignore[arg-type]
    if not counts.height or counts.height > MOST_CODES or longest > LONGEST_CODE or personal > 0.1:
        return ()
    ordered = counts.sort(["count", name], descending=[True, False])
    return tuple(ordered.rows())


def _years(texts: list[str]) -> tuple[int, int, int] | None:
    found = sorted(int(year[0]) for text in texts if _is_date(text) and (year := re.search(r"(?:18|19|20)\d\d", text)))
    return (found[0], found[len(found) // 2], found[-1]) if found else None


FIRST_YEAR = 1850
"""No extract has an earlier day: eight digits that would be one are a reference."""


def _is_date(text: str) -> bool:
    day = date.tidy(text)
    return (day is not None and day.year >= FIRST_YEAR) or bool(_OTHER_DATE.fullmatch(text.casefold()))


def _is_nino(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{2}[ ]?(?:\d[ ]?){6}[A-Da-d]?", text.strip())) or nino.tidy(text) is not None


def _is_money(text: str) -> bool:
    return money.tidy(text) is not None or bool(re.fullmatch(r"[£(\-]*[\d,]+(?:\.\d+)?\)?(?: ?(?:CR|DR))?-?", text))


def _is_telephone(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[+(]|0(?!000))[\d ()+\-]{8,17}|[1-37]\d{8,9}", text)) and telephone.tidy(text) is not None


def _is_comma_name(text: str) -> bool:
    return bool(_COMMA_NAME.fullmatch(text)) or bool(_JOINT.search(text) and _COMMA_NAME.match(text))


def _is_spaced_name(text: str) -> bool:
    return bool(_SPACED_NAME.fullmatch(_JOINT.sub(" ", text))) and not name_marks.company(text)


def _is_address(text: str) -> bool:
    return len(re.split(r",|\n|\r", text)) >= 2 and bool(_PLACE.search(text)) and not _COMMA_NAME.fullmatch(text)


def _is_reference(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9/\-_.: ]{1,30}", text)) and any(sign.isdigit() for sign in text) and not _is_date(text)


def _is_uprn(text: str) -> bool:
    return uprn.tidy(text) is not None and 6 <= len(text.lstrip("0").removesuffix(".0")) <= 12


KINDS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "money": _is_money,
    "decimal": lambda text: bool(re.search(r"\d\.\d{2}\)?$|^[£(]|^-\d", text)) and _is_money(text),
    "nino": _is_nino,
    "postcode": lambda text: postcode.tidy(text) is not None,
    "uprn": _is_uprn,
    "telephone": _is_telephone,
    "mobile": lambda text: bool(re.match(r"(?:\+?44 ?|0)?7", text)) and _is_telephone(text),
    "email": lambda text: "@" in text and email.tidy(text) is not None,
    "flag": lambda text: flag.tidy(text) is not None,
    "integer": lambda text: bool(re.fullmatch(r"\d{1,4}(?:\.0)?", text)),
    "sort_code": lambda text: SORT_CODE.tidy(text) is not None,
    "account_number": lambda text: bool(re.fullmatch(r"\d{6,8}", text)) and ACCOUNT_NUMBER.tidy(text) is not None,
    "comma_name": _is_comma_name,
    "spaced_name": _is_spaced_name,
    "joint_name": lambda text: bool(_JOINT.search(text)),
    "titled": lambda text: bool(re.match(rf"{_TITLES}\b\.?", text, re.IGNORECASE)),
    "title": lambda text: bool(re.fullmatch(rf"{_TITLES}\.?", text, re.IGNORECASE)),
    "word": lambda text: bool(re.fullmatch(r"[^\W\d_][^\d@]*", text)),
    "initials": lambda text: bool(re.fullmatch(r"(?:[A-Za-z]\.?\s?){1,4}", text)),
    "address": _is_address,
    "place": lambda text: bool(re.search(r"[^\W\d_]{3}", text)) and not _is_date(text) and "@" not in text,
    "house": lambda text: bool(re.match(r"\d+\s?[A-Za-z]?\b", text)),
    "reference": _is_reference,
}
PERSONAL = ("date", "nino", "postcode", "telephone", "email", "decimal", "comma_name", "address", "account_number", "uprn")
"""Kinds whose values are never codes."""
