"""Which records become a pair: by the person they name, by a number, or by a reference of ours."""

import polars as pl

from pipeline.cards import Pairs
from pipeline.stages.apply_rules.book import LINK, Book

LATE = pl.date(9999, 12, 31)


def sides(card: Pairs) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The extracts that a card names for its left and right."""
    left, right = ((one,) if isinstance(one, str) else one for one in (card.left, card.right))
    return left, right


def beside(frame: pl.DataFrame, side: str) -> pl.DataFrame:
    """The frame with every column named for one side."""
    return frame.rename({column: f"{side}_{column}" for column in frame.columns})


def stacked(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Pairs of several kinds in one table; a column that one kind lacks is null."""
    return pl.concat(parts, how="diagonal_relaxed")


def joined(left: str, right: str, book: Book, links: pl.DataFrame) -> pl.DataFrame:
    """The linked records of two extracts, the first on the left, with what the link says."""
    between = links.filter((pl.col("left_extract") == left) & (pl.col("right_extract") == right))
    narrow = between.select("left_record", "right_record", *LINK).filter(pl.col("left_record") != pl.col("right_record"))
    pairs = narrow.join(beside(book.views[left], "left"), on="left_record")
    return pairs.join(beside(book.views[right], "right"), on="right_record")


def once(pairs: pl.DataFrame, same_extract: bool) -> pl.DataFrame:
    """Each pair of records of one extract once, the one that began earlier on the left."""
    if not same_extract:
        return pairs
    begins = [pl.col(f"{side}_from").fill_null(LATE) for side in ("left", "right")]
    earlier = (begins[0] < begins[1]) | ((begins[0] == begins[1]) & (pl.col("left_record") < pl.col("right_record")))
    return pairs.filter(earlier)


def unlinked(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with nothing said of a link: a reference of ours, or a place, joins them."""
    none = [pl.lit(None, pl.Float64).alias(c) if c.startswith("match") else pl.lit(None, pl.String).alias(c) for c in LINK]
    return pairs.with_columns(none)


def nothing(book: Book) -> pl.DataFrame:
    """No pair at all, in the form of one."""
    return unlinked(beside(book.views["tenancy"].clear(), "left"))


def same_person(card: Pairs, book: Book) -> pl.DataFrame:
    """Two records that are probably one person's."""
    lefts, rights = sides(card)
    every = [(left, right) for left in book.there(lefts) for right in book.there(rights)]
    if not every:
        return nothing(book)
    return stacked([once(joined(left, right, book, book.sure), left == right) for left, right in every])


def same_nino(card: Pairs, book: Book) -> pl.DataFrame:
    """Two records of different people under one valid National Insurance number, a tenancy before other extracts."""
    people = [name for name, one in book.views.items() if {"person", "nino_key"} <= set(one.columns)]
    order = sorted(people, key=lambda name: (name != "tenancy", name))
    every = [(left, right) for n, left in enumerate(order) for right in order[n:]]
    return stacked([once(joined(left, right, book, book.numbers), left == right) for left, right in every])


def heads(book: Book) -> pl.DataFrame:
    """One row a tenancy: its first-named tenant's, else its first."""
    order = book.views["tenancy"].sort((pl.col("tenant_status") != "F").fill_null(value=True), "record")
    return order.unique("case", keep="first", maintain_order=True)


def own_account(card: Pairs, book: Book) -> pl.DataFrame:
    """A tenancy's row of its first-named tenant (else its first row) and the rent account kept for it."""
    on = ["landlord_code", "tenancy_ref"]
    pairs = beside(heads(book), "left").join(
        beside(book.views["rent_account"], "right"), left_on=[f"left_{c}" for c in on], right_on=[f"right_{c}" for c in on],
        how="inner", coalesce=False,
    )  # fmt: skip
    return unlinked(pairs)


def another_rule(card: Pairs, book: Book) -> pl.DataFrame:
    """A record of the left extract and what another rule found of the same person, the first rule named going before the rest.

    On the right stands the record that the other rule set against the tenancy which the left is about.
    """
    (left,), _ = sides(card)
    parts = [_part(book, left, name, place) for place, name in enumerate(card.of) if name in book.found and left in book.views]
    return stacked(parts) if parts else nothing(book)


def _part(book: Book, left: str, name: str, place: int) -> pl.DataFrame:
    """One rule's matches beside the records of the same person in the left extract."""
    found = book.found[name].select(
        "right_tenancy_ref", *LINK, person="left_person", first="left_record", second="right_record", place=pl.lit(place)
    )
    ours = beside(book.views[left], "left").join(found, left_on="left_person", right_on="person")
    about_second = (pl.col("left_tenancy_ref") == pl.col("right_tenancy_ref")).fill_null(value=False)
    other = ours.with_columns(right_record=pl.when(about_second).then("first").otherwise("second")).drop("right_tenancy_ref")
    wanted = other.select(record="right_record").unique()
    told = [one.join(wanted, on="record", how="semi") for one in book.views.values() if "person" in one.columns]
    return other.join(beside(stacked(told), "right"), on="right_record")
