"""Disguise: what linkage compares of a person, every form of it keyed before it leaves this room."""

from pipeline.stages.disguise.disguise import disguise

__all__ = ["disguise"]
