"""What a pack is ordered for: the referrals that were asked for, the one payer concerned, and a basis that was filled in."""

from collections.abc import Sequence

import polars as pl

from pipeline.errors import Refused, WrongUse
from pipeline.packs.recipients import Recipient
from pipeline.settings import Basis, Settings

SIDES = ("left", "right")
LEAST_DIGITS = 12
"""A referral may be asked for by the digits that people read to each other: the first twelve of its number."""


def asked_for(referrals: pl.DataFrame, numbers: Sequence[str], restricted: bool) -> pl.DataFrame:
    """The referrals of these numbers (hyphens don't count), in the order of the list, each once.

    Raises WrongUse for a number that is none or not whole enough, Refused for a restricted one that was not asked for as such.
    """
    bare = sorted({number.replace("-", "").strip().lower() for number in numbers})
    if not bare or any(len(number) < LEAST_DIGITS for number in bare):
        raise WrongUse(f"--referral takes the number of a referral, or at least its first {LEAST_DIGITS} digits")
    chosen = referrals.filter(pl.any_horizontal(pl.col("referral_id").str.starts_with(number) for number in bare))
    if chosen.height != len(bare):
        raise WrongUse(f"{len(bare)} referrals were asked for and {chosen.height} found; the numbers stand in the workbook")
    on_other_list = chosen.filter((pl.col("priority") == "restricted") != restricted).height
    if on_other_list and not restricted:
        raise Refused(f"{on_other_list} of these referrals are restricted: a senior role may open them, with --restricted")
    if on_other_list:
        raise WrongUse(f"{on_other_list} of these referrals are not restricted; leave out --restricted for them")
    return chosen


def refuse_without(recipient: Recipient, referrals: pl.DataFrame) -> None:
    """Refused where a referral holds no record of the extract without which the recipient is given nothing."""
    if recipient.needs:
        touches = pl.any_horizontal((pl.col(f"{side}_extract") == recipient.needs).fill_null(value=False) for side in SIDES)
        if others := referrals.filter(~touches).height:
            raise Refused(f"{others} of these referrals hold no {recipient.needs}: there is nothing in them for this recipient")


def payer_of(settings: Settings, named: str | None) -> str:
    """The payer that was named (the `source_body` of its awards), else the only one of the settings; WrongUse for neither."""
    listed = sorted(settings.payer)
    body = named if named is not None else listed[0] if len(listed) == 1 else ""
    if not body.strip():
        raise WrongUse(f"name the payer with --body; landlord.toml has {', '.join(listed) or 'none yet'}")
    return body


def refuse_other_payers(referrals: pl.DataFrame, body: str) -> None:
    """Refused where a referral holds no award that this body pays; `referrals` have the `source_body` of both sides."""
    pays = pl.any_horizontal((pl.col(f"{side}_source_body") == body).fill_null(value=False) for side in SIDES)
    if others := referrals.filter(~pays).height:
        raise Refused(f"{others} of these referrals hold no award that {body} pays: leave them out, or name its payer (--body)")


def basis_of(settings: Settings, body: str) -> Basis:
    """The basis on which a payer is given anything, or, for no body, the council; Refused where it was not filled in."""
    basis = settings.payer.get(body, Basis()) if body else settings.council
    where = f'[payer."{body}"]' if body else "[council]"
    if not (basis.legal_basis.strip() and basis.recipient.strip()):
        raise Refused(f"{where} of landlord.toml has no recipient and legal_basis: fill in both before anything is given")
    return basis


def refuse_without_gateway(basis: Basis, referrals: pl.DataFrame) -> None:
    """Refused where benefit data would go to somebody who does not pay the benefit, and no gateway for that was filled in."""
    benefit = pl.any_horizontal((pl.col(f"{side}_extract") == "benefit_award").fill_null(value=False) for side in SIDES)
    held = referrals.filter(benefit).height
    if held and not basis.benefit_gateway.strip():
        raise Refused(
            f"{held} of these referrals rest on benefit data, which were given for paying rent: fill in benefit_gateway under "
            "[council] of landlord.toml with the power to pass them on, or leave these referrals out"
        )
