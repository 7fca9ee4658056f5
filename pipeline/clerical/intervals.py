"""Confidence intervals of shares, sums and ratios, by formulas that hold for few answers and for shares near nought and one.

Sources: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927), for a share; Zou, Huang and
Zhang, "A note on confidence interval estimation for a linear function of binomial proportions" (2009), for a weighted sum;
Donner and Zou, "Closed-form confidence intervals for functions of the normal mean and standard deviation" (2012), for a ratio.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95
"""How often an interval is to hold the truth."""
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True)
class Estimate:
    """A figure with the ends of its confidence interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """The figure and its interval multiplied by a factor that is not negative."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor)


def share(yes: int, answered: int, population: int) -> Estimate:
    """Wilson's interval of a share, of which `answered` were drawn from a population without replacement.

    Where all were answered it is the share itself; where none were, it is all from nought to one around a half.

    >>> share(0, 0, 40)
    Estimate(value=0.5, low=0.0, high=1.0)
    >>> share(3, 4, 4)
    Estimate(value=0.75, low=0.75, high=0.75)
    >>> one = share(20, 20, 10**9); round(one.low, 3), one.high
    (0.839, 1.0)
    """
    if not answered:
        return Estimate(0.5, 0.0, 1.0)
    found = yes / answered
    if answered >= population:
        return Estimate(found, found, found)
    n = answered * (population - 1) / (population - answered)  # as many as would tell as much of an endless population
    middle = (found + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(found * (1 - found) / n + Z * Z / (4 * n * n))
    low, high = (0.0 if yes == 0 else middle - half), (1.0 if yes == answered else middle + half)
    return Estimate(found, max(low, 0.0), min(high, 1.0))


def total(parts: Sequence[Estimate]) -> Estimate:
    """The sum of independent figures; each end of the interval is as far off as the parts' own ends are, squared and summed."""
    value = math.fsum(part.value for part in parts)
    below = math.sqrt(math.fsum((part.value - part.low) ** 2 for part in parts))
    above = math.sqrt(math.fsum((part.high - part.value) ** 2 for part in parts))
    return Estimate(value, value - below, value + above)


def ratio(part: Estimate, other: Estimate) -> Estimate:
    """`part` divided by `other`, both independent and not negative; the interval ends at infinity where `other` may be nought."""
    if other.value <= 0:
        return Estimate(math.inf if part.value > 0 else math.nan, 0.0, math.inf)
    product, low, high = part.value * other.value, max(part.low, 0.0), max(other.low, 0.0)
    least = product - math.sqrt(max(product**2 - low * other.high * (2 * part.value - low) * (2 * other.value - other.high), 0.0))
    below = other.high * (2 * other.value - other.high)
    most = product + math.sqrt(max(product**2 - part.high * high * (2 * part.value - part.high) * (2 * other.value - high), 0.0))
    above = high * (2 * other.value - high)
    return Estimate(
        part.value / other.value,
        max(least / below, 0.0) if below > 0 else 0.0,
        most / above if above > 0 else math.inf,
    )
