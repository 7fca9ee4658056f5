"""What a rule card may hold, part by part, and the closed lists of names that it chooses from."""

from datetime import date
from typing import Any

import msgspec

LINKS = (
    "same_person", "same_nino", "own_account", "own_death_marker", "award_at_home", "adult_at_home", "succession",
    "same_premises", "another_rule",
)  # fmt: skip
"""How two records may come to be a pair; what each means stands in matching_rules/README.md."""
SHARED = ("bank_account", "telephone_or_email", "payer")
"""What the members of a group may have in common."""
AMOUNTS = (
    "award_elsewhere", "paid_twice", "paid_outside", "received_after_end", "paid_after_death", "rent_difference",
    "paid_by_one_payer", "paid_for_old_home",
)  # fmt: skip
ONE_FOR = ("case", "left", "right", "people", "application")
"""For what a rule raises one referral: each pair of cases, each left or right record, each two people, each application."""


class Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which records a card looks at two by two; a side may be one of several extracts."""

    left: str | tuple[str, ...]
    right: str | tuple[str, ...]
    linked_by: str
    one_for: str = "case"
    of: tuple[str, ...] = ()
    """The rules whose matches `another_rule` starts from, the most telling first."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which records a card looks at together: all of these extracts that share one thing."""

    of: tuple[str, ...]
    sharing: str


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Allowances made while measuring, before a condition is put to what was measured."""

    grace_days: int = 0
    """Days after an end (of a tenancy, of a life) that do not count."""
    arrears_days: int = 0
    """Days after an end in which a benefit, paid in arrears, still pays for days before it."""
    early_days: int = 0
    """Days before a tenancy's start that do not count: an award the payer backdated."""
    tolerance_percent: int = 0
    tolerance_pounds: int = 0
    """How far two rents may lie apart, the greater of the two, and still be one rent."""
    uprating_days: int = 0
    """Days from 1 April on in which rents that differ are put down to the yearly increase."""


class Priority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the score begins, and the most urgent priority the rule may reach."""

    base: int
    at_most: str = "P1"
    base_with_another_rule: int | None = None
    """Where it begins instead where another rule found something about the same person or tenancy."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case in small: the two records or the members, what is posted or paid, and whether it refers."""

    name: str
    refers: bool
    left: dict[str, Any] = {}
    right: dict[str, Any] = {}
    members: tuple[dict[str, Any], ...] = ()
    as_of: date = date(2026, 10, 1)
    key_class: str | None = None
    """How surely records of one person belong together; of two people, that linkage thinks they may be one."""
    left_payments: tuple[dict[str, Any], ...] = ()
    right_payments: tuple[dict[str, Any], ...] = ()
    postings: tuple[dict[str, Any], ...] = ()
    also: tuple[dict[str, Any], ...] = ()


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One card as it is written; it has either `pairs` or `group`."""

    rule: str
    version: int
    title: str
    nfi_title: str
    owner: str
    review_by: date
    may_indicate: str
    innocent_explanations: tuple[str, ...]
    suggested_enquiry: str
    when: dict[str, Any]
    priority: Priority
    example: tuple[Example, ...]
    conflict: str
    """The two facts that do not fit together, in words."""
    pairs: Pairs | None = None
    group: Group | None = None
    unless: dict[str, Any] = {}
    amount: str | None = None
    instead_of: tuple[str, ...] = ()
    """Rules whose referral about the same person this one takes the place of."""
    measure: Measure = Measure()

    @property
    def lefts(self) -> tuple[str, ...]:
        """The extracts that may stand on the left; of a group, all its extracts."""
        return self.group.of if self.group else _listed(self.pairs.left) if self.pairs else ()

    @property
    def rights(self) -> tuple[str, ...]:
        """The extracts that may stand on the right; none where the left speaks for itself."""
        return _listed(self.pairs.right) if self.pairs else ()

    @property
    def linked_by(self) -> str:
        """How its records belong together."""
        return self.group.sharing if self.group else self.pairs.linked_by if self.pairs else ""


def _listed(side: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in ((side,) if isinstance(side, str) else side) if one)
