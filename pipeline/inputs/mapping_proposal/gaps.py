"""Mandatory columns that no header fills: what stands in for them, and what has to be asked."""

import re
from collections.abc import Callable

from pipeline.inputs.mapping_proposal.draft import Draft, Entry
from pipeline.inputs.mapping_proposal.export import day_within
from pipeline.inputs.mapping_proposal.knowledge import accepted
from pipeline.inputs.mapping_proposal.schedules import BENEFIT_STAND_INS, FULL

ALSO = {"benefit_payment": ("scheme",)}
"""Columns that need not be there and are worth a stand-in: claims of two schemes may bear one number."""


def fill_gaps(draft: Draft) -> None:
    """`[source.constants]` and `[source.where_missing]` for the mandatory columns that have no header."""
    for column in (*draft.extract.required, *ALSO.get(draft.extract.name, ())):
        if not draft.has(column):
            stand_in = STAND_INS.get(f"{draft.extract.name}.{column}", STAND_INS.get(column))
            if stand_in:
                stand_in(draft)
        required = column in draft.extract.required
        if required and not draft.has(column) and not _stands_as_comment(draft, column):
            _leave_open(draft, column)


def _stands_as_comment(draft: Draft, column: str) -> bool:
    return any(entry.key == column for section in ("constants", "columns") for entry in draft.entries(section))


def _leave_open(draft: Draft, column: str, advice: str = "") -> None:
    """A line to be filled in: a code that may be the same for every row, or one of the headers that nothing has used."""
    field = draft.extract.field(column)
    codes = accepted(field)
    used = {choice.header for choice in draft.chosen.choices.values()}
    left = ", ".join(repr(header) for header in draft.export.headers if header and header not in used)
    if codes or field.kind.name == "code":
        hint = f"the same for every row? one of {', '.join(codes)}" if codes else "the same for every row? then write it here"
        draft.put("constants", Entry(column, "", hint, live=False))
    else:
        draft.put("columns", Entry(column, "", f"which header? not used yet: {left or 'none'}", live=False))
    what = f"{field.meaning[0].lower()}{field.meaning[1:]}"
    draft.ask(f"Nothing was found for {column} ({what}), which is needed.{' ' + advice if advice else ''}")


def _landlord_code(draft: Draft) -> None:
    codes = draft.landlord.codes
    if draft.extract.name == "partner_tenancy":
        _leave_open(draft, "landlord_code", "Give the other landlord's name or code.")
    elif len(codes) == 1:
        draft.constant("landlord_code", codes[0], "the only landlord code in the tenancy listing")
    elif not codes:
        draft.constant("landlord_code", "OWN", "no file has one", 'Put your own code in place of landlord_code = "OWN".')
    else:
        _leave_open(draft, "landlord_code", "The tenancy listing has several; the accounts must say which each belongs to.")


def _person_ref(draft: Draft) -> None:
    draft.stand_in("person_ref", "{tenancy_ref}-{position}", "no person number: the person's place within the tenancy stands in")


def _property_ref(draft: Draft) -> None:
    profile = draft.profile("uprn")
    own = [
        one
        for one in draft.chosen.refused
        if one.column == "uprn" and draft.table.profiles[one.position].share("reference") > 0.5
    ]
    if own:
        draft.put(
            "columns", Entry("property_ref", own[0].header, "its values are too short for UPRNs: the landlord's own numbers")
        )
        draft.ask(f"'{own[0].header}' does not hold UPRNs, and is read as the landlord's own property number: check it.")
    elif profile and profile.full >= FULL:
        draft.stand_in("property_ref", "{uprn}", "no property number: the UPRN stands in")
    elif draft.has("address_line_1") and draft.has("postcode"):
        reason = "no property number, nor a UPRN on every row: the address stands in"
        question = (
            "property_ref is made of the address: one home written in two ways counts as two homes. A property number is better."
        )
        draft.stand_in("property_ref", "{address_line_1} {postcode}", reason, question)


def _tenant_status(draft: Draft) -> None:
    profile = draft.profile("tenancy_ref")
    question = (
        "" if profile and profile.repeats < 1.02 else "Every person is called first-named tenant (F): name the column that tells."
    )
    draft.constant("tenant_status", "F", "no column says who is first-named", question)


def _tenancy_type(draft: Draft) -> None:
    question = 'No column says what sort of tenancy it is: tenancy_type = "general_needs" holds for every row. Check that.'
    draft.constant("tenancy_type", "general_needs", "no column of tenures", question)


def _forename(draft: Draft) -> None:
    choice = draft.choice("middle_names")
    if choice:
        others = [entry for entry in draft.entries("columns") if entry.key != "middle_names"]
        draft.sections["columns"] = [*others, Entry("forename", choice.header, "the only column of given names or initials")]
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
            draft.constant("as_of", found, f"the day in the {where}", f"as_of = {found} comes from the {where}: check it.")
            return


def _transaction_ref(draft: Draft) -> None:
    reason = "no number of its own: the posting's place within its account stands in"
    draft.stand_in("transaction_ref", "{account_ref}-{position}", reason)


def _source(draft: Draft) -> None:
    words = re.sub(r"[^A-Za-z]+", " ", draft.export.file.rpartition(".")[0]).strip().lower()
    draft.constant(
        "source",
        words or draft.extract.name,
        "the file's name",
        f'source = "{words}" comes from the file\'s name: check it.',
    )


def _main(draft: Draft) -> None:
    draft.constant("role", "main", "no column says who applies with whom")


def _live(draft: Draft) -> None:
    draft.constant(
        "status", "live", "no column of states", 'Every application is taken to be live (status = "live"): check that.'
    )


def _application_ref(draft: Draft) -> None:
    if draft.has("tenancy_ref"):
        draft.stand_in("application_ref", "{tenancy_ref}", "no application number: the tenancy's stands in")


def _stage(draft: Draft) -> None:
    completed = draft.profile("completed_on")
    stage = "completed" if completed and completed.full >= FULL else "applied"
    question = f'No column says how far each application is: stage = "{stage}" holds for every row. Check that.'
    draft.constant("stage", stage, "no column of stages", question)


STAND_INS: dict[str, Callable[[Draft], None]] = {
    **BENEFIT_STAND_INS,
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
    "source": _source,
    "waiting_list.role": _main,
    "status": _live,
    "right_to_buy.application_ref": _application_ref,
    "stage": _stage,
}
"""What stands in for a mandatory column that no header fills, by `extract.column` or by column."""
