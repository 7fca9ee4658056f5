"""Fillers cleared: values that too many unrelated people bear, and payers that are a way of paying, are taken as unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from pipeline.fillers_policy import FillersPolicy, Shared
from pipeline.tables import Identified

TELEPHONES = ("home_telephone", "mobile")
BORNE = {"telephone": TELEPHONES, "email": ("email",), "nino": ("nino",)}
"""Identifiers of people that fillers stand in, with their columns."""
PAYEE = ("payee_sort_code", "payee_account_number")
PAYER = ("payer_sort_code", "payer_account_number")
POSTINGS = "rent_transaction"
BENEFITS = ("housing_benefit", "universal_credit")


@dataclass
class Cleared:
    """Extracts without fillers, and what is to be said of each: sentences with counts, no value."""

    frames: dict[str, Identified]
    notices: dict[str, list[str]] = field(default_factory=dict)

    def blank(self, name: str, columns: tuple[str, ...], where: pl.Expr, what: str) -> None:
        """Takes the columns as unknown in the rows of an extract where the condition holds, and counts them."""
        frame = self.frames[name].frame
        condition = where.fill_null(value=False)
        rows = int(frame.select(condition.sum()).item()) if frame.height else 0
        if rows:
            kept = [pl.when(~condition).then(column).alias(column) for column in columns if column in frame.columns]
            self.frames[name] = Identified(self.frames[name].extract, frame.with_columns(kept))
            self.notices.setdefault(name, []).append(f"{what}, taken as unknown: {rows}")


def clear_fillers(accepted: Mapping[str, Identified], policy: FillersPolicy) -> Cleared:
    """The extracts with fillers taken as unknown.

    A telephone, e-mail, National Insurance number or account beside too many surnames; a payer of too many rent accounts; and a
    payer whose name says only how the money came.
    """
    cleared = Cleared(dict(accepted))
    for sort, columns in BORNE.items():
        _clear_borne(cleared, sort, columns, policy.shared.nino if sort == "nino" else policy.shared.people)
    _clear_payees(cleared, policy.shared)
    if POSTINGS in cleared.frames:
        _clear_ways(cleared, policy)
        _clear_common_payers(cleared, policy.shared)
    return cleared


def _clear_borne(cleared: Cleared, sort: str, columns: tuple[str, ...], most: int) -> None:
    parts = [
        table.frame.select(pl.col(column).alias("value"), "surname").drop_nulls()
        for table in cleared.frames.values()
        for column in columns
        if {column, "surname"} <= set(table.frame.columns)
    ]
    common = _beyond(pl.concat(parts), "surname", most) if parts else pl.Series([], dtype=pl.String)
    if common.is_empty():
        return
    for name, table in list(cleared.frames.items()):
        for column in columns:
            if column in table.frame.columns:
                where = pl.col(column).is_in(common.implode())
                cleared.blank(name, (column,), where, f"{column}: a {sort} beside more than {most} surnames is a filler")


def _beyond(borne: pl.DataFrame, of: str, most: float) -> pl.Series:
    """The values (`value`) that stand beside more than so many different ones of a column; sorted."""
    counted = borne.unique().group_by("value").agg(pl.col(of).n_unique().alias("many"))
    return counted.filter(pl.col("many") > most)["value"].sort()


def _account(columns: tuple[str, ...]) -> pl.Expr:
    return pl.concat_str(columns, separator=" ")


def _clear_payees(cleared: Cleared, shared: Shared) -> None:
    """Accounts into which the benefit of too many surnames is paid: an agent's, or a landlord's that nobody marked as one."""
    table = cleared.frames.get("benefit_award")
    if table is None:
        return
    own = table.frame.filter((pl.col("payee") != "landlord").fill_null(value=True))
    common = _beyond(own.select(_account(PAYEE).alias("value"), "surname").drop_nulls(), "surname", shared.people)
    what = f"payee_account_number: an account beside more than {shared.people} surnames is an agent's or a filler"
    cleared.blank("benefit_award", PAYEE, _account(PAYEE).is_in(common.implode()), what)


def _clear_ways(cleared: Cleared, policy: FillersPolicy) -> None:
    frame = cleared.frames[POSTINGS].frame
    if "payer_name" not in frame.columns:
        return
    vocabulary = policy.payers.agents | policy.payers.ways | _landlords(cleared)
    names = frame["payer_name"].drop_nulls().unique().sort()
    ways = [name for name in names if set(name.split()) <= vocabulary]
    agents = [name for name in ways if set(name.split()) & policy.payers.agents]
    theirs = pl.col("payer_name").is_in(agents) & pl.col("payer_account_number").is_not_null()
    cleared.blank(POSTINGS, PAYER, theirs, "payer_account_number: the account of a payment agent")
    what = "payer_name: a way of paying, not a person"
    cleared.blank(POSTINGS, ("payer_name",), pl.col("payer_name").is_in(ways), what)


def _landlords(cleared: Cleared) -> set[str]:
    """The words of the landlords' codes, which stand in payers made of references."""
    accounts = cleared.frames.get("rent_account")
    if accounts is None:
        return set()
    return {word for code in accounts.frame["landlord_code"].drop_nulls().unique() for word in code.casefold().split()}


def _clear_common_payers(cleared: Cleared, shared: Shared) -> None:
    """Payers of too many rent accounts, by bank account and by name: agents, unions, and names of a system's making."""
    payers = {"payer_account_number": (PAYER, _account(PAYER)), "payer_name": (("payer_name",), pl.col("payer_name"))}
    for column, (columns, value) in payers.items():
        frame = cleared.frames[POSTINGS].frame
        if not set(columns) <= set(frame.columns):
            continue
        paid = frame.filter(~_benefit()).select(value.alias("value"), "account_ref").drop_nulls()
        most = most_accounts(paid["account_ref"].n_unique(), shared)
        common = _beyond(paid, "account_ref", most)
        what = f"{column}: payers of more than {most} rent accounts each are agents or ways of paying ({len(common)} of them)"
        # With the account goes the name, which would otherwise stand for all whose money came through it; and the reverse.
        cleared.blank(POSTINGS, ("payer_name", *PAYER), value.is_in(common.implode()) & ~_benefit(), what)


def _benefit() -> pl.Expr:
    """Postings of a benefit, whose payer pays for everybody and is known for what it is."""
    by_class = (pl.col("payer_class") == "benefit").fill_null(value=False)
    return by_class | pl.col("method").is_in(BENEFITS).fill_null(value=False)


def most_accounts(with_payer: int, shared: Shared) -> int:
    """How many rent accounts a payer may pay before it is an agent, where so many accounts have a payer at all.

    >>> policy = Shared(people=25, nino=10, accounts=25, share=0.2, at_least=10)
    >>> most_accounts(20, policy), most_accounts(60, policy), most_accounts(10_000, policy)
    (9, 11, 25)
    """
    of_small = max(shared.at_least, int(shared.share * with_payer)) - 1
    return min(shared.accounts, of_small)
