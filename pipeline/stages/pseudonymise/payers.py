"""Whether the bank's name for a payer is somebody's of the tenancy it pays for: judged while both are still in clear."""

import jellyfish
import polars as pl

from extracts.kinds import name_forms
from pipeline.tables import Identified

SIMILAR = 0.88
"""Jaro-Winkler similarity from which two words count as one name, as in linkage: banks and sign-up sheets both misspell."""
SHORT = 2
"""Words of so few letters are compared letter by letter: any two of them resemble each other."""
PAIR = ("account_ref", "payer_name")
TENANCY = ("landlord_code", "tenancy_ref")
ADDRESS = tuple(f"address_line_{n}" for n in range(1, 5))
FEWEST_WORDS = 2
"""Words of an address that a payer's name must consist of: one may be a surname as well as a street's name."""
NAMES = ("forename", "surname", "former_surname")


def _words(name: str) -> pl.Expr:
    """The words of a name that are no initials."""
    return pl.col(name).str.split(" ").list.eval(pl.element().filter(pl.element().str.len_chars() > 1))


def _initials() -> pl.Expr:
    return pl.col("payer_name").str.split(" ").list.eval(pl.element().filter(pl.element().str.len_chars() == 1))


def _names_of_tenancies(tenancies: pl.DataFrame) -> pl.DataFrame:
    """Each tenancy with every word of a name on it, household adults and former names included: the tenancy and `word`."""
    parts = [tenancies.select(*TENANCY, word=_words(name)) for name in NAMES if name in tenancies.columns]
    return pl.concat(parts).explode("word").drop_nulls("word").unique()


def _one_name(a: str, b: str) -> bool:
    if min(len(a), len(b)) <= SHORT:
        return a == b
    alike = jellyfish.jaro_winkler_similarity(a, b) >= SIMILAR
    return alike or bool(set(name_forms.family(a)) & set(name_forms.family(b)))


def _alike(pairs: pl.DataFrame) -> pl.DataFrame:
    """The distinct pairs `payer_word`, `word` that are one name."""
    distinct = pairs.select("payer_word", "word").unique().sort("payer_word", "word")
    verdicts = pl.Series([_one_name(a, b) for a, b in distinct.iter_rows()], dtype=pl.Boolean)
    return distinct.filter(verdicts)


def _own_addresses(named: pl.DataFrame, accounts: pl.DataFrame, tenancies: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose payer's name is made of two words or more of the home's own address, as some systems print for a payer."""
    lines = [name for name in ADDRESS if name in tenancies.columns]
    if not lines:
        return named.clear()
    address = pl.concat_str(lines, separator=" ", ignore_nulls=True).str.to_lowercase().str.replace_all(r"[^\w]+", " ")
    homes = tenancies.select(*TENANCY, address=address.str.split(" ")).explode("address")
    homes = homes.filter(pl.col("address") != "").group_by(TENANCY).agg(pl.col("address").unique())
    met = named.join(accounts, on="account_ref").join(homes, on=list(TENANCY))
    words = met.with_columns(words=pl.col("payer_name").str.split(" "))
    theirs = (pl.col("words").list.len() >= FEWEST_WORDS) & (pl.col("words").list.set_difference("address").list.len() == 0)
    return words.filter(theirs).select(PAIR).unique()


def _told(postings: pl.DataFrame, accounts: pl.DataFrame, tenancies: pl.DataFrame) -> pl.DataFrame:
    """`account_ref`, `payer_name` and `payer_is_party` of each payer's name that tells: true, or false."""
    named = postings.select(PAIR).drop_nulls().unique()
    words = named.with_columns(payer_word=_words("payer_name")).explode("payer_word").drop_nulls("payer_word")
    met = words.join(accounts, on="account_ref").join(_names_of_tenancies(tenancies), on=list(TENANCY))
    known = met.join(_alike(met), on=["payer_word", "word"], how="semi").select(PAIR).unique()
    initials = tenancies.select(*TENANCY, initial=pl.col("forename").str.slice(0, 1)).drop_nulls().unique()
    given = named.with_columns(initial=_initials()).explode("initial").drop_nulls("initial").join(accounts, on="account_ref")
    fits = given.join(initials, on=[*TENANCY, "initial"], how="semi").select(PAIR).unique()
    other = named.join(known, on=PAIR, how="anti").join(fits, on=PAIR, how="anti")
    other = other.join(_own_addresses(other, accounts, tenancies), on=PAIR, how="anti")
    return pl.concat(
        [known.with_columns(payer_is_party=pl.lit(value=True)), other.with_columns(payer_is_party=pl.lit(value=False))]
    )


def payer_is_party(accepted: dict[str, Identified]) -> pl.Series | None:
    """For each posting, whether its payer's name shares a word with anybody's on the tenancy.

    Null without a payer's name, where it is the home's address, and where no more than an initial fits: that may be a tenant
    under another surname. A relative of the same name counts as known. None where there are no postings, accounts or payers'
    names.
    """
    if not {"tenancy", "rent_account", "rent_transaction"} <= accepted.keys():
        return None
    postings = accepted["rent_transaction"].frame
    if "payer_name" not in postings.columns:
        return None
    accounts = accepted["rent_account"].frame.select("account_ref", *TENANCY)
    told = _told(postings, accounts, accepted["tenancy"].frame)
    return postings.select(PAIR).join(told, on=PAIR, how="left", maintain_order="left")["payer_is_party"]
