"""Quotation marks of programs that do not know the rules: after a space, single, or a second time around whole lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.stages.read.encoding import Text

HEAD_LINES = 20
"""How many of the first lines show how a file is quoted."""
WHOLE_LINE = re.compile(r'"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Style:
    """A way of quoting: whether lines show it under a delimiter, how a text is respelled, and what the notice calls it."""

    shown_by: Callable[[list[str], str], bool]
    respell: Callable[[str, str], str]
    called: str


def respelled(text: Text, delimiter: str) -> tuple[Text, tuple[str, ...]]:
    """The text with its cells in ordinary quotation marks, line for line, and a notice where that changed it."""
    style = _style(head_of(text), delimiter)
    if style is None:
        return text, ()
    data = style.respell(text.data.decode("utf-8"), delimiter).encode("utf-8")
    if data == text.data:
        return text, ()
    return replace(text, data=data), (f"{style.called}: read as ordinary quotation marks",)


def head_respelled(lines: list[str], delimiter: str) -> list[str]:
    """The first lines of a file as `respelled` would have them."""
    style = _style(lines, delimiter)
    return [style.respell(line, delimiter) for line in lines] if style else lines


def head_of(text: Text) -> list[str]:
    """The first lines that hold something, without their ends."""
    start = text.data[: 1 << 16].decode("utf-8", "ignore")
    return [line for line in re.split(r"\r\n|\r|\n", start) if line.strip()][:HEAD_LINES]


def _style(lines: list[str], delimiter: str) -> Style | None:
    return next((style for style in STYLES if style.shown_by(lines, delimiter)), None)


def _whole_lines(lines: list[str], delimiter: str) -> bool:
    """Every line is one quoted cell that holds delimiters."""
    return all(WHOLE_LINE.fullmatch(line.strip()) and delimiter in line for line in lines)


def _spaced(lines: list[str], delimiter: str) -> bool:
    """A quotation mark stands after a delimiter and a space, or before a space and a delimiter that follows the cell."""
    between = "" if delimiter == "\t" else "\t"
    sign = re.escape(delimiter)
    marks = re.compile(f'{sign}[ {between}]+"|^[ {between}]+"|(?<=[^"{sign}])"[ {between}]+{sign}')
    return any(marks.search(line) for line in lines)


def _single(lines: list[str], delimiter: str) -> bool:
    """At least half of the lines have two cells or more that both begin and end with an apostrophe."""
    cells = [[cell.strip() for cell in line.split(delimiter)] for line in lines]
    quoted = [sum(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in row) > 1 for row in cells]
    return bool(quoted) and sum(quoted) * 2 >= len(quoted)


def _unwrap_lines(text: str, _: str) -> str:
    return "".join(map(_unwrapped, re.split(r"(\r\n|\r|\n)", text)))


def _without_spaces(text: str, delimiter: str) -> str:
    """Cells that begin and end with a quotation mark, without the spaces around it."""
    begins, space, ends = _around(delimiter)
    return re.sub(rf'{begins}{space}*("(?:[^"]|"")*"){space}*{ends}', r"\1\2", text)


def _double(text: str, delimiter: str) -> str:
    """Cells in single quotation marks in double ones; an apostrophe inside need not have been doubled."""
    begins, space, ends = _around(delimiter)
    cell = re.compile(rf"{begins}{space}*'((?:[^'\r\n]|''|'(?!{space}*{ends}))*)'{space}*{ends}")
    return cell.sub(lambda quoted: f'{quoted[1]}"{_plain(quoted[2])}"', text)


def _around(delimiter: str) -> tuple[str, str, str]:
    """Patterns of what stands before a cell (kept, as a group), of a space, and of what follows a cell."""
    sign = re.escape(delimiter)
    return rf"(\A|[\r\n]|{sign})", "[ ]" if delimiter == "\t" else "[ \t]", rf"(?={sign}|[\r\n]|\Z)"


def _unwrapped(line: str) -> str:
    return line.strip()[1:-1].replace('""', '"') if WHOLE_LINE.fullmatch(line.strip()) else line


def _plain(inside: str) -> str:
    return inside.replace("''", "'").replace('"', '""')


STYLES = (
    Style(_whole_lines, _unwrap_lines, "each line stood in quotation marks as a whole"),
    Style(_spaced, _without_spaces, "the cells stood in quotation marks with spaces around them"),
    Style(_single, _double, "the cells stood in single quotation marks"),
)
