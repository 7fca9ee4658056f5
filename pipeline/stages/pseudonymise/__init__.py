"""Pseudonymise: from here on nothing names a person or a place; the identities go to the vault."""

from pipeline.stages.pseudonymise.pseudonymise import Pseudonymisation, pseudonymise

__all__ = ["Pseudonymisation", "pseudonymise"]
