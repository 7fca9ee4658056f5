"""Groups: records that share a bank account, a telephone or e-mail, or a payer, and how many share nothing else."""

from collections.abc import Callable

import polars as pl

from pipeline.cards import Group
from pipeline.components import components
from pipeline.stages.apply_rules.book import Book
from pipeline.stages.apply_rules.measures import HOME_KEYS
from pipeline.stages.apply_rules.pairing import beside, stacked, unlinked
from pipeline.stages.apply_rules.views import TENANCY_KEY

MEMBER = ("record", "extract", "case", "person", "from", "property", "surname_key")
HOUSEHOLDS = ("tenancy", "partner_tenancy", "benefit_award")
"""Extracts in which one reference names people who live together."""
Members = Callable[[Group, Book], pl.DataFrame]


def _by_account(group: Group, book: Book) -> pl.DataFrame:
    """Claimants' awards by the account they are paid into; a landlord's account, or a known institution's, joins nobody."""
    awards = book.views["benefit_award"]
    own = awards.filter((pl.col("role") == "claimant") & (pl.col("payee") != "landlord").fill_null(value=True))
    own = own.join(book.institutions, left_on="payee_account", right_on="payer", how="anti")
    return own.select(*MEMBER, "scheme", shared="payee_account", periods=pl.lit(None, pl.Int64), paid=pl.lit(None, pl.Int64))


def _by_contact(group: Group, book: Book) -> pl.DataFrame:
    """Records of people by mobile number and by e-mail address."""
    parts = [
        book.views[name].select(*MEMBER, shared=key, periods=pl.lit(None, pl.Int64), paid=pl.lit(None, pl.Int64))
        for name in book.there(group.of)
        for key in ("mobile_key", "email_key")
        if key in book.views[name].columns
    ]
    return stacked(parts)


def _by_payer(group: Group, book: Book) -> pl.DataFrame:
    """Rent accounts by a bank account that pays them and is nobody's on the tenancy."""
    strangers = book.strangers.drop_nulls("payer_account")
    told = strangers.select("account_ref", shared="payer_account", periods="periods", paid="pence")
    heads = book.views["tenancy"].filter(pl.col("tenant_status") == "F").select(*TENANCY_KEY, "person", "property", "surname_key")
    accounts = book.views["rent_account"].drop("person", "property", "surname_key", strict=False)
    whose = accounts.join(heads.unique(TENANCY_KEY, keep="first", maintain_order=True), on=list(TENANCY_KEY))
    return (
        whose.with_columns(pl.lit(None, pl.Date).alias("from"))
        .join(told, on="account_ref")
        .select(*MEMBER, "shared", "periods", "paid")
    )


MEMBERS: dict[str, Members] = {"bank_account": _by_account, "telephone_or_email": _by_contact, "payer": _by_payer}


def _building() -> pl.Expr:
    """The building of an address whose words lack the flat: nothing says that two such are two homes."""
    key = pl.concat_str(pl.lit("premises_key:"), pl.col("premises_key").cast(pl.String))
    return pl.when(pl.col("postcode_key").is_null() & pl.col("street_key").is_null()).then(key)


def _knots(book: Book, people: pl.DataFrame) -> pl.DataFrame:
    """`left` a person and `right` a home, tenancy, claim or person that the person is tied to, over all extracts of people."""
    parts = []
    for name, one in book.views.items():
        if "person" in one.columns:
            theirs = one.join(people, on="person", how="semi")
            keys = [pl.concat_str(pl.lit(f"{key}:"), pl.col(key).cast(pl.String)) for key in HOME_KEYS if key in one.columns]
            keys += [_building()] if {"premises_key", *HOME_KEYS} <= set(one.columns) else []
            keys += [pl.col("case")] if name in HOUSEHOLDS else []
            parts += [theirs.select(left="person", right=key).drop_nulls() for key in keys]
    return pl.concat(parts).unique()


def _kinship(book: Book, people: pl.DataFrame) -> pl.DataFrame:
    """People whose records may be one person's though linkage is not sure: `left`, `right`."""
    named = [one.select("record", "person") for one in book.views.values() if "person" in one.columns]
    of = pl.concat(named).join(people, on="person", how="semi")
    told = book.likely.select("left_record", "right_record").join(
        of.rename({"record": "left_record", "person": "left"}), on="left_record"
    )
    return told.join(of.rename({"record": "right_record", "person": "right"}), on="right_record").select("left", "right").unique()


def _with_roots(members: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The members with `root`: one for all who share a home, a household or a claim with each other."""
    people = members.select("person").unique()
    edges = pl.concat([_knots(book, people), _kinship(book, people)])
    nodes = pl.concat([edges["left"], edges["right"], people["person"]]).unique().sort()
    roots = components(nodes, edges).rename({"record": "person"})
    return members.join(roots, on="person", how="left")


def _ordered(members: pl.DataFrame) -> pl.DataFrame:
    """The members in their order: the first of each unrelated lot before the rest, tenancies first, then the earliest begun."""
    order = members.with_columns(not_ours=~pl.col("extract").is_in(("tenancy", "rent_account"))).sort(
        "shared", "not_ours", "from", "record", nulls_last=True
    )
    return order.with_columns(nth=pl.int_range(pl.len()).over("shared", "root")).sort(
        "shared", "nth", "not_ours", "from", "record", nulls_last=True
    )


def _counted(members: pl.DataFrame) -> pl.DataFrame:
    """One row per group with its members and how many people, homes, surnames and periods there are in it."""
    first = pl.col("nth") == 0
    lots = members.group_by("shared", "root").agg(most=pl.col("periods").max())
    second = (
        lots.sort("most", descending=True, nulls_last=True)
        .group_by("shared", maintain_order=True)
        .agg(pl.col("most").get(1, null_on_oob=True))
    )
    return members.group_by("shared", maintain_order=True).agg(
        members=pl.col("record").unique(maintain_order=True), unrelated_people=first.sum().cast(pl.Int64),
        group_homes=pl.col("property").drop_nulls().n_unique().cast(pl.Int64),
        group_surnames=pl.col("surname_key").drop_nulls().n_unique().cast(pl.Int64),
        paid_by_one=pl.col("paid").sum(),
    ).join(second.rename({"most": "group_periods"}), on="shared")  # fmt: skip


def grouped(group: Group, book: Book) -> pl.DataFrame:
    """One row a group of two unrelated members or more; its first two members are left and right, `members` lists all."""
    every = MEMBERS[group.sharing](group, book).drop_nulls(["shared", "person"])
    several = every.filter(pl.col("person").n_unique().over("shared") > 1)
    members = _ordered(_with_roots(several, book))
    groups = _counted(members).filter(pl.col("unrelated_people") > 1).unique("members", keep="first", maintain_order=True)
    rows = stacked([book.views[name] for name in book.there(group.of)]).unique("record", keep="first", maintain_order=True)
    with_ends = groups.with_columns(left_record=pl.col("members").list.get(0), right_record=pl.col("members").list.get(1))
    pairs = with_ends.join(beside(rows, "left"), on="left_record").join(beside(rows, "right"), on="right_record")
    named = pl.concat_str(pl.lit(f"{group.sharing}|"), pl.col("shared").cast(pl.String))
    return unlinked(pairs.with_columns(left_case=named, right_case=pl.lit(""), rests_on=pl.col("members")))
