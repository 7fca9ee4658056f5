"""The figures of data quality, as the run record, the report and the check command show them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Completeness:
    """One column of an extract: of its `rows`, how many hold something (`given`) and how many of those are `usable`."""

    extract: str
    column: str
    rows: int
    given: int
    usable: int

    @property
    def completeness(self) -> float:
        """The share of rows that hold something; 0 for an extract without rows."""
        return self.given / self.rows if self.rows else 0.0

    @property
    def validity(self) -> float:
        """The share of what is given that is usable; 1 where nothing is given."""
        return self.usable / self.given if self.given else 1.0


@dataclass(frozen=True)
class Orphans:
    """Rows of one extract that refer to a row that the other extract does not have."""

    from_extract: str
    to_extract: str
    column: str
    rows: int


@dataclass(frozen=True)
class Weakness:
    """Something that is wrong with some rows, and the rules that cannot judge those rows."""

    extract: str
    what: str
    rows: int
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Disabled:
    """A rule that cannot run at all, and why."""

    rule: str
    because: str


@dataclass(frozen=True)
class Weakened:
    """A rule that runs without something it reads, and what it cannot do for want of that."""

    rule: str
    because: str


@dataclass(frozen=True)
class Quality:
    """All figures of a folder of extracts.

    `inputs` is what validation said of each file; `duplicates` and `out_of_order` count rows by extract.
    """

    inputs: Mapping[str, Mapping[str, object]]
    columns: tuple[Completeness, ...]
    duplicates: Mapping[str, int]
    out_of_order: Mapping[str, int]
    orphans: tuple[Orphans, ...]
    weaknesses: tuple[Weakness, ...]
    disabled: tuple[Disabled, ...]
    weakened: tuple[Weakened, ...] = ()

    def as_record(self) -> dict[str, object]:
        """The figures in the shape of run.json: `inputs`, `orphans`, `weaknesses`, `rules_disabled`, `rules_weakened`."""
        return {
            "inputs": {name: dict(about) for name, about in self.inputs.items()},
            "orphans": [
                {"from": one.from_extract, "to": one.to_extract, "column": one.column, "rows": one.rows} for one in self.orphans
            ],
            "weaknesses": [asdict(one) | {"rules": list(one.rules)} for one in self.weaknesses],
            "rules_disabled": [asdict(one) for one in self.disabled],
            "rules_weakened": [asdict(one) for one in self.weakened],
        }
