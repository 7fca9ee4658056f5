"""The pairs of what differs in the year before, and of cells that hold nothing but spaces."""

from collections.abc import Iterator

from tests.core.sales import rows
from tests.core.sales.pairs import COMPLETION, UNSUMMED, Pair
from tests.core.sales.rows import Cells


def _in(month: str) -> Cells:
    return dict(zip(COMPLETION, ("9", month, "26"), strict=True))


def _year_before() -> Iterator[Pair]:
    """A sale of the year before is refused for its day, and judged by the form of that year."""
    march, april = _in("3"), _in("4")
    unknown = {"mortgage_used_purchase": "3"}
    for field in ("mortgage_used_purchase", "staircasing"):
        yield Pair("mortgage_unknown_before", field, rows.PURCHASE | unknown, march, april)
    yield Pair("mortgage_unknown_before", "mortgage_used_discounted", rows.RIGHT_TO_BUY | UNSUMMED, march, april)
    lent = rows.STAIRCASING | {"mortgage_used_staircasing": "3"}
    for field in ("share_owned", "mortgage_used_staircasing"):
        yield Pair("mortgage_unknown_before", field, lent, march, april)
    yield Pair("sum_shared", "price_purchase", rows.PURCHASE | {"deposit_purchase": "10001"}, march, april)
    short = rows.RIGHT_TO_BUY | {"deposit_discounted": "17400"}
    yield Pair("sum_discount", "price_discounted", short, march, april)


def _spaced() -> Iterator[Pair]:
    """A cell of spaces is half a postcode to the service, and no postcode is made of it."""
    for name in ("previous_outward", "previous_inward"):
        yield Pair("previous_postcode_format", name, rows.PURCHASE, {"previous_outward": " "}, {"previous_outward": None})


BEFORE = (*_year_before(), *_spaced())
