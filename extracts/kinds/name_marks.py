"""What is written into name columns that is no name: marks of a death, void and test entries, companies."""

import re

_DEATH = re.compile(
    r"\b(?:the\s+)?(?:exors?|executors?|executrix|exec'?rs?|reps?|representatives?|p\.?r\.?s?|admin(?:istrator)?s?|estate)\s+(?:of|for)\b"
    r"(?:\s+the\s+(?:late|estate\s+of))?"
    r"|\bthe\s+late\b|\bdec'?e?a?s?e?d\b|\(?\bdec(?:'d|\.)\)?|\(\s*dec\s*\)|\br\.?i\.?p\b\.?",
    re.IGNORECASE,
)
_VOID = re.compile(
    r"(?:void|test(?:\s*(?:test|tenant|record|user|account|name|entry))*|do\s+not\s+use|dummy|unknown|un-?known|not\s+known|n\s*/?\s*a|none|tba|tbc|"
    r"(?:the\s+)?(?:current\s+|new\s+)?(?:tenant|occupier|resident|occupant)s?|a\.?\s*n\.?\s*other|x{2,}|z{3,}|empty|vacant|delete[d]?|duplicate|no\s+name|blank|null|demo)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"x+|z{3,}|n\s*/\s*[ak]|n\.\s*[ak]\.?|nk|not\s+(?:known|given|stated|provided|applicable|recorded)|un-?known|tb[ac]|fnu|lnu|"
    r"no\s+(?:given\s+|first\s+|fore|sur|last\s+)?name|no(?:fore|sur)name|missing",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:ltd|limited|plc|llp|llc|council|borough|agency|agents?|lettings?|trust|association|company|solicitors?|services|"
    r"housing|homes|properties|estates|group|society|department|dwp|nhs|hospital|university|school)\b",
    re.IGNORECASE,
)


def death_marker(text: str) -> bool:
    """Whether a name says that its bearer has died; Rip, alone in its column, is a name.

    >>> death_marker("Exors of J Smith"), death_marker("SMITH (DECD)"), death_marker("Mr Deckard")
    (True, True, False)
    >>> death_marker("J Smith RIP"), death_marker("Rip")
    (True, False)
    """
    return not _rip(text) and bool(_DEATH.search(text.replace("’", "'")))


def _rip(text: str) -> bool:
    return text.strip().casefold() == "rip"


def void_or_test(text: str) -> bool:
    """Whether a name is a void or test entry.

    >>> void_or_test("VOID"), void_or_test("A N Other"), void_or_test("Tennant")
    (True, True, False)
    """
    return bool(_VOID.fullmatch(text.strip().strip("*-.()[] ")))


def no_name(text: str) -> bool:
    """Whether a text in a name column says that there is no name, or that it is not known.

    >>> no_name("."), no_name("-"), no_name("X"), no_name("N/A"), no_name("Not known"), no_name("Na"), no_name("J")
    (True, True, True, True, True, False, False)
    """
    return not any(sign.isalpha() for sign in text) or bool(_NO_NAME.fullmatch(text.strip().strip("*-.()[]? ")))


def phrase(text: str) -> bool:
    """Whether a void or test entry has words that no name has: "do not use", "test record".

    >>> phrase("Do not use"), phrase("TEST TENANT"), phrase("Test"), phrase("Smith")
    (True, True, False, False)
    """
    return void_or_test(text) and len(text.split()) > 1 and not no_name(text)


def company(text: str) -> bool:
    """Whether a name holds a company's word beside another one; alone, such a word may be a surname.

    >>> company("Kent Lettings Ltd"), company("Trust"), company("Holmes")
    (True, False, False)
    """
    return len(text.split()) > 1 and bool(_COMPANY.search(text))


def not_a_person(text: str) -> bool:
    """Whether a name is no person's.

    >>> not_a_person("TEST TENANT"), not_a_person("Jane")
    (True, False)
    """
    return void_or_test(text) or company(text)


def without_markers(text: str) -> str:
    """The name without marks of a death.

    >>> without_markers("Exors of the late J Smith").strip(), without_markers("Smith (decd)").strip(" ()")
    ('J Smith', 'Smith')
    """
    return text if _rip(text) else _DEATH.sub(" ", text.replace("’", "'"))
