"""What an officer may put down about a referral: where it stands and what came of it. The machine never sets an outcome."""

import re

UNREVIEWED, CLOSED = "unreviewed", "closed"
STATUSES = (UNREVIEWED, "triaged", "enquiry", "with the council or DWP", "safeguarding", CLOSED)
BEGUN = ("enquiry", "with the council or DWP", "safeguarding")
"""Statuses of cases that somebody is at work on."""
OUTCOMES = (
    "no issue – explained",
    "no issue – wrong person",
    "record corrected",
    "error – overpayment",
    "tenancy misuse found",
    "fraud proven",
    "already known",
    "insufficient resource",
)
FOUND = ("error – overpayment", "tenancy misuse found", "fraud proven")
"""Outcomes that say the inconsistency was one that cost somebody a home or money."""
PUT_RIGHT = ("record corrected", *FOUND)
"""Outcomes after which something was put right."""
NOT_JUDGED = ("already known", "insufficient resource")
"""Outcomes that say nothing of whether the rule was right: they count in no precision."""
HOME = "home"
"""The value of an outcome that is one recovered home, counted by the table of values."""

OTHERWISE = {"la dwp referral": "with the council or DWP", "referred to the council or dwp": "with the council or DWP"}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def meant(text: str, words: tuple[str, ...]) -> str | None:
    """The word of a vocabulary that is meant, however its dashes, spaces and capitals are typed; None for no such word.

    >>> meant("No issue - explained", OUTCOMES), meant("record_corrected", OUTCOMES), meant("LA/DWP referral", STATUSES)
    ('no issue – explained', 'record corrected', 'with the council or DWP')
    >>> meant("guilty", OUTCOMES)
    """
    known = {_plain(word): word for word in words}
    other = OTHERWISE.get(_plain(text))
    return known.get(_plain(text)) or (other if other in words else None)
