"""How the cells of the workbook look: one table of properties, from which the formats are made."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, MUTED, LINE, DEEP = "#1D2733", "#5B6875", "#D5DCE3", "#12456B"
P1, P2, P3 = "#6FA8D2", "#B9D5EA", "#EDF4FA"
"""Shades of one blue: told apart without colour vision and on a grey print, and always named in words too."""

_CELL = {"font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True, "border": 1, "border_color": LINE}
_TEXT = _CELL | {"num_format": "@"}  # as text, so that nothing typed or pasted over it becomes a formula either
_BAND = {"bold": True, "font_size": 10, "font_color": INK, "indent": 1}
_HEAD = {"bold": True, "font_size": 10, "font_color": "#FFFFFF", "bg_color": DEEP, "text_wrap": True, "valign": "vcenter",
         "right": 1, "right_color": "#3C6A8E"}  # fmt: skip
_PLAIN = {"font_size": 11, "font_color": INK, "valign": "top", "text_wrap": True, "num_format": "@"}
_BOX = {"border": 1, "border_color": LINE, "valign": "vcenter", "font_size": 11, "font_color": INK, "indent": 1}

LOOKS: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "comment": _TEXT | {"bg_color": "#FFFBEA"},
    "status": _TEXT | {"bg_color": "#FFFBEA"},
    "outcome": _TEXT | {"bg_color": "#FFFBEA"},
    "value": _TEXT | {"bg_color": "#FFFBEA", "align": "right", "indent": 1},
    "date": _CELL | {"num_format": "dd/mm/yyyy", "align": "left"},
    "born": _CELL | {"num_format": "dd/mm/yyyy", "align": "left"},
    "number": _CELL | {"num_format": "0", "align": "center", "indent": 0},
    "count": _CELL | {"num_format": "#,##0", "align": "center", "indent": 0},
    "share": _CELL | {"num_format": "0.0 %", "align": "center", "indent": 0},
    "weight": _CELL | {"num_format": "0.0", "align": "center", "indent": 0},
    "pounds": _CELL | {"num_format": "£#,##0.00", "align": "right", "indent": 1},
    "priority P1": _TEXT | {"bold": True, "bg_color": P1},
    "priority P2": _TEXT | {"bold": True, "bg_color": P2},
    "priority P3": _TEXT | {"bg_color": P3},
    "priority restricted": _TEXT | {"bold": True, "bg_color": "#E8DAEF"},
    "to answer": {"bg_color": "#FFE699", "border": 1, "border_color": LINE},
    "not asked": {"bg_color": "#D9D9D9", "pattern": 4, "fg_color": "#B0B0B0", "border": 1, "border_color": LINE},
    "from the records": _CELL | {"italic": True, "font_color": "#1F4E9E"},
    "to put right": _CELL | {"bold": True, "font_color": "#A61C00", "bg_color": "#FBE0DA"},
    "answered": {"bg_color": "#FFFFFF"},
    "section": {"bold": True, "font_size": 12, "font_color": "#FFFFFF", "bg_color": "#2B6CA3", "valign": "vcenter", "left": 2,
                "left_color": "#FFFFFF"},
    "section goes on": {"bg_color": "#2B6CA3"},
    "link": {"font_size": 10, "font_color": "#1F4E9E", "underline": 1, "valign": "top"},
    "head": _HEAD,
    "title": {"bold": True, "font_size": 15, "font_color": DEEP, "valign": "vcenter"},
    "line": {"font_size": 10, "font_color": INK, "text_wrap": True, "valign": "top"},
    "band The case": _BAND | {"bg_color": "#E3E8ED"},
    "band First record": _BAND | {"bg_color": "#D4E6F1"},
    "band Second record": _BAND | {"bg_color": "#D1F2EB"},
    "band What does not fit": _BAND | {"bg_color": "#E3E8ED"},
    "band By when": _BAND | {"bg_color": "#FADBD8"},
    "band For your own use": _BAND | {"bg_color": "#F9E79F"},
    "band What it may mean": _BAND | {"bg_color": "#E3E8ED"},
    "band For the file": _BAND | {"bg_color": "#E3E8ED", "font_color": MUTED},
    "cover title": {"bold": True, "font_size": 22, "font_color": DEEP, "valign": "vcenter"},
    "cover subtitle": {"font_size": 12, "font_color": MUTED},
    "cover caveat": {"font_size": 13, "font_color": INK, "bg_color": "#EAF2F8", "left": 5, "left_color": DEEP, "text_wrap": True,
                     "valign": "vcenter", "indent": 1},
    "cover heading": {"bold": True, "font_size": 14, "font_color": DEEP, "valign": "bottom"},
    "cover text": _PLAIN,
    "cover said": _PLAIN | {"indent": 1, "valign": "vcenter"},
    "line name": {"font_size": 10, "font_color": DEEP, "bold": True},
    "cover label": _PLAIN | {"bold": True},
    "cover cell": _BOX | {"num_format": "@", "text_wrap": True},
    "cover count": _BOX | {"num_format": "#,##0", "align": "center", "indent": 0},
    "cover total": _BOX | {"num_format": "#,##0", "align": "center", "indent": 0, "bold": True, "bg_color": "#F2F5F8"},
    "cover total name": _BOX | {"num_format": "@", "bold": True, "bg_color": "#F2F5F8"},
    "cover head": _HEAD | {"font_size": 11},
    "cover badge P1": _BOX | {"bold": True, "bg_color": P1, "align": "center", "indent": 0},
    "cover badge P2": _BOX | {"bold": True, "bg_color": P2, "align": "center", "indent": 0},
    "cover badge P3": _BOX | {"bg_color": P3, "align": "center", "indent": 0},
}  # fmt: skip


class Looks:
    """The formats of one workbook by name, each made when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """The format of that name; KeyError when there is no such look."""
        if name not in self._made:
            self._made[name] = self._book.add_format(LOOKS[name])
        return self._made[name]

    def both(self, name: str, form: str) -> Format:
        """The look of that name with the number format of the look `form`; KeyError when there is no such look."""
        key = f"{name}, {form}"
        if key not in self._made:
            number_format = {one: LOOKS[form][one] for one in ("num_format",) if one in LOOKS[form] and form != "text"}
            self._made[key] = self._book.add_format(LOOKS[name] | number_format)
        return self._made[key]
