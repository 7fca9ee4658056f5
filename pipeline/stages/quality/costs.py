"""What weak data cost: rules that cannot run, and rules that cannot judge some of the rows."""

from collections.abc import Iterator, Mapping

from extracts.contract import Use
from pipeline.stages.quality.figures import Disabled, Needs, Orphans, Weakness
from pipeline.tables import Checked

ANY = " or "
"""Stands between extracts of which any will do; see `pipeline.rulebook.Rule.needs`."""


def rules_disabled(checked: Mapping[str, Checked], needs: Needs) -> tuple[Disabled, ...]:
    """The rules that lack an extract or a column, in the order of the rules, each with all that it lacks."""
    lacking = {rule: list(_lacking(checked, extracts)) for rule, extracts in needs.items()}
    return tuple(Disabled(rule, "; ".join(causes)) for rule, causes in sorted(lacking.items()) if causes)


def weaknesses(checked: Mapping[str, Checked], orphans: tuple[Orphans, ...], needs: Needs) -> tuple[Weakness, ...]:
    """What is wrong with some rows, with the running rules that it costs those rows."""
    disabled = {one.rule for one in rules_disabled(checked, needs)}
    running = {rule: extracts for rule, extracts in needs.items() if rule not in disabled}
    found = [*_in_rows(checked, running), *_in_columns(checked, running), *_between(orphans, running)]
    return tuple(weakness for weakness in found if weakness.rows)


def _lacking(checked: Mapping[str, Checked], extracts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for extract, columns in extracts.items():
        any_will_do = extract.split(ANY)
        if not checked.keys() & any_will_do:
            yield f"no {extract} extract"
        elif len(any_will_do) > 1:
            continue  # what a rule reads of one of several, it may do without
        elif checked[extract].accepted.frame.is_empty():
            yield f"{extract} has no usable row"
        else:
            yield from _lacking_columns(checked[extract], columns)


def _lacking_columns(checked: Checked, columns: tuple[str, ...]) -> Iterator[str]:
    """What is lacking of the contract's columns; what else a rule reads, a later stage derives from them."""
    extract, frame = checked.accepted.extract, checked.accepted.frame
    missing = checked.about.get("columns_missing", [])
    for column in (one for one in columns if one in extract.names):
        if isinstance(missing, list) and column in missing:
            yield f"{extract.name} has no column {column}"
        elif _blank_counts(checked, column) and frame[column].count() == 0:
            yield f"{extract.name} has no usable {column} in any row"


def _blank_counts(checked: Checked, column: str) -> bool:
    """Whether a blank is a loss: a name or reference not known is; an end or a consent not given says there is none."""
    return checked.accepted.extract.field(column).use in (Use.IDENTIFIER, Use.REFERENCE)


def _in_rows(checked: Mapping[str, Checked], needs: Needs) -> Iterator[Weakness]:
    for extract, one in checked.items():
        rules = tuple(sorted(rule for rule, extracts in needs.items() if extract in extracts))
        yield Weakness(extract, "rows set aside", one.set_aside.height, rules)


def _in_columns(checked: Mapping[str, Checked], needs: Needs) -> Iterator[Weakness]:
    for extract, one in checked.items():
        for column in one.accepted.extract.names:
            rules = tuple(sorted(rule for rule, extracts in needs.items() if column in extracts.get(extract, ())))
            if rules:
                unusable = one.blanked.filter(one.blanked["column"] == column).height
                lost = one.accepted.frame[column].null_count() if _blank_counts(one, column) else unusable
                yield Weakness(extract, f"{column} unknown", lost, rules)


def _between(orphans: tuple[Orphans, ...], needs: Needs) -> Iterator[Weakness]:
    for one in orphans:
        both = {one.from_extract, one.to_extract}
        rules = tuple(sorted(rule for rule, extracts in needs.items() if both <= extracts.keys()))
        yield Weakness(one.from_extract, f"{one.column} not in {one.to_extract}", one.rows, rules)
