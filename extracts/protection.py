"""Headers that speak of protection: words by which a column may mark people whose whereabouts must not be told."""

import re

import jellyfish

PROTECTED = "restricted"
"""The column of the contract that protects."""
_SPEAKS = re.compile(
    r"restrict|\bre?str(?:ctd?|td)?\b|protect|\bprtctd?\b|sensitiv|disclos|confiden|\bconf (?:addr|address|case|flag)"
    r"|safe ?guard"
    r"|domestic (abuse|violence)|\b(dv|da|dva|d a|d v|vawg|hbv|hba|mappa|dnd)\b|violence|\bflee|\bfled\b|refuge|\bmarac\b"
    r"|honou?r based|forced marriage|stalk|harass|non molestation|\bsanctuary\b|\bvictim|withh?eld|withhold"
    r"|do not (share|release|contact|publish|pass)|not (?:for release|to be (?:shared|disclosed|released))|anonym|\bsuppress"
    r"|(hidden|secret|silent|private) (address|record|case|flag)|^hidden$|^secret$|lock(ed)? (record|address|case)"
    r"|record lock|(?:limited|controlled|no) access|need to know|ex directory|\bshield"
    r"|witness|at risk|\bflagged\b|\bsafe (address|contact|house)"
    # as systems with short headers write it: PROT_ADDR, RESTR_IND, SENS_FLG, CONF_ADDR, SFGRD
    r"|\bprotd?\b|\brestrd?\b|\bsens\b|\bs(?:a)?fgu?a?rd\w*|\bnon? disc\b"
    r"|\bconf(?:id|dl|dntl)? (?:addr?|adr|address|case|flag|flg|ind|yn|rec|mkr|marker)\b"
)
_DEPOSIT = re.compile(r"deposit prot|\bdep prot|data protection (?:statement|consent|form|notice)")
_WORDS = ("restricted", "restriction", "protected", "protection", "sensitive", "confidential", "safeguarding", "disclosure")
_OTHER_WORDS = frozenset({"projected", "projection"})
"""Words as near to one of those as a slip of the keyboard, that mean something else."""
_LONG = 12
"""Letters from which a word with two slips (left out, added, changed over) is still no other word; in a shorter one, one slip."""


def speaks_of_protection(header: str) -> bool:
    """Whether a header may mark people whose whereabouts must not be told, in these words or with a slip in one of them.

    >>> [speaks_of_protection(one) for one in ("Do Not Disclose?", "DV_Flag", "Safeguarding concern", "Address is confidential")]
    [True, True, True, True]
    >>> [speaks_of_protection(one) for one in ("PROT_ADDR", "RESTR_IND", "SENS_FLG", "ConfAddr", "DND", "Sensitive? (Y/N)")]
    [True, True, True, True, True, True]
    >>> [speaks_of_protection(one) for one in ("Resticted", "RSTRICTED", "Address withheld", "Fleeing", "D/A")]
    [True, True, True, True, True]
    >>> [speaks_of_protection(one) for one in ("Tenancy start", "Deposit protected on", "DEP_PROT_DT", "Davis", "Projected rent")]
    [False, False, False, False, False]
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header)
    words = " ".join(re.sub(r"[\W_]+", " ", apart).casefold().split())
    if _DEPOSIT.search(words):
        return False
    return bool(_SPEAKS.search(words)) or any(map(_is_nearly_one, words.split()))


def _is_nearly_one(word: str) -> bool:
    """Whether a word is one of those with a slip or two in it.

    >>> _is_nearly_one("confidental"), _is_nearly_one("confidence"), _is_nearly_one("projected")
    (True, False, False)
    """
    if word in _OTHER_WORDS:
        return False
    return any(jellyfish.damerau_levenshtein_distance(word, usual) <= 1 + (len(usual) >= _LONG) for usual in _WORDS)
