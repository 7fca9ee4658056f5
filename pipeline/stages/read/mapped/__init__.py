"""Exports read as mapping.toml says: their columns become the contract's, and every physical row is accounted for."""

from pipeline.stages.read.mapped.mapped import read_mapped

__all__ = ["read_mapped"]
