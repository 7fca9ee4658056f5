"""Deliberate faults, one for every check of the return: logs of their own, sound but for the one thing that is wrong."""

from pipeline.sample.core_return.faulty.given import SETTINGS, given_files
from pipeline.sample.core_return.faulty.planted import PLANTED, homes_of_faults, planted

__all__ = ["PLANTED", "SETTINGS", "given_files", "homes_of_faults", "planted"]
