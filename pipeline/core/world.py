"""What a file is judged against besides itself: the day, who owns and manages, which homes and schemes there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
import polars as pl

from pipeline.errors import Refused

Provider = Literal["PRP", "LA"]


@dataclass(frozen=True)
class Location:
    """A location of a supported housing scheme: postcode, local authority, for wheelchair users or not, whose, and since when."""

    postcode: str
    authority: str | None
    wheelchair: bool
    owner: str | None = None
    active_from: date | None = None


@dataclass(frozen=True)
class World:
    """What rows are taken to refer to.

    `owners` maps the code of each organisation that owns stock to its kind of provider, `without_stock` that of each other one,
    `agents` the code of an owner to those of its managing agents, `organisations` holds every code there is; `schemes` maps
    (scheme, location) codes to the location;
    `homes` maps a UPRN to the home's postcode. Where one of them is None, any code is taken as known. `areas` maps postcodes, or
    their first halves, to local authorities. `tables` holds the ministry's published tables that were given, by name without
    the year (`rent_ranges`, `sale_ranges`). `users` maps the service's user names, in small letters, to their
    organisations. `rent_periods` holds the codes that an organisation uses, where it does not use all.
    """

    today: date
    provider: Provider = "PRP"
    owners: Mapping[str, Provider] | None = None
    without_stock: Mapping[str, Provider] = field(default_factory=dict)
    organisations: frozenset[str] | None = None
    agents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    schemes: Mapping[tuple[str, str], Location] | None = None
    homes: Mapping[str, str] | None = None
    areas: Mapping[str, str] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    rent_periods: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @property
    def providers(self) -> dict[str, Provider]:
        """The kind of provider of every organisation that is told, whether it owns stock or not."""
        return {**(self.owners or {}), **self.without_stock}

    @property
    def uploader(self) -> str | None:
        """The organisation whose user uploads: the first owner of the provider's kind, where the owners are told."""
        return next((code for code, kind in (self.owners or {}).items() if kind == self.provider), None)


class _Organisation(msgspec.Struct):
    provider_type: Provider = "PRP"
    holds_own_stock: bool = True
    rent_periods: list[int] | str = "all"
    agents: frozenset[str] = frozenset()


class _Location(msgspec.Struct):
    postcode: str
    la: str | None = None
    mobility_type: str = "A"
    active_from: date | None = None


class _Scheme(msgspec.Struct):
    code: str
    locations: dict[str, _Location]
    owner: str | None = None


class _Told(msgspec.Struct):
    today: date
    orgs: dict[str, _Organisation] | None = None
    scheme: _Scheme | None = None
    schemes: list[_Scheme] | None = None
    users: dict[str, str] = {}
    uprn_lookup: dict[str, str] | None = None


def read_world(path: Path, provider: Provider) -> World:
    """The world told by a JSON file; raises Refused for one that cannot be read.

    It names `today`, `orgs`, `scheme` or `schemes`, `users` (each with its organisation) and `uprn_lookup` (a UPRN's address ends
    with its postcode).
    """
    try:
        told = msgspec.json.decode(path.read_bytes(), type=_Told)
    except OSError as cause:
        raise Refused(f"{path} cannot be read: {cause.strerror}") from None
    except msgspec.MsgspecError as cause:
        raise Refused(f"{path.name} is no description of organisations and places: {cause}") from None
    return World(
        today=told.today,
        provider=provider,
        owners=None if told.orgs is None else {code: org.provider_type for code, org in told.orgs.items() if org.holds_own_stock},
        without_stock={code: org.provider_type for code, org in (told.orgs or {}).items() if not org.holds_own_stock},
        organisations=None if told.orgs is None else frozenset(told.orgs),
        agents={code: org.agents for code, org in (told.orgs or {}).items()},
        schemes=_schemes(told),
        users={name.lower(): organisation for name, organisation in told.users.items()},
        rent_periods={
            code: frozenset(org.rent_periods) for code, org in (told.orgs or {}).items() if isinstance(org.rent_periods, list)
        },
        homes=told.uprn_lookup and {uprn: address.rsplit(",", 1)[-1].strip() for uprn, address in told.uprn_lookup.items()},
    )


def _schemes(told: _Told) -> dict[tuple[str, str], Location] | None:
    if told.scheme is None and told.schemes is None:
        return None
    schemes = [*([told.scheme] if told.scheme else []), *(told.schemes or [])]
    return {
        (scheme.code, code): Location(place.postcode, place.la, place.mobility_type == "W", scheme.owner, place.active_from)
        for scheme in schemes
        for code, place in scheme.locations.items()
    }
