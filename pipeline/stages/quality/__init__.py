"""Data quality: how complete and valid the extracts are, how they hang together, and what each weakness costs."""

from pipeline.stages.quality.figures import Disabled, Orphans, Quality, Weakness
from pipeline.stages.quality.losses import Loss, losses
from pipeline.stages.quality.meeting import with_references_met
from pipeline.stages.quality.quality import quality
from pipeline.stages.quality.verdict import Verdict, verdict

__all__ = [
    "Disabled",
    "Loss",
    "Orphans",
    "Quality",
    "Verdict",
    "Weakness",
    "losses",
    "quality",
    "verdict",
    "with_references_met",
]
