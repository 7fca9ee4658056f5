"""The same case again: which of the people of a case is which, although spelling, person number and company have changed."""

from collections.abc import Callable

import polars as pl

Number = Callable[[pl.Series], pl.Series]
SURE = ("left_record", "right_record"), ("person",), ("nino_key",), ("birth_key",)
"""What shows that a referral is one there was before within its case, the surest first; null shows nothing."""


def _differ(column: str) -> pl.Expr:
    return (pl.col(column) != pl.col(f"was_{column}")).fill_null(value=False)


def _same(columns: tuple[str, ...]) -> pl.Expr:
    return pl.all_horizontal(pl.col(one).eq_missing(pl.col(f"was_{one}")) for one in columns) & pl.col(columns[0]).is_not_null()


def _unlike() -> pl.Expr:
    """Whether two people of one case are certainly not one: their birth dates differ, and no number says otherwise."""
    number_agrees = (pl.col("nino_key") == pl.col("was_nino_key")).fill_null(value=False)
    return _differ("birth_key") & ~number_agrees


def _paired(beside: pl.DataFrame) -> pl.DataFrame:
    """Each referral with the one it was before: `referral_id`, `was_referral_id`; none twice, the surest pairs first."""
    done, left = [], beside
    for same in (*(_same(columns) for columns in SURE), ~_unlike()):
        sure = left.filter(same).sort("was_referral_id", "referral_id")
        pairs = sure.unique("referral_id", keep="first", maintain_order=True)
        once = pairs.unique("was_referral_id", keep="first", maintain_order=True).select("referral_id", "was_referral_id")
        left = left.join(once, on="referral_id", how="anti").join(once, on="was_referral_id", how="anti")
        done.append(once)
    return pl.concat(done)


def _numbered_anew(referrals: pl.DataFrame, taken: pl.DataFrame, number: Number) -> pl.DataFrame:
    """The referrals, those whose number was another person's in the same case under a number of their own."""
    own = pl.concat_str(["case_key", pl.lit("|"), pl.coalesce("birth_key", "nino_key").cast(pl.String).fill_null("left_record")])
    another = number(referrals.select(own).to_series()).alias("another")
    clash = (pl.col("was_referral_id").is_null()) & pl.col("referral_id").is_in(taken["was_referral_id"].implode())
    return referrals.with_columns(another).with_columns(
        referral_id=pl.coalesce("was_referral_id", pl.when(clash).then("another").otherwise("referral_id"))
    )


def recognised(referrals: pl.DataFrame, kept: pl.DataFrame, number: Number) -> pl.DataFrame:
    """The referrals, those that were there before under the number they had then; order and columns stay.

    `kept` is the memory's table: the columns of `KEPT`, `referral_id`, `left_record`, `right_record` and `person` of every case
    remembered.
    """
    was = ("referral_id", "left_record", "right_record", "person", "birth_key", "nino_key")
    former = kept.select("case_key", *(pl.col(name).alias(f"was_{name}") for name in was))
    beside = referrals.select("case_key", *was).join(former, on="case_key")
    paired = referrals.join(_paired(beside), on="referral_id", how="left", maintain_order="left")
    return _numbered_anew(paired, former, number).select(referrals.columns)
