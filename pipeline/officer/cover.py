"""The cover sheet: what this file is, what a referral is and is not, how many there are, and how to read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.officer.cells import fit_for_cells
from pipeline.officer.edition import Edition
from pipeline.officer.looks import Looks
from pipeline.officer.sheet import set_up_page
from pipeline.wording import CAVEAT, PRIORITIES, PRIORITY_CAUTION, PRIORITY_MEANINGS

WIDTHS = (2, 24, 52, 13, 13, 13, 13)
FIRST, LAST = 1, len(WIDTHS) - 1
CHARACTERS_A_LINE = 135
LEVELS = ("P1", "P2", "P3")

HOW_TO_READ = (
    "Each sheet is one match report: the referrals of one rule, the most urgent first. The three lines at its top say what such "
    "a match may indicate, how it may be innocent, and what to ask.",
    "A row sets two records side by side: the first, the second, then what does not fit between them, with the days, the money "
    "and how it was counted.",
    "How they are linked says which identifiers agree and how probable it is that both records are one person. It is never "
    "certain: two people may share a name and a birth date. Check that first.",
    "The yellow columns are yours: choose a status and, to close a case, an outcome; write what you found. Then put it on record "
    "with: tenancy-match outcome OUT --from THIS-FILE.xlsx. Nobody but you decides what came of it.",
    "By when: the two time limits for a summary prosecution of unlawful subletting, counted from the day the case was first "
    "raised and from the last day at issue.",
    "To the right of the yellow columns stand the explanations in full and what was tested before the referral was raised; the "
    "+ above them unfolds what only the file needs.",
    "A rule that found nothing counts 0 above; one that could not run is not listed: the run report says what it lacked.",
    "Sheets print on A3. For one case a page, ask for the page instead: --to FILE.html.",
)
DATA_PROTECTION = (
    "This file names people. Keep it as you would a case file: where only those working the cases can open it, never by e-mail, "
    "and no longer than the enquiries need it.",
    "Use it for the purpose given above and no other. That it was opened, by whom and why is in the audit trail of the exercise.",
    "A person who asks is entitled to know what is held about them and to have it put right; tell your data protection officer.",
)


@dataclass(frozen=True)
class Line:
    """One row of the cover: cells from the first column on, each a text or a number with its look; `wide` runs across all."""

    cells: tuple[tuple[str | int, str], ...]
    height: float = 18
    wide: bool = False


def _wide(text: str, look: str, height: float = 0) -> Line:
    return Line(((text, look),), height or 15.5 * (1 + len(text) // CHARACTERS_A_LINE), wide=True)


def _section(title: str) -> tuple[Line, Line]:
    return Line((), 10), _wide(title, "cover heading", 22)


def _waiting(edition: Edition) -> dict[str, str]:
    """What a team's capacity left out, and what is no longer found; neither where there is neither."""
    levels = ", ".join(f"{n:,} {level}" for level, n in edition.waiting.items())
    said = {"Waiting": f"{sum(edition.waiting.values()):,} more than the team can work ({levels})"} if edition.waiting else {}
    if edition.gone is not None:
        many = edition.gone.height
        said["No longer found"] = f"{many:,} that were raised last time; the sheet of that name says why" if many else "none"
    return said


def _facts(edition: Edition, referrals: pl.DataFrame) -> list[Line]:
    if edition.restricted:
        held = f"{referrals.height:,}. They touch protected addresses or people at risk: not scored, for a senior role only"
    else:
        held = f"{edition.restricted_held:,} more, not listed here: they are for a senior role (referrals --restricted)"
    facts = {
        "Snapshot": f"{edition.snapshot:%d/%m/%Y}: what the extracts said on that day",
        "Officer": edition.officer,
        "Reason": edition.reason,
        "Referrals in this file": f"{referrals.height:,}",
        **_waiting(edition),
        "Restricted": held,
    }
    printable = fit_for_cells(pl.DataFrame({"name": list(facts), "said": list(facts.values())}))
    return [Line(((name, "cover label"), (said, "cover text"))) for name, said in printable.iter_rows()]


def counts(referrals: pl.DataFrame, edition: Edition) -> list[tuple[str, str, list[int]]]:
    """A row per match report, those without referrals too: sheet, title, and how many of each priority and in all."""
    known = {row[:2]: row[2] for row in referrals.group_by("rule", "priority").len().iter_rows()}
    rules = sorted({one.rule for one in edition.reports} | set(referrals["rule"]))
    levels = ("restricted",) if edition.restricted else LEVELS
    rows = []
    for rule in rules:
        found = [known.get((rule, level), 0) for level in levels]
        rows.append((edition.report(rule).sheet, edition.report(rule).title, [*found, sum(found)]))
    return rows


def _count_table(referrals: pl.DataFrame, edition: Edition) -> list[Line]:
    levels = ["restricted"] if edition.restricted else list(LEVELS)
    head = [f"{level}: {PRIORITIES[level]}" for level in levels]
    rows = counts(referrals, edition)
    totals = [sum(column) for column in zip(*(row[2] for row in rows), strict=True)]
    lines = [Line(tuple((name, "cover head") for name in ("Sheet", "What it looks for", *head, "All")), 32)]
    for sheet, title, found in rows:
        lines.append(
            Line(
                ((sheet, "cover cell"), (title, "cover cell"), *((n, "cover count") for n in found)),
                31 if len(title) > 52 else 18,
            )
        )
    total = (("All", "cover total name"), ("", "cover total name"), *((n, "cover total") for n in totals))
    return [*lines, Line(total)] if rows else [_wide("No rule raised a referral.", "cover text")]


def _priorities() -> list[Line]:
    said = [Line(((level, f"cover badge {level}"), (text, "cover said"))) for level, text in PRIORITY_MEANINGS.items()]
    return [*said, _wide(PRIORITY_CAUTION, "cover text")]


def _bullets(texts: Sequence[str]) -> list[Line]:
    return [_wide(f"•  {text}", "cover text") for text in texts]


def _lines(referrals: pl.DataFrame, edition: Edition) -> list[Line]:
    kind = "Restricted referrals" if edition.restricted else "Referrals"
    opening = [
        _wide(f"{kind} of the exercise at {edition.snapshot.day} {edition.snapshot:%B %Y}", "cover title", 34),
        _wide("Tenancies, rents and housing support that do not fit together", "cover subtitle", 20),
        Line((), 8),
        _wide(CAVEAT, "cover caveat", 44),
        Line((), 8),
    ]
    return list(chain(
        opening, _facts(edition, referrals),
        _section("How many"), _count_table(referrals, edition),
        _section("What a priority means"), _priorities(),
        _section("How to read it"), _bullets(HOW_TO_READ),
        _section("Looking after it"), _bullets(DATA_PROTECTION),
    ))  # fmt: skip


def _write(sheet: Worksheet, looks: Looks, row: int, line: Line) -> None:
    sheet.set_row(row, line.height)
    if line.wide:
        sheet.merge_range(row, FIRST, row, LAST, "", looks[line.cells[0][1]])
    elif len(line.cells) == 2:
        sheet.merge_range(row, FIRST + 1, row, LAST, "", looks[line.cells[1][1]])
    for column, (said, look) in enumerate(line.cells, FIRST):
        write = sheet.write_string if isinstance(said, str) else sheet.write_number
        write(row, column, said, looks[look])


def write_cover(book: Workbook, looks: Looks, referrals: pl.DataFrame, edition: Edition) -> None:
    """Adds the cover sheet over the referrals that stand in the file."""
    sheet = book.add_worksheet("Read me first")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, line in enumerate(_lines(referrals, edition)):
        _write(sheet, looks, row, line)
    set_up_page(sheet, edition)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
