"""Every check of a sale finds its row at fault and leaves the neighbour alone; no check is without such a pair."""

import polars as pl
import pytest

from pipeline.core.rules import Rule
from pipeline.core.sales_2026.year import FIELDS, YEAR
from pipeline.core.year import Checked
from tests.core.sales.before_pairs import BEFORE
from tests.core.sales.loss_pairs import LOST
from tests.core.sales.pairs import HARD, Pair
from tests.core.sales.rows import PURCHASE, judged
from tests.core.sales.soft_pairs import SOFT

USERS = (Pair("assigned_to_unrelated", "assigned_to", PURCHASE, {"assigned_to": "sam@two.example"}, {}),)
"""Not among the pairs with measured verdicts: the world of those has no user."""
PAIRS = (*HARD, *SOFT, *BEFORE, *USERS)


def blamed(rule: Rule) -> set[str]:
    return {name for answer in rule.blames for name in FIELDS.get(answer, (answer,))}


def found(checked: Checked, pair: Pair, row: int, table: pl.DataFrame) -> bool:
    return not table.filter((pl.col("row") == row) & (pl.col("rule") == pair.check) & (pl.col("name") == pair.field)).is_empty()


@pytest.fixture(scope="module")
def checked() -> Checked:
    return judged([pair.base | side for pair in (*PAIRS, *LOST) for side in (pair.wrong, pair.right)])


@pytest.mark.parametrize(("at", "pair"), list(enumerate(PAIRS)), ids=lambda value: getattr(value, "name", ""))
def test_a_check_finds_the_wrong_row_alone(checked: Checked, at: int, pair: Pair) -> None:
    assert found(checked, pair, 2 * at + 1, checked.findings)
    assert not found(checked, pair, 2 * at + 2, checked.findings)


@pytest.mark.parametrize(("at", "pair"), list(enumerate(LOST, len(PAIRS))), ids=lambda value: getattr(value, "name", ""))
def test_a_loss_is_told_of_the_row_that_suffers_it(checked: Checked, at: int, pair: Pair) -> None:
    assert found(checked, pair, 2 * at + 1, checked.losses)
    assert not found(checked, pair, 2 * at + 2, checked.losses)


@pytest.mark.parametrize(
    "rule", [*YEAR.row_rules, *YEAR.log_rules, *YEAR.soft_rules], ids=lambda rule: f"{rule.id} {rule.blames}"
)
def test_each_check_has_a_pair_for_a_field_it_blames(rule: Rule) -> None:
    mine = {pair.field for pair in PAIRS if pair.check == rule.id}
    assert mine & blamed(rule)


@pytest.mark.parametrize("rule", YEAR.losses, ids=lambda rule: f"{rule.id} {rule.blames}")
def test_each_loss_has_a_pair_for_a_field_it_names(rule: Rule) -> None:
    assert {pair.field for pair in LOST if pair.check == rule.id} & blamed(rule)


def test_every_pair_is_of_a_check_there_is() -> None:
    there = {(rule.id, name) for rule in (*YEAR.row_rules, *YEAR.log_rules, *YEAR.soft_rules) for name in blamed(rule)}
    assert {(pair.check, pair.field) for pair in PAIRS} <= there
