"""The vault: the one place where a person and a pseudonym meet, encrypted, with two doors."""

from pipeline.vault.store import Vault, open_vault, store

__all__ = ["Vault", "open_vault", "store"]
