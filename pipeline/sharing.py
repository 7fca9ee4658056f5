"""What leaves the landlord, and what comes back: NFI's files and matches, and packs for the council or the payer of a benefit.

Each goes through the named officer's door: what can be refused is refused first, then the trail says what is done, and then
the vault is opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import WrongUse
from pipeline.nfi.checks import Check, Upload
from pipeline.nfi.specification import specification
from pipeline.nfi.tenants import Landlord
from pipeline.nfi.upload import SCORECARD, files_of, prepare
from pipeline.opening import Opening, unlocked
from pipeline.private_files import whole_folder, write_private
from pipeline.restricted import restricted_records, with_cases
from pipeline.run_record import read_record
from pipeline.settings import Settings, read_settings


@dataclass(frozen=True)
class Sharing:
    """A named officer's request to share: the opening, what gives the password, the landlord's settings, the key."""

    opening: Opening
    password: Callable[[], str]
    settings: Path | None = None
    key: Path | None = None

    def settled(self) -> Settings:
        """The landlord's settings."""
        return read_settings(self.settings, self.opening.out)


@dataclass(frozen=True)
class NfiFiles:
    """What was written for an upload: where, how many rows in each file, and the checks that are not met."""

    folder: Path
    rows: dict[str, int]
    not_met: list[Check]


def long_enough(password: str, least: int) -> str:
    """The password; raises WrongUse for one that could be tried out."""
    if len(password) < least:
        raise WrongUse(f"the password should have at least {least} characters: what it protects travels")
    return password


def nfi_files(asked: Sharing, to: Path | None) -> NfiFiles:
    """Writes the files for the National Fraud Initiative into a folder of their own (`to`, else OUT-nfi), whole or not at all."""
    opening, settings = asked.opening, asked.settled()
    layout = specification(settings.nfi)
    record, folder = read_record(opening.out), to or opening.out.with_name(f"{opening.out.name}-nfi")
    password = long_enough(asked.password(), layout.layout.password_characters)
    with whole_folder(folder, SCORECARD) as making:
        given = record["inputs"]["tenancy"]
        vault = unlocked(opening, record, asked.key, "made the files for the National Fraud Initiative", given["rows_accepted"])
        tables = {name: vault.table(name) for name in vault.names()}
        restricted = restricted_records(with_cases(tables, opening.out).values())
        landlord = Landlord(tables, restricted, date.fromisoformat(record["snapshot"]))
        files = files_of(landlord, layout)
        upload = Upload(files, layout, landlord.snapshot, settings.privacy_notice, given["rows_quarantined"])
        prepared = prepare(upload, password)
        for name, content in prepared.content.items():
            write_private(making / name, content)
    return NfiFiles(folder, prepared.rows, prepared.not_met)
