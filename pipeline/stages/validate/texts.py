"""A column of text that is no date, judged text by text."""

from extracts.contract import Field
from pipeline.stages.validate.column import Texts, Verdicts
from pipeline.stages.validate.damage import beyond_repair, damage_noticed, in_full


def judge_texts(field: Field, texts: Texts) -> Verdicts:
    """The tidy values of a column, or why there is none; identifiers damaged by a spreadsheet are mended or refused."""
    written = texts.texts.to_list()
    mended, lost = in_full(field, texts), beyond_repair(field, texts)
    tidy, why = field.kind.tidy, field.kind.why_unusable
    values = [None if text in lost else tidy(mended.get(text, text)) for text in written]
    reasons = [None if value is not None else lost.get(text) or why(text) for text, value in zip(written, values, strict=True)]
    notices = damage_noticed(field, texts, [value is not None for value in values])
    return Verdicts(values, reasons, notices)
