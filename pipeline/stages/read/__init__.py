"""The front door: a folder of files becomes one table of text per extract, with nothing judged yet."""

from pipeline.stages.read.aliases import read_aliases
from pipeline.stages.read.asked import Aliases, Limits, Password, ReadOptions
from pipeline.stages.read.front_door import ignored_files, read, read_one

__all__ = ["Aliases", "Limits", "Password", "ReadOptions", "ignored_files", "read", "read_aliases", "read_one"]
