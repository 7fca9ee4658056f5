"""The headers that a source uses: only these columns are read, under their header in square brackets."""

from collections.abc import Iterator
from dataclasses import replace

from extracts.contract import Extract, Field, Use, plain
from extracts.kinds.code import ANY
from pipeline.inputs.mapping import Reckoned, columns_of
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.inputs.mapping.model import POSITION, listed, placeholders
from pipeline.stages.read.asked import Asked


def their_column(header: str) -> str:
    """The name of the column that holds what stands under their header, however the mapping spells it.

    >>> their_column("D.O.B."), their_column("dob")
    ('[dob]', '[dob]')
    """
    return f"[{plain(header)}]"


def asked_for(source: MappedSource, extract: Extract, asked: Asked) -> tuple[Asked, Asked]:
    """What a file must hold as the mapping names it, and the same with only those of mandatory columns of the extract."""
    spelled = {their_column(header): header for header in reversed(list(_headers(source)))}
    needed = {their_column(header) for header in _headers_of_required(source, extract)}
    # Fields are called by the header as the mapping spells it, in brackets, so that messages show it.
    fields = [Field(f"[{header}]", ANY, Use.SHOWN, header, True) for header in spelled.values()]
    whole = Extract(f"{extract.name} as mapping.toml says", extract.title, tuple(fields))
    told = replace(asked, extract=whole, sheet=source.sheet, header_row=source.header_row, as_mapped=True)
    narrowed = [replace(field, required=their_column(field.meaning) in needed) for field in fields]
    return told, replace(told, extract=replace(whole, fields=tuple(narrowed)))


def of_header(source: MappedSource, reckoned: Reckoned) -> bool:
    """Whether a date is worked out from a header of theirs rather than from a column of ours."""
    return reckoned.of not in source.ours


def pattern_header(source: MappedSource, name: str) -> bool:
    """Whether what a pattern names is a header of theirs, since it is no column of the extract."""
    return name != POSITION and name not in source.ours and name not in columns_of(source.extract)


def _headers(source: MappedSource) -> Iterator[str]:
    for headers in source.columns.values():
        yield from listed(headers)
    yield from source.leave_out
    yield from source.keep_only
    yield from (part.column for part in (source.name, source.address) if part)
    if source.debit_credit:
        yield from (source.debit_credit.debit, source.debit_credit.credit)
    for rule in source.where_missing.values():
        if isinstance(rule, str):
            yield from (name for name in placeholders(rule) if pattern_header(source, name))
        elif of_header(source, rule):
            yield rule.of


def _headers_of_required(source: MappedSource, extract: Extract) -> Iterator[str]:
    for column, headers in source.columns.items():
        if column in extract.required:
            yield from listed(headers)[:1]
    yield from (part.column for part in (source.name, source.address) if part)
