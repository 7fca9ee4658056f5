"""Sales of 2026/27, held together: the form, its rules, and which fields answer for which answer."""

import polars as pl

from pipeline.core.conditions import any_of
from pipeline.core.days import beyond_database, unreckonable
from pipeline.core.sales_2026 import bands, rules_year_before, states
from pipeline.core.sales_2026.fields import LAYOUT
from pipeline.core.sales_2026.form import FORM
from pipeline.core.sales_2026.losses import LOSSES, SAYS_NOTHING
from pipeline.core.sales_2026.rules_log import LOG_RULES as _OF_THE_LOG
from pipeline.core.sales_2026.rules_row import ROW_RULES
from pipeline.core.sales_2026.rules_soft import SOFT_RULES
from pipeline.core.sales_2026.settled import settle
from pipeline.core.sales_2026.told import DATES, tell
from pipeline.core.sales_2026.twins import TWIN_KEY, TWIN_RULES
from pipeline.core.windows import with_window
from pipeline.core.world import World
from pipeline.core.year import Year

LOG_RULES = (*_OF_THE_LOG, *rules_year_before.RULES)
_UPRN_FAULTS = any_of([rule.fails for rule in LOG_RULES if "uprn" in rule.blames])


def _settled(told: pl.DataFrame, world: World) -> pl.DataFrame:
    log = settle(told, world).pipe(with_window, world).pipe(bands.with_bands, world)
    return log.with_columns(uprn_fault=_UPRN_FAULTS)


_ANSWERS = {question.answer for question in FORM}
_BOUGHT, _CHARGED = ("purchase", "discounted"), ("purchase", "staircasing", "discounted")
FIELDS = {
    **{name: (name,) for name in LAYOUT.numbers if name in _ANSWERS},
    **{f"{what}_date": tuple(f"{what}_{part}" for part in ("day", "month", "year")) for what in DATES},
    "postcode": ("postcode_outward", "postcode_inward"),
    "previous_postcode": ("previous_outward", "previous_inward"),
    **{f"{name}_known": (name,) for name in (*(f"age_{person}" for person in states.PEOPLE), "income_1", "income_2", "savings")},
    **{f"{name}_group": (name,) for name in ("ethnicity", "ethnicity_2", "nationality", "nationality_2")},
    **{f"mortgage_years_{route}_known": (f"mortgage_years_{route}",) for route in _BOUGHT},
    **{f"has_charge_{route}": (f"charge_{route}",) for route in _CHARGED},
    "charge_changes": ("new_charge",),
}


def _off(world: World) -> tuple[str, ...]:
    unknown = {
        "price bands: give the ministry's table with --reference": bands.TABLE not in world.tables,
        "local authorities by postcode: give --postcode-areas": not world.areas,
        "organisations and users: give --world": world.organisations is None,
        "whether a UPRN is found: only the service can look it up": world.homes is None,
        "sale already in the service": True,
    }
    return tuple(check for check, is_off in unknown.items() if is_off)


YEAR = Year(
    layout=LAYOUT,
    form=FORM,
    tell=tell,
    settle=_settled,
    fields=FIELDS,
    row_rules=ROW_RULES,
    log_rules=LOG_RULES,
    soft_rules=SOFT_RULES,
    twin_key=TWIN_KEY,
    twin_rules=TWIN_RULES,
    losses=LOSSES,
    says_nothing=SAYS_NOTHING,
    stops=any_of([beyond_database("completion"), *(unreckonable(what) for what in DATES)]),
    off=_off,
)
