"""The encoding of a delimited file: byte-order mark, else UTF-8, else Windows-1252, in that order.

Older code pages read as Windows-1252 here; `old_encodings` recognises them by what they make of names.
"""

import codecs
import re
from dataclasses import dataclass

from pipeline.errors import Refused
from pipeline.stages.read.old_encodings import UNDEFINED, WORD, better_codec

# Two-byte forms of accented Latin letters and three-byte forms of typographic signs: what UTF-8 looks like in British
# data. In Windows-1252 the same bytes would be "Ã©" or "â€™", which nobody writes.
UTF_8_SIGN = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")
UTF_16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True)
class Text:
    """A delimited file's content as UTF-8 without a mark, the encoding it came in, whether it ends inside a letter."""

    data: bytes
    encoding: str
    cut_off: bool = False


def recognise(data: bytes, file: str) -> Text:
    """The content of `data` as UTF-8; Refused for NUL bytes, mixed encodings, and bytes that are no text at all."""
    if codec := _utf_16(data):
        return _from_utf_16(data, codec, file)
    _refuse_nul(data, file)
    marked = data.startswith(codecs.BOM_UTF8)
    content, encoding = (_without_marks(data), "utf-8-sig") if marked else (data, "utf-8")
    problem = _not_utf_8(content)
    if problem is None:
        return Text(content, encoding)
    whole = content[: problem.start]
    if problem.reason == "unexpected end of data" and (marked or not whole.isascii()):
        return Text(whole, encoding, cut_off=True)
    if marked:
        raise Refused(_bytes_of_none(content, problem.start, "UTF-8, as the file begins", file))
    return _windows_1252(content, problem.start, file)


def _without_marks(data: bytes) -> bytes:
    """The data without byte-order marks: a program that does not know of them writes a second."""
    while data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    return data


def line_of(data: bytes, at: int) -> int:
    """The physical line on which byte `at` stands, whichever line ends the file has.

    >>> line_of(b"a\\r\\nb\\rc\\nd", 7)
    4
    """
    before = data[:at]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def _refuse_nul(data: bytes, file: str) -> None:
    if (at := data.find(b"\0")) >= 0:
        raise Refused(
            f"{file}: line {line_of(data, at)} holds a NUL byte, which no text has. "
            "The file is damaged or of another format; export it again as text."
        )


def _utf_16(data: bytes) -> str | None:
    """The byte order of UTF-16, by its mark or, where it has none, by the zeros between the letters of the header."""
    if mark := UTF_16_MARKS.get(data[:2]):
        return mark
    zeros = [at for at, byte in enumerate(data[:4]) if byte == 0]
    return "utf-16-le" if zeros == [1, 3] else "utf-16-be" if zeros == [0, 2] else None


def _from_utf_16(data: bytes, codec: str, file: str) -> Text:
    cut_off = len(data) % 2 == 1
    try:
        text = data[: len(data) - cut_off].decode(codec).lstrip("\ufeff")
    except UnicodeDecodeError:
        raise Refused(f"{file}: begins as UTF-16 but is not UTF-16 throughout. Export it again as UTF-8.") from None
    content = text.encode("utf-8")
    _refuse_nul(content, file)
    return Text(content, "utf-16", cut_off)


def _not_utf_8(data: bytes) -> UnicodeDecodeError | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem
    return None


def _windows_1252(data: bytes, not_utf_8: int, file: str) -> Text:
    if utf_8 := UTF_8_SIGN.search(data):
        raise Refused(
            f"{file}: mixes encodings: line {line_of(data, utf_8.start())} is UTF-8, line {line_of(data, not_utf_8)} "
            "is not. It was probably put together from two files; export it again as UTF-8."
        )
    try:
        return Text(data.decode("cp1252").encode("utf-8"), "windows-1252")
    except UnicodeDecodeError as problem:
        text = data.decode("cp1252", "surrogateescape").translate(_SAME_NUMBER)
        if better_codec(WORD.findall(text)):
            return Text(text.encode("utf-8"), "windows-1252")
        raise Refused(_bytes_of_none(data, problem.start, "UTF-8 or Windows-1252", file)) from None


_SAME_NUMBER = {0xDC00 + ord(sign): sign for sign in UNDEFINED}
"""The bytes that Windows-1252 leaves undefined, kept as signs of the same number for `old_encodings` to read."""


def _bytes_of_none(data: bytes, at: int, expected: str, file: str) -> str:
    return f"{file}: line {line_of(data, at)} holds bytes that are not {expected}. Export it again as UTF-8."
