"""What a collection year declares of one log type, and what is said of a file that was checked against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from pipeline.core.conditions import NEVER
from pipeline.core.field import Layout
from pipeline.core.form import Question
from pipeline.core.rules import Rule
from pipeline.core.world import World

Step = Callable[[pl.DataFrame, World], pl.DataFrame]


@dataclass(frozen=True)
class Year:
    """One log type's form in one collection year, as data.

    `tell` makes the answers of the cells (one row per log, its cells kept under `cell(name)`), `settle` does to them what
    the service does before it validates: clears, looks up, derives. `fields` maps an answer to the fields that are blamed
    for it, in the order in which missing answers are looked for. `row_rules` judge the row as the upload's own checks do,
    `log_rules` the log that is made of it, `soft_rules` what a person has to confirm. Rows that agree on all of `twin_key`
    are duplicates, blamed by `twin_rules`. Where `first_field_for_codes`, a code that is none is blamed on the first field of
    its answer alone. `stops` tells, over the answers as told, the rows on which the service breaks off the whole upload.
    `losses` are ours, not the service's: what it would drop without a word (of category soft), a whole log (critical) or all
    logs of the file (setup); nothing is lost of a field where `says_nothing`
    tells that its cell says no more than a blank. `off` names the checks that this world does not
    allow, with the reason.
    """

    layout: Layout
    form: tuple[Question, ...]
    tell: Step
    settle: Step
    fields: Mapping[str, tuple[str, ...]]
    row_rules: tuple[Rule, ...]
    log_rules: tuple[Rule, ...]
    soft_rules: tuple[Rule, ...]
    twin_key: tuple[pl.Expr, ...]
    twin_rules: tuple[Rule, ...]
    first_field_for_codes: bool = False
    losses: tuple[Rule, ...] = ()
    says_nothing: Mapping[str, pl.Expr] = field(default_factory=dict)
    stops: pl.Expr = NEVER
    off: Callable[[World], tuple[str, ...]] = lambda world: ()


@dataclass(frozen=True)
class Checked:
    """What the service would say of a file.

    `verdicts`: row, line, verdict (accepted, accepted_but_incomplete, soft, error, setup_error). `findings`: row, line,
    field (its number), name (ours), asks (what the field asks), category, rule, says; one line per rule and field, in the
    order of the rows. `losses`: the same, of values that would be dropped without a word. `answers`: row,
    then every settled answer, the derived values among them. `stops`: the rows on which the service would break off the
    whole upload. `off`: the checks that were not made, each with its reason. `about`: what the file looked like
    (`read_upload`).
    """

    year: Year
    verdicts: pl.DataFrame
    findings: pl.DataFrame
    losses: pl.DataFrame
    answers: pl.DataFrame
    stops: tuple[int, ...]
    off: tuple[str, ...]
    about: Mapping[str, object]
