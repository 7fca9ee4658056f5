"""The referrals that touch a person, and who was shown or given them."""

from collections.abc import Collection, Iterable, Sequence

import polars as pl

from pipeline import wording
from pipeline.audit import Entry as Logged
from pipeline.officer.columns import conflict_words, priority_words
from pipeline.subject.held import Entry
from pipeline.wording import said

CALLED = {
    "referral_id": "Number", "title": "What was noticed", "conflicts": "What does not fit", "overlap_from": "From",
    "overlap_to": "Until", "amount_at_issue": "Amount at issue", "amount_arithmetic": "How it is counted",
    "priority": "How soon it is looked at", "status": "Status", "may_indicate": "What it may indicate",
    "innocent_explanations": "How it may be innocent",
}  # fmt: skip
OF_TWO_PEOPLE = ("referral_id", "title", "priority", "status", "innocent_explanations")
"""What is given where the other record may be somebody else's: nothing that tells of that record."""


def touching(referrals: pl.DataFrame, records: Collection[str]) -> pl.DataFrame:
    """The referrals with a record of the person, and `whole`: whether both their records are the person's."""
    own = [pl.col(f"{side}_record").is_in(list(records)) for side in ("left", "right")]
    alone = pl.col("right_record").is_null()
    return referrals.filter(own[0] | own[1].fill_null(value=False)).with_columns(whole=own[0] & (alone | own[1]))


def referrals_about(touched: pl.DataFrame, withheld: Collection[str]) -> list[Entry]:
    """The referrals as they are given to the person, but for those withheld; `touched` has the `title` of each rule besides."""
    shown = touched.filter(~pl.col("referral_id").is_in(list(withheld)))
    plain = shown.with_columns(conflict_words().alias("conflicts"), priority_words().alias("priority"))
    entries = []
    for row in plain.iter_rows(named=True):
        names = CALLED if row["whole"] else OF_TWO_PEOPLE
        fields = tuple((CALLED[name], said(row[name])) for name in names if row[name] not in (None, ""))
        remark = () if row["whole"] else (("The other record", "may be about somebody else, and is left out"),)
        entries.append(Entry(wording.CAVEAT, (*fields, *remark)))
    return entries


def openings_about(trail: Sequence[Logged], numbers: Iterable[str]) -> list[tuple[str, str]]:
    """When and what was opened of all records or of one of these referrals: (when, what), officers' names left out."""
    sought = list(numbers)
    return [(one.at, one.did) for one in trail if one.which == "all" or any(number in one.which for number in sought)]
