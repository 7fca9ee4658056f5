"""Apply rules: each card's pairs, measured and put to its conditions; what satisfies them is a match."""

from pipeline.stages.apply_rules.apply import apply_rules

__all__ = ["apply_rules"]
