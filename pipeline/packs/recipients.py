"""The recipients of packs and their fields, read strictly from recipients.toml."""

from functools import cache
from pathlib import Path

import msgspec

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused

FILE = Path(__file__).with_name("recipients.toml")
REFERRAL = "referral"
OF_REFERRAL = (
    "referral_id", "title", "conflicts", "overlap_from", "overlap_to", "overlap_days", "amount_at_issue", "amount_arithmetic",
    "may_indicate", "innocent_explanations", "suggested_enquiry", "date_evidence_known",
)  # fmt: skip
"""What may be given of a referral itself: not its priority or score, which say how soon we look and nothing of the case."""
TOGETHER = ("ref", "name", "address")
"""What re-identification puts together of an extract's columns."""


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field that a recipient is given: of what, which column, what it is called, why it is needed, what a blank one says."""

    of: str
    shows: str
    called: str
    why: str
    blank: str = "not known"


class Offence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of the offences of subletting: for which rules, not for which sorts of tenancy, and what is said of those."""

    rules: tuple[str, ...]
    not_for: tuple[str, ...]
    text: str
    instead: str


class Recipient(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A recipient: its title, why it is given anything, its fields, and the extract without whose record it is given nothing."""

    title: str
    opening: str
    field: tuple[Given, ...]
    needs: str = ""
    offence: Offence | None = None

    def fields(self, of: str) -> tuple[Given, ...]:
        """The fields of the referral itself, or of records of one extract."""
        return tuple(one for one in self.field if one.of == of)


@cache
def read_recipients(path: Path = FILE) -> dict[str, Recipient]:
    """The recipients by name, "council" and "payer"; raises Refused for an unknown word or column, or a missing reason."""
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=dict[str, Recipient])
    except msgspec.ValidationError as error:
        raise Refused(f"{path.name}: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(f"{path.name} is not TOML") from None
    for name, recipient in found.items():
        for one in recipient.field:
            _check(f"{path.name}: [[{name}.field]] '{one.called}'", one)
    return found


def _check(where: str, one: Given) -> None:
    if one.of != REFERRAL and one.of not in EXTRACTS:
        raise Refused(f"{where}: of = '{one.of}' is neither {REFERRAL} nor an extract ({', '.join(EXTRACTS)})")
    may = OF_REFERRAL if one.of == REFERRAL else (*TOGETHER, *EXTRACTS[one.of].names)
    if one.shows not in may:
        raise Refused(f"{where}: shows = '{one.shows}'; it may be {', '.join(may)}")
    if not one.why.strip():
        raise Refused(f"{where} has no reason why the recipient needs it")
