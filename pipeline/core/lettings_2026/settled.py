"""What the service makes of a row's answers before it judges them: looked up, cleared, looked up again, derived."""

import polars as pl

from pipeline.core.lettings_2026.form import FORM
from pipeline.core.lettings_2026.settled_home import (
    address_found,
    address_settled,
    postcodes_read,
    strange_scheme_forgotten,
    unread_postcodes_forgotten,
)
from pipeline.core.lettings_2026.settled_household import household_settled
from pipeline.core.lettings_2026.settled_letting import letting_settled, renewal_settled
from pipeline.core.lettings_2026.settled_money import money_settled
from pipeline.core.routing import clear_unasked
from pipeline.core.world import World


def settle(told: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers as the service judges them, with all that it derives; the steps stand in its own order."""
    return (
        postcodes_read(told, world)
        .pipe(clear_unasked, FORM)
        .pipe(strange_scheme_forgotten)
        .pipe(unread_postcodes_forgotten)
        .pipe(letting_settled)
        .pipe(money_settled)
        .pipe(household_settled)
        .pipe(address_settled)
        .pipe(renewal_settled)
        .pipe(address_found, world)
    )
