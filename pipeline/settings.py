"""The landlord's own settings, `landlord.toml` beside the exercises: what was declared, and on what basis data are shared."""

from datetime import date
from pathlib import Path

import msgspec

from pipeline.errors import Refused, WrongUse
from pipeline.nfi.specification import Own

FILE = "landlord.toml"


class PrivacyNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which privacy notice told the tenants of data matching, and who confirmed it to the National Fraud Initiative, and when."""

    version: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On what basis a recipient is given personal data.

    `legal_basis` must be filled in before anything is given; `benefit_gateway`, besides, before anything goes to somebody who is
    not the payer of the benefit concerned.
    """

    recipient: str = ""
    legal_basis: str = ""
    benefit_gateway: str = ""


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long an exercise may be kept: so many days from its snapshot, or until a day of its own, by its folder's name."""

    days: int | None = None
    delete_after: dict[str, date] = {}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a landlord can settle without touching the program; payers by the `source_body` of their awards."""

    privacy_notice: PrivacyNotice = PrivacyNotice()
    nfi: Own = Own()
    council: Basis = Basis()
    payer: dict[str, Basis] = {}
    retention: Retention = Retention()


def read_settings(given: Path | None, out: Path) -> Settings:
    """The settings in the file that was given, else in `landlord.toml` beside the exercise, else the bare defaults.

    Raises WrongUse for a given file that cannot be read, Refused for one that is no TOML or has a word that it may not have.
    """
    path = given or out.with_name(FILE)
    if given is None and not path.is_file():
        return Settings()
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Settings)
    except OSError:
        raise WrongUse(f"--settings {path} cannot be read; give the landlord's own settings (docs/nfi.md shows them)") from None
    except msgspec.ValidationError as error:
        raise Refused(f"{path}: {error}; docs/nfi.md shows what it may have") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(f"{path} is not TOML; docs/nfi.md has an example") from None
