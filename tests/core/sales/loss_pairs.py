"""For each silent loss of a sale: a row that suffers it, and its neighbour that does not."""

from collections.abc import Iterator

from tests.core.sales import rows
from tests.core.sales.pairs import Pair, on


def _places() -> Iterator[Pair]:
    yield on("postcode_inward", "blocks_file_postcode", rows.PURCHASE, "4A", "4AA")
    yield on("postcode_outward", "blocks_file_postcode", rows.STAIRCASING, None, "ME4")
    yield on("local_authority", "blocks_file_authority", rows.PURCHASE, "W06000015", "E06000035")
    yield on("local_authority", "blocks_file_authority", rows.PURCHASE, "E08000019", "E08000039")
    for line in ("address_line_1", "address_line_2", "town", "county"):
        yield Pair("address_replaced", line, rows.BY_UPRN, {"county": "Kent"}, {})
    for part in ("previous_outward", "previous_inward", "previous_authority"):
        yield Pair("previous_home_replaced", part, rows.RIGHT_TO_BUY, {"previous_authority": "E06000035"}, {})
    yield on("previous_postcode_known", "previous_postcode_counts", rows.PURCHASE, "2", "1")
    yield on("previous_authority", "previous_authority_unchecked", rows.PURCHASE, "Medway", "E06000036")


def _misread() -> Iterator[Pair]:
    yield on("previous_tenure", "tenure_text", rows.PURCHASE, "private", "r")
    apart = rows.JOINT | {"buyer_2_lived_there": "2"}
    yield on("previous_tenure_2", "tenure_text", apart, "?", "0")
    yield on("years_lived_here_purchase", "years_misread", rows.PURCHASE, "two", "2")
    yield on("years_lived_here_purchase", "years_misread", rows.PURCHASE, "-1", "0")
    yield on("years_lived_here_discounted", "years_misread", rows.RIGHT_TO_BUY, "1.5", "1")
    yield on("mortgage_used_purchase", "mortgage_unknown", rows.PURCHASE, "3", "1")
    yield on("mortgage_used_discounted", "mortgage_unknown", rows.RIGHT_TO_BUY, "3", "1")


def _lost() -> Iterator[Pair]:
    for wrong, right in (("0.99", "1"), ("9999.01", "9999"), ("15.555", "15.55"), ("none", None), ("0", None), ("-5", "5")):
        yield on("estate_fee", "estate_fee_lost", rows.PURCHASE, wrong, right)
    yield on("estate_fee", "estate_fee_unasked", rows.STAIRCASING, "12", None)
    yield on("savings", "row_lost", rows.PURCHASE, "2147483650", "2147483640")
    for rent, base in (("rent_purchase", rows.OLDER), ("rent_staircasing", rows.STAIRCASING | {"shared_product": "24"})):
        yield on(rent, "row_lost", base, "100000000", "99999999.99")
    yield on("charge_discounted", "row_lost", rows.RIGHT_TO_BUY, "100000000", "99999999.99")
    yield on("buyer_code", "buyer_code_long", rows.PURCHASE, "ABCDEFGHIJ", "ABCDEFGHI")


def _dropped() -> Iterator[Pair]:
    for field, base, asked in (
        ("work_1", rows.STAIRCASING, rows.PURCHASE), ("ethnicity", rows.STAIRCASING, rows.PURCHASE),
        ("income_1", rows.STAIRCASING, rows.PURCHASE), ("disability", rows.STAIRCASING, rows.PURCHASE),
        ("building_height", rows.PURCHASE, rows.PURCHASE | {"home_kind": "1"}),
        ("handover_day", rows.PURCHASE | {"resale": "1"}, rows.PURCHASE),
        ("price_discounted", rows.PURCHASE, rows.RIGHT_TO_BUY),
        ("back_to_back", rows.STAIRCASING, rows.TO_THE_WHOLE),
    ):  # fmt: skip
        value = asked.get(field) or "1"
        yield Pair("answer_dropped", field, {}, base | {field: value}, asked | {field: value})
    yield Pair("answer_dropped", "work_4", rows.FAMILY, {"work_4": "1"}, {})
    yield Pair("answer_dropped", "sex_3", rows.FAMILY, {"household_size": "2"}, {})
    yield Pair("answer_replaced", "work_3", rows.FAMILY, {"work_3": "7"}, {"work_3": "9"})
    yield Pair("answer_replaced", "bedrooms", rows.PURCHASE | {"home_kind": "2"}, {}, {"bedrooms": "1"})


LOST = (*_places(), *_misread(), *_lost(), *_dropped())
