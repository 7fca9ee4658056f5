"""Mandatory columns that no header fills: what stands in for them, and what has to be asked."""

import re
from collections.abc import Callable
from itertools import pairwise

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.kinds import date
from pipeline.inputs.mapping_proposal.columns import choose
from pipeline.inputs.mapping_proposal.draft import Draft, Entry, Value
from pipeline.inputs.mapping_proposal.export import day_within
from pipeline.inputs.mapping_proposal.knowledge import accepted, knowledge

SCHEMES = {
    "housing_benefit": "housingbenefit",
    "universal_credit_housing": "universalcredit",
    "council_tax_reduction": "counciltaxreduction",
}
FULL = 0.99
_COUNCIL = re.compile(r"\b((?:[A-Z][\w&']+ )+(?:Council|MBC|DC|BC|CC|LBC|Borough|City Council))\b")


def fill_gaps(draft: Draft) -> None:
    """`[source.constants]` and `[source.where_missing]` for the mandatory columns that have no header."""
    for column in draft.extract.required:
        if not draft.has(column):
            stand_in = STAND_INS.get(f"{draft.extract.name}.{column}", STAND_INS.get(column))
            if stand_in:
                stand_in(draft)
        if not draft.has(column) and not _stands_as_comment(draft, column):
            _leave_open(draft, column)


def _stands_as_comment(draft: Draft, column: str) -> bool:
    return any(entry.key == column for entry in draft.entries("constants"))


def _leave_open(draft: Draft, column: str, advice: str = "") -> None:
    field = draft.extract.field(column)
    codes = accepted(field)
    hint = f"the same for every row? one of {', '.join(codes)}" if codes else "the same for every row? write it here; else name its header above"
    draft.put("constants", Entry(column, "", hint, live=False))
    what = f"{field.meaning[0].lower()}{field.meaning[1:]}"
    draft.ask(f"Nothing was found for {column} ({what}), which is needed.{' ' + advice if advice else ''}")


def _constant(draft: Draft, column: str, value: str, reason: str, question: str = "") -> None:
    draft.put("constants", Entry(column, value, reason))
    if question:
        draft.ask(question)


def _pattern(draft: Draft, column: str, value: Value, reason: str, question: str = "") -> None:
    draft.put("where_missing", Entry(column, value, reason))
    if question:
        draft.ask(question)


def _landlord_code(draft: Draft) -> None:
    codes = draft.landlord.codes
    if draft.extract.name == "partner_tenancy":
        _leave_open(draft, "landlord_code", "Give the other landlord's name or code.")
    elif len(codes) == 1:
        _constant(draft, "landlord_code", codes[0], "the only landlord code in the tenancy listing")
    elif not codes:
        _constant(draft, "landlord_code", "OWN", "no file has one", 'Put your own code in place of landlord_code = "OWN".')
    else:
        _leave_open(draft, "landlord_code", "The tenancy listing has several; the accounts must say which each belongs to.")


def _person_ref(draft: Draft) -> None:
    _pattern(draft, "person_ref", "{tenancy_ref}-{position}", "no person number: the person's place within the tenancy stands in")


def _property_ref(draft: Draft) -> None:
    profile = draft.profile("uprn")
    if profile and profile.full >= FULL:
        _pattern(draft, "property_ref", "{uprn}", "no property number: the UPRN stands in")
    elif draft.has("address_line_1") and draft.has("postcode"):
        reason = "no property number, nor a UPRN on every row: the address stands in"
        question = "property_ref is made of the address: one home written in two ways counts as two homes. A property number is better."
        _pattern(draft, "property_ref", "{address_line_1} {postcode}", reason, question)


def _tenant_status(draft: Draft) -> None:
    profile = draft.profile("tenancy_ref")
    question = "" if profile and profile.repeats < 1.02 else "Every person is called first-named tenant (F): name the column that tells."
    _constant(draft, "tenant_status", "F", "no column says who is first-named", question)


def _tenancy_type(draft: Draft) -> None:
    question = 'No column says what sort of tenancy it is: tenancy_type = "general_needs" holds for every row. Check that.'
    _constant(draft, "tenancy_type", "general_needs", "no column of tenures", question)


def _forename(draft: Draft) -> None:
    choice = draft.choice("middle_names")
    if choice:
        draft.put("columns", Entry("forename", choice.header, "the only column of given names or initials"))
        draft.ask(f"'{choice.header}' stands for the forename: initials alone find fewer people.")


def _rent_tenancy(draft: Draft) -> None:
    choice = draft.choice("account_ref")
    accounts = draft.table.refs(draft.chosen, "account_ref")
    if choice and len(accounts) and float(accounts.is_in(list(draft.landlord.tenancies)).mean() or 0) > 0.5:  # type: ignore[arg-type]
        draft.put("columns", Entry("tenancy_ref", choice.header, "its numbers are the tenancy listing's tenancy numbers"))


def _account_ref(draft: Draft) -> None:
    header = draft.chosen.header("tenancy_ref") or draft.chosen.header("TENANCY")
    if header:
        draft.put("columns", Entry("account_ref", header, "no account number: each tenancy is taken to have one account"))
        draft.ask(f"'{header}' stands for the account number too: check that accounts and transactions use the same one.")


def _as_of(draft: Draft) -> None:
    for where, text in (("file's name", draft.export.file), ("title rows", draft.export.above)):
        if found := day_within(text):
            _constant(draft, "as_of", found, f"the day in the {where}", f"as_of = {found} comes from the {where}: check it.")
            return


def _transaction_ref(draft: Draft) -> None:
    reason = "no number of its own: the posting's place within its account stands in"
    _pattern(draft, "transaction_ref", "{account_ref}-{position}", reason)


def _scheme(draft: Draft) -> None:
    named = [scheme for scheme, word in SCHEMES.items() if word in draft.table.words]
    if len(named) == 1:
        _constant(draft, "scheme", named[0], "the file's name, title or headers speak of it, and of no other")


def _source_body(draft: Draft) -> None:
    if _is_universal_credit(draft):
        _constant(draft, "source_body", "DWP", "Universal Credit is paid by the Department for Work and Pensions")
        return
    councils = set(_COUNCIL.findall(f"{draft.export.file.rpartition('.')[0]}\n{draft.export.above}"))
    if len(councils) == 1:
        council = councils.pop()
        _constant(draft, "source_body", council, "the council in the file's name or title", f"source_body = {council}: check it.")


def _is_universal_credit(draft: Draft) -> bool:
    scheme = [entry.value for entry in draft.entries("constants") if entry.key == "scheme"]
    named = [name for name, word in SCHEMES.items() if word in draft.table.words]
    return (scheme or named) == ["universal_credit_housing"]


def _claim_ref(draft: Draft) -> None:
    """The claim's number from the tenancy's, or from the National Insurance number: whichever stands on more rows."""
    award = _award(draft)
    fullness = {column: profile.full for column in ("tenancy_ref", "nino") if (profile := award.profile(column))}
    if not fullness:
        return
    column = max(fullness, key=lambda name: (fullness[name], name == "tenancy_ref"))
    reason = f"no claim number: one claim for each {column} stands in"
    question = "" if fullness[column] >= FULL else f"Only {fullness[column]:.0%} of the rows have a {column}: the others get no claim_ref."
    draft.put("columns", Entry("claim_ref", award.chosen.header(column), reason))
    if question:
        draft.ask(question)


def _award(draft: Draft) -> Draft:
    """The same table seen as one of awards."""
    extract = EXTRACTS["benefit_award"]
    chosen = draft.chosen if draft.extract is extract else choose(extract, draft.export, draft.table.profiles)
    return Draft(extract, draft.table, chosen, draft.landlord)


def _payments(draft: Draft) -> Draft:
    """The same table seen as one of payments."""
    extract = EXTRACTS["benefit_payment"]
    return Draft(extract, draft.table, choose(extract, draft.export, draft.table.profiles), draft.landlord)


def _role(draft: Draft) -> None:
    _constant(draft, "role", "claimant", "no column of roles: whoever is named claims")


def _award_start(draft: Draft) -> None:
    payments = _payments(draft)
    header = payments.chosen.header("period_from") or payments.chosen.header("paid_on")
    if header:
        reason = "no start of the award: the earliest day paid for in this file stands in; the award may be older"
        _pattern(draft, "award_start", {"earliest": header, "per": "claim_ref"}, reason)


def _period(draft: Draft, to: bool) -> None:
    choice = draft.choice("paid_on")
    if not choice:
        return
    days = sorted({day for text in draft.export.values(choice.position).drop_nulls().unique() if (day := date.tidy(text))})
    gaps = sorted((after - before).days for before, after in pairwise(days))
    gap = gaps[len(gaps) // 2] if gaps else 0
    start: dict[str, str | int] | None = (
        {"add_months": -1} if 29 <= gap <= 31 else {"add_days": -gap} if gap in (7, 14, 28) else None
    )
    doubt = "" if start else f"'{choice.header}' does not tell how long a payment lasts: a month is taken. Check the periods."
    reason = f"payments are {gap} days apart" if start else "taken to be a month"
    step: dict[str, str | int] = {"add_days": -1} if to else start or {"add_months": -1}
    column = "period_to" if to else "period_from"
    _pattern(draft, column, {"date": choice.header, **step}, reason, doubt if not to else "")


def _paid_on(draft: Draft) -> None:
    choice = draft.choice("period_to") or draft.choice("period_from")
    if choice:
        draft.put("columns", Entry("paid_on", choice.header, "no day of payment: the period's stands in"))
        draft.ask(f"No day of payment was found: '{choice.header}' stands in for paid_on.")


def _source(draft: Draft) -> None:
    words = re.sub(r"[^A-Za-z]+", " ", draft.export.file.rpartition(".")[0]).strip().lower()
    _constant(draft, "source", words or draft.extract.name, "the file's name", f'source = "{words}" comes from the file\'s name: check it.')


def _main(draft: Draft) -> None:
    _constant(draft, "role", "main", "no column says who applies with whom")


def _live(draft: Draft) -> None:
    _constant(draft, "status", "live", "no column of states", 'Every application is taken to be live (status = "live"): check that.')


def _application_ref(draft: Draft) -> None:
    if draft.has("tenancy_ref"):
        _pattern(draft, "application_ref", "{tenancy_ref}", "no application number: the tenancy's stands in")


def _stage(draft: Draft) -> None:
    completed = draft.profile("completed_on")
    stage = "completed" if completed and completed.full >= FULL else "applied"
    question = f'No column says how far each application is: stage = "{stage}" holds for every row. Check that.'
    _constant(draft, "stage", stage, "no column of stages", question)


STAND_INS: dict[str, Callable[[Draft], None]] = {
    "landlord_code": _landlord_code,
    "person_ref": _person_ref,
    "property_ref": _property_ref,
    "tenant_status": _tenant_status,
    "tenancy_type": _tenancy_type,
    "forename": _forename,
    "rent_account.tenancy_ref": _rent_tenancy,
    "account_ref": _account_ref,
    "as_of": _as_of,
    "transaction_ref": _transaction_ref,
    "scheme": _scheme,
    "source_body": _source_body,
    "claim_ref": _claim_ref,
    "role": _role,
    "award_start": _award_start,
    "period_from": lambda draft: _period(draft, to=False),
    "period_to": lambda draft: _period(draft, to=True),
    "paid_on": _paid_on,
    "source": _source,
    "waiting_list.role": _main,
    "status": _live,
    "right_to_buy.application_ref": _application_ref,
    "stage": _stage,
}
"""What stands in for a mandatory column that no header fills, by `extract.column` or by column."""

ENDS = {
    "tenancy": "tenancy_end",
    "partner_tenancy": "tenancy_end",
    "benefit_award": "award_end",
    "ownership": "owned_to",
}
_LIKE_AN_END = {"end", "vacated", "vacation", "void", "left", "leaving", "ceased", "until", "surrendered", "cancelled"}


def settle_ends(draft: Draft) -> None:
    """`no_end`, where no column holds the end; a header that looks like one is asked about instead."""
    column = ENDS.get(draft.extract.name)
    if not column or draft.has(column):
        return
    used = {choice.header for choice in draft.chosen.choices.values()}
    like = [header for header in draft.export.headers if header not in used and knowledge().dictionary.words(header) & _LIKE_AN_END]
    if like:
        draft.no_end = Entry("no_end", True, f"only if neither of {', '.join(like)} is the end", live=False)
        draft.ask(f"No column for {column}, but {', '.join(map(repr, like))} may be one: name it, or set no_end = true.")
        return
    draft.no_end = Entry("no_end", True, "no column of ends: everything in it counts as current")
    draft.ask(f"No column for {column}: every row counts as current.{_stopped(draft)}")


def _stopped(draft: Draft) -> str:
    """How many claims of a schedule have no payment on its last day, in a sentence."""
    payments = _payments(draft)
    paid = payments.choice("paid_on") if draft.extract.name == "benefit_award" else None
    key = draft.choice("claim_ref") or draft.choice("tenancy_ref") or draft.choice("nino")
    if not paid or not key:
        return ""
    text = draft.export.rows.select(key=str(key.position), paid=str(paid.position)).drop_nulls()
    days = {written: day for written in text["paid"].unique() if (day := date.tidy(written))}
    dated = text.select("key", day=pl.col("paid").replace_strict(days, default=None, return_dtype=pl.Date))
    last = dated.group_by("key").agg(pl.col("day").max())
    early = last.filter(pl.col("day") < last["day"].max()).height
    return f" {early:,} of {last.height:,} claims have no payment on the last day of the schedule: they may have ended." if early else ""


def one_row_for_each(draft: Draft) -> None:
    """`[source.one_row_per]`, where a schedule of payments is read as awards, or a listing of people as accounts."""
    keys = {"benefit_award": ("source_body", "claim_ref"), "rent_account": ("account_ref",)}.get(draft.extract.name)
    if not keys:
        return
    key = draft.profile(keys[-1])
    repeated = (key and key.repeats > 1.02) or (key is None and draft.extract.name == "benefit_award" and _payments(draft).chosen.has("paid_on"))
    if repeated:
        columns = [column for column in keys if column == keys[-1] or draft.chosen.has(column)]
        if draft.extract.name == "benefit_award" and draft.chosen.has("role"):
            columns.append("role")
        draft.put("one_row_per", Entry("columns", columns, "it lists several rows for each; the last stands for all"))
