"""What the service checks of shares: what was first bought, what is bought now, what is then owned."""

from collections.abc import Iterator

import polars as pl

from pipeline.core.conditions import among, given, sure
from pipeline.core.rules import Rule
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.told_money import SHARE_DIGITS, SHARES, exactly

FIRST_SHARES = {2: (25_00, 75_00), 18: (25_00, 90_00), **dict.fromkeys((16, 24, 28, 30, 31, 32), (10_00, 75_00))}
"""The least and the greatest share that is bought first, by product, in hundredths of a per cent."""
LEAST_BOUGHT = {**dict.fromkeys((2, 16, 18, 24), 10_00), **dict.fromkeys((28, 30, 31, 32), 1_00)}
MOST_BOUGHT = {**dict.fromkeys((16, 28, 30, 31, 32), 90_00), **dict.fromkeys((2, 18), 75_00), 24: 50_00}
LEAST_PER_STAIRCASING = 1_00
"""Every earlier staircasing has bought one per cent at least."""

FINER = 10 ** (SHARE_DIGITS - 2)
"""Shares bought and owned are compared as they were written, all limits stand in hundredths of a per cent."""
_BOUGHT, _OWNED = (pl.col(exactly(share)) for share in SHARES)
_FIRST = pl.col("first_share_staircasing") * FINER
_LEFT = _OWNED - _BOUGHT - _FIRST
_EARLIER = pl.col("staircasings") - 1


def _by_product(limits: dict[int, int]) -> pl.Expr:
    limit = pl.lit(None, pl.Int64)
    for product, share in limits.items():
        limit = pl.when(among("shared_product", product)).then(pl.lit(share, pl.Int64)).otherwise(limit)
    return limit


_LEAST_FIRST = _by_product({product: least for product, (least, _) in FIRST_SHARES.items()})
_MOST_FIRST = _by_product({product: most for product, (_, most) in FIRST_SHARES.items()})


def _first_share(route: str) -> Iterator[Rule]:
    share, dated = f"first_share_{route}", given("completion_date")
    says = "The first share is between 10 and 75 per cent (25 to 75 by an older lease, 25 to 90 with Social HomeBuy)."
    yield Rule("equity_least", says, (share,), dated & sure(pl.col(share) < _LEAST_FIRST))
    over = dated & ~states.RESALE & sure(pl.col(share) > _MOST_FIRST) & ~sure(pl.col(share) < _LEAST_FIRST)
    yield Rule("equity_most", says, (share, "resale"), over)


_DATED = given("completion_date")
_TOO_LITTLE_LEFT = sure(_LEFT < 0)

SHARE_RULES = (
    *_first_share("purchase"),
    *_first_share("staircasing"),
    Rule("bought_over_owned", "No more can be bought now than is then owned.", ("share_owned",), sure(_BOUGHT > _OWNED)),
    Rule(
        "bought_is_owned",
        "What is owned after a staircasing is more than what is bought now: there was a first share.",
        ("share_bought", "share_owned"),
        _DATED & sure(_BOUGHT == _OWNED),
    ),
    Rule(
        "bought_least",
        "So little is not sold of this kind of shared ownership: 10 per cent at least, of some kinds 1.",
        ("share_bought",),
        sure(_by_product(LEAST_BOUGHT) * FINER > _BOUGHT),
    ),
    Rule(
        "bought_most",
        "So much is not sold at once of this kind of shared ownership: 90 per cent at most, of some kinds 75 or 50.",
        ("share_bought",),
        _DATED & sure(_by_product(MOST_BOUGHT) * FINER < _BOUGHT),
    ),
    Rule(
        "shares_add_up",
        "The first share and the one bought now cannot be more than what is then owned.",
        ("first_share_staircasing", "share_owned", "share_bought"),
        _DATED & _TOO_LITTLE_LEFT,
    ),
    Rule(
        "shares_of_earlier",
        "Each earlier staircasing bought one per cent at least: the shares leave no room for so many.",
        ("first_share_staircasing", "share_owned", "share_bought", "staircasings", "first_staircasing"),
        _DATED & ~_TOO_LITTLE_LEFT & sure(_LEFT < _EARLIER * LEAST_PER_STAIRCASING * FINER),
    ),
    Rule(
        "staircasings_first",
        "It is not the first staircasing, so there are two at least.",
        ("staircasings", "first_staircasing"),
        among("first_staircasing", 2) & sure(pl.col("staircasings") < 2),
    ),
)
"""All of these bite where their answers are left, which the form sees to: only of a staircasing, save the first share."""
