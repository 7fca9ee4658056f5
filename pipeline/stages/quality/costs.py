"""What weak data cost: rules that cannot run, rules that run only in part, and rules that cannot judge some of the rows."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import polars as pl

from extracts.contract import Use
from pipeline.needs import Column, Needs, Part, Requirement, Way, columns_of
from pipeline.stages.quality.figures import Disabled, Orphans, Weakened, Weakness
from pipeline.tables import Checked

Tables = Mapping[str, Checked]
Rules = Mapping[str, Needs]
NOT_IN_EVERY_ROW = (
    "middle_names", "former_surname", "prior_tenancy_ref", "address_line_2", "address_line_3", "address_line_4",
)  # fmt: skip
"""Columns that are rightly blank in many rows: not everybody has a second name, not every address a third line."""
CONCERNED = {
    "rent_transaction": (pl.col("kind") == "receipt").fill_null(value=False),
    "benefit_award": (pl.col("payee") != "landlord").fill_null(value=True),
}
"""The rows in which somebody's bank account may be expected: a charge has no payer, and a landlord's own account says nothing."""
ACCOUNTS = ("payer_", "payee_")


def rules_disabled(checked: Tables, needs: Rules) -> tuple[Disabled, ...]:
    """The rules that cannot run at all, in the order of the rules, each with what it lacks."""
    lacking = {rule: _blocked(checked, one.ways) for rule, one in needs.items()}
    off = {rule: why for rule, why in lacking.items() if why}
    for rule, one in needs.items():
        if one.of and rule not in off and all(name in off or name not in needs for name in one.of):
            off[rule] = f"it starts from what other rules find, and {', '.join(one.of)} are all off"
    return tuple(Disabled(rule, why) for rule, why in sorted(off.items()))


def rules_weakened(checked: Tables, needs: Rules) -> tuple[Weakened, ...]:
    """The rules that run without something they read, in the order of the rules, with a sentence for each such thing."""
    off = {one.rule for one in rules_disabled(checked, needs)}
    running = sorted((rule, one) for rule, one in needs.items() if rule not in off)
    found = {rule: [*_in_part(checked, one.ways), *_untested(checked, one)] for rule, one in running}
    weak = {rule for rule, why in found.items() if why}
    for rule, one in running:
        found[rule] += _without_rules(one, off, weak)
    return tuple(Weakened(rule, why) for rule, reasons in found.items() for why in reasons)


def weaknesses(checked: Tables, orphans: tuple[Orphans, ...], needs: Rules) -> tuple[Weakness, ...]:
    """What is wrong with some rows, with the running rules that it costs those rows."""
    disabled = {one.rule for one in rules_disabled(checked, needs)}
    running = {rule: one for rule, one in needs.items() if rule not in disabled}
    found = [*_in_rows(checked, running), *_in_columns(checked, running), *_between(orphans, running)]
    return tuple(weakness for weakness in found if weakness.rows)


def lacking(checked: Tables, extract: str, column: str = "") -> str:
    """Why a column has no usable value in any row, or (without a column) an extract no usable row; "" where there is one."""
    if extract not in checked:
        return f"no {extract} extract"
    one = checked[extract]
    if one.accepted.frame.is_empty():
        return f"{extract} has no usable row"
    if not column:
        return ""
    if column in _missing(one):
        return f"{extract} has no column {column}"
    return "" if one.accepted.frame[column].count() else f"{extract} has no usable {column} in any row"


def _missing(one: Checked) -> list[str]:
    """The columns of the contract that an extract's file does not have."""
    missing = one.about.get("columns_missing", [])
    return missing if isinstance(missing, list) else []


def _unmet_part(checked: Tables, part: Part) -> tuple[Column, ...]:
    """The columns of a part, none of which has a usable value; nothing where one has."""
    return part if all(lacking(checked, *column) for column in part) else ()


def _unmet(checked: Tables, requirement: Requirement) -> tuple[Column, ...]:
    """The columns that a requirement lacks, nothing where one of its alternatives is met."""
    found = [tuple(chain.from_iterable(_unmet_part(checked, part) for part in parts)) for parts in requirement]
    return tuple(chain.from_iterable(found)) if all(found) else ()


def _unmet_of(checked: Tables, way: Way) -> tuple[Column, ...]:
    """The columns that a way lacks, each once; where whole extracts are lacking, those and nothing else."""
    unmet = dict.fromkeys(chain.from_iterable(_unmet(checked, requirement) for requirement in way.requirements))
    whole = dict.fromkeys((extract, "") for extract, _ in unmet if lacking(checked, extract))
    return tuple(whole or unmet)


def _blocked(checked: Tables, ways: tuple[Way, ...]) -> str:
    """What keeps a rule from running in any way, "" where it runs in one: what all ways lack, else what each of them lacks."""
    unmet = [_unmet_of(checked, way) for way in ways]
    if not all(unmet):
        return ""
    common = [column for column in unmet[0] if all(column in others for others in unmet)]
    return _said(checked, common or chain.from_iterable(unmet))


def _said(checked: Tables, columns: Iterable[Column]) -> str:
    """What is lacking, extract by extract: "no deceased extract; tenancy has no column nino, date_of_birth"."""
    by_extract: dict[str, list[str]] = {}
    for extract, column in dict.fromkeys(columns):
        by_extract.setdefault(extract, []).append(column)
    return "; ".join(_lacking_of(checked, extract, names) for extract, names in by_extract.items())


def _in_part(checked: Tables, ways: tuple[Way, ...]) -> Iterator[str]:
    """Which sides of a rule are looked at, where not all of them are."""
    unmet = {way: _unmet_of(checked, way) for way in ways}
    if any(unmet.values()):
        running = ", ".join(" with ".join(way.sides) for way, columns in unmet.items() if not columns)
        yield f"runs on {running} only: {_said(checked, chain.from_iterable(unmet.values()))}"


def _without_rules(one: Needs, off: set[str], weak: set[str]) -> Iterator[str]:
    for names, state in ((off, "off"), (weak, "not at full strength")):
        if gone := [name for name in one.of if name in names]:
            yield f"starts from what {', '.join(gone)} {'finds, which is' if len(gone) == 1 else 'find, which are'} {state}"


def _untested(checked: Tables, one: Needs) -> Iterator[str]:
    """A sentence for each thing that a rule cannot do for want of a column it reads; sides not looked at are left out."""
    seen = {side for way in one.ways if not _unmet_of(checked, way) for side in way.sides}
    unseen = {side for way in one.ways for side in way.sides} - seen
    columns: dict[tuple[str, str], list[str]] = {}
    for reading in one.readings:
        if reading.extract not in unseen:
            columns.setdefault((reading.says, reading.extract), []).append(reading.column)
    for (says, extract), read in columns.items():
        if why := _lacking_of(checked, extract, read):
            yield f"{says}: {why}"


def _lacking_of(checked: Tables, extract: str, columns: list[str]) -> str:
    """The same as `lacking` of several columns of an extract, in one clause: "tenancy has no usable mobile, email in any row"."""
    whole = lacking(checked, extract)
    if whole:
        return whole
    missing = _missing(checked[extract])
    absent = [column for column in columns if column in missing]
    blank = [column for column in columns if column and column not in absent and lacking(checked, extract, column)]
    clauses = [f"has no column {', '.join(absent)}"] if absent else []
    clauses += [f"has no usable {', '.join(blank)} in any row"] if blank else []
    return f"{extract} {' and '.join(clauses)}" if clauses else ""


def _in_rows(checked: Tables, needs: Rules) -> Iterator[Weakness]:
    for extract, one in checked.items():
        rules = tuple(sorted(rule for rule, need in needs.items() if extract in need.extracts))
        yield Weakness(extract, "rows set aside", one.set_aside.height, rules)


def _in_columns(checked: Tables, needs: Rules) -> Iterator[Weakness]:
    """How many rows do not have a column that a rule needs or reads."""
    read = {rule: _columns_read(one) for rule, one in needs.items()}
    for extract, one in checked.items():
        for column in one.accepted.extract.names:
            rules = tuple(sorted(rule for rule, columns in read.items() if (extract, column) in columns))
            if rules:
                yield Weakness(extract, f"{column} unknown", _lost(one, column), rules)


def _columns_read(one: Needs) -> frozenset[tuple[str, str]]:
    needed = [columns_of(way) for way in one.ways]
    return frozenset().union(*needed, {(reading.extract, reading.column) for reading in one.readings})


def _lost(one: Checked, column: str) -> int:
    """In how many rows a column is a loss.

    A name or number not known is one; an end or a consent not given says that there is none, and counts where it was unusable.
    """
    unusable = one.blanked.filter(one.blanked["column"] == column).height
    known_of_all = one.accepted.extract.field(column).use in (Use.IDENTIFIER, Use.REFERENCE)
    if not known_of_all or column in NOT_IN_EVERY_ROW:
        return unusable
    concerned = CONCERNED[one.accepted.extract.name] if column.startswith(ACCOUNTS) else pl.lit(value=True)
    return one.accepted.frame.filter(concerned)[column].null_count()


def _between(orphans: tuple[Orphans, ...], needs: Rules) -> Iterator[Weakness]:
    for one in orphans:
        both = {one.from_extract, one.to_extract}
        rules = tuple(sorted(rule for rule, need in needs.items() if both <= need.extracts))
        yield Weakness(one.from_extract, f"{one.column} not in {one.to_extract}", one.rows, rules)
