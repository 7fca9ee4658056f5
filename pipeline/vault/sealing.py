"""How a table becomes an encrypted file and back: Parquet in memory, sealed whole under AES-SIV (RFC 5297)."""

import io

import polars as pl
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_LENGTH = 64
MAGIC = b"TMV1"
PIECE = 1 << 30
"""Bytes sealed at a time; the library seals at most 2 GiB in one call."""


class Broken(Exception):
    """A sealed file that does not open: another key, another exercise, another name, or changed bytes."""


def _bound(context: tuple[str, ...], number: int, count: int) -> list[bytes]:
    return [MAGIC, *(part.encode() for part in context), f"{number}/{count}".encode()]


def seal(frame: pl.DataFrame, key: bytes, context: tuple[str, ...]) -> bytes:
    """The table as sealed bytes, equal for equal tables, keys and contexts."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", statistics=False)
    plain = buffer.getbuffer()
    pieces = [plain[start : start + PIECE] for start in range(0, len(plain), PIECE)]
    cipher = AESSIV(key)
    sealed = [cipher.encrypt(bytes(p), _bound(context, n, len(pieces))) for n, p in enumerate(pieces)]
    return MAGIC + b"".join(len(s).to_bytes(8, "big") + s for s in sealed)


def _pieces(sealed: bytes) -> list[bytes]:
    """The sealed pieces; Broken unless they fill the file exactly."""
    pieces, at = [], len(MAGIC)
    while at < len(sealed):
        length = int.from_bytes(sealed[at : at + 8], "big")
        pieces.append(sealed[at + 8 : at + 8 + length])
        at += 8 + length
    if sealed[: len(MAGIC)] != MAGIC or at != len(sealed) or not pieces:
        raise Broken
    return pieces


def unseal(sealed: bytes, key: bytes, context: tuple[str, ...]) -> pl.DataFrame:
    """The table that was sealed; raises Broken when anything at all differs."""
    pieces = _pieces(sealed)
    cipher = AESSIV(key)
    try:
        plain = [cipher.decrypt(p, _bound(context, n, len(pieces))) for n, p in enumerate(pieces)]
    except (InvalidTag, ValueError):
        raise Broken from None
    return pl.read_parquet(io.BytesIO(b"".join(plain)))
