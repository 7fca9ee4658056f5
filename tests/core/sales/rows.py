"""Made-up sales of every route, each complete and without a fault, to be changed cell by cell; and the world they assume."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from pipeline.core.judge import judge
from pipeline.core.sales_2026.fields import LAYOUT
from pipeline.core.sales_2026.year import YEAR
from pipeline.core.upload_file import Upload
from pipeline.core.world import World
from pipeline.core.year import Checked

Cells = Mapping[str, str | None]
UPRN = "100099887766"
BANDS = pl.DataFrame(
    {"la": ["E06000035"] * 2, "bedrooms": ["2", "4"], "soft_min": ["100000", "150000"], "soft_max": ["300000", "400000"]}
)
WORLD = World(
    today=date(2026, 11, 21),
    owners={"ORG1": "PRP"},
    organisations=frozenset({"ORG1", "ORG2"}),
    homes={UPRN: "ME4 4AA"},
    users={"sam@two.example": "ORG2"},
    tables={"sale_ranges": BANDS},
)

_ANY = {
    "completion_day": "9", "completion_month": "10", "completion_year": "26", "owner": "ORG1", "manager": "ORG1",
    "buyer_code": "B00017", "joint_purchase": "2", "interviewed": "2", "declaration": "1", "address_line_1": "7 Mill Lane",
    "town": "Chatham", "postcode_outward": "ME4", "postcode_inward": "4AA", "local_authority": "E06000035", "home_kind": "3",
    "bedrooms": "2", "age_1": "41", "sex_1": "F", "gender_same_1": "1",
}  # fmt: skip
_HOUSEHOLD = {
    "building_origin": "1", "wheelchair_home": "2", "ethnicity": "8", "nationality": "826", "work_1": "1", "lives_here_1": "1",
    "household_size": "1", "served_regular": "7", "bereaved_partner": "5", "disability": "2", "wheelchair_user": "2",
    "income_1": "42000", "income_1_counted": "1", "housing_benefit": "1", "savings": "20000", "owned_before": "2",
}  # fmt: skip
_BUYER_2 = {
    "joint_purchase": "1", "more_than_two": "2", "partner_2": "1", "age_2": "43", "sex_2": "M", "gender_same_2": "1",
}  # fmt: skip
_BUYER_2_TOO = {
    "ethnicity_2": "13", "nationality_2": "566", "work_2": "2", "lives_here_2": "1", "household_size": "2",
    "buyer_2_lived_there": "1", "income_2": "18000", "income_2_counted": "1",
}  # fmt: skip

PURCHASE = {
    **_ANY, **_HOUSEHOLD, "ownership": "1", "shared_product": "30", "staircasing": "2", "previous_tenure": "3",
    "previous_postcode_known": "1", "previous_outward": "ME5", "previous_inward": "7AA", "previous_authority": "E06000035",
    "resale": "2", "years_lived_here_purchase": "0", "handover_day": "1", "handover_month": "9", "handover_year": "26",
    "price_purchase": "200000", "first_share_purchase": "40", "mortgage_used_purchase": "1", "mortgage_purchase": "70000",
    "mortgage_years_purchase": "30", "deposit_purchase": "10000", "rent_purchase": "310.25", "charge_purchase": "95.5",
}  # fmt: skip
CASH = PURCHASE | {
    "mortgage_used_purchase": "2", "mortgage_purchase": None, "mortgage_years_purchase": "0", "deposit_purchase": "80000",
    "savings": "90000",
}  # fmt: skip
HOMEBUY = PURCHASE | {"shared_product": "18", "mortgage_purchase": "60000", "cash_discount": "10000"}
OLDER = PURCHASE | {"shared_product": "24", "age_1": "70", "work_1": "5"}
JOINT = PURCHASE | _BUYER_2 | _BUYER_2_TOO
FORMER_TENANT = PURCHASE | {
    "years_lived_here_purchase": "3",
    "previous_tenure": "2",
    "left_bedrooms": "1",
    "left_home": "1",
    "left_rent": "1",
}
FAMILY = PURCHASE | {
    "household_size": "3", "partner_2": "1", "age_2": "39", "sex_2": "M", "gender_same_2": "3", "work_2": "4",
    "partner_3": "2", "age_3": "8", "sex_3": "F", "gender_same_3": "1",
}  # fmt: skip
HOUSEHOLD_OF_SIX = FAMILY | {
    "household_size": "6",
    **{f"{what}_{person}": value for person in (3, 4, 5, 6) for what, value in
       {"partner": "2", "age": "30", "sex": "M", "gender_same": "1", "work": "1"}.items()},
}  # fmt: skip
BY_UPRN = PURCHASE | {
    "uprn": UPRN, **dict.fromkeys(("address_line_1", "town", "postcode_outward", "postcode_inward")),
}  # fmt: skip
UNINTERVIEWED = PURCHASE | {"interviewed": "1"}

STAIRCASING = {
    **_ANY, "ownership": "1", "shared_product": "30", "staircasing": "1", "mortgage_years_purchase": "0", "share_bought": "10",
    "share_owned": "60", "first_staircasing": "2", "first_purchase_day": "3", "first_purchase_month": "5",
    "first_purchase_year": "2012", "staircasings": "3", "last_staircasing_day": "4", "last_staircasing_month": "6",
    "last_staircasing_year": "2019", "price_staircasing": "210000", "first_share_staircasing": "30",
    "mortgage_used_staircasing": "2", "rent_before": "280", "rent_staircasing": "250.4", "charge_staircasing": "95.5",
    "new_charge": "R",
}  # fmt: skip
FIRST_STAIRCASING = STAIRCASING | {
    "new_charge": "99",
    "first_staircasing": "1", "staircasings": None,
    **dict.fromkeys(f"last_staircasing_{part}" for part in ("day", "month", "year")),
}  # fmt: skip
TO_THE_WHOLE = FIRST_STAIRCASING | {
    "share_bought": "50", "share_owned": "100", "first_share_staircasing": "50", "back_to_back": "2", "rent_staircasing": None,
}  # fmt: skip
JOINT_STAIRCASING = STAIRCASING | _BUYER_2

_WHOLE_HOME = {
    **_ANY, **_HOUSEHOLD, "ownership": "2", "previous_tenure": "1", "years_lived_here_discounted": "6",
    "price_discounted": "150000", "mortgage_used_discounted": "1", "mortgage_years_discounted": "25",
    "extra_borrowing": "2", "charge_discounted": "R",
}  # fmt: skip
RIGHT_TO_ACQUIRE = _WHOLE_HOME | {
    "discounted_product": "8", "grant": "10000", "charge_discounted": "80", "mortgage_discounted": "120000", "deposit_discounted": "20000",
}  # fmt: skip
RIGHT_TO_BUY = _WHOLE_HOME | {
    "discounted_product": "9", "discount": "35", "mortgage_discounted": "80000", "deposit_discounted": "17500",
}  # fmt: skip
RENT_TO_BUY = _WHOLE_HOME | {
    "discounted_product": "29", "mortgage_discounted": "130000", "deposit_discounted": "20000",
}  # fmt: skip
JOINT_RIGHT_TO_BUY = RIGHT_TO_BUY | _BUYER_2 | _BUYER_2_TOO

CLEAN = {
    name: row
    for name, row in sorted(globals().items())
    if name.isupper() and not name.startswith("_") and isinstance(row, dict) and "ownership" in row
}
"""Every row above, by its name."""


def upload(rows: Iterable[Cells]) -> Upload:
    """The rows as a file holds them, in that order."""
    told = [{name: row.get(name) for name in LAYOUT.numbers} for row in rows]
    frame = pl.DataFrame(told, schema=dict.fromkeys(LAYOUT.numbers, pl.String))
    placed = frame.with_row_index("row", offset=1).with_columns(line=pl.col("row") + 1)
    return Upload(LAYOUT, placed, {})


def judged(rows: Iterable[Cells], world: World = WORLD) -> Checked:
    """What would be said of each row, taken alone."""
    return judge(YEAR, upload(rows), world, each_row_alone=True)


def errors(checked: Checked) -> list[tuple[str, set[tuple[int, str]]]]:
    """Verdict, and field and category of each error, row by row."""
    found: dict[int, set[tuple[int, str]]] = {row: set() for row in checked.verdicts["row"]}
    for row, field, category in checked.findings.select("row", "field", "category").iter_rows():
        found[row].add((field, category))
    return list(zip(checked.verdicts["verdict"], found.values(), strict=True))
