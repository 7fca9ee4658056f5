"""The journey of the return: the order of its stages. It reads the landlord's extracts and never what matching made of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.core.catalogue import Catalogue
from pipeline.core.given import Given, world_of
from pipeline.core.year import Year
from pipeline.core_outputs import Made, leave_record, leave_return, publication_of
from pipeline.errors import Refused
from pipeline.guards import refuse_nested
from pipeline.inputs.mapping import MAPPING_FILE, read_mapping
from pipeline.inputs.mapping import Mapping as Mapped
from pipeline.keys import RootKey, landlord_key
from pipeline.private_files import whole_folder
from pipeline.publications import Publication, Publisher, add_publication, read_publications, stock_of
from pipeline.return_settings import SETTINGS_FILE, Settings, read_settings
from pipeline.run_record import RETURN_FILE, Stopwatch, sha256_of
from pipeline.stages.core_return import (
    CORRECTED,
    Before,
    Earlier,
    Filling,
    Outcome,
    Records,
    catalogue,
    fillings,
    first_day,
    other_years,
    own_codes,
    statistics,
    usable_profile,
    verdict_on,
    with_codes,
)
from pipeline.stages.read import ReadOptions, ignored_files, read, read_aliases
from pipeline.stages.validate import validate
from pipeline.tables import Checked

ALIASES = "aliases.toml"
ANSWERS = ("core_lettings", "core_sales")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What a return is made of: the folder, the year, what gives the archives' password, and what its rows are judged by."""

    folder: Path
    year: int
    password: Callable[[str], str | None]
    given: Given


@dataclass(frozen=True)
class Returned:
    """What a return left: where, and its run record."""

    out: Path
    record: dict[str, Any]


def read_records(order: Order) -> Records:
    """The extracts of the return, read and validated; Refused where the folder holds nothing to make a return of."""
    today = order.given.day
    extracts = catalogue(order.year)
    settings = read_settings(order.folder, today, extracts)
    headings = _headings(order.folder, settings, extracts)
    options = ReadOptions(aliases=headings, password=order.password, catalogue=extracts, mapping=_mapping(order.folder, extracts))
    raw = read(order.folder, options)
    if not raw.keys() & {"tenancy", *ANSWERS}:
        raise Refused(f"{order.folder} holds no tenancy, core_lettings or core_sales; there is nothing to make a return of")
    coded = {name: own_codes(table, settings.codes.get(name, {})) for name, table in raw.items()}
    checked = usable_profile({name: validate(table, today) for name, table in coded.items()})
    return Records(checked, settings, first_day(order.year), extracts, today)


def _headings(folder: Path, settings: Settings, extracts: Catalogue) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The landlord's headings: those of the alias file, as far as the return reads the extract, and those of core.toml."""
    shared = read_aliases(folder / ALIASES) if (folder / ALIASES).exists() else {}
    ours = {name: {c: h for c, h in columns.items() if c in extracts[name].names}
            for name, columns in shared.items() if name in extracts}  # fmt: skip
    return {name: {**ours.get(name, {}), **settings.headings.get(name, {})} for name in extracts}


def judged(order: Order, records: Records, root: RootKey) -> list[tuple[Filling, Year, Outcome]]:
    """What becomes of every log of each type, before anything is counted or written."""
    world = world_of(order.given, order.year)
    found = []
    for filling, form in fillings(order.year):
        draft = filling.draft(records)
        logs = with_codes(draft.logs.drop(filling.code_field), root, filling.log_type, order.year)
        coded = replace(draft, logs=logs.rename({"code": filling.code_field}))
        found.append((filling, form, verdict_on(coded, form, world, records.settings.organisation)))
    return found


def _about(order: Order, records: Records, root: RootKey, outcomes: list[tuple[Filling, Year, Outcome]]) -> dict[str, Any]:
    decisions = records.settings.decisions
    return {
        "year": order.year,
        "today": order.given.day.isoformat(),
        "key_fingerprint": root.fingerprint,
        "settings_sha256": sha256_of(order.folder / SETTINGS_FILE),
        "decisions": {
            "address_where_no_uprn": decisions.address_where_no_uprn is not None,
            "free_text_allowed": sorted(decisions.free_text),
        },
        "inputs": {name: dict(one.about) for name, one in records.checked.items()},
        "files_ignored": _ignored(order.folder, records.extracts),
        "mapping_sha256": sha256_of(mapping) if (mapping := order.folder / MAPPING_FILE).is_file() else None,
        "tenancies_of_other_years": other_years(records),
        "logs": {filling.log_type: outcome.counts for filling, _, outcome in outcomes},
        "left_out": {filling.log_type: _counted(outcome.logs["left_out"]) for filling, _, outcome in outcomes},
        "words_left_out": {filling.log_type: _counted(_withheld(outcome)) for filling, _, outcome in outcomes},
        "ages_corrected": {filling.log_type: _corrected(outcome) for filling, _, outcome in outcomes},
        "checks_off": {filling.log_type: list(outcome.off) for filling, _, outcome in outcomes},
    }


def _ignored(folder: Path, extracts: Catalogue) -> list[str]:
    return [name for name in ignored_files(folder, extracts, _mapping(folder, extracts)) if name != MAPPING_FILE]


def _mapping(folder: Path, extracts: Catalogue) -> Mapped:
    """The mapping beside the extracts, which may name the return's own and those of matching."""
    return read_mapping(folder, (EXTRACTS, extracts))


def _withheld(outcome: Outcome) -> pl.Series:
    due = outcome.logs.filter(pl.col("left_out").is_null())
    return outcome.draft.withheld.join(due, on="log", how="semi")["name"]


def _corrected(outcome: Outcome) -> list[dict[str, Any]]:
    """Which answers of which lines were taken for a miscount of an earlier sign-up workbook: `line` and `column`, no value."""
    due = outcome.logs.filter(pl.col("left_out").is_null()).select("log", "line")
    told = outcome.findings.filter(pl.col("kind") == CORRECTED).join(due, on="log", maintain_order="left")
    return told.select("line", column="name").to_dicts()


def _counted(reasons: pl.Series) -> dict[str, int]:
    counted = reasons.drop_nulls().value_counts(name="logs").sort("logs", reasons.name, descending=[True, False])
    return dict(counted.iter_rows())


def core_return(order: Order, out: Path, key: Path | None, tell: Tell, publisher: Publisher | None = None) -> Returned:
    """The whole return: reads the extracts and leaves files, report and statistics in `out`, whole or not at all.

    With a publisher the statistics are recorded as published, and Refused where they differ from earlier ones by too few logs.
    """
    refuse_nested(out, order.folder)
    watch, root = Stopwatch(tell), landlord_key(key, (out, order.folder))
    with whole_folder(out, RETURN_FILE) as folder:
        with watch.stage("read and validate"):
            records = read_records(order)
        with watch.stage("draft and judge"):
            outcomes = judged(order, records, root)
        with watch.stage("count"):
            earlier = read_publications(publisher.record) if publisher else ()
            made = [_made(records, *one, earlier) for one in outcomes]
        with watch.stage("write"):
            record = leave_return(folder, made, _about(order, records, root, outcomes), _aside(records.checked))
        record = leave_record(folder, record | {"measured": watch.measured()})
        if (
            publisher
        ):  # before the files take their place: what is recorded in vain costs nothing, what is published unrecorded does
            add_publication(publisher.record, publication_of(publisher, record, made))
    return Returned(out, record)


def _made(records: Records, filling: Filling, form: Year, outcome: Outcome, earlier: Sequence[Publication]) -> Made:
    written = outcome.to_write
    settled = outcome.answers.join(written.select("log"), on="log", how="semi")
    profile = records.accepted("stock_profile")
    if profile is not None:
        profile = profile.with_columns(pl.col("tenants").cast(pl.Int64))
    before = Before(_earlier(earlier, filling.log_type), _earlier(earlier, stock_of(filling.log_type)))
    return Made(form.layout, outcome, written, statistics(settled, filling.breakdowns, profile, before), filling.derived)


def _earlier(publications: Sequence[Publication], of: str) -> tuple[Earlier, ...]:
    """The earlier tables of a log type, or of the stock beside them."""
    return tuple(Earlier(one.on, one.totals[of], one.tables[of]) for one in publications if of in one.tables)


def _aside(checked: Mapping[str, Checked]) -> pl.DataFrame:
    """What could not be used: `extract`, `line`, `column` (null where it is the whole row), `reasons`; never what stood there."""
    parts = [pl.DataFrame(schema={"extract": pl.String, "line": pl.UInt32, "column": pl.String, "reasons": pl.String})]
    for one in checked.values():
        whole = pl.lit(None, dtype=pl.String).alias("column")
        rows = one.set_aside.select("extract", "line", whole, pl.col("reasons").list.join("; "))
        values = one.blanked.select("extract", "line", "column", pl.col("reason").alias("reasons"))
        parts.append(pl.concat([rows, values]).sort("line", maintain_order=True))
    return pl.concat(parts)
