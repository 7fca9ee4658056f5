"""Small counts stay hidden: no table gives one away, not even to somebody who knows the totals and every count that is shown."""

import itertools
import random

import pytest

from pipeline.disclosure import ROUNDED_TO, SMALLEST_SHOWN, protected, ranges, rounded

TABLES = 500


def random_table(seed):
    """Counts, some small, and the lines whose sums are known: the whole, and sometimes two parts of it."""
    dice = random.Random(seed)
    counts = [
        dice.choice([0, 0, dice.randint(1, 9), dice.randint(10, 40), dice.randint(10, 400)]) for _ in range(dice.randint(1, 9))
    ]
    cut = dice.randint(0, len(counts))
    parts = [tuple(range(cut)), tuple(range(cut, len(counts)))] if dice.random() < 0.5 else []
    return counts, [part for part in parts if part]


@pytest.mark.parametrize(("count", "shown"), [(9, None), (10, 10), (11, 10)])
def test_the_threshold_has_two_sides(count, shown):
    assert protected([count, 60, 70, 80]).counts[0] == shown


@pytest.mark.parametrize(("count", "to"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20)])
def test_counts_are_rounded_to_five(count, to):
    assert rounded(count) == to


def test_no_small_count_is_shown_and_every_other_is_rounded():
    for seed in range(TABLES):
        counts, lines = random_table(seed)
        for count, shown in zip(counts, protected(counts, lines).counts, strict=True):
            assert shown is None or (count >= SMALLEST_SHOWN and shown % ROUNDED_TO == 0 and abs(shown - count) <= 2)


def test_no_hidden_count_can_be_worked_out():
    for seed in range(TABLES):
        counts, lines = random_table(seed)
        shown = protected(counts, lines)
        known = [((tuple(line)), sum(counts[at] for at in line)) for line in [range(len(counts)), *lines]]
        hidden = [at for at, count in enumerate(shown.counts) if count is None]
        if len(hidden) == len(counts):
            continue  # nothing at all is shown of such a table, so no sum is either
        for at, (least, most) in enumerate(ranges(shown, counts, known)):
            if at in hidden and not whole_line_hidden(at, shown, known):
                assert most - least >= SMALLEST_SHOWN, (seed, counts, lines, shown)


def whole_line_hidden(at, shown, known):
    """Whether every count of a known line is hidden, so that the line's own sum is not shown anywhere."""
    return any(at in line and all(shown.counts[other] is None for other in line) for line, _ in known)


def test_solving_agrees_with_trying_every_table():
    for seed in range(60):
        dice = random.Random(seed)
        counts = [dice.randint(0, 14) for _ in range(4)]
        shown = protected(counts)
        hidden = [at for at, count in enumerate(shown.counts) if count is None]
        total = sum(counts)
        found = ranges(shown, counts, [(range(4), total)])
        rest = total - sum(count for at, count in enumerate(counts) if at not in hidden)
        tables = [values for values in itertools.product(range(rest + 1), repeat=len(hidden)) if sum(values) == rest]
        for place, at in enumerate(hidden):
            values = {table[place] for table in tables}
            assert found[at] == (min(values), max(values))


def test_a_total_adds_up_what_is_shown():
    assert protected([12, 13, 40]).total == 10 + 15 + 40
    assert protected([3, 12, 40, 50]).total == 40 + 50
    assert not protected([3, 12, 40]).complete
