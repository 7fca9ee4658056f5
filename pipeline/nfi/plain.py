"""Plain text: what NFI's systems read without loss, and what a spreadsheet does not take for something else."""

from dataclasses import dataclass

import polars as pl

LETTERS = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d",
    "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "“": "'", "”": "'", "–": "-", "—": "-", "‑": "-",
    "…": "...",
}  # fmt: skip
"""Letters and marks that no accent can be taken from, in ASCII."""
UNSEEN = r"[\s\p{Cc}\p{Cf}]+"
ACCENTS = r"\p{M}"
OUTSIDE_ASCII = r"[^\x20-\x7e]"
FORMULA = r"^[\s=+\-@]+"
"""What a spreadsheet takes for the start of a formula, were the file ever opened in one; no name, line or number begins so."""


@dataclass(frozen=True)
class Plain:
    """Cells made plain; by label how many were spelled in ASCII, how many could not be, how many lost a formula's sign."""

    cells: pl.DataFrame
    spelled: dict[str, int]
    beyond: dict[str, int]
    disarmed: dict[str, int]


def _spaced(text: pl.Expr) -> pl.Expr:
    """The text on one line, without what nobody can see."""
    return text.str.replace_all(UNSEEN, " ").str.strip_chars()


def _ascii(text: pl.Expr) -> pl.Expr:
    """The text without accents; as it is where another script has no spelling in ASCII."""
    bare = text.str.replace_many(LETTERS).str.normalize("NFKD").str.replace_all(ACCENTS, "")
    return pl.when(bare.str.contains(OUTSIDE_ASCII)).then(text).otherwise(bare)


def plain(cells: pl.DataFrame) -> Plain:
    """Cells of text in plain spelling; a blank one is null."""
    everything = pl.all()
    spaced = cells.select(_spaced(everything))
    disarmed = spaced.select(everything.str.replace(FORMULA, ""))
    spelled = disarmed.select(_ascii(everything))
    made = spelled.select(pl.when(everything != "").then(everything).name.keep())
    outside = made.select(everything.str.contains(OUTSIDE_ASCII).sum())
    return Plain(made, _differing(disarmed, spelled), _counted(outside), _differing(spaced, disarmed))


def _differing(before: pl.DataFrame, after: pl.DataFrame) -> dict[str, int]:
    """By label, how many cells are not what they were."""
    return {name: n for name in before.columns if (n := int((before[name] != after[name]).sum()))}


def _counted(sums: pl.DataFrame) -> dict[str, int]:
    return {name: n for name, n in sums.row(0, named=True).items() if n}
