"""Whether the bank's name for a payer is somebody's of the tenancy that the money is for: judged while both are still in clear."""

import jellyfish
import polars as pl

from extracts.kinds import name_forms
from pipeline.tables import Identified

SIMILAR = 0.88
"""Jaro-Winkler similarity from which two words count as one name, as in linkage: banks and sign-up sheets both misspell."""
SHORTEST = 3
"""A word of fewer letters is an initial or a particle, and tells of nobody."""
PAIR = ("account_ref", "payer_name")
TENANCY = ("landlord_code", "tenancy_ref")
NAMES = ("forename", "surname", "former_surname")


def _words(names: pl.Expr) -> pl.Expr:
    return names.str.split(" ").list.eval(pl.element().filter(pl.element().str.len_chars() >= SHORTEST))


def _names_of_tenancies(tenancies: pl.DataFrame) -> pl.DataFrame:
    """Each tenancy with every word of a name on it, household adults and former names included: the tenancy and `word`."""
    there = [name for name in NAMES if name in tenancies.columns]
    parts = [tenancies.select(*TENANCY, word=_words(pl.col(name))) for name in there]
    return pl.concat(parts).explode("word").drop_nulls("word").unique()


def _one_name(a: str, b: str) -> bool:
    if jellyfish.jaro_winkler_similarity(a, b) >= SIMILAR:
        return True
    return bool(set(name_forms.family(a)) & set(name_forms.family(b)))


def _alike(pairs: pl.DataFrame) -> pl.DataFrame:
    """The distinct pairs `payer_word`, `word` that are one name."""
    distinct = pairs.select("payer_word", "word").unique().sort("payer_word", "word")
    verdicts = pl.Series([_one_name(a, b) for a, b in distinct.iter_rows()], dtype=pl.Boolean)
    return distinct.filter(verdicts)


def payer_is_party(accepted: dict[str, Identified]) -> pl.Series | None:
    """For each posting, whether its payer's name shares a word with anybody's on the tenancy; null without a payer's name.

    None where there are no postings, accounts or payers' names. A relative of the same name counts as known.
    """
    if not {"tenancy", "rent_account", "rent_transaction"} <= accepted.keys():
        return None
    postings = accepted["rent_transaction"].frame
    if "payer_name" not in postings.columns:
        return None
    told = postings.select(PAIR).drop_nulls().unique().with_columns(payer_word=_words(pl.col("payer_name"))).explode("payer_word")
    accounts = accepted["rent_account"].frame.select("account_ref", *TENANCY)
    names = _names_of_tenancies(accepted["tenancy"].frame)
    met = told.drop_nulls().join(accounts, on="account_ref").join(names, on=list(TENANCY))
    known = met.join(_alike(met), on=["payer_word", "word"], how="semi").select(PAIR).unique()
    marked = known.with_columns(payer_is_party=pl.lit(value=True))
    joined = postings.select(PAIR).join(marked, on=PAIR, how="left", maintain_order="left")
    party = pl.col("payer_is_party").fill_null(value=False)
    return joined.select(pl.when(pl.col("payer_name").is_not_null()).then(party).alias("payer_is_party")).to_series()
