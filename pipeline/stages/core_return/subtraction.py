"""What is kept from whoever subtracts an earlier publication of a year's statistics from a later one.

The difference of the two is itself a set of tables, of the logs that came, went or changed in between, and protected like them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.disclosure import ROUNDED_TO, SMALLEST_SHOWN, Within, protected
from pipeline.errors import Refused

FEWEST_APART = SMALLEST_SHOWN
"""By so many logs a group must differ for certain: a difference is a count like any other, and a smaller one is not shown."""
MOST_ROUNDED_OFF = ROUNDED_TO // 2
"""How far a shown count may lie from what it was; what was exact is not kept."""
REST = "all that were hidden then"
Counts = dict[str, dict[str, int]]
"""The counts of each table that has any, by the table's name and the group's, in order."""
ShownCounts = dict[str, dict[str, int | None]]
"""The same as they are shown: rounded, None where hidden."""


@dataclass(frozen=True)
class Earlier:
    """An earlier publication of the same tables: its day, as ISO has it, how many each table counts in all, and the tables."""

    on: str
    totals: Mapping[str, int]
    tables: Mapping[str, Mapping[str, int | None]]


@dataclass(frozen=True)
class Hanging:
    """How the tables hang together: their titles, and what is known of any counts of theirs."""

    titles: Mapping[str, str]
    known: Callable[[Counts], Sequence[Within]]


def shown_of(counts: Counts, within: Sequence[Within]) -> ShownCounts:
    """The tables as they may be shown side by side, where nothing was published before."""
    tables = protected([list(table.values()) for table in counts.values()], within)
    return {
        name: dict(zip(groups, shown.counts, strict=True))
        for (name, groups), shown in zip(counts.items(), tables, strict=True)
    }  # fmt: skip


def shown_again(shown: ShownCounts, counts: Counts, earlier: Sequence[Earlier], hanging: Hanging) -> ShownCounts:
    """The tables as they may be published after the earlier ones (the oldest first): more is hidden, no difference is small.

    What was hidden stays hidden: a later count bounds an earlier one. Raises Refused where the tables differ from an earlier
    publication, but no group that was shown then may be shown again: they differ by too few logs. The same tables again give
    nothing away.
    """
    for publication in earlier:
        if shown != publication.tables:
            shown = _beside(shown, _apart(counts, publication), publication, hanging)
    return shown


def _apart(counts: Counts, earlier: Earlier) -> Counts:
    """By how many logs at least each group differs that was shown, and the hidden ones together (`REST`)."""
    apart: Counts = {}
    for name, table in counts.items():
        before = {group: count for group, count in earlier.tables.get(name, {}).items() if group in table}
        was = {group: count for group, count in before.items() if count is not None}
        if was:
            apart[name] = {group: max(abs(table[group] - count) - MOST_ROUNDED_OFF, 0) for group, count in was.items()}
        if was and len(was) < len(before):
            rest, rest_was = sum(table[group] for group in before.keys() - was), earlier.totals[name] - sum(was.values())
            apart[name][REST] = max(abs(rest - rest_was) - MOST_ROUNDED_OFF * len(was), 0)
    return apart


def _beside(shown: ShownCounts, apart: Counts, earlier: Earlier, hanging: Hanging) -> ShownCounts:
    differences = shown_of(apart, hanging.known(apart))
    left = {name: _without(table, earlier.tables.get(name, {}), differences.get(name, {})) for name, table in shown.items()}
    again = [left[name][group] for name, table in apart.items() for group in table if group != REST]
    if again and all(count is None for count in again):
        raise Refused(_too_alike(shown, earlier, hanging))
    return left


def _without(table: Mapping[str, int | None], *others: Mapping[str, int | None]) -> dict[str, int | None]:
    """The table without the groups that are hidden in one of the others."""
    hidden = {group for other in others for group, count in other.items() if count is None}
    return {group: None if group in hidden else count for group, count in table.items()}


def _too_alike(shown: ShownCounts, earlier: Earlier, hanging: Hanging) -> str:
    changed = [hanging.titles[name] for name, table in shown.items() if table != earlier.tables.get(name)]
    return (
        f"the statistics cannot be published beside those of {earlier.on}: they differ by so few logs that whoever subtracts one "
        f"from the other learns about single households (in some group {FEWEST_APART} at least must differ). They differ in: "
        f"{'; '.join(changed)}. Leave those of {earlier.on} as they are, run without --published, and publish again when there "
        "are many more logs; a stock_profile stays the same, or is left out"
    )
