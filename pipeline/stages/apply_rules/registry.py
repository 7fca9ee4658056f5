"""The pairings and measures by the names that cards and words call them by."""

from collections.abc import Callable

import polars as pl

from pipeline.cards import Card, Pairs
from pipeline.stages.apply_rules import deaths, money, pairing, places, rents, residence
from pipeline.stages.apply_rules.book import Book
from pipeline.stages.apply_rules.groups import grouped

PAIRINGS: dict[str, Callable[[Pairs, Book], pl.DataFrame]] = {
    "same_person": pairing.same_person,
    "same_nino": pairing.same_nino,
    "own_account": pairing.own_account,
    "own_death_marker": deaths.own_death_marker,
    "award_at_home": places.award_at_home,
    "adult_at_home": places.adult_at_home,
    "succession": deaths.succession,
    "same_premises": places.same_premises,
    "another_rule": pairing.another_rule,
}
MEASURES: dict[str, Callable[[pl.DataFrame, Book], pl.DataFrame]] = {
    "paid_twice": money.paid_twice,
    "paid_outside": money.paid_outside,
    "award_elsewhere": money.award_elsewhere,
    "paid_after_death": money.paid_after_death,
    "received_after_end": rents.after_end,
    "paid_for_old_home": rents.paid_for_old_home,
    "paid_by_one_payer": rents.paid_by_one_payer,
    "rent_difference": rents.rent_difference,
    "seen_here": residence.seen_here,
    "stranger_here": residence.stranger_here,
}


def pairs_of(card: Card, book: Book) -> pl.DataFrame:
    """All pairs, or groups, that a card looks at, unjudged."""
    if card.group:
        return grouped(card.group, book)
    return PAIRINGS[card.linked_by](card.pairs, book) if card.pairs else pl.DataFrame()
