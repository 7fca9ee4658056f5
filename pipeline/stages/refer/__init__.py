"""Refer: each match becomes a referral, prioritised and explained, with nothing on it that names anybody."""

from pipeline.stages.refer.kept import KEPT
from pipeline.stages.refer.refer import COLUMNS, Exercise, refer

__all__ = ["COLUMNS", "KEPT", "Exercise", "refer"]
