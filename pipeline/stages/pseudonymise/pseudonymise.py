"""The stage itself: tidy rows in, pseudonymous tables and the vault's tables out."""

from dataclasses import dataclass

import polars as pl

from extracts.contract import Use
from pipeline.keys import RootKey, tokens
from pipeline.stages.pseudonymise.accounts import account_columns
from pipeline.stages.pseudonymise.addresses import address_keys, bears_address, with_address_keys
from pipeline.stages.pseudonymise.identities import identities
from pipeline.stages.pseudonymise.payers import payer_is_party
from pipeline.stages.pseudonymise.records import record_keys, reference_columns
from pipeline.tables import Identified, Pseudonymised, RawTable

MARKS = ("death_marker", "not_a_person", "payer_death_marker")
"""What validation saw in a name that is no part of it; a mark names nobody and stays with the facts."""
POSTINGS = ("rent_transaction", "benefit_payment")
"""Extracts that no referral cites row by row: a referral cites the account or the claim they were posted to."""


@dataclass(frozen=True)
class Pseudonymisation:
    """What the stage makes: pseudonymous tables by extract, and what the vault is to keep."""

    facts: dict[str, Pseudonymised]
    identities: dict[str, pl.DataFrame]


SHARED = {"mobile": "mobile", "email": "email", "surname": "surname of a group", "nino": "nino"}
"""Identifiers that rules compare for equality among many people, each with the name of its subkey."""


def _shared_columns(frame: pl.DataFrame, root: RootKey) -> list[pl.Series]:
    """Pseudonyms of what rules compare beside linkage: numbers, telephones, e-mails, surnames, and the first middle initial."""
    made = [tokens(frame[name], root.subkey(key)).alias(f"{name}_key") for name, key in SHARED.items() if name in frame.columns]
    if "middle_names" in frame.columns:
        made.append(tokens(frame["middle_names"].str.slice(0, 1), root.subkey("middle initial")).alias("middle_key"))
    return made


def _facts(identified: Identified, records: pl.Series | None, keys: pl.DataFrame, root: RootKey) -> Pseudonymised:
    extract, frame = identified.extract, identified.frame
    kept = [frame[one.name] for one in extract.having(Use.FACT)] + [frame[mark] for mark in MARKS if mark in frame.columns]
    made = [*reference_columns(identified, root), *account_columns(identified, root), *_shared_columns(frame, root)]
    if "date_of_birth" in frame.columns:
        made.append(tokens(frame["date_of_birth"].dt.to_string("%Y-%m-%d"), root.subkey("birth")).alias("birth_key"))
    if bears_address(identified):
        made += with_address_keys(identified, keys).get_columns()
    named = [] if records is None else [records.alias("record")]
    return Pseudonymised(extract, pl.DataFrame([*named, *kept, *made]))


def pseudonymise(accepted: dict[str, Identified], raw: dict[str, RawTable], root: RootKey) -> Pseudonymisation:
    """Pseudonymous tables of all extracts and the identities behind them.

    Facts stay; references, accounts, National Insurance numbers and addresses become Int64 pseudonyms, each sort under its own
    subkey; everything else that identifies is only in `identities`.
    """
    keys = address_keys([one for one in accepted.values() if bears_address(one)], root)
    records = {name: record_keys(one, root) for name, one in accepted.items() if name not in POSTINGS}
    facts = {name: _facts(one, records.get(name), keys, root) for name, one in accepted.items()}
    known = payer_is_party(accepted)
    if known is not None:
        postings = facts["rent_transaction"]
        facts["rent_transaction"] = Pseudonymised(postings.extract, postings.frame.with_columns(known))
    kept = {name: identities(accepted[name], raw[name], made) for name, made in records.items()}
    return Pseudonymisation(facts, kept)
