"""Names judged by the whole row: who is a person, who has one name only, and what was written beside a name.

Na, Null, Blank, Test and Rip are names that people bear, and void entries of a housing system. A row that has a full birth date
or a National Insurance number is a person's; without one, such a word is what it looks like.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from extracts.kinds.name_marks import company, death_marker, no_name, phrase, void_or_test
from pipeline.stages.validate.column import Column, distinct, spread
from pipeline.tables import RawTable

NAMES = ("forename", "middle_names", "surname")
PAYER = "payer_name"
VOID = "void or test entry"
WORD, NOTHING, UNKNOWN, NEVER, FIRM = "word", "nothing", "unknown", "never", "company"


def sort_of_name(text: str) -> str | None:
    """What a text in a name column is, where it is not plainly a name: a word that may be one, nothing, "unknown" in words, never
    a name, or a company.

    >>> sort_of_name("Null"), sort_of_name("X"), sort_of_name("N/A"), sort_of_name("TEST TENANT"), sort_of_name("Kent Homes Ltd")
    ('word', 'nothing', 'unknown', 'never', 'company')
    >>> sort_of_name("Ann")
    """
    if phrase(text):
        return NEVER
    if no_name(text):
        return UNKNOWN if void_or_test(text) else NOTHING
    return WORD if void_or_test(text) else FIRM if company(text) else None


def settle_names(raw: RawTable, columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns with forename and surname as the rest of the row has them; untouched where the extract names nobody.

    A person without a forename is accepted; one whose only name stands under forename bears it as the surname.
    """
    if not raw.extract.names_people or not {"forename", "surname"} <= columns.keys():
        return dict(columns)
    rows = _rows(raw, columns)
    moved, lacking = _only_name_is_the_forename(), _no_forename()
    judged = rows.with_columns(moved=moved, lacking=lacking, first_why=_why("first", lacking), last_why=_why("last", moved))
    first, last = _forename(columns["forename"], judged), _surname(columns["surname"], judged)
    return dict(columns) | {"forename": first, "surname": last}


def _rows(raw: RawTable, columns: Mapping[str, Column]) -> pl.DataFrame:
    """`first`, `last` (values), their sorts and reasons, and `evident`: whether the row is somebody's for certain."""
    blank = pl.repeat(None, raw.rows.height, dtype=pl.String, eager=True)
    born = columns["date_of_birth"].values if "date_of_birth" in columns else blank
    number = columns["nino"].values if "nino" in columns else blank
    sorts = {side: _sorts(raw.rows[name]) for side, name in (("first", "forename"), ("last", "surname"))}
    return pl.DataFrame(
        {
            "first": columns["forename"].values,
            "last": columns["surname"].values,
            "first_sort": sorts["first"],
            "last_sort": sorts["last"],
            "first_reason": columns["forename"].reasons,
            "last_reason": columns["surname"].reasons,
            "evident": number.is_not_null() | born.is_not_null(),
        }
    )


def _sorts(column: pl.Series) -> pl.Series:
    """The sort of each row's text; a blank is nothing."""
    texts = distinct(column).texts
    sorts = pl.Series([sort_of_name(text) for text in texts], dtype=pl.String)
    return pl.select(pl.when(column.is_null()).then(pl.lit(NOTHING)).otherwise(spread(column, texts, sorts))).to_series()


def _is(side: str, *sorts: str) -> pl.Expr:
    return pl.col(f"{side}_sort").is_in(sorts).fill_null(value=False)


def _named(side: str) -> pl.Expr:
    """Whether a side holds a name, were the row a person's."""
    return pl.col(side).is_not_null() & (pl.col(f"{side}_sort").is_null() | _is(side, WORD))


def _no_forename() -> pl.Expr:
    """Rows of a person of one name, or whose forename is not known."""
    nothing = _is("first", NOTHING, UNKNOWN) | (pl.col("first").is_null() & ~_is("first", NEVER))
    return nothing & pl.col("evident") & _named("last")


def _only_name_is_the_forename() -> pl.Expr:
    """Rows of a person whose one name stands under forename, and nothing under surname."""
    return _is("last", NOTHING, UNKNOWN) & pl.col("evident") & _named("first")


def _why(side: str, lacking: pl.Expr) -> pl.Expr:
    """Why a side holds no usable name; `lacking` marks rows that may do without it."""
    void = _is(side, NEVER) | (_is(side, WORD) & ~pl.col("evident")) | (_is(side, UNKNOWN) & ~lacking)
    return pl.when(void).then(pl.lit(VOID)).when(~lacking).then(f"{side}_reason")


def _forename(column: Column, judged: pl.DataFrame) -> Column:
    excused = judged["moved"] | judged["lacking"]
    gone = excused | judged["first_why"].is_not_null()
    told = {
        "people of one name, or whose forename is not known": int(excused.sum()),
        "names that look like void entries": judged.filter(pl.col("evident") & (_is("first", WORD) | _is("last", WORD))).height,
    }
    notices = [
        f"{what}, accepted for their birth date or National Insurance number: {rows}" for what, rows in told.items() if rows
    ]
    values = judged.select(pl.when(~gone).then("first")).to_series().alias("forename")
    return replace(column, values=values, reasons=judged["first_why"], excused=excused, notices=(*column.notices, *notices))


def _surname(column: Column, judged: pl.DataFrame) -> Column:
    kept = judged["last_why"].is_null()
    values = judged.select(pl.when("moved").then("first").when(kept).then("last")).to_series().alias("surname")
    return replace(column, values=values, reasons=judged["last_why"])


def marks_in_names(raw: RawTable) -> list[pl.Series]:
    """Flags made of the names as they were given: `death_marker` and `not_a_person`, or `payer_death_marker`.

    Void entries are judged with the row; `not_a_person` marks companies.
    """
    if PAYER in raw.extract.names:
        return [_marked(raw, (PAYER,), death_marker).alias("payer_death_marker")]
    if not raw.extract.names_people:
        return []
    return [
        _marked(raw, NAMES, death_marker).alias("death_marker"),
        _marked(raw, NAMES, company).alias("not_a_person"),
    ]


def _marked(raw: RawTable, names: Sequence[str], mark: Callable[[str], bool]) -> pl.Series:
    """Whether any of the columns holds the mark, row by row."""
    marked = pl.repeat(False, raw.rows.height, dtype=pl.Boolean, eager=True)
    for name in names:
        if name in raw.rows.columns:
            texts = distinct(raw.rows[name]).texts
            verdicts = pl.Series([mark(text) for text in texts], dtype=pl.Boolean)
            marked |= spread(raw.rows[name], texts, verdicts).fill_null(False)
    return marked
