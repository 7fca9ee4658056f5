"""Lettings of 2026/27, held together: the form, its rules, and which fields answer for which answer."""

import polars as pl

from pipeline.core.conditions import NEVER, among, any_of, given
from pipeline.core.lettings_2026 import (
    rents,
    rules_household,
    rules_letting,
    rules_money,
    rules_soft,
    rules_upload,
    rules_upload_needs,
    rules_year_before,
    states,
)
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.core.lettings_2026.form import FORM
from pipeline.core.lettings_2026.form_household import EFFECTS
from pipeline.core.lettings_2026.form_situation import REGISTERS
from pipeline.core.lettings_2026.settled import settle
from pipeline.core.lettings_2026.stops import STOPS
from pipeline.core.lettings_2026.told import tell
from pipeline.core.numbers import exact_sum
from pipeline.core.postcodes import unusable
from pipeline.core.rules import Category, Rule, cell, written
from pipeline.core.windows import with_window
from pipeline.core.world import World
from pipeline.core.year import Year

_LOG_RULES = (*rules_letting.RULES, *rules_household.RULES, *rules_money.RULES)
_UPRN_FAULTS = any_of([rule.fails for rule in _LOG_RULES if "uprn" in rule.blames])
_POSTCODE = ("local_authority", "postcode_outward", "postcode_inward")


def _settled(told: pl.DataFrame, world: World) -> pl.DataFrame:
    settled = settle(told, world).pipe(with_window, world).pipe(rents.with_rent_limits, world)
    charges = exact_sum(settled.select(written(charge) for charge in states.CHARGES))
    return settled.with_columns(
        charges.alias(rules_upload.SUM_OF_CHARGES), uprn_fault=_UPRN_FAULTS, period_unused=_period_unused(world)
    )


def _period_unused(world: World) -> pl.Expr:
    theirs = [
        among("manager", code) & given("rent_period") & ~among("rent_period", *used) for code, used in world.rent_periods.items()
    ]
    return any_of(theirs) if theirs else NEVER


FIELDS = {
    **{name: (name,) for name in ("owner", "manager", "needs_type", "scheme", "location", "renewal")},
    "start_date": ("start_day", "start_month", "start_year"),
    **{name: (name,) for name in ("rent_type", "other_rent_product", "declaration")},
    "postcode": _POSTCODE,
    "local_authority": ("local_authority",),
    **{name: (name,) for name in ("unit_type", "wheelchair_standard", "bedrooms", "joint_tenancy", "starter_tenancy")},
    **{name: (name,) for name in ("tenancy_type", "other_tenancy_type", "tenancy_length")},
    **{answer: (f"age_{n}",) for n in states.PEOPLE for answer in (f"age_{n}_known", f"age_{n}")},
    **{name: (name,) for n in states.PEOPLE for name in (f"sex_{n}", f"gender_same_{n}", f"gender_words_{n}", f"work_{n}")},
    **{name: (name,) for name in (f"partner_{n}" for n in states.OTHERS)},
    **dict.fromkeys(("ethnic_group", "ethnicity"), ("ethnicity",)),
    **dict.fromkeys(("nationality", "nationality_group"), ("nationality",)),
    **{name: (name,) for name in ("armed_forces", "still_serving", "service_injury", "pregnancy")},
    "access_needs": ("pregnancy",),  # the service's own table says so
    **{name: (name,) for name in ("long_term_illness", "time_in_area", "time_waiting", "reason_for_leaving", "other_reason")},
    **{name: (name,) for name in ("previous_tenure", "homelessness", "previous_authority")},
    "previous_authority_known": ("previous_authority",),
    "previous_postcode_known": ("previous_postcode_known",),
    "previous_postcode": ("previous_outward", "previous_inward"),
    "reasonable_preference": ("reasonable_preference",),
    "allocation": REGISTERS,
    "referral": ("referral_council", "referral_association"),
    **{name: (name,) for name in ("referral_source", "referral_agency", "income_known", "income_frequency", "income")},
    **{name: (name,) for name in ("housing_benefit", "income_from_benefits", "rent_period", *states.CHARGES, "pays_charges")},
    **{name: (name,) for name in ("shortfall", "shortfall_amount", "last_let_basis", "vacancy_reason", "older_people_housing")},
    **dict.fromkeys(("major_repairs", "repairs_date"), ("repairs_day", "repairs_month", "repairs_year")),
    "void_date": ("void_day", "void_month", "void_year"),
    **{name: (name,) for name in ("uprn", "address_line_1", "town")},
}
"""The fields that answer for an answer, in the service's order."""


_NO_TICK = "The service takes 1 for a tick; this code it passes over without a word."
_LOOKED_UP = "With a UPRN the service takes the address from its look-up and drops this line without a word."
_BLOCKS = "A postcode that is half or misspelt keeps the service from making any log of the whole file: put it right."
_LOSSES = (
    Rule("blocks_file_postcode", _BLOCKS, ("postcode",), among("address_typed", 1) & unusable("postcode"), Category.SETUP),
    *(
        Rule("tick_passed_over", _NO_TICK, (name,), given(cell(name)) & ~among(cell(name), 0, 1), Category.SOFT)
        for name in (*rules_upload_needs.BOXES, *EFFECTS)
    ),
    *(
        Rule("address_looked_up", _LOOKED_UP, (name,), given(cell(name)) & given(cell("uprn")), Category.SOFT)
        for name in ("address_line_2", "county")
    ),
)


def _off(world: World) -> tuple[str, ...]:
    unknown = {
        "rent limits: give the ministry's table with --reference": rents.TABLE not in world.tables,
        "local authorities by postcode: give --postcode-areas": not world.areas,
        "organisations, users, schemes and locations: give --world": world.organisations is None,
        "whether a UPRN is found: only the service can look it up": world.homes is None,
        "rent periods that the managing organisation uses: give --world": world.organisations is None,
        "data sharing agreements of the organisations": True,
        "letting already in the service": True,
    }
    return tuple(check for check, is_off in unknown.items() if is_off)


YEAR = Year(
    layout=LAYOUT,
    form=FORM,
    tell=tell,
    settle=_settled,
    fields=FIELDS,
    row_rules=rules_upload.ROW_RULES,
    log_rules=_LOG_RULES,
    soft_rules=(*rules_soft.RULES, *rules_year_before.RULES),
    twin_key=rules_upload.TWIN_KEY,
    twin_rules=rules_upload.TWIN_RULES,
    losses=_LOSSES,
    stops=STOPS,
    off=_off,
)
