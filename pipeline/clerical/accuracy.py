"""What the answers say of the linkage: precision, recall and calibration, and where a threshold could lie."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.clerical.intervals import Estimate, ratio, share, total
from pipeline.clerical.strata import OFFSETS, edges, stratum


@dataclass(frozen=True)
class Stratum:
    """A stratum of match weight: its ends (None: open), its pairs, how many were answered, how many of those with yes, the mean
    probability that the model gave its pairs, and the share that are one person by the answers.
    """

    low: float | None
    high: float | None
    pairs: int
    answered: int
    yes: int
    predicted: float
    seen: Estimate

    @property
    def true_pairs(self) -> Estimate:
        """How many of the stratum's pairs are one person."""
        return self.seen.times(self.pairs)


@dataclass(frozen=True)
class Cut:
    """What linking every pair from a match weight upwards comes to: the share of links that are right, and the share of the
    compared true pairs that are linked.
    """

    weight: float
    probability: float
    precision: Estimate
    recall: Estimate


@dataclass(frozen=True)
class Review:
    """What a review came to: its strata from the lowest, the cuts at their edges, the one in force, and the least that keeps the
    precision that was asked for (None: no edge does, on these answers).
    """

    strata: tuple[Stratum, ...]
    cuts: tuple[Cut, ...]
    in_force: Cut
    wanted: float
    suggested: Cut | None


def _counts(candidates: pl.DataFrame, answers: pl.DataFrame, threshold: float) -> dict[int, tuple[int, int, int, float]]:
    """By stratum: pairs, answered, yes, and the mean probability. Pairs of one number and different people (K5) are no links."""
    known = candidates.filter(pl.col("key_class") != "K5").join(answers, on=["left", "right"], how="left")
    by_stratum = known.group_by(stratum(threshold)).agg(
        pl.len(), pl.col("same").count().alias("answered"), pl.col("same").sum().alias("yes"), pl.col("match_probability").mean()
    )
    return {row[0]: row[1:] for row in by_stratum.sort("stratum").iter_rows()}


def _strata(candidates: pl.DataFrame, answers: pl.DataFrame, threshold: float) -> tuple[Stratum, ...]:
    counts, ends = _counts(candidates, answers, threshold), edges(threshold)
    made = []
    for place, (low, high) in enumerate(zip([None, *ends], [*ends, None], strict=True)):
        pairs, answered, yes, predicted = counts.get(place, (0, 0, 0, 0.0))
        # Where nobody answered, the model's word stands in, and the interval says that anything may be.
        seen = share(yes, answered, pairs) if answered else Estimate(predicted, 0.0, 1.0 if pairs else 0.0)
        made.append(Stratum(low, high, pairs, answered, yes, predicted, seen))
    return tuple(made)


def _cut(strata: Sequence[Stratum], place: int) -> Cut:
    """The cut at the lower edge of the stratum at that place."""
    above, below = strata[place:], strata[:place]
    pairs, found, missed = sum(one.pairs for one in above), *(total([one.true_pairs for one in side]) for side in (above, below))
    weight = above[0].low or 0.0
    precision = found.times(1 / pairs) if pairs else Estimate(0.0, 0.0, 1.0)
    to_found = ratio(missed, found)
    recall = Estimate(*(1 / (1 + end) for end in (to_found.value, to_found.high, to_found.low)))
    return Cut(weight, 1 / (1 + 2.0**-weight), precision, recall)


def reviewed(candidates: pl.DataFrame, answers: pl.DataFrame, threshold: float, wanted: float) -> Review:
    """What the answers (`left`, `right`, `same`) say of linking the compared pairs from that probability upwards.

    Recall is among the pairs that were compared: what blocking never brought together, no review of pairs can see. A threshold is
    suggested where the lower end of its precision's interval still is what was `wanted`; it is never put in force by itself.
    """
    strata = _strata(candidates, answers, threshold)
    cuts = tuple(_cut(strata, place) for place in range(1, len(strata)))
    enough = [cut for cut in cuts if cut.precision.low >= wanted]
    return Review(strata, cuts, cuts[OFFSETS.index(0)], wanted, min(enough, key=lambda cut: cut.weight, default=None))
