"""Link: which records are probably one person, and how sure that is."""

from pipeline.stages.link.link import Linkage, link

__all__ = ["Linkage", "link"]
