"""A benefit schedule seen as payments or as awards, and what stands in for what it does not say."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.kinds.date import tidy, tidy_before
from pipeline.inputs.mapping_proposal.columns import Choice, choose
from pipeline.inputs.mapping_proposal.draft import Draft, Entry, Part

SCHEMES = {
    "housing_benefit": "housingbenefit",
    "universal_credit_housing": "universalcredit",
    "council_tax_reduction": "counciltaxreduction",
}
LAST_SCHEDULE = date(2049, 12, 31)
"""No schedule is later: a year of two digits is that of this day or an earlier one."""
FULL = 0.99
"""A column that is as full as this may stand in for another on every row."""
_COUNCIL = re.compile(r"\b((?:[A-Z][\w&']+ )+(?:Council|MBC|DC|BC|CC|LBC|Borough|City Council))\b")


def as_payments(draft: Draft) -> Draft:
    """The same table seen as one of payments."""
    return _seen_as(draft, "benefit_payment")


def as_awards(draft: Draft) -> Draft:
    """The same table seen as one of awards."""
    return _seen_as(draft, "benefit_award")


def _seen_as(draft: Draft, name: str) -> Draft:
    if draft.extract.name == name:
        return draft
    extract = EXTRACTS[name]
    return Draft(extract, draft.table, choose(extract, draft.export, draft.table.profiles), draft.landlord)


def day_paid(text: str) -> date | None:
    """The day that a schedule gives, also with a year of two digits, which is one of this century's first half where it can be.

    >>> day_paid("18-May-26"), day_paid("18/05/2026"), day_paid("May")
    (datetime.date(2026, 5, 18), datetime.date(2026, 5, 18), None)
    """
    return tidy(text) or tidy_before(text, LAST_SCHEDULE)


def days_between(draft: Draft, choice: Choice | None) -> list[int]:
    """The days between the different dates of a column, in ascending order; none where it has fewer than two."""
    values = draft.export.values(choice.position).drop_nulls().unique().to_list() if choice else []
    days = sorted({day for text in values if (day := day_paid(text))})
    return sorted((after - before).days for before, after in pairwise(days))


def usual_gap(draft: Draft, choice: Choice | None) -> int:
    """The median of the days between payments, 0 where there are not two."""
    gaps = days_between(draft, choice)
    return gaps[len(gaps) // 2] if gaps else 0


def _scheme(draft: Draft) -> None:
    named = [scheme for scheme, word in SCHEMES.items() if word in draft.table.words]
    if len(named) == 1:
        draft.constant("scheme", named[0], "the file's name, title or headers speak of it, and of no other")


def _source_body(draft: Draft) -> None:
    if _is_universal_credit(draft):
        draft.constant("source_body", "DWP", "Universal Credit is paid by the Department for Work and Pensions")
        return
    councils = set(_COUNCIL.findall(f"{draft.export.file.rpartition('.')[0]}\n{draft.export.above}"))
    if len(councils) == 1:
        council = councils.pop()
        draft.constant("source_body", council, "the council in the file's name or title", f"source_body = {council}: check it.")


def _is_universal_credit(draft: Draft) -> bool:
    scheme = [entry.value for entry in draft.entries("constants") if entry.key == "scheme"]
    named = [name for name, word in SCHEMES.items() if word in draft.table.words]
    return (scheme or named) == ["universal_credit_housing"]


def _claim_ref(draft: Draft) -> None:
    """The claim's number from the tenancy's, or from the National Insurance number: whichever stands on more rows."""
    award = as_awards(draft)
    fullness = {column: profile.full for column in ("tenancy_ref", "nino") if (profile := award.profile(column))}
    if not fullness:
        return
    column = max(fullness, key=lambda name: (fullness[name], name == _tells_claims_apart(award)))
    reason = f"no claim number: one claim for each {column} stands in"
    question = (
        ""
        if fullness[column] >= FULL
        else f"Only {fullness[column]:.0%} of the rows have a {column}: the others get no claim_ref."
    )
    if column == "nino" and (claimants := _with_two_at_once(award)):
        pattern = f"{{{award.chosen.header('nino')}}} {{{_home(award)}}}"
        doubt = f"{claimants:,} National Insurance numbers are paid for more than one address on a day: check those claims."
        draft.stand_in("claim_ref", pattern, "no claim number: one claim for each nino and address stands in", doubt)
        return
    draft.put("columns", Entry("claim_ref", award.chosen.header(column), reason))
    if question:
        draft.ask(question)


def _home(award: Draft) -> str:
    """The header of the address that a payment is for, nothing where there is none."""
    return award.chosen.header("ADDRESS") or award.chosen.header("address_line_1")


def _with_two_at_once(award: Draft) -> int:
    """How many National Insurance numbers are paid for more than one address on one day: one claim each would hide the other."""
    home = award.choice("ADDRESS") or award.choice("address_line_1")
    person, paid = award.choice("nino"), as_payments(award).choice("paid_on")
    if not home or not person or not paid:
        return 0
    written = pl.col(str(home.position)).str.to_uppercase().str.replace_all(r"\W", "")
    rows = award.export.rows.select(nino=str(person.position), paid=str(paid.position), home=written).drop_nulls()
    twice = rows.group_by("nino", "paid").agg(pl.col("home").n_unique()).filter(pl.col("home") > 1)
    return twice["nino"].n_unique()


def _tells_claims_apart(award: Draft) -> str:
    """The column that does: the tenancy's number, unless several people claim for one tenancy."""
    tenancy, person = award.profile("tenancy_ref"), award.profile("nino")
    return "nino" if tenancy and person and person.distinct > tenancy.distinct else "tenancy_ref"


def _role(draft: Draft) -> None:
    draft.constant("role", "claimant", "no column of roles: whoever is named claims")


def _award_start(draft: Draft) -> None:
    payments = as_payments(draft)
    begun, paid = payments.choice("period_from"), payments.choice("paid_on")
    reason = "no start of the award: the earliest day paid for in this file stands in; the award may be older"
    if begun:
        draft.stand_in("award_start", {"earliest": begun.header, "per": "claim_ref"}, reason)
    elif paid:
        step, _ = _back_to_the_start(draft, paid)
        draft.stand_in("award_start", {"earliest": paid.header, "per": "claim_ref", **step}, reason)


def _back_to_the_start(draft: Draft, paid: Choice) -> tuple[dict[str, Part], bool]:
    """How far before a day of payment the period that it pays for began, and whether the payments tell that."""
    gap = usual_gap(draft, paid)
    if gap in (7, 14, 28):
        return {"add_days": -gap}, True
    return {"add_months": -1}, 28 < gap <= 31


def _period_from(draft: Draft) -> None:
    if paid := draft.choice("paid_on"):
        step, plain = _back_to_the_start(draft, paid)
        doubt = "" if plain else f"'{paid.header}' does not tell how long a payment lasts: a month is taken. Check the periods."
        reason = f"payments are {usual_gap(draft, paid)} days apart" if plain else "taken to be a month"
        draft.stand_in("period_from", {"date": paid.header, **step}, reason, doubt)


def _period_to(draft: Draft) -> None:
    if paid := draft.choice("paid_on"):
        draft.stand_in("period_to", {"date": paid.header, "add_days": -1}, "paid for up to the day before it is paid")


def _paid_on(draft: Draft) -> None:
    choice = draft.choice("period_to") or draft.choice("period_from")
    if choice:
        draft.put("columns", Entry("paid_on", choice.header, "no day of payment: the period's stands in"))
        draft.ask(f"No day of payment was found: '{choice.header}' stands in for paid_on.")


BENEFIT_STAND_INS: dict[str, Callable[[Draft], None]] = {
    "scheme": _scheme,
    "source_body": _source_body,
    "claim_ref": _claim_ref,
    "role": _role,
    "award_start": _award_start,
    "period_from": _period_from,
    "period_to": _period_to,
    "paid_on": _paid_on,
}
"""What stands in for a mandatory column of a benefit extract that no header fills."""
