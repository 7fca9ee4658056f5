"""Small counts stay hidden: tables side by side give none away, not even to somebody who knows how they hang together."""

import random

import pytest

from pipeline.disclosure import LEAST_SPREAD, ROUNDED_TO, SMALLEST_SHOWN, Within, protected, rounded
from tests.attack import reckoned, tried

TABLES = 400


def alone(counts):
    return protected([counts])[0].counts


def random_tables(seed):
    """Logs of random groups, counted by up to four characteristics, of which some are found within others; and those relations."""
    dice = random.Random(seed)
    logs = dice.choice([15, 60, 150, 400])
    widths = [dice.randint(3, 6) for _ in range(dice.randint(1, 4))]
    weights = [[dice.choice([0, 0.03, 0.3, 1, 3]) + 0.002 for _ in range(width)] for width in widths]
    rows = [[dice.choices(range(len(one)), one)[0] for one in weights] for _ in range(logs)]
    known = []
    for table in range(1, len(widths)):
        if dice.random() < 0.8:
            known.append(_bound(rows, (0, widths[0]), (table, widths[table]), dice))
    tables = [[sum(row[table] == group for row in rows) for group in range(width)] for table, width in enumerate(widths)]
    return tables, known


def _bound(rows, first, second, dice):
    """Makes the logs of some groups of a table be among those of some groups of the first, and says so."""
    (one, some), (other, many) = first, second
    whole, part = (set(dice.sample(range(width), dice.randint(1, width - 1))) for width in (some, many))
    for row in rows:
        if row[other] in part and row[one] not in whole:
            row[other] = next(group for group in range(many) if group not in part)
        if row[one] in whole and dice.random() < 0.9:  # mostly nobody else is there, as with a subtotal
            row[other] = dice.choice(sorted(part))
    return Within(tuple((other, at) for at in sorted(part)), tuple((one, at) for at in sorted(whole)))


@pytest.mark.parametrize(("count", "shown"), [(9, None), (10, 10), (11, 10)])
def test_the_threshold_has_two_sides(count, shown):
    assert alone([count, 60, 70, 80])[0] == shown


@pytest.mark.parametrize(("count", "to"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20)])
def test_counts_are_rounded_to_five(count, to):
    assert rounded(count) == to


@pytest.mark.parametrize(("second", "shown"), [(1, None), (2, 40)])
def test_the_spread_has_two_sides(second, shown):
    """Two counts that come to nine together would both be known to be small; those that come to ten would not."""
    assert alone([8, second, 42, 60])[2] == shown


def test_no_small_count_is_shown_and_every_other_is_rounded():
    for seed in range(TABLES):
        tables, known = random_tables(seed)
        for counts, shown in zip(tables, protected(tables, known), strict=True):
            for count, said in zip(counts, shown.counts, strict=True):
                assert said is None or (count >= SMALLEST_SHOWN and said % ROUNDED_TO == 0 and abs(said - count) <= 2)


@pytest.mark.parametrize("knows_exactly", [True, False])
def test_no_hidden_count_can_be_worked_out(knows_exactly):
    for seed in range(TABLES):
        tables, known = random_tables(seed)
        shown = [one.counts for one in protected(tables, known)]
        if all(count is None for one in shown for count in one):
            continue  # nothing at all is shown, so no sum is either
        for least, most in reckoned(shown, known, tables, knows_exactly).values():
            assert most - least >= LEAST_SPREAD, (seed, tables, known, shown)


def test_a_subtotal_of_another_table_gives_nothing_away():
    """The sample's sales of 2026: the four for older people were what was left of the shared ownerships."""
    types, products = [75, 53, 49], [95, 4, 29, 24, 7, 8, 10]
    known = [Within(((1, 0), (1, 1), (1, 2)), ((0, 0), (0, 1))), Within(tuple((1, at) for at in (3, 4, 5, 6)), ((0, 2),))]
    apart = [alone(types), alone(products)]
    assert reckoned(apart, known, [types, products])[1, 1] == (4, 4)
    together = [one.counts for one in protected([types, products], known)]
    assert together == [apart[0], (95, None, None, 25, None, None, 10)]
    assert reckoned(together, known, [types, products])[1, 1] == (0, 33)


def test_a_relation_that_holds_but_for_a_few_gives_nearly_as_much_away():
    """Of the 173 tenants who had a social home all but two count as social tenants before: what is hidden is then known within two."""
    before, homes = [171, 400], [169, 4, 120, 278]
    known = [Within(((0, 0),), ((1, 0), (1, 1))), Within(((1, 0), (1, 1)), ((0, 0),))]
    assert alone(homes) == (170, None, None, 280)
    assert reckoned([alone(before), alone(homes)], known, [before, homes])[1, 1] == (2, 4)
    together = [one.counts for one in protected([before, homes], known)]
    assert together == [(170, 400), (None, None, 120, 280)]


def test_reckoning_agrees_with_trying_every_table():
    small = [random_small(seed) for seed in range(40)]
    for tables, known in small:
        shown = [one.counts for one in protected(tables, known)]
        assert reckoned(shown, known, tables) == tried(shown, known, tables), (tables, known)


def random_small(seed):
    dice = random.Random(seed)
    whole = [dice.randint(0, 11) for _ in range(3)]
    first = dice.randint(0, whole[0])
    part = [first, whole[0] - first, whole[1] + whole[2]]
    return [whole, part], [Within(((1, 0), (1, 1)), ((0, 0),))]


def test_nothing_is_hidden_but_for_a_reason():
    assert alone([12, 13, 40]) == (10, 15, 40)
    assert [one.counts for one in protected([[12, 30], [42]])] == [(10, 30), (40,)]
    assert protected([]) == ()


def test_a_total_adds_up_what_is_shown():
    assert protected([[12, 13, 40]])[0].total == 10 + 15 + 40
    assert protected([[3, 12, 40, 50]])[0].total == 40 + 50
    assert not protected([[3, 12, 40]])[0].complete
