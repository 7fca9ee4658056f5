"""What leaves the landlord: files for the National Fraud Initiative, and packs for the council or the payer of a benefit.

Each goes through the named officer's door: what can be refused is refused first, then the trail says what is done, and then
the vault is opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.doors.opening import Opening, identities, unlocked
from pipeline.doors.overwriting import refuse_inside
from pipeline.errors import WrongUse
from pipeline.nfi.checks import Check, Upload
from pipeline.nfi.specification import specification
from pipeline.nfi.tenants import Landlord
from pipeline.nfi.upload import SCORECARD, files_of, prepare
from pipeline.packs.facts import with_facts
from pipeline.packs.order import asked_for, basis_of, payer_of, refuse_other_payers, refuse_without, refuse_without_gateway
from pipeline.packs.pack import Cover, columns_needed, pack
from pipeline.packs.recipients import read_recipients
from pipeline.private_files import whole_folder, write_private
from pipeline.protected import protected
from pipeline.restricted import restricted_records, with_cases
from pipeline.run_record import read_record
from pipeline.settings import Settings, read_settings
from pipeline.stages.reidentify import reidentify


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


@dataclass(frozen=True)
class Packed:
    """What was written for a recipient: where, for whom, and how many referrals."""

    path: Path
    recipient: str
    count: int


@dataclass(frozen=True)
class Order:
    """What a pack is ordered for: "council" or "payer", the numbers of the referrals, and which payer where there are several."""

    recipient: str
    referrals: tuple[str, ...]
    body: str | None = None


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
    refuse_inside(folder, opening.out)
    password = long_enough(asked.password(), layout.layout.password_characters)
    with whole_folder(folder, SCORECARD) as making:
        given = record["inputs"]["tenancy"]
        vault = unlocked(opening, record, asked.key, "made the files for the National Fraud Initiative", given["rows_accepted"])
        tables = identities(vault) | {"blanked": vault.table("blanked")}
        restricted = restricted_records(with_cases(tables, opening.out).values())
        landlord = Landlord(tables, restricted, date.fromisoformat(record["snapshot"]))
        files = files_of(landlord, layout)
        upload = Upload(files, layout, landlord.snapshot, settings.privacy_notice, given["rows_quarantined"])
        prepared = prepare(upload, password)
        for name, content in prepared.content.items():
            write_private(making / name, content)
    return NfiFiles(folder, prepared.rows, prepared.not_met)


@dataclass(frozen=True)
class _Plan:
    """A pack that may be made: every refusal that needs no identities is behind it."""

    record: dict[str, Any]
    chosen: pl.DataFrame
    cover: Cover
    password: str


def _planned(asked: Sharing, order: Order) -> _Plan:
    opening, settings = asked.opening, asked.settled()
    record, recipient = read_record(opening.out), read_recipients()[order.recipient]
    body = payer_of(settings, order.body) if order.recipient == "payer" else ""
    basis = basis_of(settings, body)
    chosen = asked_for(pl.read_parquet(opening.out / "referrals.parquet"), order.referrals, opening.restricted)
    refuse_without(recipient, chosen)
    if not body:
        refuse_without_gateway(basis, chosen)
    password = long_enough(asked.password(), specification(settings.nfi).layout.password_characters)
    day = date.fromisoformat(record["snapshot"])
    return _Plan(
        record, chosen, Cover(recipient, basis, opening.officer, opening.reason, day, opening.restricted, body), password
    )


def _shown(plan: _Plan, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The referrals with identities, the title of each rule, and the facts of both records."""
    titles = {rule["rule"]: rule["title"] for rule in plan.record["rules"]}
    titled = plan.chosen.with_columns(title=pl.col("rule").replace_strict(titles))
    people = {name: table for name, table in tables.items() if name in EXTRACTS}
    return with_facts(reidentify(titled, people), people, columns_needed(plan.cover.recipient))


def recipient_pack(asked: Sharing, order: Order, to: Path | None) -> Packed:
    """Writes an archive of what one recipient needs of some referrals (`to`, else OUT-council.zip or OUT-payer.zip).

    Raises WrongUse and Refused, before anything is opened, for referrals that may not be given and a legal basis that is not
    filled in; after it, for an award that another body pays. Nothing is written then.
    """
    plan, opening = _planned(asked, order), asked.opening
    target = to or opening.out.with_name(f"{opening.out.name}-{order.recipient}.zip")
    refuse_inside(target, opening.out)
    cover, whose = plan.cover, replace(opening, referral=", ".join(plan.chosen["referral_id"]))
    did = f"made a pack for {cover.basis.recipient} ({cover.recipient.title.lower()}); basis: {cover.basis.legal_basis}"
    vault = unlocked(whose, plan.record, asked.key, did, plan.chosen.height)
    shown = _shown(plan, identities(vault))
    if cover.body:
        refuse_other_payers(shown, cover.body)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_private(target, protected(pack(shown, cover), plan.password, cover.snapshot))
    return Packed(target, cover.basis.recipient, plan.chosen.height)
