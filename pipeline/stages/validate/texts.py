"""A column of text that is no date, judged text by text."""

from extracts.contract import Field, Use
from extracts.kinds.code import ANY
from extracts.kinds.spreadsheet import why_no_value
from pipeline.stages.validate.column import Texts, Verdicts
from pipeline.stages.validate.damage import beyond_repair, damage_noticed, in_full


def judge_texts(field: Field, texts: Texts) -> Verdicts:
    """The tidy values of a column, or why there is none; identifiers damaged by a spreadsheet are mended or refused.

    Where the contract presumes something of what cannot be read, that is the value, beside the reason.
    """
    written = texts.texts.to_list()
    mended = in_full(field, texts)
    lost = dict.fromkeys(beyond_repair(field, texts), "scientific notation") | _without_value(field, texts)
    tidy, why = field.kind.tidy, field.kind.why_unusable
    values = [None if text in lost else tidy(mended.get(text, text)) for text in written]
    reasons = [
        None if value is not None or field.kind.says_nothing(text) else lost.get(text) or why(text)
        for text, value in zip(written, values, strict=True)
    ]
    notices = damage_noticed(field, texts, [value is not None for value in values])
    return _presumed(field, texts, Verdicts(values, reasons, notices))


def _presumed(field: Field, texts: Texts, verdicts: Verdicts) -> Verdicts:
    """The verdicts with what the contract presumes of unreadable values, and a notice that counts them."""
    unreadable = [reason is not None for reason in verdicts.reasons]
    if field.presumed is None or not any(unreadable):
        return verdicts
    values = [field.presumed.value if odd else value for odd, value in zip(unreadable, verdicts.values, strict=True)]
    notice = f"{field.name}: not readable, {field.presumed.words}: {texts.rows_of(unreadable)}"
    return Verdicts(values, verdicts.reasons, (*verdicts.notices, notice))


def _without_value(field: Field, texts: Texts) -> dict[str, str]:
    """Cells of a spreadsheet that hold an error and no value, with the reason; kinds with a closed list know it themselves."""
    if field.use in (Use.FACT, Use.RETURN) and field.kind is not ANY:
        return {}
    marked = texts.texts.filter(texts.texts.str.starts_with("#"))
    return {text: why for text in marked if (why := why_no_value(text))}
