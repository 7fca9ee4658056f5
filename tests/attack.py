"""Somebody who tries to work out hidden counts from tables shown side by side."""

import itertools

import numpy as np

from pipeline.disclosure_solver import tables_of

LARGEST = 10_000
"""No number of logs that anybody would think of."""
ROUNDED_BY = 2
"""How far a shown count may be from what it is."""


class Reckoning:
    """What somebody writes down: counts from nought, sums of them that are known, and others that are not exceeded."""

    def __init__(self):
        self.counts, self.sums = 0, []

    def count(self):
        self.counts += 1
        return self.counts - 1

    def equal(self, amount, plus, minus=()):
        self.sums.append((amount, list(plus), list(minus)))

    def at_most(self, amount, plus, minus=()):
        self.equal(amount, [*plus, self.count()], minus)

    def corner(self):
        rows = np.zeros((len(self.sums), self.counts))
        for row, (_, plus, minus) in enumerate(self.sums):
            np.add.at(rows[row], plus, 1)
            np.add.at(rows[row], minus, -1)
        return tables_of(rows, np.array([float(amount) for amount, _, _ in self.sums]))


def reckoned(shown, known, exact, knows_exactly=True):
    """The least and the most of every hidden count, by (table, place).

    `exact` are the counts as they are. Either they know the totals and every count that is shown exactly, or only what is printed:
    counts to the nearest five, and that all tables are of the same logs, who knows how many.
    """
    told = Reckoning()
    at = {(table, place): told.count() for table, one in enumerate(shown) for place in range(len(one))}
    everybody = told.count()
    for (table, place), here in at.items():
        printed = shown[table][place]
        if printed is not None and not knows_exactly:
            told.at_most(printed + ROUNDED_BY, [here])
            told.at_most(ROUNDED_BY - printed, [], [here])
        elif printed is not None:
            told.equal(exact[table][place], [here])
    for table, one in enumerate(shown):
        told.equal(0, [at[table, place] for place in range(len(one))], [everybody])
    if knows_exactly and exact:
        told.equal(sum(exact[0]), [everybody])
    told.at_most(LARGEST, [everybody])
    for one in known:
        told.at_most(_too_many(one, exact), [at[place] for place in one.part], [at[place] for place in one.whole])
    return _extremes(told, {place: here for place, here in at.items() if shown[place[0]][place[1]] is None})


def always_the_same(widths, known, one, other):
    """Whether two sums of counts are the same in every table of that many groups each of which the relations hold."""
    told = Reckoning()
    at = {(table, place): told.count() for table, width in enumerate(widths) for place in range(width)}
    for table, width in enumerate(widths):
        told.equal(LARGEST, [at[table, place] for place in range(width)])
    for fact in known:
        told.at_most(0, [at[place] for place in fact.part], [at[place] for place in fact.whole])
    corner, goal = told.corner(), np.zeros(told.counts)
    goal[[at[place] for place in one]] = 1
    goal[[at[place] for place in other]] = -1
    return all(abs(float(goal @ corner.furthest(sign * goal))) < 1e-6 for sign in (-1, 1))


def _extremes(told, hidden):
    corner = told.corner()
    found = {}
    for place, here in hidden.items():
        goal = np.eye(told.counts)[here]
        found[place] = tuple(round(float(corner.furthest(sign * goal)[here]), 6) for sign in (-1, 1))
    return found


def _too_many(one, exact):
    """By how much the counts break a relation: who knows them knows that too, who does not is not misled by it."""
    part, whole = (sum(exact[table][place] for table, place in places) for places in (one.part, one.whole))
    return max(0, part - whole)


def tried(shown, known, exact):
    """The same by trying every table there is: slow, and sure. `exact` as in `reckoned`; few and small counts only."""
    total = sum(exact[0])
    splits = [_splits(one, counts, total) for one, counts in zip(shown, exact, strict=True)]
    agreeing = [
        tables for tables in itertools.product(*splits) if all(_too_many(one, tables) <= _too_many(one, exact) for one in known)
    ]
    hidden = [(table, place) for table, one in enumerate(shown) for place, count in enumerate(one) if count is None]
    values = {(t, p): [tables[t][p] for tables in agreeing] for t, p in hidden}
    return {place: (min(several), max(several)) for place, several in values.items()}


def _splits(shown, counts, total):
    ranges = [range(total + 1) if one is None else (count,) for one, count in zip(shown, counts, strict=True)]
    return [split for split in itertools.product(*ranges) if sum(split) == total]
