"""What the upload itself checks of each row of a sales file of 2026/27: set-up, address, the shape of cells."""

from collections.abc import Iterator

import polars as pl

from pipeline.core.conditions import among, any_of, blank, given, sure
from pipeline.core.countries import COUNTRIES, REFUSED
from pipeline.core.rules import Category, Rule, cell
from pipeline.core.sales_2026.fields import DECLINED
from pipeline.core.sales_2026.form_setup import DISCOUNTED_PRODUCTS, SHARED_PRODUCTS
from pipeline.core.sales_2026.states import FIRST_DAY
from pipeline.core.sales_2026.told_money import NUMBER_OR_DECLINED, WHOLE_OR_DECLINED
from pipeline.core.windows import last_day_in_file

LAST_DAY_TAKEN = last_day_in_file(2026)
"""From the first day of the year to this one the upload takes a completion; the log has a window of its own."""
MOST_DISCOUNT = 70_00

SHARED, DISCOUNTED = among(cell("ownership"), 1), among(cell("ownership"), 2)
STAIRCASING = SHARED & among(cell("staircasing"), 1)
FIRST_PURCHASE = SHARED & ~among(cell("staircasing"), 1)
JOINT = among(cell("joint_purchase"), 1)
INTERVIEWED = among(cell("interviewed"), 2)
COMPLETION = ("completion_day", "completion_month", "completion_year")


def _unless(name: str, *codes: int) -> pl.Expr:
    """True where the cell holds a code that is none of these."""
    return given(cell(name)) & ~among(cell(name), *codes)


def _is_not(name: str, shape: str) -> pl.Expr:
    """True where the cell does not have this shape, or is blank."""
    return ~sure(pl.col(cell(name)).str.contains(shape))


def _wanted(name: str, where: pl.Expr, says: str) -> Rule:
    return Rule(f"{name}_missing", says, (name,), where & blank(cell(name)), Category.SETUP)


def _known_code(name: str, *codes: int, says: str) -> Rule:
    return Rule(f"{name}_code", says, (name,), _unless(name, *codes), Category.SETUP)


_YEAR_SHORT_OR_WHOLE = sure(pl.col(cell("completion_year")).cast(pl.String).str.contains(r"^([0-9]{2}|[0-9]{4})\z"))
_OUTSIDE = ~sure(pl.col("completion_date").is_between(FIRST_DAY, LAST_DAY_TAKEN))

_SETUP = (
    *(_wanted(part, pl.lit(True), "The completion date is incomplete: write day, month and year.") for part in COMPLETION),
    Rule(
        "year_digits",
        "The year of completion takes two or four digits.",
        ("completion_year",),
        given(cell("completion_year")) & ~_YEAR_SHORT_OR_WHOLE,
        Category.SETUP,
    ),
    Rule(
        "completion_outside_window",
        "The sale was not completed in the collection year of this file: put it into the file of its own year.",
        COMPLETION,
        given("completion_date") & _YEAR_SHORT_OR_WHOLE & _OUTSIDE,
        Category.SETUP,
    ),
    _known_code("ownership", 1, 2, says="Write 1 for shared ownership or 2 for a discounted sale; outright sales have no log."),
    _wanted("ownership", pl.lit(True), "Tell whether it is shared ownership (1) or a discounted sale (2)."),
    _known_code("shared_product", *SHARED_PRODUCTS, says="No kind of shared ownership has this code: see the template."),
    _wanted("shared_product", SHARED, "Tell which kind of shared ownership it is."),
    _known_code("staircasing", 1, 2, says="Write 1 for a staircasing or 2 for a first purchase."),
    _wanted("staircasing", SHARED, "Tell whether it is a staircasing (1) or a first purchase (2)."),
    _known_code("discounted_product", *DISCOUNTED_PRODUCTS, says="No kind of discounted sale has this code: see the template."),
    _wanted("discounted_product", DISCOUNTED, "Tell which kind of discounted sale it is."),
    _wanted("joint_purchase", SHARED | DISCOUNTED | among(cell("more_than_two"), 2), "Tell whether two or more buy together."),
    _wanted("more_than_two", JOINT, "A joint purchase: tell whether there are more than two buyers."),
)

_LANDLORDS = (
    Rule(
        "owner_missing", "The seller is missing: write its code in the service.", ("owner",), blank(cell("owner")), Category.SETUP
    ),
    Rule(
        "owner_refused",
        "The service knows no such seller, or it owns no homes, or whoever uploads may not report for it.",
        ("owner",),
        given(cell("owner")) & pl.col("owner_refused"),
        Category.SETUP,
    ),
    Rule(
        "manager_unknown",
        "Whoever reports the sale is missing or unknown to the service: write its code.",
        ("manager",),
        blank("manager"),
        Category.SETUP,
    ),
    Rule(
        "manager_unrelated",
        "That organisation is neither the seller nor one of its managing agents.",
        ("manager",),
        pl.col("manager_refused"),
        Category.SETUP,
    ),
    Rule(
        "assigned_to_unknown",
        "No account of the service is known here: leave this blank, the log then goes to whoever uploads.",
        ("assigned_to",),
        pl.col("assignee_unknown"),
    ),
    Rule(
        "assigned_to_unrelated",
        "That user belongs neither to the seller nor to whoever reports the sale.",
        ("assigned_to",),
        pl.col("assignee_unrelated"),
        Category.SETUP,
    ),
)

_POSTCODE_HALVES = ("postcode_outward", "postcode_inward")
_ADDRESS = ("address_line_1", "town", *_POSTCODE_HALVES)
_NO_UPRN = blank(cell("uprn"))
_NO_ADDRESS = any_of(
    [blank(cell("address_line_1")), blank(cell("town")), blank(cell("postcode_outward")) & blank(cell("postcode_inward"))]
)
_UPRN_FAULT = pl.col("uprn_fault")
"""The log has been found wrong about the UPRN: the look-up missed it, or a check of place or income blames it too."""
_WRITE_ADDRESS = "Without a usable UPRN the address is needed: line 1, town and both halves of the postcode."


def _address() -> Iterator[Rule]:
    yield Rule("address_or_uprn", "Write the UPRN, or else the whole address.", ("uprn",), _NO_UPRN & _NO_ADDRESS)
    for name in _ADDRESS:
        yield Rule(f"{name}_missing", _WRITE_ADDRESS, (name,), (_NO_UPRN | _UPRN_FAULT) & blank(cell(name)))


_OLD_ENOUGH = 16


def _buyer(person: int, where: pl.Expr) -> Iterator[Rule]:
    child = where & among(cell(f"work_{person}"), 9)
    age = pl.col(cell(f"age_{person}")).str.extract(r"^[ \t\n\x0B\f\r]*\+?([0-9]+)").cast(pl.Int64, strict=False)
    says = "A buyer cannot be a child under 16: put the working situation right."
    yield Rule(f"buyer_{person}_child", says, (f"work_{person}",), child)
    yield Rule(f"buyer_{person}_child", says, (f"age_{person}",), child & sure(age >= _OLD_ENOUGH))


_NO_COUNTRY = "This number is no country of ISO 3166: write the country's number, or 0 where the buyer would not say."
_YEARS = (
    "Write the years of the mortgage as a whole number (0 without one), or R; the service wants this even where it asks nothing."
)
_YEARS_TOLD = "R is taken only of buyers who were not interviewed: write the years."
_NO_CHARGE = "Where there is no charge write R: 0 is refused."
_CHARGE = "Write the charge as a plain number, or R where there is none."


def _mortgage_years(name: str, where: pl.Expr) -> Iterator[Rule]:
    yield Rule("mortgage_years_format", _YEARS, (name,), where & _is_not(name, WHOLE_OR_DECLINED))
    yield Rule("mortgage_years_interviewed", _YEARS_TOLD, (name,), where & INTERVIEWED & among(cell(name), DECLINED))


def _charge_format(name: str, where: pl.Expr) -> Rule:
    return Rule("charge_format", _CHARGE, (name,), where & given(cell(name)) & _is_not(name, NUMBER_OR_DECLINED))


def _charge(route: str, where: pl.Expr) -> Iterator[Rule]:
    yield _charge_format(f"charge_{route}", where)
    yield Rule("charge_zero", _NO_CHARGE, (f"charge_{route}",), among(f"charge_{route}", 0))


_COUNTRIES = (REFUSED, *sorted(COUNTRIES))
_DISCOUNT = pl.col(cell("discount"))
_TIMES = pl.col(cell("staircasings"))

ROW_RULES = (
    *_SETUP,
    *_LANDLORDS,
    *_address(),
    *_buyer(1, pl.lit(True)),
    *_buyer(2, JOINT),
    Rule("nationality", _NO_COUNTRY, ("nationality",), _unless("nationality", *_COUNTRIES)),
    Rule("nationality", _NO_COUNTRY, ("nationality_2",), _unless("nationality_2", *_COUNTRIES)),
    Rule(
        "discount_pct",
        "A discount is between 0 and 70 per cent.",
        ("discount",),
        DISCOUNTED & sure((_DISCOUNT < 0) | (_DISCOUNT > MOST_DISCOUNT)),
    ),
    Rule(
        "staircasings_range",
        "From the second staircasing on there are 2 to 10: leave this blank for a first one.",
        ("staircasings",),
        sure((_TIMES < 2) | (_TIMES > 10)),
    ),
    *_mortgage_years("mortgage_years_purchase", SHARED),
    *_mortgage_years("mortgage_years_discounted", DISCOUNTED),
    *_charge("purchase", FIRST_PURCHASE),
    *_charge("staircasing", STAIRCASING),
    *_charge("discounted", DISCOUNTED),
    _charge_format("new_charge", STAIRCASING),
)
