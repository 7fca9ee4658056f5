"""Data quality: how complete and valid the extracts are, how they hang together, and what each weakness costs."""

from pipeline.stages.quality.figures import Disabled, Orphans, Quality, Weakness
from pipeline.stages.quality.meeting import with_references_met
from pipeline.stages.quality.quality import quality

__all__ = ["Disabled", "Orphans", "Quality", "Weakness", "quality", "with_references_met"]
