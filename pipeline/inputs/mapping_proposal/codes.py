"""Value maps: their codes to ours where they are usual ones, and a line to fill in where they are not."""

import polars as pl

from pipeline.inputs.mapping_proposal.agreement import known_share, our_code
from pipeline.inputs.mapping_proposal.draft import Draft, Entry
from pipeline.inputs.mapping_proposal.knowledge import CHILD, LEFT_OUT, accepted
from pipeline.inputs.mapping_proposal.profile import LEAST_ROWS

ADULT_AGE = 18
ADULTS_AMONG_CHILDREN = 0.1
"""From this share of adults on, a code for children is not left out: sons and daughters of age are members of the household."""
FEW_METHODS = 0.05
"""Below this share of rows whose type says how the money came, the type is not read for it."""
HOUSING, NOT_HOUSING = frozenset({"he", "hce", "hcc", "h"}), frozenset({"arrears", "deduction", "deductions", "tpd", "water"})


LONGEST_SHOWN, PLAINLY_A_CODE, MOSTLY_KNOWN = 30, 3, 0.5
"""The longest value that may be shown; and the longest that is plainly a code, where at least half the rows bear known ones."""


def map_codes(draft: Draft) -> None:
    """`[source.values.*]` and `[source.leave_out]` for every column of a closed list of codes."""
    for field in draft.extract.fields:
        profile = draft.profile(field.name)
        if accepted(field) and profile and profile.filled:
            _map_column(draft, field.name)
    _method_from_kind(draft)
    _keep_housing_only(draft)


def _map_column(draft: Draft, column: str) -> None:
    profile, header = draft.profile(column), draft.chosen.header(column)
    hidden = asked = 0
    among = profile is not None and known_share(draft.extract, column, profile) >= MOSTLY_KNOWN
    for code, rows in profile.codes if profile else ():
        ours = our_code(draft.extract, column, code)
        if ours in (CHILD, LEFT_OUT):
            _without(draft, column, code, rows, ours == CHILD)
        elif ours is not None:
            if draft.extract.field(column).kind.tidy(code) is None:
                draft.put(f"values.{column}", Entry(code, ours, f"{counted(rows)}; a usual code"))
        elif may_be_shown(code, rows, among):
            asked += 1
            choices = ", ".join(accepted(draft.extract.field(column)))
            draft.put(f"values.{column}", Entry(code, "", f"{counted(rows)}: choose one of {choices}", live=False))
        else:
            hidden += 1
    if asked:
        draft.ask(f"{asked} codes of '{header}' are not known: choose what each means under [source.values.{column}].")
    if hidden:
        draft.ask(
            f"{hidden} further values of '{header}' stand on fewer than {LEAST_ROWS} rows each and are not shown; check them."
        )


def counted(rows: int) -> str:
    """A number of rows in words.

    >>> counted(1), counted(1204)
    ('1 row', '1,204 rows')
    """
    return f"{rows:,} row{'' if rows == 1 else 's'}"


def may_be_shown(code: str, rows: int, among_codes: bool = False) -> bool:
    """Whether a value of a code column may stand in the file: borne by several rows, or plainly a code among known ones.

    >>> may_be_shown("XY", 96), may_be_shown("XY", 2), may_be_shown("a sentence that somebody wrote into the cell", 7)
    (True, False, False)
    >>> may_be_shown("XY", 2, among_codes=True), may_be_shown("Jones", 2, among_codes=True)
    (True, False)
    """
    return (rows >= LEAST_ROWS and len(code) <= LONGEST_SHOWN) or (among_codes and len(code) <= PLAINLY_A_CODE)


def _without(draft: Draft, column: str, code: str, rows: int, child: bool) -> None:
    """Leave the rows of a code out: people who do not live there, and children, unless many of them are of age by now."""
    adults = _share_of_adults(draft, column, code) if child else None
    header = draft.chosen.header(column)
    if adults is not None and adults >= ADULTS_AMONG_CHILDREN:
        reason = f"{counted(rows)}: children by their code, but {adults:.0%} are adults by date of birth"
        draft.put(f"values.{column}", Entry(code, "H", reason))
        draft.ask(f"'{header}' = {code} is a code for children, and {adults:.0%} of them are adults: kept as H. Check that.")
        return
    why = "children; only adults are wanted" if child else "not people who live there"
    known = "" if adults is None else f"; {1 - adults:.0%} are under {ADULT_AGE} by date of birth"
    before = [entry for entry in draft.entries("leave_out") if entry.key == header]
    codes = [one for entry in before if isinstance(entry.value, list) for one in entry.value] + [code]
    reasons = [entry.reason for entry in before] + [f"{code}: {counted(rows)}, {why}{known}"]
    draft.sections["leave_out"] = [Entry(header, codes, "; ".join(reasons))]


def _share_of_adults(draft: Draft, column: str, code: str) -> float | None:
    """The share of a code's rows whose year of birth makes them adults at the newest date of the table, None without births."""
    born, status = draft.choice("date_of_birth"), draft.choice(column)
    newest = _newest_year(draft)
    if not born or not status or not newest:
        return None
    rows = draft.export.rows.filter(pl.col(str(status.position)) == code)[str(born.position)].drop_nulls()
    years = rows.str.extract(r"((?:19|20)\d\d)").cast(pl.Int32, strict=False).drop_nulls()
    return float((years < newest - ADULT_AGE).mean() or 0.0) if len(years) else None  # type: ignore[arg-type]


def _newest_year(draft: Draft) -> int | None:
    years = [profile.years[2] for profile in draft.table.profiles if profile.years and profile.years[2] < 2100]
    return max(years, default=None)


def _method_from_kind(draft: Draft) -> None:
    """How the money came, from the transaction's type, where that says it and no column of its own does."""
    profile, choice = draft.profile("kind"), draft.choice("kind")
    if draft.extract.name != "rent_transaction" or not profile or not choice or draft.chosen.has("method"):
        return
    if known_share(draft.extract, "method", profile) < FEW_METHODS:
        return
    draft.put("columns", Entry("method", choice.header, f"the codes of '{choice.header}' also say how the money came"))
    for code, rows in profile.codes:
        ours = our_code(draft.extract, "method", code)
        if ours:  # ours already or not: the line for any other code below would blank it
            draft.put("values.method", Entry(code, ours, f"{counted(rows)}; a usual code"))
    draft.put("values.method", Entry("*", "", "any other code says nothing about the method"))


def _keep_housing_only(draft: Draft) -> None:
    """`[source.keep_only]`: of a schedule that lists several elements, the one for housing."""
    choice, profile = draft.choice("PAYMENT_KIND"), draft.profile("PAYMENT_KIND")
    if not choice or not profile or profile.distinct < 2:
        return
    housing = [code for code, _ in profile.codes if _is_housing(code.casefold().split())]
    others = [(code, rows) for code, rows in profile.codes if code not in housing and may_be_shown(code, rows)]
    if housing and len(housing) < len(profile.codes):
        draft.put("keep_only", Entry(choice.header, housing, f"the others are not housing support: {_listed(others)}"))
        draft.ask(
            f"Only the rows of '{choice.header}' = {', '.join(housing)} are kept: check that the others are not housing support."
        )


def _is_housing(words: list[str]) -> bool:
    """Whether an element of a schedule is housing support: not arrears of rent, which are taken from other benefit."""
    housing = words == ["rent"] or any(word in HOUSING or word.startswith("hous") for word in words)
    return housing and not NOT_HOUSING & set(words)


def _listed(codes: list[tuple[str, int]]) -> str:
    return ", ".join(f"{code} ({rows:,})" for code, rows in codes) or "few rows each"


def amounts_that_fit(draft: Draft) -> None:
    """`[source.debit_credit]`, and what sums of money leave to be asked."""
    debit, credit = draft.choice("DEBIT"), draft.choice("CREDIT")
    if draft.extract.name == "rent_transaction" and debit and credit and not draft.chosen.has("amount"):
        draft.put("debit_credit", Entry("debit", debit.header, debit.reason))
        draft.put("debit_credit", Entry("credit", credit.header, credit.reason))
    elif draft.chosen.has("DEBIT", "CREDIT") and not draft.chosen.has("amount"):
        draft.ask("Only one of a debit and a credit column was found: name both under [source.debit_credit].")
    amount = draft.choice("amount")
    if draft.extract.name == "rent_transaction" and amount and _negative(draft, amount.position) > 0.01:
        draft.ask(f"'{amount.header}' has signs: check that minus means money received (amounts are positive here).")
    balance = draft.choice("balance")
    if balance and _negative(draft, balance.position) > 0.8:
        draft.ask(f"Most of '{balance.header}' is below zero: arrears must be positive. Check what the sign means.")
    monthly = draft.choice("MONTHLY_CHARGE")
    if monthly and not draft.chosen.has("weekly_charge"):
        draft.ask(f"'{monthly.header}' is not by the week: export the weekly charge, or add a column of it.")


def _negative(draft: Draft, position: int) -> float:
    values = draft.export.values(position).drop_nulls()
    return float(values.str.contains(r"^[£ ]*[-(−]|-$|(?i)CR$").mean() or 0.0)  # type: ignore[arg-type]


def birth_years(draft: Draft) -> None:
    """A question where the dates of a birth column cannot be births of adults."""
    profile = draft.profile("date_of_birth")
    newest = _newest_year(draft)
    if profile and profile.years and newest and profile.years[1] >= newest - 1:
        draft.ask(f"The dates of '{draft.chosen.header('date_of_birth')}' are too recent for births: check the column.")
