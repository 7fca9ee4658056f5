"""What the made-up service knows: organisations, places and limits, against which every check of the return can be made.

The limits are invented and wide; the ministry's own tables are given to a real return.
"""

import json
from datetime import date

import polars as pl

from pipeline.sample.core_return.chosen import AUTHORITIES, OTHER_AUTHORITY
from pipeline.sample.core_return.faulty import sound
from pipeline.sample.core_return.stock import SCHEME
from pipeline.sample.people import SNAPSHOT

SETTINGS = """
[[organisation]]
landlord_code = "CITY"
owner = "ORG2"
provider = "LA"

# Companies whose codes are wrong, for the faults planted here.
[[organisation]]
landlord_code = "LOST"
owner = "ORG9"
provider = "PRP"

[[organisation]]
landlord_code = "SHELL"
owner = "ORG3"
provider = "PRP"

[[organisation]]
landlord_code = "AGENT"
owner = "ORG1"
manager = "ORG9"
provider = "PRP"

[[organisation]]
landlord_code = "STRANGER"
owner = "ORG1"
manager = "ORG2"
provider = "PRP"

[decisions.free_text.other_reason]
by = "A. Manager"
on = 2026-04-01
why = "code 20 needs its words"

[decisions.free_text.other_tenancy_type]
by = "A. Manager"
on = 2026-04-01
why = "code 3 needs its words"
"""
"""What `core.toml` of the faulty landlord has beside that of the sound one."""

_ORGANISATIONS = {
    "ORG1": {"provider_type": "PRP"},
    "ORG2": {"provider_type": "LA", "rent_periods": [1]},
    "ORG3": {"provider_type": "PRP", "holds_own_stock": False},
}
_NO_MORE = "E08000016"
"""The code of Barnsley until 2025; no authority of England had it in 2026."""
_LETTING_TYPES = range(1, 17)
_BEDROOMS = range(5)
_RENTS = {"soft_min": 25, "soft_max": 390, "hard_min": 20, "hard_max": 900}
_PRICES = {"soft_min": 50_000, "soft_max": 500_000}


def given_files(homes: pl.DataFrame, faulty_homes: list[str]) -> dict[str, str]:
    """The content of each file to be given to the command, by name: `world.json` and the tables of limits.

    `homes` is the property extract, `faulty_homes` the UPRNs of the homes of faulty logs.
    """
    return {"world.json": _world(homes, faulty_homes), "rent_ranges_2026.csv": _rents(), "sale_ranges_2026.csv": _prices()}


def _world(homes: pl.DataFrame, faulty_homes: list[str]) -> str:
    told = {
        "today": SNAPSHOT.isoformat(),
        "orgs": _ORGANISATIONS,
        "scheme": {"code": SCHEME, "owner": "ORG1", "locations": _locations(homes) | _faulty_locations()},
        "uprn_lookup": dict(homes.drop_nulls("uprn").select("uprn", "postcode").iter_rows())
        | dict.fromkeys(faulty_homes, sound.LOCATION_POSTCODE),
    }
    return json.dumps(told, indent=1)


def _locations(homes: pl.DataFrame) -> dict[str, dict[str, str]]:
    here = homes.drop_nulls("location").unique("location", keep="first", maintain_order=True).sort("location")
    return {
        code: {"postcode": postcode, "la": authority}
        for code, postcode, authority in here.select("location", "postcode", "local_authority").iter_rows()
    }


def _faulty_locations() -> dict[str, dict[str, str]]:
    at = {"postcode": sound.LOCATION_POSTCODE, "la": sound.AUTHORITY}
    return {
        sound.LOCATION: at,
        sound.LATE_LOCATION: at | {"active_from": date(2027, 1, 1).isoformat()},
        sound.LOST_LOCATION: at | {"la": _NO_MORE},
        sound.OTHER_LOCATION: at | {"postcode": "ME4 4AB"},
    }


def _rents() -> str:
    types = pl.DataFrame({"lettype": list(_LETTING_TYPES)})
    return _limited(types.join(_homes("beds"), how="cross"), _RENTS)


def _prices() -> str:
    return _limited(_homes("bedrooms"), _PRICES)


def _homes(bedrooms: str) -> pl.DataFrame:
    places = pl.DataFrame({"la": sorted({*AUTHORITIES.values(), OTHER_AUTHORITY})})
    return places.join(pl.DataFrame({bedrooms: list(_BEDROOMS)}), how="cross")


def _limited(homes: pl.DataFrame, limits: dict[str, int]) -> str:
    return homes.with_columns(pl.lit(limit).alias(name) for name, limit in limits.items()).write_csv()
