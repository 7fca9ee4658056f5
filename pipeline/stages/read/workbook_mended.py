"""A workbook as its reader can read it: faults of the reader, and what it passes over in silence, put right in the XML first.

- Excel since 2013 writes an element of a later extension, `x15:workbookPr`, into `xl/workbook.xml`. The reader takes it for the
  workbook's own `workbookPr` and forgets that the workbook counts its days from 1904: every date would be four years early.
- A formula whose value was never worked out (a program wrote the workbook, nobody opened it in Excel) is a blank to the reader.
  It is no blank: a word of our own says so in its place.
- The reader refuses the whole workbook for an error that is younger than itself, such as #SPILL!: it becomes a word like any.
"""

import io
import re
import zipfile
from collections.abc import Iterable

from extracts.kinds.spreadsheet import NOT_WORKED_OUT

WORKBOOK, SHEETS = "xl/workbook.xml", "xl/worksheets/"
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of a workbook's own elements, as Excel writes it and in its strict form."""
_PROPERTIES = re.compile(rb"<(?:([\w.-]+):)?workbookPr\b([^>]*?)(/>|>\s*</(?:[\w.-]+:)?workbookPr>)")
_DATE_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true|on)["']""", re.IGNORECASE)
_FORMULA = re.compile(
    rb"<((?:[\w.-]+:)?)c\b([^>]*)>\s*(<\1f\b(?:[^>]*/>|[^>]*>[^<]*</\1f>))\s*(<\1v\b[^>]*/>|<\1v\b[^>]*>\s*</\1v>)?\s*</\1c>"
)
"""A cell that holds a formula and no value, or a value of nothing."""
_NEW_ERROR = re.compile(
    rb"<((?:[\w.-]+:)?)c\b([^>]*\st\s*=\s*[\"']e[\"'][^>]*)>(\s*(?:<\1f\b(?:[^>]*/>|[^>]*>[^<]*</\1f>))?\s*<\1v>)"
    rb"(?!#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DATA!)<)"
)
"""A cell with an error that the reader does not know."""
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w*)["']""")


def mended(data: bytes) -> tuple[bytes, bool]:
    """The workbook with one `workbookPr` and a word where a formula has no value; and whether it counts its days from 1904."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            changed = dict(_changed(book))
            of_1904 = WORKBOOK in book.namelist() and counts_from_1904(book.read(WORKBOOK))
            return _rewritten(book, changed) if changed else data, of_1904
    except Exception:  # a damaged zip fails in a dozen ways; the reader says so of the workbook as it is
        return data, False


def counts_from_1904(workbook: bytes) -> bool:
    """Whether a workbook, by the text of its `xl/workbook.xml`, counts its days from 1904.

    >>> counts_from_1904(b'<workbook><workbookPr date1904="1"/></workbook>')
    True
    >>> counts_from_1904(b"<workbook><workbookPr/></workbook>")
    False
    """
    return any(_DATE_1904.search(match[2]) for match in _own(workbook))


def _own(workbook: bytes) -> list[re.Match[bytes]]:
    """The `workbookPr` elements that are the workbook's own, not an extension's."""
    return [match for match in _PROPERTIES.finditer(workbook) if not match[1] or _is_main(workbook, match[1])]


def _is_main(workbook: bytes, prefix: bytes) -> bool:
    return any(
        re.search(rb"xmlns:%b\s*=\s*[\"']%b[\"']" % (re.escape(prefix), re.escape(uri.encode())), workbook) for uri in MAIN
    )


def _changed(book: zipfile.ZipFile) -> Iterable[tuple[str, bytes]]:
    names = book.namelist()
    if WORKBOOK in names:
        workbook = book.read(WORKBOOK)
        if any(_DATE_1904.search(match[2]) for match in _PROPERTIES.finditer(workbook)):
            yield WORKBOOK, _told_once(workbook)
    for name in names:
        if name.startswith(SHEETS) and name.endswith(".xml"):
            sheet = book.read(name)
            if (plain := _NEW_ERROR.sub(_as_text, _FORMULA.sub(_as_missing, sheet))) != sheet:
                yield name, plain


def _told_once(workbook: bytes) -> bytes:
    """A workbook with no `workbookPr` but its own first one, in the plainest spelling, where it counts from 1904."""
    if not counts_from_1904(workbook):
        return _PROPERTIES.sub(b"", workbook)
    own = _own(workbook)[0]
    kept = b'<%bworkbookPr date1904="1"/>' % (own[1] + b":" if own[1] else b"")
    return _PROPERTIES.sub(lambda match: kept if match.start() == own.start() else b"", workbook)


def _as_text(cell: re.Match[bytes]) -> bytes:
    return b'<%bc%b t="str">%b' % (cell[1], _TYPE.sub(b"", cell[2]), cell[3])


def _as_missing(cell: re.Match[bytes]) -> bytes:
    prefix, attributes, formula, value = cell.groups()
    sort = _TYPE.search(attributes)
    if value is not None and sort and sort[1] == b"str":
        return cell[0]  # a formula whose value is an empty text
    opening = b"<%bc%b" % (prefix, _TYPE.sub(b"", attributes))
    return b'%b t="str">%b<%bv>%b</%bv></%bc>' % (opening, formula, prefix, NOT_WORKED_OUT.encode(), prefix, prefix)


def _rewritten(book: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for part in book.infolist():
            copy.writestr(part.filename, changed.get(part.filename) or book.read(part))
    return file.getvalue()
