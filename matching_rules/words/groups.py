"""Groups: how many who share one thing have nothing else in common."""

import polars as pl

from matching_rules.words.word import word


@word("at least so many people in the group are unrelated", int)
def unrelated_people_at_least(people: int) -> pl.Expr:
    """That many people or more share no home, tenancy, claim or likely identity with each other, in any extract, at any time."""
    return pl.col("unrelated_people") >= people


@word("at least so many homes are in the group", int)
def homes_at_least(homes: int) -> pl.Expr:
    """The members' addresses tell that many homes or more; one that doesn't tell a home is not counted."""
    return pl.col("group_homes") >= homes


@word("at least so many surnames are in the group", int)
def surnames_at_least(surnames: int) -> pl.Expr:
    """The members bear that many surnames or more; a family has one or two."""
    return pl.col("group_surnames") >= surnames


@word("at least two unrelated members were paid for so many times each", int, rent_transaction=("posted_on", "kind", "amount"))
def times_paid_each_at_least(times: int) -> pl.Expr:
    """The shared payer paid on that many days or more on the accounts of two unrelated tenancies at the least."""
    return pl.col("group_periods") >= times
