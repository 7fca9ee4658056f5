"""For each thing that a person has to confirm of a sale: a row that asks for it, and its neighbour that does not."""

from collections.abc import Iterator

from tests.core.sales import rows
from tests.core.sales.pairs import UNSUMMED, Pair, on
from tests.core.sales.rows import Cells

_LONDON = {"local_authority": "E09000002"}


def _prices() -> Iterator[Pair]:
    for base, price in (
        (rows.PURCHASE, "price_purchase"), (rows.STAIRCASING, "price_staircasing"), (rows.RIGHT_TO_ACQUIRE, "price_discounted"),
    ):  # fmt: skip
        for wrong, right in (("300001", "300000"), ("99999", "100000")):
            yield on(price, "price_band", base | UNSUMMED, wrong, right)
    dear = rows.PURCHASE | {"price_purchase": "400001", "bedrooms": "6"}
    yield Pair("price_band", "bedrooms", dear, {}, {"price_purchase": "400000"})
    yield Pair("price_band", "local_authority", dear, {}, {"local_authority": "E06000036"})
    yield Pair("price_band", "postcode_outward", dear, {}, {"bedrooms": None})
    looked_up = rows.BY_UPRN | {"price_purchase": "300001"}
    yield Pair("price_band", "uprn", looked_up, {}, {"bedrooms": "3"})


def _incomes() -> Iterator[Pair]:
    bands = {
        "0": ("519", "520"), "1": ("13399", "13400"), "2": ("2599", "2600"), "3": ("30001", "30000"), "4": ("23401", "23400"),
        "5": ("519", "520"), "6": ("50001", "50000"), "7": ("30001", "30000"), "8": ("519", "520"),
    }  # fmt: skip
    for work, (wrong, right) in bands.items():
        told = rows.PURCHASE | {"work_1": work, "age_1": "66"}
        yield on("income_1", "income_and_work", told, wrong, right)
        yield Pair("income_and_work", "work_1", told, {"income_1": wrong}, {"income_1": right})
    yield Pair("income_and_work", "income_1", rows.PURCHASE, {"income_1": "0"}, {"income_1": "0", "work_1": "10"})
    yield on("income_2", "income_and_work", rows.JOINT, "2599", "2600")
    yield Pair("income_and_work", "work_2", rows.JOINT, {"income_2": "2599"}, {"income_2": "2600"})
    for buyer, base in ((1, rows.RIGHT_TO_BUY), (2, rows.JOINT_RIGHT_TO_BUY | {"work_2": "10"})):
        check, income = f"income_{buyer}_discounted", f"income_{buyer}"
        yield on(income, check, base, "80001", "80000")
        yield Pair(check, "local_authority", base | _LONDON, {income: "90001"}, {income: "90000"})
    joint = rows.JOINT_RIGHT_TO_BUY | {"income_1": "60000"}
    yield Pair("income_together", "income_1", joint, {"income_2": "20001"}, {"income_2": "20000"})
    yield Pair("income_together", "income_2", joint, {"income_2": "20001"}, {"income_2": "R"})


def _people() -> Iterator[Pair]:
    six = rows.HOUSEHOLD_OF_SIX
    for person in range(1, 7):
        age, work = f"age_{person}", f"work_{person}"
        for field in (age, work):
            yield Pair("retired_young", field, six, {age: "65", work: "5"}, {age: "66", work: "5"})
            yield Pair("old_not_retired", field, six, {age: "67", work: "6"}, {age: "67", work: "10"})
    for person in range(2, 7):
        age, partner = f"age_{person}", f"partner_{person}"
        for field in (age, partner):
            yield Pair("partner_young", field, six, {partner: "1", age: "15"}, {partner: "1", age: "16"})
        if person > 2:
            yield Pair("several_partners", partner, six, {partner: "1"}, {})
    yield Pair("several_partners", "partner_2", six, {"partner_6": "1"}, {"partner_6": "1", "household_size": "5"})
    older = rows.OLDER | {"work_1": "10"}
    yield on("age_1", "older_people", older, "63", "64")
    yield on("age_1", "older_people", older, "R", "70")
    yield Pair("older_people", "ownership", older, {"age_1": "63"}, {"age_1": "63", "shared_product": "30"})
    both = rows.JOINT | {"shared_product": "24"}
    for field in ("joint_purchase", "age_2"):
        yield Pair("older_people", field, both, {}, {"age_2": "64"})
    for buyer, base in ((1, rows.PURCHASE), (2, rows.JOINT)):
        for field in (f"lives_here_{buyer}", "ownership"):
            yield Pair("lives_elsewhere", field, base, {f"lives_here_{buyer}": "2"}, {})
    for field in ("disability", "wheelchair_user"):
        yield Pair(
            "wheelchair_not_disabled", field, rows.PURCHASE, {"wheelchair_user": "1"}, {"wheelchair_user": "1", "disability": "3"}
        )


_MORTGAGED = ("income_1_counted", "joint_purchase", "income_1")


def _borrowed(base: Cells, route: str, income: tuple[str, str]) -> Iterator[Pair]:
    for field in (f"mortgage_{route}", *_MORTGAGED):
        yield Pair("mortgage_income", field, base, {"income_1": income[0]}, {"income_1": income[1]})
    yield Pair("mortgage_income", f"mortgage_{route}", base, {"income_1_counted": "2"}, {"income_1_counted": "1"})


def _sums() -> Iterator[Pair]:
    yield from _borrowed(rows.PURCHASE, "purchase", ("13999", "14000"))
    yield from _borrowed(rows.RIGHT_TO_BUY, "discounted", ("15999", "16000"))
    joint = rows.JOINT | {"income_1_counted": "2"}
    for field in ("income_2", "income_2_counted"):
        yield Pair("mortgage_income", field, joint, {"income_2": "13999"}, {"income_2": "14000"})
    for field in ("savings", "deposit_purchase"):
        yield Pair("deposit_savings", field, rows.PURCHASE, {"savings": "7490"}, {"savings": "7500"})
    yield Pair("deposit_savings", "savings", rows.PURCHASE, {"savings": "0"}, {"savings": "R"})
    for field in ("savings", "deposit_discounted"):
        yield Pair("deposit_savings", field, rows.RIGHT_TO_BUY, {"savings": "13120"}, {"savings": "13130"})
    yield on("savings", "savings_high", rows.PURCHASE, "100010", "100000")
    yield on("savings", "savings_high", rows.OLDER, "200010", "200000")
    yield on("share_bought", "bought_much", rows.TO_THE_WHOLE | {"first_share_staircasing": "40"}, "50.1", "50")
    nearly = rows.STAIRCASING | {"shared_product": "24", "age_1": "70"}
    for field in ("share_owned", "ownership"):
        yield Pair("owned_nearly_all", field, nearly, {"share_owned": "76"}, {"share_owned": "75.9"})
    for charge, base in (
        ("charge_purchase", rows.PURCHASE), ("charge_staircasing", rows.STAIRCASING), ("charge_discounted", rows.RIGHT_TO_BUY),
    ):  # fmt: skip
        for field in ("ownership", charge, "home_kind"):
            yield Pair("charge_high", field, base, {charge: "300.01"}, {charge: "300"})
    yield on("charge_purchase", "charge_high", rows.OLDER, "550.01", "550")
    for kind, wrong, right in (("1", "50.1", "50"), ("2", "50.1", "50"), ("3", "35.1", "35"), ("9", "35.1", "35")):
        home = rows.RIGHT_TO_BUY | UNSUMMED | {"home_kind": kind}
        for field in ("discount", "home_kind"):
            yield Pair("discount_high", field, home, {"discount": wrong}, {"discount": right})
    loan = rows.RIGHT_TO_ACQUIRE | UNSUMMED | {"discounted_product": "22"}
    yield on("grant", "grant_unusual", loan, "8999", "9000")
    yield on("grant", "grant_unusual", loan, "16001", "16000")


SOFT = (*_prices(), *_incomes(), *_people(), *_sums())
