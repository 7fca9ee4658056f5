"""A source of mapping.toml as it is being drafted: its entries with their reasons, and what is to be settled by hand."""

from dataclasses import dataclass, field

from extracts.contract import Extract
from pipeline.inputs.mapping_proposal.columns import Choice, Chosen
from pipeline.inputs.mapping_proposal.export import Export
from pipeline.inputs.mapping_proposal.feeds import Table
from pipeline.inputs.mapping_proposal.profile import Profile

Part = str | int
Value = str | bool | list[str] | dict[str, Part]


@dataclass(frozen=True)
class Entry:
    """One line of the mapping: key, value and reason. One that is not `live` stands as a comment, to be filled in by hand."""

    key: str
    value: Value
    reason: str = ""
    live: bool = True


@dataclass(frozen=True)
class Landlord:
    """What the other tables say that one table alone cannot: the landlord's codes, and the tenancy numbers of the listing."""

    codes: tuple[str, ...] = ()
    tenancies: frozenset[str] = frozenset()


@dataclass
class Draft:
    """One table as a source for one extract: entries by section of mapping.toml, and questions in plain English."""

    extract: Extract
    table: Table
    chosen: Chosen
    landlord: Landlord
    reason: str = ""
    files: list[str] = field(default_factory=list)
    sections: dict[str, list[Entry]] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    no_end: Entry | None = None

    @property
    def export(self) -> Export:
        """The table's export."""
        return self.table.export

    def put(self, section: str, entry: Entry) -> None:
        """Add an entry to a section."""
        self.sections.setdefault(section, []).append(entry)

    def ask(self, question: str) -> None:
        """Add a question for whoever corrects the proposal."""
        self.questions.append(question)

    def constant(self, column: str, value: str, reason: str, question: str = "") -> None:
        """The same value for a column on every row; a question goes with it where that has to be checked."""
        self.put("constants", Entry(column, value, reason))
        self.questions += [question] if question else []

    def stand_in(self, column: str, value: Value, reason: str, question: str = "") -> None:
        """What a column is made of where it is missing; a question goes with it where that has to be checked."""
        self.put("where_missing", Entry(column, value, reason))
        self.questions += [question] if question else []

    def entries(self, section: str) -> list[Entry]:
        """The entries of a section, in the order in which they were added."""
        return self.sections.get(section, [])

    def has(self, column: str) -> bool:
        """Whether a column of the contract gets its value from somewhere."""
        plain = ("columns", "constants", "where_missing")
        return any(entry.key == column and entry.live for section in plain for entry in self.entries(section)) or (
            column in self._split()
        )

    def _split(self) -> set[str]:
        """The columns that come of splitting a name, an address, or debit and credit."""
        made = {
            "name": {"forename", "surname"},
            "address": {"address_line_1"} | ({"postcode"} if self.address_ends_in_postcode else set()),
            "debit_credit": {"amount", "kind"},
        }
        return {column for section, columns in made.items() if self.entries(section) for column in columns}

    @property
    def address_ends_in_postcode(self) -> bool:
        """Whether the address that is split holds the postcode."""
        choice = self.chosen.choices.get("ADDRESS")
        if choice is None or not self.entries("address"):
            return False
        ends = (
            self.export.values(choice.position).drop_nulls().str.to_uppercase().str.contains(r"[A-Z]\d[\dA-Z]? ?\d[A-Z]{2}\W*$")
        )
        return bool((ends.mean() or 0.0) > 0.5)  # type: ignore[operator]

    def choice(self, column: str) -> Choice | None:
        """The header chosen for a column, where there is one."""
        return self.chosen.choices.get(column)

    def profile(self, column: str) -> Profile | None:
        """The profile of the header chosen for a column."""
        choice = self.choice(column)
        return self.table.profiles[choice.position] if choice else None
