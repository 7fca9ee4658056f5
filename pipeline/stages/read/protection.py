"""Headers that speak of protection: a column of people at risk is read, or the file is refused; it is never dropped."""

import re

from extracts.contract import Extract

PROTECTED = "restricted"
NOT_USED = "not_used"
"""The word of aliases.toml under which a landlord lists headers that mean none of our columns, whatever they look like."""
_SPEAKS = re.compile(
    r"restrict|protect|sensitiv|disclos|confiden|safeguard|domestic (abuse|violence)|\b(dv|da|dva)\b|violence|refuge|\bmarac\b|"
    r"do not (share|release|contact)|not for release|anonym|(hidden|secret|silent) (address|record|case)|lock(ed)? record|"
    r"witness|at risk|\bflagged\b|\bsafe (address|contact)"
)
_DEPOSIT = re.compile(r"deposit protect")


def speaks_of_protection(header: str) -> bool:
    """Whether a header may mark people whose whereabouts must not be told.

    >>> [speaks_of_protection(one) for one in ("Do Not Disclose?", "DV_Flag", "Safeguarding concern", "Address is confidential")]
    [True, True, True, True]
    >>> [speaks_of_protection(one) for one in ("Tenancy start", "Deposit protected on", "Date", "Davis")]
    [False, False, False, False]
    """
    words = " ".join(re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)).casefold().split())
    return bool(_SPEAKS.search(words)) and not _DEPOSIT.search(words)


def unread_protection(file: str, extract: Extract, headers: str) -> str:
    """The refusal of a file with such headers that no column has claimed; it says how to map them, or to say they are none."""
    name = extract.name
    mapped = f'[{name}] {PROTECTED} = ["Their header"]'
    whose = (
        f"If it marks people at risk, say so in aliases.toml: {mapped}; if {PROTECTED} has a column already, put both into one. "
    )
    if PROTECTED not in extract.names:
        whose = f"{name} has no column for it: mark the people concerned in the column {PROTECTED} of tenancy. "
    return (
        f"{file}: {headers} may mark protected people, and is not known; unread, they would stand in the ordinary list. {whose}"
        f'If it means something else, or once it is marked elsewhere, list it: [{name}] {NOT_USED} = ["Their header"].'
    )
