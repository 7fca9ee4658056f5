"""The alias file of returned matches: what NFI calls each column and report, and which columns nobody needs."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from extracts.contract import plain
from extracts.nfi_match import NFI_MATCH
from pipeline.errors import Refused, WrongUse

FILE = Path(__file__).with_name("returned.toml")


class Returned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headers by column, headers that are left out, report titles of ours by NFI's, and the purpose matches are kept for."""

    nfi_match: dict[str, tuple[str, ...]] = {}
    leave_out: tuple[str, ...] = ()
    reports: dict[str, str] = {}
    purpose: str = ""

    def title(self, report: str) -> str:
        """What our cards call a report, spelled as headers are compared."""
        known = {plain(theirs): ours for theirs, ours in self.reports.items()}
        return plain(known.get(plain(report), report))


def _read(path: Path) -> Returned:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Returned)
    except OSError:
        raise WrongUse(f"--aliases {path} cannot be read; give a file such as docs/nfi.md shows") from None
    except msgspec.ValidationError as error:
        raise WrongUse(f"{path}: {error}; docs/nfi.md shows what it may have") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WrongUse(f"{path}: the alias file is not TOML") from None


def read_returned(own: Path | None) -> Returned:
    """The alias file that comes with the program, with what the landlord's own adds to it, which wins over it.

    Raises WrongUse for a file that cannot be read, a column that there is not, or a header given to two columns.
    """
    ours = _read(FILE)
    if own is None:
        return ours
    theirs = _read(own)
    _check(own, theirs)
    given = {plain(header) for headers in theirs.nfi_match.values() for header in headers}
    kept = {column: tuple(h for h in headers if plain(h) not in given) for column, headers in ours.nfi_match.items()}
    merged = {column: theirs.nfi_match.get(column, ()) + kept.get(column, ()) for column in kept | theirs.nfi_match}
    return Returned(merged, theirs.leave_out, ours.reports | theirs.reports, theirs.purpose or ours.purpose)


def _check(path: Path, given: Returned) -> None:
    if unknown := [column for column in given.nfi_match if column not in NFI_MATCH.names]:
        raise WrongUse(f"{path}: there is no column '{unknown[0]}'; there are {', '.join(NFI_MATCH.names)}")
    owner: dict[str, str] = {}
    for column, headers in given.nfi_match.items():
        for header in headers:
            if owner.setdefault(plain(header), column) != column:
                raise WrongUse(
                    f"{path}: '{header}' is given for {owner[plain(header)]} and for {column}; it can be one column only"
                )


def refuse_unmapped(file: str, dropped: Iterable[str], aliases: Returned) -> None:
    """Refused, naming them, where the file has columns that the alias file neither maps nor leaves out."""
    left_out = {plain(header) for header in aliases.leave_out}
    if unmapped := [header for header in dropped if plain(header) not in left_out]:
        named = ", ".join(f"'{header}'" for header in unmapped)
        raise Refused(
            f"{file}: no column is known for {named}. Say in an alias file (--aliases FILE) which they are, e.g. "
            f'[nfi_match] other_body = ["{unmapped[0]}"], or that nobody needs them: leave_out = ["{unmapped[0]}"].'
        )
