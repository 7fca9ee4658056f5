"""What each card needs of the extracts, derived from the card and its words; see `pipeline.needs`."""

from collections.abc import Iterator, Mapping
from itertools import product

from extracts.catalogue import EXTRACTS
from matching_rules.words import WORDS
from pipeline.cards import Card
from pipeline.needs import FORMS, HOME, IDENTITY, LINES, Needs, Reading, Requirement, Way, having, on_both

CONTACTS = ("home_telephone", "mobile", "email")
TENANCIES = ("tenancy", "partner_tenancy")
"""Extracts of one shape: what a word asks of a tenancy it asks of either."""
ENDS = ("tenancy_end", "person_start", "person_end", "award_end", "owned_to", "completed_on")

BOTH = "both"
"""Instead of an extract, a word may name both sides, and a form of `FORMS` instead of columns."""
FINDS = "finds fewer records of one person"
TELLS_HOMES = "tells fewer homes apart"
TELLS_ENDS = "cannot tell who has joined or left, or what has ended"
PAYER_ACCOUNT = ("payer_sort_code", "payer_account_number")
PAYEE_ACCOUNT = ("payee_sort_code", "payee_account_number")
ACTIVE: Requirement = (
    ((("benefit_award", ""),),),
    ((("rent_account", ""),), (("rent_transaction", ""),)),
    ((("household_event", "person_ref"),),),
)
"""What may show that somebody was active after a death: a claim, rent that came in, or a contact of that person's."""
STRANGER: Requirement = (
    ((("rent_transaction", "payer_name"),),),
    tuple((("rent_transaction", column),) for column in ("payer_class", *PAYER_ACCOUNT)),
)
"""What tells a payer whom nobody knows: the bank's name for the payer, or the account and the landlord's class "other"."""

LINKED: Mapping[str, tuple[Requirement, ...]] = {
    "succession": (having("tenancy", "acquisition_route", "prior_tenancy_ref"),),
    "bank_account": (having("benefit_award", *PAYEE_ACCOUNT),),
    "payer": (having("tenancy"), having("rent_transaction", *PAYER_ACCOUNT)),
}
"""What belongs to how the records of a card come together, beside what its sides are asked for."""
MEASURED: Mapping[str, tuple[Requirement, ...]] = {
    "paid_by_one_payer": (STRANGER,),
    "paid_after_death": (ACTIVE,),
}
"""What a measure needs beyond what its words name."""
PAYERS = tuple(Reading("knows fewer payers", "rent_transaction", one) for one in ("payer_name", "payer_class", *PAYER_ACCOUNT))
OWN_ACCOUNTS = tuple(Reading("knows fewer payers", "benefit_award", column) for column in PAYEE_ACCOUNT)
STREAMS = tuple(
    Reading("cannot tell a benefit's payment from a tenant's", "rent_transaction", one) for one in ("method", "payer_class")
)
READS: Mapping[str, tuple[Reading, ...]] = {
    "own_death_marker": (
        Reading("sees fewer signs of a death", "household_event", "person_ref"),
        Reading("sees fewer signs of a death", "rent_transaction", "payer_name"),
        Reading("sees fewer signs of a death", "rent_account"),
        Reading("sees fewer signs of a death", "benefit_award"),
    ),
    "succession": (Reading("sees second successions only", "deceased"),),
    "bank_account": (
        Reading("cannot tell a landlord's own account", "benefit_award", "payee"),
        *(Reading("cannot tell an institution's account", "rent_transaction", one) for one in ("payer_class", *PAYER_ACCOUNT)),
    ),
    "payer": (*PAYERS, *OWN_ACCOUNTS, *STREAMS),
    "paid_by_one_payer": (*PAYERS, *OWN_ACCOUNTS, *STREAMS),
    "paid_after_death": (
        Reading("sees claims run on that have ended", "benefit_award", "award_end"),
        Reading("sees fewer signs of activity", "benefit_award"),
        Reading("sees fewer signs of activity", "benefit_payment"),
        Reading("sees fewer signs of activity", "rent_account"),
        Reading("sees fewer signs of activity", "rent_transaction"),
        Reading("sees fewer signs of activity", "household_event", "person_ref"),
        Reading("cannot tell executors", "rent_transaction", "payer_name"),
        *STREAMS,
    ),
    "received_after_end": (*STREAMS, Reading("counts adjustments as nothing", "rent_transaction", "direction")),
    "paid_for_old_home": (*STREAMS, Reading("cannot tell arrears accounts", "rent_account", "account_kind")),
    "paid_twice": (Reading("cannot tell payments of two schemes under one claim", "benefit_payment", "scheme"),),
    "paid_outside": (Reading("cannot tell payments of two schemes under one claim", "benefit_payment", "scheme"),),
    "award_elsewhere": (Reading("cannot add up the sum", "benefit_award", "weekly_amount"),),
}
"""What a pairing, a group or a measure reads and can do without."""


def _sides(card: Card) -> list[tuple[str, ...]]:
    """The extracts that may stand beside each other in a pair of the card, or alone in its group."""
    if card.group:
        return [(one,) for one in card.group.of]
    if card.linked_by == "another_rule":
        return [(one, "tenancy") for one in card.lefts]  # whatever the other rule found is about a tenancy's person
    if "people" in card.lefts:
        return [(name,) for name, one in EXTRACTS.items() if one.names_people and "nino" in one.names]
    lefts, rights = ([one for one in side if one in EXTRACTS] for side in (card.lefts, card.rights))
    return list(product(lefts, rights)) if rights else [(one,) for one in lefts]


def _of_pairing(card: Card, sides: tuple[str, ...]) -> Iterator[Requirement]:
    yield from (having(side) for side in sides)
    yield from LINKED.get(card.linked_by, ())
    if card.linked_by in ("same_person", "another_rule"):
        yield on_both(IDENTITY, sides)
    if card.linked_by in ("award_at_home", "adult_at_home", "same_premises"):
        yield on_both(HOME, sides)
    if card.linked_by == "same_nino":
        yield having(sides[0], "nino", "date_of_birth")  # another person under one number is known by the birth date too
    if card.linked_by == "telephone_or_email":
        yield having(sides[0], "mobile|email")


def _of_words(card: Card, sides: tuple[str, ...]) -> Iterator[Requirement]:
    for name in card.when:
        for extract, columns in WORDS[name].needs.items():
            if extract == BOTH:
                yield from (on_both(FORMS[form], sides) for form in columns)
            else:
                yield having(extract, *columns)
        yield from MEASURED.get(WORDS[name].measure, ())


def _possible(card: Card, sides: tuple[str, ...]) -> bool:
    """Whether a condition that asks for one of the card's own extracts has it among these sides."""
    own = {*card.lefts, *card.rights}
    asked = {extract for name in card.when for extract in WORDS[name].needs if extract in own}
    return card.linked_by == "another_rule" or all({*sides} & {*_alike(extract)} for extract in asked)


def _alike(extract: str) -> tuple[str, ...]:
    return TENANCIES if extract in TENANCIES else (extract,)


def _of_sides(card: Card, sides: set[str]) -> Iterator[Reading]:
    """What every rule reads of the extracts on its sides: who a record names, which home, and what has ended."""
    for extract in (name for name in EXTRACTS if name in sides):
        names = EXTRACTS[extract].names
        linked = ("nino", "date_of_birth", "middle_names", "former_surname", *CONTACTS) if EXTRACTS[extract].names_people else ()
        yield from (Reading(FINDS, extract, column) for column in linked if column in names)
        yield from (Reading(TELLS_HOMES, extract, column) for column in ("uprn", *LINES[:3], "postcode") if column in names)
        yield from (Reading(TELLS_ENDS, extract, column) for column in ENDS if column in names)


def _of_word(name: str, asked: Mapping[str, tuple[str, ...]], sides: set[str]) -> Iterator[Reading]:
    says = f'cannot test "{WORDS[name].says}"'
    for extract, columns in asked.items():
        if extract == BOTH:
            continue  # what tells homes apart is read of every side in any case
        there = [one for one in _alike(extract) if one in sides] or [extract]
        yield from (Reading(says, one, column) for one in there for part in (columns or ("",)) for column in part.split("|"))


def _readings(card: Card, sides: set[str]) -> Iterator[Reading]:
    yield from READS.get(card.linked_by, ())
    for name in card.when:
        yield from _of_word(name, WORDS[name].reads, sides)
        either = {extract: tuple(part for part in asked if "|" in part) for extract, asked in WORDS[name].needs.items()}
        yield from _of_word(name, {extract: parts for extract, parts in either.items() if parts}, sides)
    for name in card.unless:
        yield from _of_word(name, WORDS[name].needs, sides)
        yield from _of_word(name, WORDS[name].reads, sides)
    measures = [WORDS[name].measure for name in (*card.when, *card.unless)] + [card.amount or ""]
    for measure in dict.fromkeys(measures):
        yield from READS.get(measure, ())
    yield from _of_sides(card, sides)


def needs_of(card: Card) -> Needs:
    """What the rule of a card needs and reads: every way in which it can run, and everything it reads beside."""
    ways = [
        Way(sides, tuple(dict.fromkeys([*_of_pairing(card, sides), *_of_words(card, sides)])))
        for sides in _sides(card)
        if _possible(card, sides)
    ]
    readings = _readings(card, {side for way in ways for side in way.sides})
    return Needs(tuple(ways), tuple(dict.fromkeys(readings)), card.pairs.of if card.pairs else ())
