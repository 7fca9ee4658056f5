"""Who the people are: true names, birth dates, numbers and contacts, before any source gets them wrong."""

from datetime import date

import polars as pl

from pipeline.sample.dice import Dice, one_of, scattered
from pipeline.sample.households import CHILD, FORMER, LEAD, PARTNER, SECOND_CHILD, SLOTS
from pipeline.sample.namebook import namebook

SNAPSHOT = date(2026, 10, 5)
"""The Monday that the sample's extracts describe."""

_NEVER_ISSUED = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
# Pairs of letters that real numbers may begin with; the six digits and the suffix behind them are invented.
NINO_PREFIXES = [a + b for a in "ABCEGHJLMNPRSTWXY" for b in "ABCEHJKLMPRSTWXYZ" if a + b not in _NEVER_ISSUED]
_DAYS_IN_YEAR = 365.25


def people(dice: Dice, members: pl.DataFrame) -> pl.DataFrame:
    """One row per person with the truth about them.

    Columns: `person`, `home`, `slot`, `culture`, `female`, `title`, `forename`, `middle_names`, `surname`, `former_surname`,
    `date_of_birth` (Date), `nino`, `home_telephone`, `mobile`, `email`, `sort_code`, `account_number`; null: has none.
    """
    frame = members.with_columns(date_of_birth=_birth(dice))
    frame = _named_in_the_family(frame.with_columns(_names(dice)).with_columns(_surnames(dice)))
    frame = frame.with_columns(_title(dice), *_numbers(dice)).with_columns(_contacts(dice))
    return frame.drop("age", "family", "named_after", "twin", "father", "other_forename", "elder_forename")


def _named_in_the_family(people: pl.DataFrame) -> pl.DataFrame:
    """Gives some sons their father's forename, and no child that of an elder brother or sister."""
    fathers = people.select(named_after="person", father="forename")
    people = people.join(fathers, on="named_after", how="left", maintain_order="left")
    people = people.with_columns(forename=pl.coalesce("father", "forename"))
    elder = people.filter(pl.col("slot") == CHILD).select("home", elder_forename="forename")
    people = people.join(elder, on="home", how="left", maintain_order="left")
    clash = (pl.col("slot") == SECOND_CHILD) & (pl.col("forename") == pl.col("elder_forename"))
    return people.with_columns(forename=pl.when(clash).then("other_forename").otherwise("forename"))


def _birth(dice: Dice) -> pl.Expr:
    # Twins take the elder child's number, so that the same day of the year is drawn for both.
    key = pl.when("twin").then(pl.col("home") * SLOTS + CHILD).otherwise("person")
    days = pl.col("age") * _DAYS_IN_YEAR + dice.whole("birthday", key, 2, 364)
    born = pl.lit(SNAPSHOT) - pl.duration(days=days.cast(pl.Int64))
    # Where births were not registered, many papers say the first of January.
    first_of_january = (pl.col("culture") == _culture("arabic")) & dice.happens("first of January", key, 0.12)
    return pl.when(first_of_january).then(born.dt.truncate("1y")).otherwise(born)


def _culture(name: str) -> int:
    return list(namebook().shares).index(name)


def _names(dice: Dice) -> list[pl.Expr]:
    book = namebook()
    group = book.forename_group(pl.col("culture"), pl.col("female"), pl.col("date_of_birth").dt.year())
    first = book.forenames.draw(group, dice.uniform("forename", "person"))
    middle = book.forenames.draw(group, dice.uniform("middle name", "person"))
    return [
        first.alias("forename"),
        book.forenames.draw(group, dice.uniform("other forename", "person")).alias("other_forename"),
        pl.when((middle != first) & dice.happens("has a middle name", "person", 0.58)).then(middle).alias("middle_names"),
    ]


def _surnames(dice: Dice) -> list[pl.Expr]:
    family = _surname(dice, "family", "surname")
    own = _surname(dice, pl.col("person"), "surname")
    wife = pl.col("female") & (pl.col("slot") == PARTNER) & (family != own)
    once_married = pl.col("female") & (pl.col("slot") != PARTNER) & dice.happens("changed name", "person", 0.12)
    earlier = pl.when(wife).then(own).when(once_married).then(_surname(dice, pl.col("person"), "earlier surname"))
    return [_feminine(family).alias("surname"), _feminine(earlier).alias("former_surname")]


def _surname(dice: Dice, key: str | pl.Expr, purpose: str) -> pl.Expr:
    book = namebook()
    culture = pl.col("culture")
    one = book.surnames.draw(culture, dice.uniform(purpose, key))
    second = book.surnames.draw(culture, dice.uniform("second " + purpose, key))
    return pl.when(culture.is_in(book.compound)).then(pl.concat_str(one, second, separator=" ")).otherwise(one)


def _feminine(surname: pl.Expr) -> pl.Expr:
    slavic = (pl.col("culture") == _culture("polish")) & pl.col("female")
    return pl.when(slavic).then(surname.str.replace("(sk|ck|dzk)i$", "${1}a")).otherwise(surname)


def _title(dice: Dice) -> pl.Expr:
    woman = dice.pick("title", "person", {"Miss": 0.36, "Ms": 0.24, "Mrs": 0.395, "Dr": 0.005})
    return pl.when("female").then(woman).otherwise(pl.lit("Mr")).alias("title")


def _numbers(dice: Dice) -> list[pl.Expr]:
    serial = scattered("person", len(NINO_PREFIXES) * 1_000_000)
    suffix = one_of(list("ABCD"), dice.whole("suffix", "person", 0, 3))
    nino = pl.concat_str(one_of(NINO_PREFIXES, serial // 1_000_000), _padded(serial % 1_000_000, 6), suffix)
    bank = scattered(pl.col("person") + 7, 100_000_000)
    branch = pl.lit("0") + _padded(60_000 + dice.whole("branch", "person", 0, 899), 5)
    return [
        pl.when(pl.col("cast") | dice.happens("has a number", "person", 0.97)).then(nino).alias("nino"),
        branch.alias("sort_code"),
        _padded(bank, 8).alias("account_number"),
    ]


def _padded(number: pl.Expr, digits: int) -> pl.Expr:
    return number.cast(pl.String).str.zfill(digits)


def _contacts(dice: Dice) -> list[pl.Expr]:
    old = pl.col("date_of_birth").dt.year() < 1950
    has_mobile = pl.col("cast") | dice.happens("mobile", "person", pl.when(old).then(0.6).otherwise(0.9))
    has_mail = dice.happens("mail", "person", pl.when(old).then(0.25).otherwise(0.62))
    has_landline = (pl.col("slot") < FORMER) & dice.happens("landline", "home", 0.38)
    local = pl.concat_str(
        pl.col("forename"), pl.lit("."), pl.col("surname").str.replace_all("[ '-]", ""),
        dice.whole("mail number", "person", 1, 999).cast(pl.String),
    )  # fmt: skip
    return [
        pl.when(has_landline).then(pl.lit("01632") + _padded(scattered("home", 1_000_000), 6)).alias("home_telephone"),
        pl.when(has_mobile).then(_mobile()).alias("mobile"),
        pl.when(has_mail).then(local.str.to_lowercase() + "@example.org").alias("email"),
    ]


def _mobile() -> pl.Expr:
    """A number that rings nobody: 07700 9 holds what Ofcom keeps for drama, and 07700 2 to 8 are not allocated.

    They last for 200,000 homes; people of later homes have no mobile, since a number used twice would join strangers.
    """
    rank = pl.col("slot").replace_strict({LEAD: 0, PARTNER: 1, CHILD: 2, FORMER: 3}, default=None, return_dtype=pl.Int64)
    serial = pl.col("home") * 4 + rank
    number = pl.lit("07700") + (9 - serial // 100_000).cast(pl.String) + _padded(scattered(serial % 100_000, 100_000), 5)
    return pl.when(serial < 800_000).then(number)
