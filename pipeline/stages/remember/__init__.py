"""Remember: which referrals were there before, what changed about them, and what became of those that are gone."""

from pipeline.stages.remember.recognise import recognised
from pipeline.stages.remember.remember import CASES, Memory, Present, Remembered, blank, counted, missing, remember

__all__ = ["CASES", "Memory", "Present", "Remembered", "blank", "counted", "missing", "recognised", "remember"]
