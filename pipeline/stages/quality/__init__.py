"""Data quality: how complete and valid the extracts are, how they hang together, and what each weakness costs."""

from pipeline.stages.quality.figures import Disabled, Orphans, Quality, Weakened, Weakness
from pipeline.stages.quality.quality import quality

__all__ = ["Disabled", "Orphans", "Quality", "Weakened", "Weakness", "quality"]
