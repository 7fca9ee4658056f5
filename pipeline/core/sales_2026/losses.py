"""What the service would lose of a sale of 2026/27 without a word, beyond the answers that it plainly does not ask for."""

from pipeline.core.rules import Rule

LOSSES: tuple[Rule, ...] = ()
