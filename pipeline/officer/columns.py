"""The columns of a match report's worksheet: heading, what it shows, width and look, in the order in which an officer reads."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pipeline import wording
from pipeline.officer.edition import short_number

SURE = 0.999
"""Above this, a probability is said to be "over" it: none is certainty, however it rounds."""


@dataclass(frozen=True)
class Column:
    """One column of the worksheet: `band` is the coloured strip above it, `look` names a format, `width` is in characters."""

    heading: str
    band: str
    look: str
    width: int
    shows: pl.Expr


def plainly(column: str, words: dict[str, str]) -> pl.Expr:
    """A code said plainly; one that has no words yet is shown as it is."""
    return pl.col(column).replace(words)


def priority_words() -> pl.Expr:
    """A priority and what it asks: "P1: look first"."""
    return pl.col("priority").replace({code: f"{code}: {said}" for code, said in wording.PRIORITIES.items()})


def body_words(side: str) -> pl.Expr:
    """The body within which a side's reference is unique: the landlord, or the benefit and who pays it."""
    payer = pl.concat_str([plainly(f"{side}_scheme", wording.SCHEMES), pl.lit(", "), pl.col(f"{side}_source_body")])
    return pl.coalesce(f"{side}_landlord_code", payer, f"{side}_source_body")


def link_words() -> pl.Expr:
    """What the link rests on, and how probable it is that both records are one person: never certain, and nothing for K5."""
    chance = pl.when(pl.col("key_class") != "K5").then(pl.col("match_probability"))
    whole = pl.concat_str([(chance * 100).floor().cast(pl.Int64).cast(pl.String), pl.lit(" %")])
    said = pl.concat_str([pl.lit(" ("), pl.when(chance > SURE).then(pl.lit("over 99.9 %")).otherwise(whole), pl.lit(")")])
    known = pl.col("key_class").replace({code: f"{code}: {words}" for code, words in wording.LINKS.items()})
    return pl.concat_str([known, said.fill_null("")]).fill_null(wording.OWN_REFERENCE)


def conflict_words() -> pl.Expr:
    """What conflicts, with the sides called as the file calls them."""
    sides = {"left: ": "first: ", "right: ": "second: "}
    return pl.col("conflicts").str.replace_many(sides)


CASE, FIRST, SECOND, FOUND, OFFICER, MEANS, RECORD = (
    "The case", "First record", "Second record", "What does not fit", "For your own use", "What it may mean", "For the file",
)  # fmt: skip


def _side(side: str, band: str) -> Iterator[Column]:
    said = "First" if side == "left" else "Second"
    yield Column(f"{said}: what", band, "text", 9, plainly(f"{side}_extract", wording.EXTRACTS))
    yield Column(f"{said}: reference", band, "text", 14, pl.col(f"{side}_ref"))
    yield Column(f"{said}: landlord or payer", band, "text", 11, body_words(side))
    yield Column(f"{said}: name", band, "text", 16, pl.col(f"{side}_name"))
    yield Column(f"{said}: born", band, "born", 10, pl.col(f"{side}_date_of_birth").cast(pl.String))
    yield Column(f"{said}: NINO", band, "text", 11, pl.col(f"{side}_nino"))
    yield Column(f"{said}: address", band, "text", 20, pl.col(f"{side}_address"))


PRINTED: tuple[Column, ...] = (
    Column("Referral", CASE, "text", 15, short_number(pl.col("referral_id"))),
    Column("Priority", CASE, "priority", 10, priority_words()),
    Column("Score", CASE, "number", 6, pl.col("score")),
    Column("How the score adds up", CASE, "text", 17, pl.col("score_breakdown").str.replace_all("; ", "\n", literal=True)),
    *_side("left", FIRST),
    *_side("right", SECOND),
    Column("Days from", FOUND, "date", 10, pl.col("overlap_from")),
    Column("Days until", FOUND, "date", 10, pl.col("overlap_to")),
    Column("Days", FOUND, "number", 6, pl.col("overlap_days")),
    Column("Amount", FOUND, "pounds", 11, pl.col("amount_at_issue")),
    Column("How it is counted", FOUND, "text", 17, pl.col("amount_arithmetic")),
    Column("What agrees", FOUND, "text", 21, pl.col("agreements").str.replace_all("; ", "\n", literal=True)),
    Column("What conflicts", FOUND, "text", 27, conflict_words().str.replace_all("; ", "\n", literal=True)),
    Column("How they are linked", FOUND, "text", 17, link_words()),
    Column("Status", OFFICER, "status", 12, pl.col("status")),
    Column("Outcome", OFFICER, "outcome", 14, pl.lit(None, pl.String)),
    Column("Comment", OFFICER, "comment", 20, pl.lit(None, pl.String)),
)  # fmt: skip
"""What a worksheet prints; what stands the same in every row follows to the right and, in short, above the headings."""

BESIDE: tuple[Column, ...] = (
    Column("May indicate", MEANS, "text", 38, pl.col("may_indicate")),
    Column("Innocent explanations", MEANS, "text", 50, pl.col("innocent_explanations").str.replace_all("; ", "\n", literal=True)),
    Column("Suggested enquiry", MEANS, "text", 38, pl.col("suggested_enquiry")),
    Column("Also found by", MEANS, "text", 18, pl.col("corroboration")),
    Column("Explanations tested", MEANS, "text", 46, pl.col("suppressors_tested").str.replace_all("; ", "\n", literal=True)),
    Column("Seen before", RECORD, "text", 14, plainly("change", wording.CHANGES)),
    Column("Evidence known on", RECORD, "date", 12, pl.col("date_evidence_known")),
    Column("Scope", RECORD, "text", 10, pl.col("scope")),
    Column("Match weight", RECORD, "weight", 10, pl.col("match_weight")),
    Column("Rule version", RECORD, "number", 9, pl.col("rule_version")),
    Column("Full referral number", RECORD, "text", 36, pl.col("referral_id")),
)  # fmt: skip

COLUMNS = PRINTED + BESIDE


def shown(referrals: pl.DataFrame) -> pl.DataFrame:
    """The referrals as the worksheet shows them: one column per heading, in order."""
    return referrals.select(column.shows.alias(column.heading) for column in COLUMNS)
