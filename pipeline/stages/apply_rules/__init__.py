"""Apply rules: each card's pairs, measured and put to its conditions; what satisfies them is a match."""

from pipeline.stages.apply_rules.apply import apply_rules
from pipeline.stages.apply_rules.ceased import why_ceased

__all__ = ["apply_rules", "why_ceased"]
