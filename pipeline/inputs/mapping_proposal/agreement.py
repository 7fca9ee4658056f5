"""Whether what a column holds agrees with the column of ours that its header speaks of."""

from collections.abc import Callable
from dataclasses import dataclass

from extracts.contract import Extract, Field
from pipeline.inputs.mapping_proposal.knowledge import accepted, knowledge
from pipeline.inputs.mapping_proposal.profile import Profile

MOST_BODIES = 400
"""More councils, landlords or registers than that no column of them has: it holds something else."""
FEW_KNOWN = 0.3
"""From this share of known codes on, the column is believed to be one of codes even where each stands but a few times."""


@dataclass(frozen=True)
class Agreement:
    """How far the values agree (0 to 1), whether that is enough, and the sentence that says so without any value."""

    share: float
    enough: bool
    words: str


_Test = Callable[[Profile], tuple[float, float, str]]
"""A profile to the share that agrees, the share that is enough, and what the values are called."""


def _of(kind: str, enough: float, called: str) -> _Test:
    return lambda profile: (profile.share(kind), enough, called)


def _name(profile: Profile) -> tuple[float, float, str]:
    whole = max(profile.share("comma_name"), profile.share("address"), profile.share("date"))
    return profile.share("word") if whole < 0.3 and not profile.share("titled") > 0.5 else 0.0, 0.6, "names"


def _reference(profile: Profile) -> tuple[float, float, str]:
    kinds = ("date", "comma_name", "decimal", "address", "telephone", "email", "postcode")
    other = max(profile.share(kind) for kind in kinds)
    return profile.share("reference") if other < 0.3 else 0.0, 0.5, "references"


def _free_code(profile: Profile) -> tuple[float, float, str]:
    kinds = ("date", "decimal", "comma_name", "email", "postcode", "address")
    personal = max(profile.share(kind) for kind in kinds) > 0.2
    return 0.0 if personal or profile.distinct > MOST_BODIES else 1.0, 0.5, "codes or names of bodies"


def _line(profile: Profile) -> tuple[float, float, str]:
    other = max(profile.share("date"), profile.share("decimal"), profile.share("email"), profile.share("postcode"))
    return max(profile.share("place"), profile.share("house")) if other < 0.5 else 0.0, 0.5, "lines of an address"


def _initials(profile: Profile) -> tuple[float, float, str]:
    return max(profile.share("initials"), _name(profile)[0]), 0.6, "names or initials"


def _flag(profile: Profile) -> tuple[float, float, str]:
    return 1.0 if profile.codes or profile.share("flag") > 0.9 else 0.0, 0.5, "a few marks"


TESTS: dict[str, _Test] = {
    "date": _of("date", 0.5, "dates"),
    "date of birth": _of("date", 0.5, "dates"),
    "money": _of("money", 0.7, "sums of money"),
    "amount": _of("money", 0.7, "sums of money"),
    "National Insurance number": _of("nino", 0.4, "National Insurance numbers"),
    "telephone": _of("telephone", 0.4, "telephone numbers"),
    "e-mail": _of("email", 0.4, "e-mail addresses"),
    "UPRN": _of("uprn", 0.5, "numbers of six to twelve digits"),
    "postcode": _of("postcode", 0.5, "postcodes"),
    "sort code": _of("sort_code", 0.4, "sort codes"),
    "account number": _of("account_number", 0.4, "account numbers"),
    "count": _of("integer", 0.6, "small whole numbers"),
    "title": _of("title", 0.5, "titles"),
    "forename": _name,
    "middle names": _initials,
    "surname": _name,
    "former surname": _name,
    "payer's name": _of("place", 0.5, "names"),
    "address line": _line,
    "reference": _reference,
    "code": _free_code,
    "flag": _flag,
}
WHOLE: dict[str, _Test] = {
    "NAME": lambda profile: (max(profile.share("comma_name"), profile.share("spaced_name")), 0.5, "whole names"),
    "ADDRESS": _of("address", 0.4, "addresses of several parts"),
    "DEBIT": _of("money", 0.7, "sums of money"),
    "CREDIT": _of("money", 0.7, "sums of money"),
    "TENANCY": _reference,
    "MONTHLY_CHARGE": _of("money", 0.7, "sums of money"),
    "CREDIT_BALANCE": _of("money", 0.7, "sums of money"),
    "PAYMENT_KIND": lambda profile: (1.0 if profile.codes else 0.0, 0.5, "a few codes"),
    "UNIT": lambda profile: (1.0 - profile.share("date"), 0.5, "parts of an address"),
    "BUILDING": _of("place", 0.5, "parts of an address"),
    "HOUSE_NUMBER": lambda profile: (1.0 - profile.share("date") - profile.share("decimal"), 0.5, "parts of an address"),
    "STREET": _of("place", 0.7, "parts of an address"),
}
MOST_ROWS = {"transaction_ref": 2.0, "person_ref": 30.0, "application_ref": 10.0}
"""The most rows that one value of a reference stands on, on average: a value that stands on more does not number them."""
KEYS_THAT_REPEAT = {"tenancy_ref", "claim_ref", "account_ref", "person_ref", "property_ref", "application_ref"}


def agreement(extract: Extract, name: str, profile: Profile) -> Agreement:
    """Whether the values of a column may be that column of the extract; a blank column contradicts nothing."""
    if not profile.filled:
        return Agreement(1.0, True, "blank throughout")
    if name in WHOLE:
        return _judged(*WHOLE[name](profile))
    field = extract.field(name)
    if accepted(field):
        return _of_codes(extract, field, profile)
    if name in KEYS_THAT_REPEAT and profile.distinct == 1 and profile.filled > 4:
        return Agreement(0.0, False, "the same value on every row")
    if profile.repeats > MOST_ROWS.get(name, profile.filled):
        return Agreement(0.0, False, f"each value stands on {profile.repeats:.0f} rows, so it does not number them")
    return _judged(*TESTS[field.kind.name](profile))


def known_share(extract: Extract, column: str, profile: Profile) -> float:
    """The share of filled rows whose code is known as one of that column."""
    known = [rows for value, rows in profile.codes if our_code(extract, column, value) is not None]
    return sum(known) / profile.filled if profile.filled else 0.0


def our_code(extract: Extract, column: str, value: str) -> str | None:
    """Our value for a code as somebody writes it: what validation reads it as, or a usual one; None where it is not known."""
    read: str | None = extract.field(column).kind.tidy(value)
    return read or knowledge().code(extract.name, column, value)


def _judged(share: float, enough: float, called: str) -> Agreement:
    return Agreement(share, share >= enough, f"{share:.0%} are {called}")


def _of_codes(extract: Extract, field: Field, profile: Profile) -> Agreement:
    share = known_share(extract, field.name, profile)
    if not profile.codes:
        return Agreement(0.0, False, "the values are too many or too long to be codes")
    enough = share >= FEW_KNOWN or profile.repeats >= 3
    return Agreement(share, enough, f"{share:.0%} are codes that are known")
