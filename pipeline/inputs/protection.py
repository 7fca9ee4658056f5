"""Headers that speak of protection, whichever way an export is read: under its own headers, by a mapping, or for a proposal."""

import re

_SPEAKS = re.compile(
    r"restrict|protect|sensitiv|disclos|confiden|safeguard|domestic (abuse|violence)|\b(dv|da|dva)\b|violence|refuge|\bmarac\b|"
    r"do not (share|release|contact)|not for release|anonym|(hidden|secret|silent) (address|record|case)|lock(ed)? record|"
    r"witness|at risk|\bflagged\b|\bsafe (address|contact)|"
    # as systems with short headers write it: PROT_ADDR, RESTR_IND, SENS_FLG, CONF_ADDR, DND_YN, SFGRD
    r"\bprotd?\b|\bprt?ctd?\b|\brestrd?\b|\brstr(ct)?d?\b|\bsens\b|\bdnd\b|\bs(a)?fgu?a?rd\w*|"
    r"\bconf(id|dl|dntl)? (addr?|adr|address|case|flag|flg|ind|yn|rec|mkr|marker)\b|\bnon? disc\b"
)
_DEPOSIT = re.compile(r"deposit prot|\bdep prot")


def speaks_of_protection(header: str) -> bool:
    """Whether a header may mark people whose whereabouts must not be told.

    >>> [speaks_of_protection(one) for one in ("Do Not Disclose?", "DV_Flag", "Safeguarding concern", "Address is confidential")]
    [True, True, True, True]
    >>> [speaks_of_protection(one) for one in ("PROT_ADDR", "RESTR_IND", "SENS_FLG", "ConfAddr", "DND", "Sensitive? (Y/N)")]
    [True, True, True, True, True, True]
    >>> [speaks_of_protection(one) for one in ("Tenancy start", "Deposit protected on", "DEP_PROT_DT", "Davis", "CONF_DT")]
    [False, False, False, False, False]
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header)
    words = " ".join(re.sub(r"[\W_]+", " ", apart).casefold().split())
    return bool(_SPEAKS.search(words)) and not _DEPOSIT.search(words)
