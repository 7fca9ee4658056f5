"""The officer's files: re-identified referrals as a workbook, a CSV or a page, each made in memory for one named officer."""

from pipeline.officer.comma_separated import comma_separated
from pipeline.officer.edition import Edition, MatchReport, match_reports
from pipeline.officer.filled import Filled, as_written, filled_rows
from pipeline.officer.page import page
from pipeline.officer.workbook import workbook

__all__ = [
    "Edition",
    "Filled",
    "MatchReport",
    "as_written",
    "comma_separated",
    "filled_rows",
    "match_reports",
    "page",
    "workbook",
]
