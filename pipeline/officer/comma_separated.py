"""The officer's CSV: the contract's columns, every referral a line, no cell that a spreadsheet could take for a formula."""

import polars as pl

from pipeline.officer.edition import IDENTITIES, SIDES, Edition, chosen

CASE = (
    "referral_id", "rule", "rule_version", "priority", "score", "score_breakdown", "scope", "person", "left_extract",
    "left_record", "right_extract", "right_record", "key_class", "match_probability", "match_weight", "overlap_from",
    "overlap_to", "overlap_days", "amount_at_issue", "agreements", "conflicts", "corroboration", "suppressors_tested",
    "may_indicate", "innocent_explanations", "suggested_enquiry", "change", "status", "date_evidence_known",
)  # fmt: skip
WHO = tuple(f"{side}_{what}" for side in SIDES for what in IDENTITIES if what != "ref")
COLUMNS = (*CASE, "left_ref", "right_ref", *WHO, "amount_arithmetic")
"""The contract's columns of referrals.parquet, then the identities of both sides, then how the amount was counted."""

STARTS_A_FORMULA = r"^(?:[\t\r\n]|[\s\u{200b}\u{feff}\x00-\x1f]*[=+\-@＝＋－＠])"
"""What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), also behind blanks and in full width."""


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before every text that a spreadsheet could take for a formula; all else unchanged."""
    texts = [pl.col(name) for name in frame.columns if frame.schema[name] == pl.String]
    return frame.with_columns(
        pl.when(text.str.contains(STARTS_A_FORMULA)).then(text.str.replace("^", "'")).otherwise(text) for text in texts
    )


def comma_separated(referrals: pl.DataFrame, edition: Edition) -> bytes:
    """The .csv file of the re-identified referrals that belong in this edition: UTF-8 with a byte-order mark, every text quoted.

    Dates are in ISO form, money in pounds with two places; blanks are empty.
    """
    cells = harmless(chosen(referrals, edition).select(COLUMNS))
    return cells.write_csv(include_bom=True, quote_style="non_numeric").encode()
