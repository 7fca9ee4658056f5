"""What becomes of every log: written, written and to be confirmed, held back, or left out; and everything found on the way."""

from dataclasses import dataclass

import polars as pl

from pipeline.core.field import Layout
from pipeline.core.rules import Category
from pipeline.core.year import Checked
from pipeline.stages.core_return.drafts import CORRECTED, HELD, MISSING, Draft

WRITTEN, CONFIRM, HELD_BACK, LEFT_OUT = "written", "written, to be confirmed", "held back", "left out"
FATES = (WRITTEN, CONFIRM, HELD_BACK, LEFT_OUT)
FAULT, BLOCKS, SOFT, LOST, CHANGED, STOPS = (
    "fault",
    "would block the whole file",
    "to be confirmed",
    "would be dropped",
    "would be changed",
    "would stop the service",
)
INCOMPLETE = "accepted, but never complete"
HARMLESS = (SOFT, LOST, CHANGED)
"""What a person looks at, and what keeps no row back."""
KINDS = {
    Category.SETUP.value: BLOCKS,
    Category.CRITICAL.value: FAULT,
    Category.NOT_ANSWERED.value: MISSING,
    Category.SOFT.value: SOFT,
}
UNANSWERED, DROPPED = "answer_missing", "answer_dropped"
NOUGHT = "0"
FOUND = {
    "log": pl.UInt32, "field": pl.Int64, "name": pl.String, "asks": pl.String, "kind": pl.String, "says": pl.String,
    "rule": pl.String,
}  # fmt: skip
REFERENCES = ("tenancy_ref", "sale_ref")
PLACE = ("uprn", "address_line_1", "town", "postcode_outward", "postcode_inward")
WORDLESS = "Words are needed here and were left out: allow this column in core.toml, or choose a code that needs none."
STOPPED = "A working situation of another person is none of the codes, which makes the service break off the whole upload."
UNFINISHED = (
    "the service takes the row and leaves the log incomplete without saying why: compare ticks and codes with the template."
)

_NO_RULE = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True)
class Outcome:
    """A draft judged.

    `logs`: as the draft's, with `fate`. `findings`: `log`, `field` (its number in the year's form, null where it is a column of
    the input), `name`, `asks`, `kind`, `says`, `rule` (the service's check, null where the draft found it); in the order of the
    logs. `answers`: `log` and what the service derives. `off`: checks that were not made, with the reason. `whole`: the logs that
    the service would refuse without an answer that it demands and then drops.
    """

    draft: Draft
    layout: Layout
    logs: pl.DataFrame
    findings: pl.DataFrame
    answers: pl.DataFrame
    off: tuple[str, ...]
    whole: tuple[int, ...] = ()

    @property
    def dropped(self) -> pl.DataFrame:
        """`log` and `name` of the answers that the service would drop."""
        return self.findings.filter(pl.col("kind") == LOST).select("log", "name")

    @property
    def to_write(self) -> pl.DataFrame:
        """The logs that go into the files, without the answers that the service would drop, if it takes them so."""
        chosen = self.logs.filter(pl.col("fate").is_in([WRITTEN, CONFIRM]))
        dropped = self.dropped.filter(~pl.col("log").is_in(list(self.whole)))
        blanked = [
            pl.when(~pl.col("log").is_in(logs["log"].implode())).then(name).alias(name)
            for (name,), logs in dropped.group_by("name", maintain_order=True)
            if name in chosen.columns
        ]
        return chosen.with_columns(blanked)

    @property
    def counts(self) -> dict[str, int]:
        """How many logs met each fate."""
        counted = dict(self.logs["fate"].value_counts().iter_rows())
        return {fate: counted.get(fate, 0) for fate in FATES}


def outcome_of(draft: Draft, layout: Layout, checked: Checked) -> Outcome:
    """The fate of every log of a draft, given what the service would say of the due ones."""
    findings = _findings(draft, layout, checked)
    telling = findings.filter(pl.col("kind") != CORRECTED)
    bad = telling.filter(~pl.col("kind").is_in(HARMLESS))["log"].implode()
    look = telling["log"].implode()
    fate = (
        pl.when(pl.col("left_out").is_not_null()).then(pl.lit(LEFT_OUT))
        .when(pl.col("log").is_in(bad)).then(pl.lit(HELD_BACK))
        .when(pl.col("log").is_in(look)).then(pl.lit(CONFIRM))
        .otherwise(pl.lit(WRITTEN))
    )  # fmt: skip
    logs = draft.logs.with_columns(fate=fate)
    answers = checked.answers.with_columns(log=(pl.col("row") - 1).cast(pl.UInt32)).drop("row")
    return Outcome(draft, layout, logs, findings, answers, checked.off)


def _findings(draft: Draft, layout: Layout, checked: Checked) -> pl.DataFrame:
    due = draft.logs.filter(pl.col("left_out").is_null()).select("log")
    asks = pl.DataFrame(
        {"name": [one.name for one in layout.fields], "field": [one.number for one in layout.fields],
         "asks": [one.asks for one in layout.fields]}, schema_overrides={"field": pl.Int64}
    )  # fmt: skip
    ours = draft.doubts.join(due, on="log", how="semi", maintain_order="left")
    ours = ours.join(asks, on="name", how="left", maintain_order="left").with_columns(rule=_NO_RULE).select(*FOUND)
    theirs = _explained(draft, checked)
    every = _without_consequences(pl.concat([ours, theirs, _lost(draft, checked), _broken(checked)]), draft)
    told_once = [name for name in FOUND if name != "rule"]
    return every.unique(told_once, keep="first", maintain_order=True).sort("log", "field", nulls_last=False, maintain_order=True)


def _without_consequences(findings: pl.DataFrame, draft: Draft) -> pl.DataFrame:
    """The findings without those that only repeat what a doubt of the same log has told as the cause."""
    repeated = pl.lit(False)
    for cause in draft.causes:
        itself = pl.col("says").str.starts_with(cause.begins)
        logs = draft.doubts.filter(itself)["log"].implode()
        same = pl.col("rule").is_in(cause.rules).fill_null(False) | (pl.col("rule").is_null() & pl.lit(cause.doubts))
        repeated |= pl.col("log").is_in(logs) & pl.col("name").is_in(cause.names) & same & ~itself
    return findings.filter(~repeated)


def _told(checked: Checked) -> pl.DataFrame:
    """The service's findings in our words for their kinds."""
    kind = pl.when(pl.col("rule") == UNANSWERED).then(pl.lit(MISSING)).otherwise(
        pl.col("category").replace_strict(KINDS, return_dtype=pl.String)
    )  # fmt: skip
    return checked.findings.select(_log(), "field", "name", "asks", kind=kind, says="says", rule="rule").select(*FOUND)


def _explained(draft: Draft, checked: Checked) -> pl.DataFrame:
    """The findings without those that repeat another, and with the reason why words are missing."""
    withheld = draft.withheld.with_columns(wordless=pl.lit(True))
    joined = (
        _told(checked).filter(~_repeated(draft, checked)).join(withheld, on=["log", "name"], how="left", maintain_order="left")
    )
    says = pl.when(pl.col("wordless") & (pl.col("kind") == MISSING)).then(pl.lit(WORDLESS)).otherwise("says")
    return joined.with_columns(says=says).select(*FOUND)


def _repeated(draft: Draft, checked: Checked) -> pl.Expr:
    """Findings that a doubt about the place or about two rows has told already, and parts of an address that nobody is to give.

    The service asks for the address of a home whose UPRN it blames for anything, be it a rent; the UPRN's own finding says so.
    """

    def of(logs: pl.DataFrame) -> pl.Expr:
        return pl.col("log").is_in(logs["log"].unique().implode())

    held = draft.doubts.filter(pl.col("kind") == HELD)
    unplaced, twice = held.filter(pl.col("name") == "uprn"), held.filter(pl.col("name").is_in(REFERENCES))
    by_uprn = draft.logs.filter(pl.col("uprn").is_not_null())
    of_place, of_address = pl.col("name").is_in(PLACE), pl.col("name").is_in(PLACE[1:])
    return (
        (of(unplaced) & of_place)
        | (of(by_uprn) & of_address)
        | (of(twice) & pl.col("rule").is_in([rule.id for rule in checked.year.twin_rules]))
    )


def _lost(draft: Draft, checked: Checked) -> pl.DataFrame:
    """What would be dropped or changed, and what would take a whole log with it; a nought demanded and then cleared is none."""
    kind = (
        pl.when(pl.col("category") != Category.SOFT.value).then(pl.col("category").replace_strict(KINDS, return_dtype=pl.String))
        .when(pl.col("rule") == DROPPED).then(pl.lit(LOST)).otherwise(pl.lit(CHANGED))
    )  # fmt: skip
    told = checked.losses.select(_log(), "field", "name", "asks", "says", "rule", kind=kind)
    noughts = [
        draft.logs.filter(pl.col(name) == NOUGHT).select("log", name=pl.lit(name), kind=pl.lit(LOST))
        for name in told["name"].unique(maintain_order=True)
    ]
    kept = told.join(pl.concat(noughts), on=["log", "name", "kind"], how="anti", maintain_order="left") if noughts else told
    return kept.select(*FOUND)


def _broken(checked: Checked) -> pl.DataFrame:
    """Rows that would stop the service, and rows it would take without ever completing them."""
    unfinished = checked.verdicts.filter(pl.col("verdict") == "accepted_but_incomplete")["row"]
    parts = [
        pl.DataFrame({"log": [row - 1 for row in rows]}, schema={"log": pl.UInt32}).select(
            "log",
            field=pl.lit(None, dtype=pl.Int64),
            name=pl.lit("row"),
            asks=pl.lit(""),
            kind=pl.lit(kind),
            says=pl.lit(says),
            rule=_NO_RULE,
        )
        for rows, kind, says in ((checked.stops, STOPS, STOPPED), (unfinished, INCOMPLETE, UNFINISHED))
    ]
    return pl.concat([pl.DataFrame(schema=FOUND), *parts])


def _log() -> pl.Expr:
    return (pl.col("row") - 1).cast(pl.UInt32).alias("log")
