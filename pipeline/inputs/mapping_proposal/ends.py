"""How things end, and which rows are one: a listing without an end column, a schedule of payments read as awards."""

from datetime import date

import polars as pl

from pipeline.inputs.current_status import says_whether_current
from pipeline.inputs.mapping import BLANK
from pipeline.inputs.mapping_proposal.codes import may_be_shown
from pipeline.inputs.mapping_proposal.columns import Choice
from pipeline.inputs.mapping_proposal.draft import Draft, Entry, Part
from pipeline.inputs.mapping_proposal.knowledge import knowledge
from pipeline.inputs.mapping_proposal.schedules import as_payments, day_paid, days_between, usual_gap

ENDS = {"tenancy": "tenancy_end", "partner_tenancy": "tenancy_end", "benefit_award": "award_end", "ownership": "owned_to"}
LIKE_AN_END = frozenset(
    "end vacated vacation void left leaving leaver until surrendered surrender cancelled cancel handback handed closed close "
    "departed departure quit evicted eviction abandoned finished determined relinquished expired stopped stop disposed sold "
    "exit last".split()
)
ANOTHER_END = frozenset(
    "gas certificate electric eicr epc insurance warranty guarantee probation trial introductory starter fixed visa passport "
    "permission consent notice review reason licence repair complaint case job inspection mortgage loan".split()
)
"""Words of a header that speak of an end, and words that say that something else ended."""
FORMER = frozenset({*"former ended terminated closed vacated past expired inactive ceased ex".split(), "former tenant"})
"""Values by which a column without dates says that a row has ended."""
KEYS = {"benefit_award": ("source_body", "claim_ref"), "rent_account": ("account_ref",)}
PERSON = ("role", "forename", "surname")
"""Where a schedule has roles, a claim names several people, and several of one role: they stay apart."""
DATES = 0.2
"""From so few dates on, a column may be one of ends: the others may say in words that there is none."""
MOSTLY_ENDED = 0.6
"""A listing in which more tenancies have an end than this is one of former tenants, or its ends are those of fixed terms."""
REPEATED = 1.02
"""From so many rows for one key on, a table lists several rows for each, not a few repeated by mistake."""
MISSED = 1.5
"""A claim without a payment for so many times the usual gap has ended; less may be a payment that is late."""


def settle_ends(draft: Draft) -> None:
    """`no_end`, or the last payment as the end, where no column holds it; a header that looks like one is asked about instead."""
    column = ENDS.get(draft.extract.name)
    if not column or draft.has(column):
        _ask_about_the_end(draft, column or "")
        _ask_about_former(draft, column or "")
        return
    if like := _like_an_end(draft):
        draft.no_end = Entry("no_end", True, f"only if none of {', '.join(like)} is the end", live=False)
        draft.ask(f"No column for {column}, but {', '.join(map(repr, like))} may be one: name it, or set no_end = true.")
    elif column == "award_end" and (paid := as_payments(draft).choice("period_to") or as_payments(draft).choice("paid_on")):
        _end_with_the_payments(draft, paid)
    elif not _without_former(draft):
        draft.no_end = Entry("no_end", True, "no column of ends: everything in it counts as current")
        draft.ask(f"No column for {column}: every row counts as current. Check that nothing in the file has ended.")
        _keep_current(draft)


def _keep_current(draft: Draft) -> None:
    """`[source.keep_only]` of a header that may say what is current, with all its values: the reader asks that it be read."""
    used = {choice.position for choice in draft.chosen.choices.values()}
    for position, (header, profile) in enumerate(zip(draft.export.headers, draft.table.profiles, strict=True)):
        codes = sorted(code for code, rows in profile.codes if may_be_shown(code, rows))
        if position in used or not says_whether_current(header) or not codes or len(codes) < len(profile.codes):
            continue
        blank = [BLANK] if draft.export.values(position).null_count() else []
        draft.put("keep_only", Entry(header, [*codes, *blank], "all of its values: none is known to mean that a row has ended"))
        draft.ask(f"'{header}' may say what has ended: take out of [source.keep_only] the values that do.")


def _without_former(draft: Draft) -> bool:
    """`no_end` without the rows that a column of theirs calls former: without a date they can only count as current."""
    if not (former := _former(draft)):
        return False
    draft.no_end = Entry("no_end", True, f"no column of ends; what '{former.key}' calls former is left out")
    _leave_out(draft, former)
    return True


def _leave_out(draft: Draft, former: Entry) -> None:
    draft.put("leave_out", former)
    draft.ask(f"No column says when a row ended: {former.reason} are left out. Add their ends, or they cannot be matched.")


def _former(draft: Draft) -> Entry | None:
    """The header and values by which rows without an end are called former; how many they are is the reason."""
    end = draft.choice(ENDS[draft.extract.name])
    used = {choice.position for choice in draft.chosen.choices.values()}
    for position, (header, profile) in enumerate(zip(draft.export.headers, draft.table.profiles, strict=True)):
        codes = sorted(code for code, _ in profile.codes if code.casefold() in FORMER)
        if not header or position in used or not codes or len(codes) == len(profile.codes):
            continue
        open_ended = draft.export.rows.filter(pl.col(str(end.position)).is_null()) if end else draft.export.rows
        if rows := int(open_ended[str(position)].is_in(codes).sum()):
            return Entry(header, codes, f"{rows:,} rows without an end that '{header}' calls former")
    return None


def _like_an_end(draft: Draft) -> list[str]:
    """The headers, not used otherwise, that speak of an end and stand above dates or nothing."""
    # Somebody's end ("Tenant left") may be the tenancy's, where nothing else is.
    used = {choice.header for name, choice in draft.chosen.choices.items() if name != "person_end"}
    like = []
    for header, profile in zip(draft.export.headers, draft.table.profiles, strict=True):
        words = knowledge().dictionary.words(header)
        dated = not profile.filled or profile.share("date") >= DATES
        if header not in used and dated and words & LIKE_AN_END and not words & ANOTHER_END:
            like.append(header)
    return like


def _ask_about_the_end(draft: Draft, column: str) -> None:
    header, profile = draft.chosen.header(column), draft.profile(column)
    if profile and profile.full > MOSTLY_ENDED and draft.extract.name in ("tenancy", "partner_tenancy"):
        draft.ask(
            f"'{header}' is filled on {profile.full:.0%} of the rows: check that it is the actual end, not that of a fixed term."
        )
    if "void" in knowledge().dictionary.words(header):
        draft.ask(f"'{header}' is read as {column}: a void often begins on the day after the tenancy ended. Check that.")


def _ask_about_former(draft: Draft, column: str) -> None:
    """Rows that are called former and have no end: where no row has one they are left out, else they are asked about."""
    profile, former = draft.profile(column), _former(draft) if column else None
    if former and profile and not profile.filled:
        _leave_out(draft, former)
    elif former:
        draft.ask(f"{former.reason} count as current: give them an end, or leave them out.")


def _end_with_the_payments(draft: Draft, paid: Choice) -> None:
    """The end of an award that a schedule stops listing: its last payment, unless that is about the schedule's last."""
    late = round(MISSED * (usual_gap(draft, paid) or 31))
    before: dict[str, Part] = {"add_days": -1} if paid.column == "paid_on" else {}
    value: dict[str, Part] = {"latest": paid.header, "per": "claim_ref", **before, "blank_within_days": late}
    reason = f"no end of the award: a claim not paid in the last {late} days of the schedule ended with its last payment"
    draft.put("where_missing", Entry("award_end", value, reason))
    if stopped := _stopped(draft, paid, late):
        draft.ask(f"{stopped:,} claims stop before the schedule does and count as ended with their last payment: check a few.")


def _stopped(draft: Draft, paid: Choice, late: int) -> int:
    """How many claims have no payment in the last days of the schedule."""
    key = draft.choice("claim_ref") or draft.choice("tenancy_ref") or draft.choice("nino")
    if not key:
        return 0
    text = draft.export.rows.select(key=str(key.position), paid=str(paid.position)).drop_nulls()
    days = {written: day for written in text["paid"].unique() if (day := day_paid(written))}
    dated = text.select("key", day=pl.col("paid").replace_strict(days, default=None, return_dtype=pl.Date))
    last = dated.group_by("key").agg(pl.col("day").max())
    newest: date | None = max(days.values(), default=None)
    return last.filter(pl.col("day") < pl.lit(newest) - pl.duration(days=late)).height if newest else 0


def one_row_for_each(draft: Draft) -> None:
    """`[source.one_row_per]`, where a schedule of payments is read as awards, or a listing of people as accounts."""
    keys = KEYS.get(draft.extract.name)
    if not keys:
        return
    profile = draft.profile(keys[-1])
    awards = draft.extract.name == "benefit_award"
    schedule = awards and bool(days_between(draft, as_payments(draft).choice("paid_on")))
    if schedule or (not awards and profile and profile.repeats > REPEATED):
        columns = [column for column in keys if column == keys[-1] or draft.chosen.has(column)]
        columns += [*PERSON] if awards and draft.chosen.has("role") else []
        draft.put("one_row_per", Entry("columns", columns, "it lists several rows for each; the last stands for all"))
