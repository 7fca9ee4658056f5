"""A proposal as the text of mapping.toml: what is sure as lines, what is not as comments, each with its reason."""

import json
import re

from pipeline.inputs.mapping_proposal.draft import Draft, Entry, Value
from pipeline.inputs.mapping_proposal.propose import Proposal

OPENING = """\
# mapping.toml: from our exports to the extracts of the program. Proposed by `tenancy-match map`; correct it by hand.
# A line that begins with # is not read: where one ends in "= \\"\\"", fill it in and take the # away.
# What each word means stands in docs/your-exports.md. Then run: tenancy-match check {folder}
"""
SECTIONS = (
    "columns",
    "constants",
    "values",
    "leave_out",
    "keep_only",
    "name",
    "address",
    "debit_credit",
    "where_missing",
    "one_row_per",
)
WIDEST_GAP = 48


def as_toml(proposal: Proposal, folder: str) -> str:
    """The text of mapping.toml; the same proposal gives the same text."""
    parts = [OPENING.format(folder=folder)]
    parts += [_source(draft) for draft in proposal.drafts]
    parts += [
        _comment(f"{one.table.export.title}: not recognised. Nearest is {one.nearest}; it lacks {one.lacking}.")
        for one in proposal.unfed
    ]
    parts += [_comment(one.why if one.why.startswith(one.file) else f"{one.file}: {one.why}") for one in proposal.unread]
    return "\n".join(parts)


def _source(draft: Draft) -> str:
    lines = [_rule(draft), "[[source]]", f"extract = {_value(draft.extract.name)}   # {_words(draft.reason)}"]
    lines.append(f"file = {_value(draft.files if len(draft.files) > 1 else draft.files[0])}")
    lines += [f"sheet = {_value(draft.export.sheet)}"] if draft.export.sheet else []
    lines += [f"header_row = {draft.export.header_row}"] if draft.export.header_row > 1 else []
    lines += [_line(draft.no_end, 0)] if draft.no_end else []
    for section in SECTIONS:
        for name in sorted(draft.sections) if section == "values" else [section]:
            if name.partition(".")[0] == section and draft.entries(name):
                lines += ["", *_section(name, draft.entries(name))]
    questions = [f"# {number}. {_words(text)}" for number, text in enumerate(draft.questions, 1)]
    return "\n".join([*lines, *(["", "# To settle:"] if questions else []), *questions, ""])


def _rule(draft: Draft) -> str:
    title = f"# ---- {draft.export.title} -> {draft.extract.name} "
    return _words(title).ljust(100, "-")


def _section(name: str, entries: list[Entry]) -> list[str]:
    live = any(entry.live for entry in entries)
    width = min(WIDEST_GAP, max(len(_assignment(entry)) for entry in entries))
    return [f"{'' if live else '# '}[source.{name}]", *(_line(entry, width) for entry in entries)]


def _line(entry: Entry, width: int) -> str:
    text = _assignment(entry).ljust(width)
    return f"{text}   # {_words(entry.reason)}" if entry.reason else text.rstrip()


def _assignment(entry: Entry) -> str:
    return f"{'' if entry.live else '# '}{_key(entry.key)} = {_value(entry.value)}"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z_][a-z0-9_]*", key) else _value(key)


def _value(value: Value) -> str:
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{key} = {_value(part) if isinstance(part, str) else part}" for key, part in value.items()) + " }"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    # A JSON string is a TOML string, but for the delete sign, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _words(text: str) -> str:
    """A text as a comment may hold it: one line, nothing invisible."""
    return "".join(sign for sign in re.sub(r"\s+", " ", text) if sign.isprintable())


def _comment(text: str) -> str:
    return f"# {_words(text)}\n"
