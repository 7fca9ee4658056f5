"""How the extracts refer to one another, and the rows whose reference leads nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipeline.stages.quality.figures import Orphans
from pipeline.tables import Checked


@dataclass(frozen=True)
class Reference:
    """The columns `on` by which each row of one extract names a row of the other; the last of them is the reference.

    `called` is what the other extract calls that last column, where it is another name.
    """

    from_extract: str
    to_extract: str
    on: tuple[str, ...]
    called: str = ""

    @property
    def target(self) -> str:
        """The column of the other extract that the reference is found in."""
        return self.called or self.on[-1]


REFERENCES = (
    Reference("rent_account", "tenancy", ("landlord_code", "tenancy_ref")),
    Reference("rent_transaction", "rent_account", ("account_ref",)),
    Reference("benefit_award", "tenancy", ("tenancy_ref",)),
    Reference("benefit_payment", "benefit_award", ("source_body", "claim_ref")),
    Reference("right_to_buy", "tenancy", ("tenancy_ref",)),
    Reference("household_event", "tenancy", ("tenancy_ref",)),
)


def orphans_between(checked: Mapping[str, Checked]) -> tuple[Orphans, ...]:
    """The orphans of every pair of extracts that are both there; a blank reference leads nowhere on purpose."""
    return tuple(
        Orphans(one.from_extract, one.to_extract, one.on[-1], _count(checked, one))
        for one in REFERENCES
        if {one.from_extract, one.to_extract} <= checked.keys()
    )


def _count(checked: Mapping[str, Checked], reference: Reference) -> int:
    on = list(reference.on)
    referring: pl.DataFrame = checked[reference.from_extract].accepted.frame.select(on).drop_nulls()
    there = checked[reference.to_extract].accepted.frame.select(on).unique()
    return referring.join(there, on=on, how="anti").height
