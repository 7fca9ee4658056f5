"""Validation: text becomes tidy, typed rows; a row that cannot be used is set aside with its reasons."""

from pipeline.stages.validate.protection import protected_throughout
from pipeline.stages.validate.snapshot import snapshot_of
from pipeline.stages.validate.validate import validate

__all__ = ["protected_throughout", "snapshot_of", "validate"]
