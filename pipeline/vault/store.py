"""The vault's two doors: `store` puts an exercise's identities in, `open_vault` lets a named officer's request out."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.errors import KeyProblem
from pipeline.keys import RootKey
from pipeline.private_files import private_folder, write_private
from pipeline.vault.sealing import KEY_LENGTH, Broken, seal, unseal

FOLDER = "vault"
ENDING = ".sealed"


def _key(root: RootKey, exercise: str) -> bytes:
    return root.subkey("at rest", exercise, length=KEY_LENGTH)


def store(out: Path, exercise: str, root: RootKey, tables: dict[str, pl.DataFrame]) -> None:
    """Seals each table under `out/vault/` with the key of that exercise (named by its snapshot)."""
    folder = private_folder(out / FOLDER)
    key = _key(root, exercise)
    for name, table in tables.items():
        write_private(folder / (name + ENDING), seal(table, key, (exercise, name)))


@dataclass(frozen=True)
class Vault:
    """An exercise's vault, to be read table by table."""

    out: Path
    exercise: str
    root: RootKey

    def names(self, apart: str = "") -> list[str]:
        """The tables that the run left, or, of a part such as "returned", those that were kept apart later; sorted."""
        folder, before = self.out / FOLDER / apart, f"{apart}/" if apart else ""
        return sorted(before + path.name.removesuffix(ENDING) for path in folder.glob(f"*{ENDING}"))

    def table(self, name: str) -> pl.DataFrame:
        """One table in clear; raises KeyProblem when it is missing, was changed, or the key is not the one it was sealed with."""
        path = self.out / FOLDER / (name + ENDING)
        try:
            return unseal(path.read_bytes(), _key(self.root, self.exercise), (self.exercise, name))
        except FileNotFoundError:
            raise KeyProblem(f"{self.out} has no {FOLDER}/{name}{ENDING}; run the exercise again") from None
        except Broken:
            raise KeyProblem(
                f"{path} does not open: this is not the key it was made with, or the file was changed; "
                "give the right key with --key, or run the exercise again"
            ) from None

    def keep(self, name: str, table: pl.DataFrame) -> None:
        """Seals a table that came after the run; a `name` such as "returned/nfi-1f" keeps it apart from those of the run."""
        path = self.out / FOLDER / (name + ENDING)
        private_folder(path.parent)
        write_private(path, seal(table, _key(self.root, self.exercise), (self.exercise, name)))


def open_vault(out: Path, exercise: str, root: RootKey, fingerprint: str) -> Vault:
    """The vault of an exercise whose run record names that key; raises KeyProblem when the key is another."""
    if root.fingerprint != fingerprint:
        raise KeyProblem(
            f"{out} was made with the key {fingerprint}, and this is the key {root.fingerprint}; "
            "give the right one with --key or TENANCY_MATCH_KEY"
        )
    return Vault(out, exercise, root)
