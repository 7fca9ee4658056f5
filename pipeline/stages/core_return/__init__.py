"""The return drafted and judged: which lettings and sales are due, what the records answer of each, and what becomes of it.

Tables in, tables out. Nothing here sees what matching makes of the same extracts, nor the other way round.
"""

from pipeline.stages.core_return.bulk_file import bulk_files
from pipeline.stages.core_return.candidates import other_years
from pipeline.stages.core_return.codes import own_codes
from pipeline.stages.core_return.drafts import CORRECTED, Records
from pipeline.stages.core_return.marks import ANSWER, NOT_ASKED, RECORDS, WRONG, marks_of, places_of
from pipeline.stages.core_return.outcome import CONFIRM, HARMLESS, HELD_BACK, LEFT_OUT, WRITTEN, Outcome
from pipeline.stages.core_return.profile import usable_profile
from pipeline.stages.core_return.pseudonyms import with_codes
from pipeline.stages.core_return.sources import as_text as answers_as_text
from pipeline.stages.core_return.statistics import Before, Table, statistics
from pipeline.stages.core_return.subtraction import Earlier, ShownCounts
from pipeline.stages.core_return.verdict import verdict_on
from pipeline.stages.core_return.years import Filling, catalogue, fillings, first_day

__all__ = [
    "ANSWER",
    "CONFIRM",
    "CORRECTED",
    "HARMLESS",
    "HELD_BACK",
    "LEFT_OUT",
    "NOT_ASKED",
    "RECORDS",
    "WRITTEN",
    "WRONG",
    "Before",
    "Earlier",
    "Filling",
    "Outcome",
    "Records",
    "ShownCounts",
    "Table",
    "answers_as_text",
    "bulk_files",
    "catalogue",
    "fillings",
    "first_day",
    "marks_of",
    "other_years",
    "own_codes",
    "places_of",
    "statistics",
    "usable_profile",
    "verdict_on",
    "with_codes",
]
