"""What the service would lose or twist of a sale of 2026/27 without a word, beyond the answers that it plainly does not ask."""

import polars as pl

from pipeline.core.authorities import english
from pipeline.core.conditions import among, any_of, blank, given, sure
from pipeline.core.postcodes import unusable
from pipeline.core.rules import Category, Rule, cell, written
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.fields import DECLINED
from pipeline.core.sales_2026.places import LINES
from pipeline.core.sales_2026.rules_log import AUTHORITY_REFUSED
from pipeline.core.spaces import told

LONGEST_BUYER_CODE = 9
"""Characters, by the template; the service takes more without a word."""
GREATEST_SAVINGS = 2**31 - 1
GREATEST_AMOUNT = 100_000_000_00
"""What the service's database can hold, in pounds and in pence: a row with more is not saved, and nobody is told."""


def _loss(id: str, says: str, blames: tuple[str, ...], fails: pl.Expr) -> Rule:
    """A rule about an answer that is lost, and no more than that."""
    return Rule(id, says, blames, fails, Category.SOFT)


_TYPED = among("address_typed", 1)
_BLOCKS = "keeps the service from making any log of the whole file, whatever it reports: put it right, or take the row out."

_PREVIOUS = ("previous_outward", "previous_inward", "previous_authority")
_SAID_KNOWN = cell("previous_postcode_known")

_PLACES = (
    Rule(
        "blocks_file_postcode",
        f"A postcode that is half or misspelt {_BLOCKS}",
        ("postcode",),
        _TYPED & unusable("postcode"),
        Category.SETUP,
    ),
    Rule(
        "blocks_file_authority",
        f"An authority that is not of England, or no longer, {_BLOCKS}",
        ("local_authority",),
        _TYPED & AUTHORITY_REFUSED,
        Category.SETUP,
    ),
    _loss(
        "address_replaced",
        "Beside a UPRN the service takes the address of its look-up: lines, town and postcode are replaced, the county is lost.",
        LINES,
        given("uprn") & any_of([given(cell(line)) for line in LINES]),
    ),
    _loss(
        "previous_home_replaced",
        "Of a discounted sale the service takes this home itself for the previous one.",
        _PREVIOUS,
        states.DISCOUNTED & any_of([given(cell(part)) for part in _PREVIOUS]),
    ),
    _loss(
        "previous_postcode_counts",
        "A postcode is told, so the service takes it as known, whatever is said here.",
        ("previous_postcode_known",),
        ~states.DISCOUNTED & given("previous_postcode") & given(_SAID_KNOWN) & ~among(_SAID_KNOWN, 1),
    ),
    _loss(
        "previous_authority_unchecked",
        "This is no code of an English authority; the service keeps it unchecked: put it right, or leave it blank.",
        ("previous_authority",),
        states.FIRST_PURCHASE & given(cell("previous_authority")) & ~english(cell("previous_authority")),
    ),
)


def _read_as_unknown(name: str) -> Rule:
    tenure = pl.col(cell(name))
    says = 'The service reads this as "not known": write a code of the template, or R.'
    text = given(name) & ~sure(tenure.str.contains(r"^[0-9]+\z")) & (tenure != DECLINED).fill_null(False)
    return _loss("tenure_text", says, (name,), text)


def _years_misread(route: str) -> Rule:
    name = f"years_lived_here_{route}"
    says = 'The service reads this as "did not live here": write whole years, or 0.'
    text = told(pl.col(written(name)))
    return _loss("years_misread", says, (name,), given(f"lived_here_{route}") & text & ~sure(pl.col(cell(name)) >= 0))


def _mortgage_unknown(route: str) -> Rule:
    used = f"mortgage_used_{route}"
    says = "With 3 (not known) the service drops the sum and the years of the mortgage and does not add up the price."
    return _loss("mortgage_unknown", says, (used,), among(used, 3) & given(cell(f"mortgage_{route}")))


def _too_large(name: str, most: int, unit: str) -> Rule:
    says = f"More than the service's database can hold ({unit}): the whole log would be lost without a word."
    return Rule("row_lost", says, (name,), sure(pl.col(name) > most), Category.CRITICAL)


_FEE_TEXT = told(pl.col(written("estate_fee"))) & blank(cell("estate_fee"))

LOSSES = (
    *_PLACES,
    _read_as_unknown("previous_tenure"),
    _read_as_unknown("previous_tenure_2"),
    _years_misread("purchase"),
    _years_misread("discounted"),
    _mortgage_unknown("purchase"),
    _mortgage_unknown("discounted"),
    _loss(
        "estate_fee_lost",
        "The service takes fees from 1 to 9,999 pounds, to the penny; this one it drops without a word (blank means none).",
        ("estate_fee",),
        states.SETUP_DONE & states.FIRST_PURCHASE & (_FEE_TEXT | (given("monthly_estate_fee") & blank("estate_fee_taken"))),
    ),
    _loss(
        "estate_fee_unasked",
        "The fee is asked of a first purchase only; the service drops it without a word.",
        ("estate_fee",),
        given(cell("estate_fee")) & blank("monthly_estate_fee"),
    ),
    _too_large("savings", GREATEST_SAVINGS, "2,147,483,647 pounds"),
    _too_large("rent_purchase", GREATEST_AMOUNT - 1, "99,999,999.99 pounds"),
    _too_large("rent_staircasing", GREATEST_AMOUNT - 1, "99,999,999.99 pounds"),
    _too_large("charge_discounted", GREATEST_AMOUNT - 1, "99,999,999.99 pounds"),
    _loss(
        "buyer_code_long",
        "The template takes nine characters here: shorten it, to be safe.",
        ("buyer_code",),
        sure(pl.col("buyer_code").str.len_chars() > LONGEST_BUYER_CODE),
    ),
)

SAYS_NOTHING = {
    **{f"years_lived_here_{route}": sure(pl.col(cell(f"years_lived_here_{route}")) == 0) for route in ("purchase", "discounted")},
    **{f"mortgage_years_{route}": among(cell(f"mortgage_years_{route}"), "0") for route in ("purchase", "discounted")},
}
"""A 0 where the form wants one although it asks nothing: it is dropped, and nothing is lost."""
