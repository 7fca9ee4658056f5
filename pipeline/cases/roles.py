"""Who may do what: roles.toml beside the landlord's key, the one list of names that opens the restricted door."""

import os
import stat
from pathlib import Path

import msgspec

from pipeline.errors import KeyProblem
from pipeline.keys import default_path
from pipeline.private_files import write_private

FILE = "roles.toml"
INSTRUCTIONS = """# Who may do what with the exercises of this landlord.
# Names as they are given with --officer; capitals and blanks don't count.

# Only these open restricted referrals (protected addresses, people who fled violence, safeguarding) and put down
# outcomes of them. Name a senior role that works no ordinary list, e.g. restricted = ["Sam Senior"]
restricted = []

# Where this list is given, only these and the ones above open identities and put down outcomes:
# officers = ["Jo Officer", "Alex Lead"]
"""


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names that may open restricted referrals, and, where it is given, all names that may open anything."""

    restricted: tuple[str, ...] = ()
    officers: tuple[str, ...] | None = None


def roles_file(key: Path | None) -> Path:
    """Where the list lies: beside the key."""
    return (key or default_path()).with_name(FILE)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _among(officer: str, names: tuple[str, ...]) -> bool:
    return _plain(officer) in {_plain(one) for one in names}


def _read(path: Path) -> Roles:
    """The list; raises KeyProblem for one that others may change, that cannot be read, or that has a word it may not have."""
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o022:
            raise KeyProblem(f"{path} can be changed by others; run: chmod 600 {path}")
        return msgspec.toml.decode(path.read_bytes(), type=Roles)
    except FileNotFoundError:
        return Roles()
    except OSError as error:
        raise KeyProblem(f"{path} cannot be read: {error.strerror}") from None
    except msgspec.ValidationError as error:
        raise KeyProblem(f"{path}: {error}; it may have restricted and officers, each a list of names") from None
    except msgspec.DecodeError:
        raise KeyProblem(f'{path} is not TOML; a line of it reads: restricted = ["Sam Senior"]') from None


def _made(path: Path) -> bool:
    """Makes the list with its instructions where there is none yet; whether it did."""
    if path.exists() or not path.parent.is_dir():
        return False
    write_private(path, INSTRUCTIONS.encode("utf-8"))
    return True


def admit(officer: str, restricted: bool, key: Path | None) -> None:
    """Lets a named officer through; raises KeyProblem, which says where the list lies, for one who may not.

    Without a list of officers anybody with the key opens what is not restricted. The restricted door is shut until somebody is
    named: the file for it is made, with instructions, when the door is first tried.
    """
    path = roles_file(key)
    roles = _read(path)
    if restricted and not _among(officer, roles.restricted):
        made = " (made just now, with instructions)" if _made(path) else ""
        raise KeyProblem(
            f"restricted referrals open only for those named under restricted in {path}{made}; this officer is not among them"
        )
    if roles.officers is not None and not _among(officer, (*roles.officers, *roles.restricted)):
        raise KeyProblem(f"this officer is not known: {path} lists who may open identities and put down outcomes")
