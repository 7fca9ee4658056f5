"""For each check of a sale: a row that it finds at fault, and its neighbour just on the other side that it leaves alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.core.sales import rows
from tests.core.sales.rows import Cells

UNSUMMED = {"mortgage_used_purchase": "3", "mortgage_used_discounted": "3"}
"""Of a mortgage that is not known the service does not add up the price: so that a sum alone is put to the test."""
COMPLETION = ("completion_day", "completion_month", "completion_year")


@dataclass(frozen=True)
class Pair:
    """The check's id, the field it must blame, the base row, and what is changed in it on either side of the line."""

    check: str
    field: str
    base: Cells
    wrong: Cells
    right: Cells

    @property
    def name(self) -> str:
        return f"{self.check} {self.field} {' '.join(f'{name}={value}' for name, value in self.wrong.items())}"


def on(field: str, check: str, base: Cells, wrong: str | None, right: str | None) -> Pair:
    """A pair that differs in the blamed field alone."""
    return Pair(check, field, base, {field: wrong}, {field: right})


def _day(day: str, month: str, year: str = "26") -> Cells:
    return dict(zip(COMPLETION, (day, month, year), strict=True))


def _dated(what: str, day: str | None, month: str | None, year: str | None) -> Cells:
    return {f"{what}_day": day, f"{what}_month": month, f"{what}_year": year}


def _setup() -> Iterator[Pair]:
    for part, right in zip(COMPLETION, ("9", "10", "26"), strict=True):
        yield on(part, f"{part}_missing", rows.PURCHASE, None, right)
    yield on("completion_year", "year_digits", rows.PURCHASE, "126", "2026")
    yield Pair("completion_outside_window", "completion_day", rows.STAIRCASING, _day("31", "3"), _day("1", "4"))
    yield Pair("completion_window", "completion_month", rows.STAIRCASING, _day("1", "4", "27"), _day("21", "11"))
    yield Pair("completion_future", "completion_year", rows.STAIRCASING, _day("6", "12"), _day("5", "12"))
    yield on("ownership", "ownership_code", rows.PURCHASE, "3", "1")
    yield on("ownership", "ownership_missing", rows.PURCHASE, None, "1")
    yield on("shared_product", "shared_product_code", rows.PURCHASE, "27", "28")
    yield on("shared_product", "shared_product_missing", rows.PURCHASE, None, "31")
    yield on("staircasing", "staircasing_code", rows.PURCHASE, "3", "2")
    yield on("staircasing", "staircasing_missing", rows.PURCHASE, None, "2")
    yield on("discounted_product", "discounted_product_code", rows.RIGHT_TO_BUY, "27", "14")
    yield on("discounted_product", "discounted_product_missing", rows.RIGHT_TO_BUY, None, "9")
    yield on("joint_purchase", "joint_purchase_missing", rows.PURCHASE, None, "2")
    yield on("more_than_two", "more_than_two_missing", rows.JOINT, None, "3")
    yield on("owner", "owner_missing", rows.PURCHASE, None, "ORG1")
    yield on("owner", "owner_refused", rows.PURCHASE, "ORG2", "ORG1")
    yield on("manager", "manager_unknown", rows.PURCHASE, "ORG9", "ORG1")
    yield on("manager", "manager_unrelated", rows.PURCHASE, "ORG2", "ORG1")
    yield on("assigned_to", "assigned_to_unknown", rows.PURCHASE, "somebody@example.org", None)


def _address() -> Iterator[Pair]:
    yield Pair("address_or_uprn", "uprn", rows.PURCHASE, {"town": None}, {})
    for name in ("address_line_1", "town", "postcode_outward", "postcode_inward"):
        yield Pair(f"{name}_missing", name, rows.PURCHASE, {name: None}, {})
        yield Pair(f"{name}_missing", name, rows.BY_UPRN, {"uprn": "1"}, {})
    place = ("local_authority", "postcode_outward", "postcode_inward", "uprn", "address_line_1")
    for name in place:
        yield Pair("authority_england", name, rows.PURCHASE, {"local_authority": "S12000036"}, {})
        yield Pair("authority_in_force", name, rows.PURCHASE, {"local_authority": "E08000016"}, {"local_authority": "E08000038"})
    yield on("uprn", "uprn_format", rows.BY_UPRN, "10009988776A", rows.UPRN)
    yield on("uprn", "uprn_lookup", rows.BY_UPRN, "100099887767", rows.UPRN)
    typed = {"address_line_1": "7 Mill Lane", "town": "Chatham", "postcode_outward": "ME4", "uprn": "12"}
    yield Pair("postcode_format", "postcode_inward", rows.PURCHASE | typed, {"postcode_inward": "44A"}, {})
    yield Pair(
        "previous_postcode_format", "previous_outward", rows.PURCHASE, {"previous_outward": "ME"}, {"previous_outward": "ME8"}
    )
    yield Pair("previous_postcode_format", "previous_inward", rows.RIGHT_TO_BUY, {"postcode_inward": None}, {})


def _people() -> Iterator[Pair]:
    yield on("work_1", "buyer_1_child", rows.PURCHASE, "9", "0")
    yield Pair("buyer_1_child", "age_1", rows.PURCHASE, {"work_1": "9", "age_1": "16"}, {"work_1": "9", "age_1": "15"})
    yield on("work_2", "buyer_2_child", rows.JOINT, "9", "10")
    yield Pair("buyer_2_child", "age_2", rows.JOINT, {"work_2": "9", "age_2": "16"}, {"work_2": "9", "age_2": "15"})
    yield Pair("child_income", "income_2", rows.JOINT, {"work_2": "9", "income_2": "1"}, {"work_2": "9", "income_2": "0"})
    yield on("age_2", "buyer_2_young", rows.JOINT, "15", "16")
    yield on("nationality", "nationality", rows.PURCHASE, "2", "4")
    yield on("nationality_2", "nationality", rows.JOINT, "827", "0")
    for field in ("previous_tenure", "ownership"):
        yield Pair("tenure_discounted", field, rows.RIGHT_TO_BUY, {"previous_tenure": "3"}, {"previous_tenure": "2"})
    for field in ("income_1", "ownership", "local_authority"):
        yield Pair("income_1_most", field, rows.PURCHASE, {"income_1": "80001"}, {"income_1": "80000"})
    london = {"local_authority": "E09000001"}
    yield Pair("income_1_most", "uprn", rows.PURCHASE | london, {"income_1": "90001"}, {"income_1": "90000"})
    yield Pair("income_2_most", "income_2", rows.JOINT | {"income_1": "R"}, {"income_2": "80001"}, {"income_2": "80000"})
    yield Pair("income_together_most", "income_1", rows.JOINT, {"income_1": "62001"}, {"income_1": "62000"})


def _dates() -> Iterator[Pair]:
    handover = rows.PURCHASE
    yield Pair("handover", "handover_day", handover, _dated("handover", "10", "10", "26"), _dated("handover", "9", "10", "26"))
    yield Pair("handover", "completion_day", handover, _dated("handover", "9", "10", "21"), _dated("handover", "10", "10", "21"))
    first = rows.FIRST_STAIRCASING
    early, late = _dated("first_purchase", "31", "12", "1979"), _dated("first_purchase", "9", "10", "26")
    yield Pair("first_purchase", "first_purchase_day", first, early, _dated("first_purchase", "1", "1", "1980"))
    yield Pair("first_purchase", "first_purchase_year", first, late, _dated("first_purchase", "8", "10", "26"))
    later, last = rows.STAIRCASING | early, "last_staircasing"
    yield Pair(last, f"{last}_day", later, _dated(last, "31", "12", "1979"), _dated(last, "1", "1", "1980"))
    yield Pair(last, f"{last}_month", rows.STAIRCASING, _dated(last, "9", "10", "26"), _dated(last, "8", "10", "26"))
    same, after = _dated(last, "3", "5", "2012"), _dated(last, "4", "5", "2012")
    yield Pair("staircasing_after_purchase", "first_purchase_day", rows.STAIRCASING, same, after)
    yield Pair("staircasing_after_purchase", "last_staircasing_day", rows.STAIRCASING, same, after)


def _shares() -> Iterator[Pair]:
    first = "first_share_purchase"
    for product, least, under, most, over in (
        ("30", "10", "9.9", "75", "75.1"), ("2", "25", "24.9", "75", "75.1"), ("18", "25", "24.9", "90", "90.1"),
    ):  # fmt: skip
        of = rows.PURCHASE | {"shared_product": product}
        yield on(first, "equity_least", of, under, least)
        yield on(first, "equity_most", of, over, most)
        yield Pair("equity_most", "resale", of, {first: over}, {first: most})
    yield Pair("equity_most", first, rows.PURCHASE, {first: "80"}, {first: "80", "resale": "1"})
    again = "first_share_staircasing"
    yield on(again, "equity_least", rows.STAIRCASING, "9.9", "10")
    yield on(again, "equity_most", rows.STAIRCASING, "75.1", "75")
    bought, owned = "share_bought", "share_owned"
    yield Pair("bought_over_owned", owned, rows.STAIRCASING, {bought: "60.1"}, {bought: "60"})
    for field in (bought, owned):
        yield Pair("bought_is_owned", field, rows.STAIRCASING, {bought: "60"}, {bought: "59.9"})
    yield on(bought, "bought_least", rows.STAIRCASING, "0.9", "1")
    yield on(bought, "bought_least", rows.STAIRCASING | {"shared_product": "16"}, "9.9", "10")
    for product, most, over in (("30", "90", "90.1"), ("2", "75", "75.1"), ("24", "50", "50.1")):
        yield on(bought, "bought_most", rows.TO_THE_WHOLE | {"shared_product": product}, over, most)
    for field in (again, owned, bought):
        yield Pair("shares_add_up", field, rows.FIRST_STAIRCASING, {bought: "30.1"}, {bought: "30"})
        yield Pair("shares_of_earlier", field, rows.STAIRCASING, {bought: "28.1"}, {bought: "28"})
    for field in ("staircasings", "first_staircasing"):
        yield Pair("shares_of_earlier", field, rows.STAIRCASING | {bought: "22"}, {"staircasings": "10"}, {"staircasings": "9"})
    yield Pair("staircasings_first", "first_staircasing", rows.STAIRCASING, {"staircasings": "0"}, {"staircasings": "2"})
    yield on("staircasings", "staircasings_range", rows.STAIRCASING, "1", "2")
    yield on("staircasings", "staircasings_range", rows.PURCHASE, "11", "10")


def _sums() -> Iterator[Pair]:
    for field in ("price_purchase", "deposit_purchase", "first_share_purchase", "mortgage_purchase"):
        yield Pair("sum_shared", field, rows.PURCHASE, {"deposit_purchase": "10201"}, {"deposit_purchase": "10200"})
    for field in ("price_purchase", "mortgage_used_purchase"):
        yield Pair("sum_shared", field, rows.CASH, {"deposit_purchase": "79799"}, {"deposit_purchase": "79800"})
    yield Pair("sum_homebuy", "cash_discount", rows.HOMEBUY, {"cash_discount": "10201"}, {"cash_discount": "10200"})
    paid = rows.HOMEBUY | {"mortgage_used_purchase": "2", "deposit_purchase": "70000"}
    yield Pair("sum_homebuy", "mortgage_used_purchase", paid, {"cash_discount": "9799"}, {"cash_discount": "9800"})
    for field in ("discount", "grant", "mortgage_discounted", "price_discounted"):
        yield Pair("sum_discount", field, rows.RIGHT_TO_BUY, {"deposit_discounted": "17651"}, {"deposit_discounted": "17650"})
        yield Pair("sum_grant", field, rows.RIGHT_TO_ACQUIRE, {"deposit_discounted": "20001"}, {"deposit_discounted": "20000"})
    yield Pair("sum_grant", "deposit_discounted", rows.RENT_TO_BUY, {"mortgage_discounted": "129999"}, {})
    yield on("rent_purchase", "rent_most", rows.PURCHASE, "9999.01", "9999")
    yield Pair(
        "rent_most",
        "rent_purchase",
        rows.PURCHASE,
        {"rent_purchase": "10000"},
        {"rent_purchase": "10000", "shared_product": "24"},
    )
    yield on("rent_staircasing", "rent_most", rows.STAIRCASING, "9999.01", "9999")
    for field in ("new_charge", "charge_staircasing"):
        yield Pair("new_charge_same", field, rows.STAIRCASING, {"new_charge": "95.50"}, {"new_charge": "95.51"})
    for product in ("8", "21"):
        granted = rows.RIGHT_TO_ACQUIRE | UNSUMMED | {"discounted_product": product}
        yield on("grant", "grant_range", granted, "8999", "9000")
        yield on("grant", "grant_range", granted, "16001", "16000")
    dear = rows.RIGHT_TO_BUY | UNSUMMED | {"discount": "50"}
    for field in ("discount", "price_discounted", "local_authority", "postcode_outward", "uprn"):
        yield Pair("discount_value", field, dear, {"price_discounted": "206801"}, {"price_discounted": "206800"})
    in_london = dear | {"local_authority": "E09000033"}
    yield Pair("discount_value", "discount", in_london, {"price_discounted": "274801"}, {"price_discounted": "274800"})
    yield on("discount", "discount_pct", rows.RIGHT_TO_ACQUIRE, "70.1", "70")
    for field in ("left_bedrooms", "left_home"):
        yield Pair("left_bedsit", field, rows.FORMER_TENANT, {"left_home": "2", "left_bedrooms": "2"}, {"left_home": "2"})
    for field, base in (
        ("mortgage_years_purchase", rows.STAIRCASING), ("mortgage_years_purchase", rows.CASH),
        ("mortgage_years_discounted", rows.RIGHT_TO_BUY),
    ):  # fmt: skip
        yield on(field, "mortgage_years_format", base, None, "0")
        yield on(field, "mortgage_years_format", base, "7.5", "7")
        yield on(field, "mortgage_years_interviewed", base, "r", "7")
    yield Pair(
        "mortgage_years_interviewed", "mortgage_years_purchase", rows.PURCHASE,
        {"mortgage_years_purchase": "R"}, {"mortgage_years_purchase": "R", "interviewed": "1"},
    )  # fmt: skip
    for field, base in (
        ("charge_purchase", rows.PURCHASE), ("charge_staircasing", rows.STAIRCASING), ("charge_discounted", rows.RIGHT_TO_BUY),
    ):  # fmt: skip
        yield on(field, "charge_format", base, "1,200", "120")
        yield on(field, "charge_zero", base, "0", "r")
    yield on("new_charge", "charge_format", rows.STAIRCASING, "-3", "0")


HARD = (*_setup(), *_address(), *_people(), *_dates(), *_shares(), *_sums())
