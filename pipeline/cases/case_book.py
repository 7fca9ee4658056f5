"""The case book: what officers put down about referrals, in lines chained by a key; added to, never changed."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from pipeline.cases.outcomes import CLOSED
from pipeline.chained import Lines, append, read_lines
from pipeline.errors import KeyProblem
from pipeline.keys import RootKey

PURPOSE = "case book"
COMMENT_KEY_LENGTH = 64


@dataclass(frozen=True)
class Note:
    """One thing put down: when, by whom, of which referral as which exercise showed it, and what; `dated` is the day it was so.

    `comment` is sealed: it may name people. `value` is a sum in pounds or "home"; blank where there is none.
    """

    at: str
    officer: str
    exercise: str
    referral: str
    status: str
    outcome: str
    value: str
    comment: str
    dated: str


def book_file(out: Path, root: RootKey) -> Path:
    """Where the book lies: one for all exercises of a landlord's key in a folder, for an exercise is replaced by the next run."""
    return out.with_name(f"case-book-{root.fingerprint}.jsonl")


def _noted(lines: Lines, path: Path) -> tuple[Note, ...]:
    if lines.broken_at is not None:
        raise KeyProblem(f"{path} was changed at line {lines.broken_at}; it is not read until somebody has looked into it")
    return tuple(Note(**json.loads(body)) for body in lines.bodies)


def read_book(out: Path, root: RootKey) -> tuple[Note, ...]:
    """Everything put down beside an exercise, the oldest first; raises KeyProblem where the book is not as it was written."""
    path = book_file(out, root)
    return _noted(read_lines(path, root.subkey(PURPOSE)), path)


def put_down(out: Path, root: RootKey, made: Callable[[tuple[Note, ...]], Sequence[Note]]) -> None:
    """Adds the notes that `made` gives when it is shown those there are, all or none; KeyProblem where the book is not whole."""
    path = book_file(out, root)

    def bodies(lines: Lines) -> list[str]:
        return [json.dumps(asdict(one), ensure_ascii=False, sort_keys=True) for one in made(_noted(lines, path))]

    append(path, root.subkey(PURPOSE), bodies)


def _comments(root: RootKey) -> AESSIV:
    return AESSIV(root.subkey("comment", length=COMMENT_KEY_LENGTH))


def sealed_comment(text: str, referral: str, root: RootKey) -> str:
    """A comment as it stands in the book: sealed under the landlord's key and bound to its referral; blank stays blank."""
    if not text:
        return ""
    return base64.b64encode(_comments(root).encrypt(text.encode(), [referral.encode()])).decode("ascii")


def opened_comment(sealed: str, referral: str, root: RootKey) -> str:
    """A comment in clear; raises KeyProblem where it was sealed under another key or for another referral."""
    if not sealed:
        return ""
    try:
        return _comments(root).decrypt(base64.b64decode(sealed), [referral.encode()]).decode()
    except (InvalidTag, ValueError):
        raise KeyProblem("a comment in the case book does not open: this is not the key it was written with") from None


def _latest(notes: Sequence[Note]) -> pl.DataFrame:
    """For each referral of the notes: where it stands by the last of them, and how it was last closed."""
    rows = pl.DataFrame(
        [asdict(one) for one in notes], schema=dict.fromkeys(Note.__dataclass_fields__, pl.String), orient="row"
    ).with_columns(pl.col("dated").str.to_date("%Y-%m-%d"), referral_id="referral")
    ends = rows.filter(pl.col("status") == CLOSED).group_by("referral_id").agg(pl.col("outcome", "value", "dated").last())
    stands = rows.group_by("referral_id").agg(pl.col("status").last(), decided_on=pl.col("dated").last())
    return stands.join(ends.rename({"dated": "closed_on"}), on="referral_id", how="left")


def brought_up_to_date(cases: pl.DataFrame, notes: Sequence[Note]) -> pl.DataFrame:
    """The cases (cases.parquet) with `status`, `decided_on`, `outcome`, `value` and `closed_on` as the notes leave them."""
    beside = cases.join(_latest(notes), on="referral_id", how="left", suffix="_noted", maintain_order="left")
    closed = pl.col("closed_on_noted").is_not_null()
    current = [pl.coalesce(f"{name}_noted", name).alias(name) for name in ("status", "decided_on")]
    ended = [pl.when(closed).then(f"{name}_noted").otherwise(name).alias(name) for name in ("outcome", "value", "closed_on")]
    return beside.with_columns(*current, *ended).select(cases.columns)
