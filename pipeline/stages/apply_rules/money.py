"""Money measured of a pair, in whole pence: awarded elsewhere, paid twice, paid outside a tenancy, paid after a death."""

import polars as pl

from pipeline.stages.apply_rules.book import Book
from pipeline.stages.apply_rules.postings import half_up, paid_on, pence


def _both_days() -> pl.Expr:
    ends = pl.min_horizontal("left_period_to", "right_period_to")
    begins = pl.max_horizontal("left_period_from", "right_period_from")
    return (ends - begins).dt.total_days() + 1


def _of_days(side: str, days: str) -> pl.Expr:
    """A payment's part for so many of its days, to the nearest penny."""
    return half_up(pl.col(f"{side}_pence") * pl.col(days), pl.col(f"{side}_days"))


def paid_twice(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`days_paid_twice` and `amount_pence`: the days paid for on both claims, at the lower daily rate of each.

    The sum of each overlapping stretch is rounded to the nearest penny, halves up.
    """
    if book.payments is None:
        return pairs.with_columns(days_paid_twice=pl.lit(None, pl.Int64))
    left, right = (paid_on(pairs, side, book.payments) for side in ("left", "right"))
    met = left.join(right, on="pair").with_columns(both=_both_days()).filter(pl.col("both") > 0)
    summed = met.group_by("pair").agg(
        days_paid_twice=pl.col("both").sum(),
        amount_pence=pl.min_horizontal(_of_days("left", "both"), _of_days("right", "both")).sum(),
        stretches=pl.len().cast(pl.Int64),
        paid_from=pl.max_horizontal("left_period_from", "right_period_from").min(),
        paid_to=pl.min_horizontal("left_period_to", "right_period_to").max(),
    )
    return pairs.join(summed, on="pair", how="left", maintain_order="left").with_columns(
        overlap_from=pl.coalesce("paid_from", "overlap_from"), overlap_to=pl.coalesce("paid_to", "overlap_to"),
        overlap_days=pl.coalesce("days_paid_twice", "overlap_days"),
    )  # fmt: skip


def _covered(home: pl.DataFrame, paid: pl.DataFrame, book: Book) -> pl.DataFrame:
    """Each payment beside each tenancy that may cover it, with `covered` days: early and grace days count as the tenancy's."""
    last = pl.col("left_tenancy_ended") + pl.duration(days=book.measure.grace_days)
    first = pl.col("left_tenancy_start") - pl.duration(days=book.measure.early_days)
    days = pl.min_horizontal("right_period_to", last) - pl.max_horizontal("right_period_from", first)
    met = paid.join(home, on="pair")
    return met.with_columns(covered=(days.dt.total_days() + 1).clip(lower_bound=0))


def paid_outside(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`days_paid_outside` and `amount_pence`: paid days that no tenancy of the award's covers, early and grace days included.

    Each payment is apportioned by days and rounded to the nearest penny, halves up. Where the claimant is on no tenancy of the
    home, days before the first one we know of don't count. Of several tenancies the latest is cited.
    """
    if book.payments is None:
        return pairs.with_columns(days_paid_outside=pl.lit(None, pl.Int64))
    home = pairs.select("pair", "right_record", "left_tenancy_start", "left_tenancy_ended", "claimant_known")
    met = _covered(home, paid_on(pairs, "right", book.payments), book)
    begun = pl.col("left_tenancy_start").min().over("right_record")
    counted = met.with_columns(
        counted=pl.when("claimant_known").then("right_period_from").otherwise(pl.max_horizontal("right_period_from", begun))
    )
    days = (pl.col("right_period_to") - pl.col("counted")).dt.total_days() + 1
    all_covered = pl.col("covered").sum().over("right_record", "right_period_from", "right_period_to")
    outside = counted.with_columns(outside=(days - all_covered).clip(lower_bound=0)).filter(pl.col("outside") > 0)
    summed = outside.group_by("pair").agg(
        days_paid_outside=pl.col("outside").sum(), amount_pence=_of_days("right", "outside").sum(),
        paid_from=pl.col("counted").min(), paid_to=pl.col("right_period_to").max(),
    )  # fmt: skip
    latest = pl.col("left_from") == pl.col("left_from").max().over("right_record")
    found = pairs.join(summed, on="pair", how="left", maintain_order="left").filter(latest)
    return found.with_columns(
        overlap_from=pl.coalesce("paid_from", "overlap_from"), overlap_to=pl.coalesce("paid_to", "overlap_to"),
        overlap_days=pl.coalesce("days_paid_outside", "overlap_days"),
    )  # fmt: skip


def award_elsewhere(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`amount_pence`: the weekly award for the days both run, to the nearest penny, halves up."""
    return pairs.with_columns(amount_pence=half_up(pence("right_weekly_amount") * pl.col("overlap_days"), 7))


def _claims_of_the_dead(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """Claims that the left side's person makes: `pair`, `died` and the award's columns for money, named for the right."""
    awards = book.views["benefit_award"].filter((pl.col("role") == "claimant") & (pl.col("scheme") != "council_tax_reduction"))
    theirs = awards.select(
        "person", right_source_body="source_body", right_claim_ref="claim_ref", right_scheme="scheme", right_from="from",
        right_until="until", right_only_award="only_award",
    ).drop_nulls("person")  # fmt: skip
    return pairs.select("pair", "died", person="left_person").join(theirs, on="person")


def _paid_to_the_dead(pairs: pl.DataFrame, claims: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`pair`, `pence` and `last`: what was paid for days after the death and its grace, and the last of those days."""
    if book.payments is None:
        return pl.DataFrame(schema={"pair": pairs.schema["pair"], "pence": pl.Int64, "last": pl.Date})
    met = paid_on(claims, "right", book.payments).join(pairs.select("pair", "died"), on="pair")
    first = pl.max_horizontal("right_period_from", pl.col("died") + pl.duration(days=book.measure.grace_days + 1))
    after = met.with_columns(after=(pl.col("right_period_to") - first).dt.total_days() + 1).filter(pl.col("after") > 0)
    return after.group_by("pair").agg(pence=_of_days("right", "after").sum(), last=pl.col("right_period_to").max())


def _rent_of_the_dead(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`pair` and `last`: the last day on which rent came in, but from executors or a benefit."""
    if book.postings is None or "rent_account" not in book.views:
        return pl.DataFrame(schema={"pair": pairs.schema["pair"], "last": pl.Date})
    accounts = book.views["rent_account"].select("landlord_code", "tenancy_ref", "account_ref")
    ours = pairs.select("pair", "died", landlord_code="left_landlord_code", tenancy_ref="left_tenancy_ref").join(
        accounts, on=["landlord_code", "tenancy_ref"]
    )
    executors = (
        pl.col("payer_death_marker").fill_null(value=False)
        if "payer_death_marker" in book.postings.columns
        else pl.lit(value=False)
    )
    own = book.postings.filter((pl.col("kind") == "receipt") & ~pl.col("by_benefit") & ~executors)
    return (
        ours.join(own.select("account_ref", "posted_on"), on="account_ref").group_by("pair").agg(last=pl.col("posted_on").max())
    )


def _contacts_of_the_dead(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`pair` and `last`: the last day on which the person is noted to have been in touch."""
    if "household_event" not in book.views:
        return pl.DataFrame(schema={"pair": pairs.schema["pair"], "last": pl.Date})
    told = book.views["household_event"].filter(pl.col("kind") == "contact").drop_nulls("person_ref")
    ours = pairs.select("pair", tenancy_ref="left_tenancy_ref", person_ref="left_person_ref")
    return ours.join(told, on=["tenancy_ref", "person_ref"]).group_by("pair").agg(last=pl.col("event_date").max())


def paid_after_death(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`active_after_death`, the days from the death to the last claim, payment, rent or contact in the person's name, and
    `amount_pence`, what benefit was paid for days after the death and its grace.
    """
    parts, paid = [_rent_of_the_dead(pairs, book), _contacts_of_the_dead(pairs, book)], None
    if "benefit_award" in book.views:
        claims = _claims_of_the_dead(pairs, book)
        paid = _paid_to_the_dead(pairs, claims, book)
        parts += [claims.select("pair", last="right_until"), paid.select("pair", "last")]
    last = pl.concat(parts).group_by("pair").agg(pl.col("last").max())
    told = pairs.join(last, on="pair", how="left", maintain_order="left")
    told = told.with_columns(active_after_death=(pl.col("last") - pl.col("died")).dt.total_days(), paid_to=pl.col("last"))
    if paid is None:
        return told.drop("last")
    return told.drop("last").join(paid.select("pair", amount_pence="pence"), on="pair", how="left", maintain_order="left")
