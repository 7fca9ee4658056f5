"""Keys: one root per landlord, kept outside the project and the results, and a subkey for every purpose."""

import hmac
import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pipeline.errors import KeyProblem
from pipeline.keyed_texts import keyed

PRODUCT = b"tenancy-match/1"
LENGTH = 32
PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds the program: a checkout, or where an installed copy lies (site-packages)."""


def _framed(parts: Iterable[str]) -> bytes:
    """The parts one after another, each after its length, so that no two lists of parts read the same."""
    encoded = (part.encode("utf-8", "surrogatepass") for part in parts)
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


@dataclass(frozen=True)
class RootKey:
    """The landlord's root key; it is never printed, and only its subkeys are used."""

    secret: bytes = field(repr=False)

    def subkey(self, purpose: str, *context: str, length: int = LENGTH) -> bytes:
        """The key of one purpose and context (HKDF-SHA256, RFC 5869); no two purposes share one."""
        info = PRODUCT + _framed((purpose, *context))
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(self.secret)

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that tell one key from another and give nothing of it away."""
        return self.subkey("fingerprint").hex()[:8]


def default_path() -> Path:
    """Where the key lies when nobody says: TENANCY_MATCH_KEY, else the user's configuration folder."""
    if named := os.environ.get("TENANCY_MATCH_KEY"):
        return Path(named)
    base = os.environ.get("APPDATA") if os.name == "nt" else os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "tenancy-match" / "root.key"


def _refuse_inside(path: Path, folders: Iterable[Path], because: str) -> None:
    for folder in folders:
        if path.resolve().is_relative_to(folder.resolve()):
            raise KeyProblem(f"the key may not lie in {folder}: {because}; give another place with --key or TENANCY_MATCH_KEY")


def _environment() -> tuple[Path, ...]:
    """The virtual environment that the program runs in, which an upgrade deletes and makes again; none outside of one."""
    return (Path(sys.prefix),) if sys.prefix != sys.base_prefix else ()


def _make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = secrets.token_bytes(LENGTH)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another run made it in the meantime
        return _read(path)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secret.hex() + "\n")
    return secret


def _read(path: Path) -> bytes:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyProblem(f"the key file {path} can be read by others; run: chmod 600 {path}")
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        raise KeyProblem(f"{path} holds no key: {LENGTH * 2} hex digits are expected; give the right file with --key") from None
    if len(secret) != LENGTH:
        raise KeyProblem(f"{path} holds no key: {LENGTH * 2} hex digits are expected; give the right file with --key")
    return secret


def landlord_key(path: Path | None, apart_from: tuple[Path, ...] = (), make: bool = True) -> RootKey:
    """The landlord's root key, made on first use with permissions 0600.

    Raises KeyProblem for a key inside the project, the program's virtual environment or one of the folders `apart_from`, one that
    others can read, one that is malformed or cannot be read, and, where `make` is false, one that does not exist.
    """
    where = path or default_path()
    _refuse_inside(where, _environment(), "the program is installed there, and an upgrade would delete the key with it")
    _refuse_inside(where, (PROJECT, *apart_from), "whoever holds the results would hold the key")
    try:
        if where.exists():
            return RootKey(_read(where))
        if not make:
            raise KeyProblem(f"there is no key at {where}; give the one the exercise was made with, with --key")
        return RootKey(_make(where))
    except OSError as error:
        raise KeyProblem(f"the key at {where} cannot be read or made: {error.strerror}") from None


def tokens(values: pl.Series, subkey: bytes) -> pl.Series:
    """The pseudonyms of a String column as Int64, null where it is null; each distinct value is keyed once."""
    distinct = values.drop_nulls().unique()
    return _looked_up(values, distinct, keyed(distinct, subkey))


def hex_ids(values: pl.Series, subkey: bytes) -> pl.Series:
    """The pseudonyms of a String column as 32 hex digits, null where it is null."""
    distinct = values.drop_nulls().unique()
    digest: Callable[[bytes, bytes, str], bytes] = hmac.digest
    made = pl.Series([digest(subkey, t.encode("utf-8", "surrogatepass"), "sha256")[:16].hex() for t in distinct], dtype=pl.String)
    return _looked_up(values, distinct, made)


def _looked_up(values: pl.Series, distinct: pl.Series, made: pl.Series) -> pl.Series:
    table = pl.DataFrame({"value": distinct, "made": made})
    found = pl.DataFrame({"value": values}).join(table, on="value", how="left", maintain_order="left")
    return found["made"].alias(values.name)
