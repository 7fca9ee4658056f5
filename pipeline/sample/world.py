"""The true world of the sample: what is so, before any source writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from pipeline.sample.postings import POSTING

PAYMENT = {"claim": pl.Int64, "period_from": pl.Date, "period_to": pl.Date, "amount": pl.Int64, "paid_on": pl.Date}
SIGHTING = {
    "sighting": pl.Int64, "person": pl.Int64, "home": pl.Int64, "source": pl.String, "strength": pl.String,
    "first_seen": pl.Date, "last_seen": pl.Date, "care": pl.String,
}  # fmt: skip
APPLICANT = {
    "application": pl.Int64, "person": pl.Int64, "role": pl.String, "home": pl.Int64, "applied_on": pl.Date,
    "status": pl.String, "transfer": pl.Boolean, "care": pl.String,
}  # fmt: skip
BUYER = {
    "application": pl.Int64, "tenancy": pl.Int64, "person": pl.Int64, "home": pl.Int64, "stage": pl.String,
    "applied_on": pl.Date, "completed_on": pl.Date, "discount": pl.Int64, "care": pl.String,
}  # fmt: skip
PARTNER_TENANT = {
    "tenancy": pl.Int64, "person": pl.Int64, "home": pl.Int64, "status": pl.String, "start": pl.Date, "end": pl.Date,
    "restricted": pl.Boolean, "care": pl.String,
}  # fmt: skip
OWNER = {
    "person": pl.Int64, "home": pl.Int64, "owned_from": pl.Date, "owned_to": pl.Date, "source": pl.String, "care": pl.String,
}  # fmt: skip
LISTING = {
    "listing": pl.Int64, "home": pl.Int64, "first_seen": pl.Date, "last_seen": pl.Date, "sightings": pl.Int64, "nights": pl.Int64,
    "care": pl.String,
}  # fmt: skip
EVENT = {"tenancy": pl.Int64, "event_date": pl.Date, "person": pl.Int64, "kind": pl.String, "detail": pl.String}

KEYS: dict[str, list[str]] = {
    "homes": ["home"], "people": ["person"], "tenancies": ["tenancy"], "parties": ["tenancy", "person"], "claims": ["claim"],
    "claimants": ["claim", "person"], "accounts": ["tenancy"], "deaths": ["person"], "sightings": ["person", "home"],
    "applicants": ["application", "person"], "buyers": ["application"], "partner_tenants": ["tenancy", "person"],
    "owners": ["person", "home"], "listings": ["listing"],
}  # fmt: skip
"""The columns that tell one row of each table from another, where stories change or remove rows."""


def none_of(columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """A table with those columns and no rows."""
    return pl.DataFrame(schema=columns)


@dataclass(frozen=True)
class World:
    """Tables of the truth, each keyed by whole numbers.

    `homes`: see `homes.homes`. `people`: see `people.people`. `tenancies`: see `tenancies.tenancies`. `parties`: `tenancy`,
    `person`, `status` (F, O, H), `person_start`, `person_end`, `copy` (which of the person's records the landlord keeps it
    under), `care` (how well it was written down, see `slips.Scribe`). `claims` and `claimants`: see `claims`. `accounts`: see
    `rent.ACCOUNT`. `deaths`: `person`, `home`, `date_of_death`, `source`, `care`. `postings` and `payments` hold only what
    stories add to the ordinary ones. The rest is for the extracts that not every landlord has.
    """

    homes: pl.DataFrame
    people: pl.DataFrame
    tenancies: pl.DataFrame
    parties: pl.DataFrame
    claims: pl.DataFrame
    claimants: pl.DataFrame
    accounts: pl.DataFrame
    deaths: pl.DataFrame
    postings: pl.DataFrame = field(default_factory=lambda: none_of(POSTING))
    payments: pl.DataFrame = field(default_factory=lambda: none_of(PAYMENT))
    sightings: pl.DataFrame = field(default_factory=lambda: none_of(SIGHTING))
    applicants: pl.DataFrame = field(default_factory=lambda: none_of(APPLICANT))
    buyers: pl.DataFrame = field(default_factory=lambda: none_of(BUYER))
    partner_tenants: pl.DataFrame = field(default_factory=lambda: none_of(PARTNER_TENANT))
    events: pl.DataFrame = field(default_factory=lambda: none_of(EVENT))
    owners: pl.DataFrame = field(default_factory=lambda: none_of(OWNER))
    listings: pl.DataFrame = field(default_factory=lambda: none_of(LISTING))

    def table(self, name: str) -> pl.DataFrame:
        """The table of that name."""
        return getattr(self, name)  # type: ignore[no-any-return]

    def having(self, **tables: pl.DataFrame) -> "World":
        """The same world with some tables replaced."""
        return replace(self, **tables)

    def without(self, name: str, keys: pl.DataFrame) -> "World":
        """The same world without the rows of a table that have these keys."""
        return self.having(**{name: self.table(name).join(keys, on=KEYS[name], how="anti", maintain_order="left")})

    def changed(self, name: str, changes: pl.DataFrame) -> "World":
        """The same world with the columns of `changes` put into the rows that share their keys; null leaves a value."""
        return self.having(**{name: self.table(name).update(changes, on=KEYS[name], how="left")})

    def with_rows(self, name: str, rows: pl.DataFrame) -> "World":
        """The same world with rows added to one table; columns that the rows lack are null."""
        table = self.table(name)
        typed = rows.select(pl.col(column).cast(table.schema[column]) for column in rows.columns)
        return self.having(**{name: pl.concat([table, typed], how="diagonal")})
