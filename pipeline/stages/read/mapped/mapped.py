"""One extract from the sources that mapping.toml names for it: read, brought to the contract's columns, accounted for."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.inputs.mapping import MAPPING_FILE, refuse_uncovered
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.stages.read.asked import Asked, ReadOptions
from pipeline.stages.read.mapped.columns import renamed, with_address, with_names, with_values
from pipeline.stages.read.mapped.files import MappedFiles
from pipeline.stages.read.mapped.given_codes import left_out
from pipeline.stages.read.mapped.headers import asked_for, their_column
from pipeline.stages.read.mapped.missing import with_missing
from pipeline.stages.read.mapped.money import with_amount
from pipeline.stages.read.mapped.persons import as_second
from pipeline.stages.read.mapped.restriction import protecting_all, refuse_unmapped_restriction
from pipeline.stages.read.mapped.unread_status import refuse_unread_status
from pipeline.stages.read.opening import Opened, open_file
from pipeline.stages.read.source import Source
from pipeline.tables import LEFT_OUT, RawTable

PLACE = ("_file", "_row", "_part", "line")
"""Where a row stood: the number of its file, its number there, which of the people in its cell it is, and its line."""
ASIDE = {"_file": pl.UInt32, "_row": pl.UInt32, "_part": pl.UInt8, "line": pl.UInt32, "reason": pl.String, "content": pl.String}

HOMES = ("tenancy_ref", "postcode")
"""What tells one home from another among rows that are merged."""


@dataclass(frozen=True)
class Made:
    """The rows that one source gives, those set aside, how many were merged and added, and what was noticed."""

    rows: pl.DataFrame
    set_aside: pl.DataFrame
    merged: int
    added: int
    notices: tuple[str, ...] = ()
    files: list[Opened] = field(default_factory=list)


def read_mapped(extract: Extract, pairs: MappedFiles, options: ReadOptions) -> RawTable:
    """The extract as text, of all the files that the mapping names for it, in the order of the mapping and of their names.

    Physical rows + rows added by splitting joint names = rows + rows set aside + rows merged. Raises Refused where a source lacks
    a mandatory column, a file a header that is named, and for whatever cannot be read.
    """
    made: list[Made] = []
    for source, files in pairs:
        refuse_uncovered(source, extract, MAPPING_FILE)
        made.append(_made(extract, source, files, options, first=sum(len(one.files) for one in made)))
    rows = pl.concat([one.rows for one in made], how="diagonal")
    aside = pl.concat([one.set_aside for one in made])
    raw = _numbered(extract, rows, aside, made)
    return replace(raw, about=raw.about | {"no_end": all(source.no_end for source, _ in pairs)})


def _made(extract: Extract, source: MappedSource, files: Sequence[Source], options: ReadOptions, *, first: int) -> Made:
    opened, rows, aside = [], [], [pl.DataFrame(schema=ASIDE)]
    for number, file in enumerate(files, first):
        asked, settled_as = asked_for(source, extract, Asked(extract, file.name, limits=options.limits))
        one = open_file(file, asked, options, settled_as)
        refuse_unread_status(source, extract, file.name, one.grid.header.dropped)
        refuse_unmapped_restriction(source, extract, file.name, one.grid.header, options.mapping)
        opened.append(one)
        rows.append(_placed(one.settled.rows, number).rename(_their_names(one)))
        aside.append(_placed(one.settled.set_aside, number).select(list(ASIDE)))
    made = _as_ours(pl.concat(rows), source, extract)
    return Made(made.rows, pl.concat([*aside, made.set_aside]), made.merged, made.added, made.notices, opened)


def _placed(rows: pl.DataFrame, number: int) -> pl.DataFrame:
    placed = rows.rename({"row": "_row"}).with_columns(_file=pl.lit(number, dtype=pl.UInt32), _part=pl.lit(0, dtype=pl.UInt8))
    return placed.select(*PLACE, *(name for name in placed.columns if name not in PLACE))


def _their_names(opened: Opened) -> dict[str, str]:
    """The columns under their headers as they are compared, whichever way this file or the mapping spells them."""
    return {name: their_column(name) for name in opened.grid.header.positions}


def _as_ours(theirs: pl.DataFrame, source: MappedSource, extract: Extract) -> Made:
    """The rows of a source with columns of ours, those left out or impossible apart, and one of each where rows are merged."""
    named, hidden = with_names(renamed(theirs, source), source)
    addressed = with_address(named, source)
    before = addressed.with_columns(_kind="kind") if source.debit_credit and "kind" in addressed.columns else addressed
    valued = with_values(before, source, extract)
    paid, notices = with_amount(valued.rows, source)
    kept, aside = _apart(as_second(paid, extract), source, extract)
    filled = with_missing(kept, source, extract)
    single = _one_of_each(filled, source)
    noticed = [*valued.notices, *notices, *_noticed(hidden), *_merged_apart(filled, source)]
    added = named.height - theirs.height
    return Made(_ours_only(single, extract), aside, filled.height - single.height, added, tuple(noticed))


def _noticed(hidden: int) -> list[str]:
    if not hidden:
        return []
    return [
        f"names of two or more people, of whom only the first was read: {hidden}; joint = true in [source.name] makes each a row"
    ]


def _ours_only(rows: pl.DataFrame, extract: Extract) -> pl.DataFrame:
    return rows.select(*PLACE, *(name for name in extract.names if name in rows.columns))


def _apart(rows: pl.DataFrame, source: MappedSource, extract: Extract) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows kept, and those that the mapping leaves out or that cannot be one posting, with the reason."""
    judged = rows.with_columns(reason=pl.coalesce("_odd", left_out(source)))
    names = [name for name in extract.names if name in rows.columns]
    aside = judged.filter(pl.col("reason").is_not_null()).select(*PLACE, "reason", content=pl.struct(names).struct.json_encode())
    return judged.filter(pl.col("reason").is_null()).drop("reason"), aside.select(list(ASIDE))


def _one_of_each(rows: pl.DataFrame, source: MappedSource) -> pl.DataFrame:
    """The last row of each group of one_row_per; a row with a blank among its columns stands for itself."""
    if not source.one_row_per:
        return rows
    columns = list(source.one_row_per.columns)
    if lacking := [name for name in columns if name not in rows.columns]:
        raise Refused(
            f"{MAPPING_FILE}: [source.one_row_per] of {source.extract} has {', '.join(lacking)}, which the source does not fill."
        )
    whole = pl.all_horizontal(pl.col(columns).is_not_null())
    return protecting_all(rows, columns).filter(pl.struct(columns).is_last_distinct() | ~whole)


def _merged_apart(rows: pl.DataFrame, source: MappedSource) -> list[str]:
    """How many of the rows that one_row_per takes for one speak of different homes: whoever has two of them would have one."""
    keys = list(source.one_row_per.columns) if source.one_row_per else []
    places = [name for name in HOMES if name in rows.columns and name not in keys]
    if not keys or not places:
        return []
    spelled = [pl.col(name).str.to_uppercase().str.replace_all(r"\W", "") for name in places]
    each = rows.select(*keys, *spelled).drop_nulls(keys).group_by(keys).agg(pl.col(places).drop_nulls().n_unique())
    apart = {name: int((each[name] > 1).sum()) for name in places}
    return [
        f"{', '.join(keys)}: {count:,} merged by [source.one_row_per] have more than one {name}; only the last is kept. Where "
        "one person may have several at once, make the key tell them apart"
        for name, count in apart.items()
        if count
    ]


def _numbered(extract: Extract, rows: pl.DataFrame, aside: pl.DataFrame, made: Sequence[Made]) -> RawTable:
    """The rows of all files under one numbering, in the order of the files and their rows."""
    place = ["_file", "_row", "_part"]
    order = pl.concat([rows.select(place), aside.select(place)]).unique().sort(place).with_row_index("row", offset=1)
    columns = [name for name in extract.names if name in rows.columns]
    numbered = rows.join(order, on=place, how="left", maintain_order="left").sort("row")
    told = aside.join(order, on=place, how="left", maintain_order="left").sort("row")
    starts = order.group_by("_file").agg(pl.col("row").min()).sort("row")
    files = [one for each in made for one in each.files]
    begins = tuple((str(files[number].about["file"]), row) for number, row in starts.iter_rows())
    about = _about(extract, columns, files, made)
    return RawTable(
        extract, numbered.select("line", "row", *columns), told.select("line", "row", "reason", "content"), about, begins
    )


def _about(extract: Extract, columns: Sequence[str], files: Sequence[Opened], made: Sequence[Made]) -> dict[str, object]:
    """What the run record says of the extract: each file, and the rows merged, added and left out by the mapping."""
    told = [one.about for one in files]
    left_out = sum(one.set_aside["reason"].str.starts_with(LEFT_OUT).sum() for one in made)
    return {
        "file": ", ".join(dict.fromkeys(str(one["file"]) for one in told)),
        "sha256": told[0]["sha256"] if len(told) == 1 else None,
        "format": ", ".join(dict.fromkeys(str(one["format"]) for one in told)),
        "encoding": ", ".join(dict.fromkeys(str(one["encoding"]) for one in told if one["encoding"])) or None,
        "delimiter": "".join(dict.fromkeys(str(one["delimiter"]) for one in told if one["delimiter"])) or None,
        "bytes": sum(size for one in told if isinstance(size := one["bytes"], int)),
        "blank_lines": sum(lines for one in told if isinstance(lines := one["blank_lines"], int)),
        "files": [{key: one[key] for key in ("file", "sha256", "bytes", "rows_read", "blank_lines")} for one in told],
        "columns_dropped": _dropped(files),
        "columns_missing": [name for name in extract.names if name not in columns],
        "headers_alike": [],
        "days_from_1904": all(each["days_from_1904"] for each in told),
        "rows_merged": sum(one.merged for one in made),
        "rows_added": sum(one.added for one in made),
        "rows_left_out": left_out,
        "notices": _notices(files, made),
    }


def _dropped(files: Sequence[Opened]) -> list[str]:
    """The headers that no source of this extract uses: of two sources of one file, each drops what only the other reads."""
    used = {(one.about["file"], their_column(name)) for one in files for name in one.grid.header.positions}
    dropped = [(one.about["file"], name) for one in files for name in one.grid.header.dropped]
    return list(dict.fromkeys(name for file, name in dropped if (file, their_column(name)) not in used))


def _notices(files: Sequence[Opened], made: Sequence[Made]) -> list[str]:
    of_files = [f"{one.about['file']}: {notice}" for one in files for notice in _said(one)]
    counts = {
        "rows merged": sum(one.merged for one in made),
        "rows added by splitting joint names": sum(one.added for one in made),
    }
    counted = [f"{what} by mapping.toml: {rows:,}" for what, rows in counts.items() if rows]
    return [*dict.fromkeys(of_files), *dict.fromkeys(notice for one in made for notice in one.notices), *counted]


def _said(opened: Opened) -> list[str]:
    notices = opened.about["notices"]
    return [str(notice) for notice in notices] if isinstance(notices, list) else []
