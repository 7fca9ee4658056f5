"""The core extracts as their sources would write them, row by row from the true world."""

from collections.abc import Callable

import polars as pl

from pipeline.sample.addresses import LINES, addressed
from pipeline.sample.allowed import LANDLORD
from pipeline.sample.claims import HB, UC
from pipeline.sample.dice import Dice
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.places import COUNCILS
from pipeline.sample.references import (
    account_ref,
    british,
    claim_ref,
    flag,
    iso,
    person_ref,
    pounds,
    tenancy_ref,
    transaction_ref,
)  # fmt: skip
from pipeline.sample.slips import Scribe
from pipeline.sample.world import World

NAMES = ("title", "forename", "middle_names", "surname")
CONTACTS = ("home_telephone", "mobile", "email")
PLACE = ("uprn", *LINES, "postcode")
_TRUTH = ("title", "forename", "middle_names", "surname", "former_surname", "date_of_birth", "nino", *CONTACTS, "abroad")


def described(source: Scribe, world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows (`person`, `home`, `row_key`, `care`) with the person and the address as that source writes them."""
    who = world.people.select("person", *_TRUTH)
    where = world.homes.select("home", "unit", "number", "building", "street", "town", "postcode", "uprn", "block_uprn")
    joined = rows.join(who, on="person", how="left", maintain_order="left").join(
        where, on="home", how="left", maintain_order="left"
    )
    return addressed(source.dice, source.extract, source.written(joined))


def tenancy_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `tenancy` extract, with `person` and `key` (the tenancy's number) beside it."""
    held = world.tenancies.drop("cast").join(world.homes.select("home", "landlord_code", "property_ref"), on="home")
    numbered = pl.col("tenancy") * 1024 + pl.col("person") % 1024
    rows = world.parties.join(held, on="tenancy", maintain_order="left").with_columns(row_key=numbered)
    known = world.claims.filter((pl.col("scheme") == HB) & pl.col("known") & pl.col("end").is_null())
    benefit = known.group_by("tenancy").agg(housing_benefit_ref=claim_ref().first())
    living = pl.len().over("tenancy") + pl.col("tenancy") % 3
    counted = described(source, world, rows.join(benefit, on="tenancy", how="left", maintain_order="left")).with_columns(
        occupants=pl.when(source.dice.happens("occupants known", "tenancy", 0.85)).then(living).cast(pl.String)
    )
    return counted.select(
        "landlord_code", tenancy_ref().alias("tenancy_ref"), person_ref().alias("person_ref"), tenant_status="status",
        **named(british, (*NAMES, "former_surname", "date_of_birth", "nino", *CONTACTS, "property_ref", *PLACE)),
        tenancy_type="type", tenancy_start=british("start"), tenancy_end=british("end"), person_start=british("person_start"),
        person_end=british("person_end"), acquisition_route="route", prior_tenancy_ref=tenancy_ref("prior"),
        permission="permission", permission_start=british("permission_start"), permission_end=british("permission_end"),
        notice_given=british("notice"), succession_open=flag("succession_open"), right_to_buy_stage="rtb_stage",
        restricted=flag("restricted"), housing_benefit_ref="housing_benefit_ref", occupants="occupants",
        person="person", home="home", key="tenancy",
    )  # fmt: skip


def named(written: Callable[[str], pl.Expr], columns: tuple[str, ...]) -> dict[str, pl.Expr]:
    """Those columns under their own names, dates of birth written that way."""
    return {name: written(name) if name == "date_of_birth" else pl.col(name) for name in columns}


def award_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `benefit_award` extract in capitals, with `person` and `key` (the claim's number) beside it."""
    numbered = pl.col("claim") * 1024 + pl.col("person") % 1024
    rows = world.claimants.join(payers(world), on="claim", maintain_order="left").with_columns(row_key=numbered)
    banks = world.people.select(payee_person="person", payee_sort_code="sort_code", payee_account_number="account_number")
    told = described(source, world, rows.join(banks, on="payee_person", how="left", maintain_order="left"))
    capitals = told.with_columns(pl.col(*NAMES[1:], *LINES, "postcode").str.to_uppercase())
    return capitals.select(
        "scheme", "source_body", claim_ref().alias("claim_ref"), "role",
        **named(iso, (*NAMES, "date_of_birth", "nino", *CONTACTS, *PLACE)),
        tenancy_ref=pl.when("known").then(tenancy_ref()), award_start=iso("start"), award_end=iso("end"),
        weekly_amount=pounds("weekly"), declared_rent=pounds("declared"), payee="payee",
        payee_sort_code=_account("payee_sort_code", LANDLORD[0]),
        payee_account_number=_account("payee_account_number", LANDLORD[1]), dual_award_reason="dual_reason",
        restricted=flag("restricted"), person="person", home="home", key="claim",
    )  # fmt: skip


def _account(column: str, own: str) -> pl.Expr:
    return pl.when(pl.col("payee") == "landlord").then(pl.lit(own)).when(pl.col("payee") == "claimant").then(column)


def payers(world: World) -> pl.DataFrame:
    """The claims with `source_body`: the council of the address, or the DWP."""
    towns = world.homes.select("home", council=pl.col("town").replace_strict(COUNCILS, return_dtype=pl.String))
    body = pl.when(pl.col("scheme") == UC).then(pl.lit("DWP")).otherwise("council")
    return world.claims.join(towns, on="home", how="left", maintain_order="left").with_columns(source_body=body)


def payment_rows(world: World, paid: pl.DataFrame) -> pl.DataFrame:
    """The `benefit_payment` extract."""
    rows = paid.join(payers(world).select("claim", "scheme", "source_body"), on="claim", maintain_order="left")
    number = pl.concat_str(pl.lit("BP"), pl.col("claim").cast(pl.String), pl.col("period_from").dt.to_string("-%y%m%d"))
    return rows.select(
        "source_body", claim_ref=claim_ref(), period_from=iso("period_from"), period_to=iso("period_to"),
        amount=pounds("amount"), paid_on=iso("paid_on"), payment_ref=number, scheme="scheme",
    )  # fmt: skip


def account_rows(world: World, kept: pl.DataFrame) -> pl.DataFrame:
    """The `rent_account` extract, from accounts with their balances."""
    code = world.tenancies.select("tenancy", "home").join(world.homes.select("home", "landlord_code"), on="home")
    rows = kept.join(code, on="tenancy", maintain_order="left")
    return rows.select(
        "landlord_code", account_ref().alias("account_ref"), tenancy_ref().alias("tenancy_ref"),
        pounds("charge").alias("weekly_charge"), pounds("balance"), pl.lit(SNAPSHOT).dt.to_string("%Y-%m-%d").alias("as_of"),
        pl.col("method").alias("payment_method"), pl.col("kind").alias("account_kind"), pl.col("tenancy").alias("key"),
    )  # fmt: skip


def posting_rows(dice: Dice, world: World, posted: pl.DataFrame) -> pl.DataFrame:
    """The `rent_transaction` extract."""
    banks = world.people.select("sort_code", "account_number", payer="person", full=_full(), short=_short(), turned=_turned())
    councils = payers(world).select("source_body", by_benefit="claim")
    rows = posted.join(banks, on="payer", how="left", maintain_order="left")
    rows = rows.join(councils, on="by_benefit", how="left", maintain_order="left")
    by_bank = pl.col("method").is_in(("direct_debit", "standing_order", "other"))
    style = dice.uniform("bank's way with names", "tenancy")
    name = pl.when(style < 0.5).then("full").when(style < 0.85).then("short").otherwise("turned")
    # Where the landlord has said who pays, the bank's name is not always kept.
    unnamed = (pl.col("payer_class") == "tenant") & dice.happens("bank gave no name", "tenancy", 0.2)
    payer = pl.when("executors").then("Exors of " + pl.col("full")).when(by_bank & unnamed.fill_null(False).not_()).then(name)
    return rows.select(
        account_ref=account_ref(), transaction_ref=transaction_ref(), posted_on=iso("posted_on"), kind="kind",
        amount=pounds("amount"), direction="direction", method="method",
        payer_name=pl.coalesce("source_body", payer).str.to_uppercase(), payer_sort_code=pl.when(by_bank).then("sort_code"),
        payer_account_number=pl.when(by_bank).then("account_number"), payer_class="payer_class",
    )  # fmt: skip


def _full() -> pl.Expr:
    return pl.concat_str("title", "forename", "surname", separator=" ")


def _short() -> pl.Expr:
    return pl.concat_str(pl.col("forename").str.slice(0, 1), "surname", separator=" ")


def _turned() -> pl.Expr:
    return pl.concat_str("surname", "forename", separator=" ")


def death_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `deceased` extract, with `person` beside it."""
    rows = world.deaths.with_columns(row_key=pl.col("person"))
    told = described(source, world, rows)
    known = (pl.col("care") != "usual") | source.dice.happens("address known", "person", 0.8)
    return told.select(
        "forename", "surname", "middle_names", british("date_of_birth").alias("date_of_birth"), "nino",
        *(pl.when(known).then(name).alias(name) for name in (*LINES, "postcode")),
        british("date_of_death").alias("date_of_death"), "source", "person", "home", pl.lit(None, dtype=pl.Int64).alias("key"),
    )  # fmt: skip
