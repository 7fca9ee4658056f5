"""Clerical review: pairs for a person to judge, and what their answers say of the linkage."""

from pipeline.clerical.accuracy import Review, reviewed
from pipeline.clerical.answers import read_answers
from pipeline.clerical.pairs import COLUMNS, clerical_pairs
from pipeline.clerical.relearn import relearnt
from pipeline.clerical.strata import sampled

__all__ = ["COLUMNS", "Review", "clerical_pairs", "read_answers", "relearnt", "reviewed", "sampled"]
