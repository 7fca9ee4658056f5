"""The landlord's own files beside the extracts: `allow.toml`, of what is known to be shared by many people."""

from pathlib import Path

import msgspec

from extracts.kinds.account_number import ACCOUNT_NUMBER
from extracts.kinds.kind import Kind
from extracts.kinds.name import PAYER
from extracts.kinds.nino import NINO
from extracts.kinds.sort_code import SORT_CODE
from extracts.kinds.telephone import TELEPHONE
from pipeline.errors import Refused

ALLOW_FILE = "allow.toml"


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bank account that many people pay from or into, and why that is as it should be."""

    sort_code: str
    account_number: str
    why: str


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A telephone or National Insurance number that stands for no one person, and why."""

    number: str
    why: str


class Allowed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the landlord knows to be shared: pooled and agents' accounts, office telephones, placeholder NINOs, and payers."""

    account: tuple[Account, ...] = ()
    telephone: tuple[Number, ...] = ()
    nino: tuple[Number, ...] = ()
    payers: tuple[str, ...] = ()

    @property
    def listed(self) -> list[dict[str, str]]:
        """What each entry is and why it is allowed, for the run record; the numbers themselves stay where they are."""
        sorts = (("bank account", self.account), ("telephone", self.telephone), ("National Insurance number", self.nino))
        payers = [{"what": "payer", "why": "named under payers"} for _ in self.payers]
        return [{"what": what, "why": one.why} for what, entries in sorts for one in entries] + payers


def _tidy(kind: Kind, value: str, entry: str) -> str:
    found = kind.tidy(value.strip()) if value.strip() else None
    if found is None:
        raise Refused(f"{ALLOW_FILE}: {entry} is not a usable {kind.name}; correct that entry or take it out")
    return str(found)


def _account(number: int, one: Account) -> Account:
    entry = f"[[account]] number {number}"
    return Account(_tidy(SORT_CODE, one.sort_code, entry), _tidy(ACCOUNT_NUMBER, one.account_number, entry), one.why)


def _numbers(kind: Kind, section: str, given: tuple[Number, ...]) -> tuple[Number, ...]:
    return tuple(Number(_tidy(kind, one.number, f"[[{section}]] number {n}"), one.why) for n, one in enumerate(given, 1))


def _payers(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_tidy(PAYER, name, f"payers, entry {number},") for number, name in enumerate(given, 1))


def read_allowed(folder: Path) -> Allowed:
    """The landlord's allow-list, in tidy spelling; empty where the folder has none.

    Raises Refused, without quoting a number, for a file that is no TOML, has a word it may not have, or an unusable entry.
    """
    path = folder / ALLOW_FILE
    if not path.is_file():
        return Allowed()
    try:
        given = msgspec.toml.decode(path.read_bytes(), type=Allowed)
    except msgspec.ValidationError as error:
        raise Refused(
            f"{path}: {error}; it may have payers, and [[account]], [[telephone]] and [[nino]], each with its why"
        ) from None
    except msgspec.DecodeError:
        raise Refused(f"{path} is not TOML; see docs/extracts.md for an example") from None
    return Allowed(
        tuple(_account(n, one) for n, one in enumerate(given.account, 1)),
        _numbers(TELEPHONE, "telephone", given.telephone),
        _numbers(NINO, "nino", given.nino),
        _payers(given.payers),
    )
