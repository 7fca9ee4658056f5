"""Ends under a header that nobody knows: a file with such a column is not a file in which nothing has ended."""

import re

import polars as pl

from extracts.contract import Ends, Field, plain
from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.header import LIKE_A_VALUE, Header, shown

_DAY = r"(?:dates?|dt|day|on)"
_END_WORDS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|vacat\w+|leav(?:es?|ing|er|ers)|depart(?:ed|ure)|terminat\w+|termd|clos(?:ed|ing|ure)|ceas\w+"
    r"|cessation|finish\w*|expir\w+|until|till|surrender\w*|cancel\w*|withdraw\w*|stop(?:s|ped)?"
    r"|sold|dispos(?:al|ed)|void(?:ed)? (?:from|start|date|dt|on|since)|mov(?:e|ed|ing) (?:out|away|on)|move ?out|gone"
    r"|check(?:ed)? ?out|keys? (?:returned|received|in|handed\w*)|hand(?:ed)?(?: (?:it|them|in))? ?back|g[ia]ven? up|tenant left"
    r"|discharg\w+|determin(?:ed|ation)|relinquish\w*|quit\w*|evict\w+|abandon\w+|(?:inactive|former) (?:from|since|date|dt|on)"
    r"|last (?:day|date|night|occupied|resident|lived)|final (?:day|date)"
    rf"|(?:close|exit|out|left|term|quit|vac|to|thru|through|finish|stop) {_DAY}"
    rf"|{_DAY} (?:closed?|exit|out|left|term|quit|vac|to|thru|through|stop(?:ped)?|of (?:leaving|exit)|given up)"
    r"|(?:valid|effective|tenancy|ten|award|claim|owned|occupied|occupation|active|entitlement|resident|from) to)\b"
    r"|^(?:to|out|left|closed?|exit)$"
)
"""Words of a header, in lower case with spaces between, that speak of an end."""
_RUN_TOGETHER = re.compile(
    r"vacated|terminat|(?:date|dt)(?:left|ended|closed|ceased|vac)|(?:tenancy|ten|award|claim|occ|owner(?:ship)?)end"
    r"|end(?:date|dt)|(?:left|leave|leaving|close|exit|moveout|movedout)(?:date|dt)|expiry|moveout|movedout|surrendered"
)
"""The same in headers without spaces: DATEVACATED, tenenddt."""
_OTHER_MATTERS = re.compile(
    r"\b(?:reasons?|codes?|types?|status|flag|by|users?|address\w*|addr|contact|names?|notes?|comments?|balance|arrears|amount|sum"
    r"|rent(?! (?:end|stop))|charge(?! (?:end|stop))|remain|weeks|days|months"
    r"|phone|tel|telephone|mobile|e-?mail|post ?code|gas|electric\w*|eicr|epc|insurance|certificate"
    r"|cert|safety|warranty|guarantee|probation\w*|starter|introductory|trial|fixed|visa|passport|permit|licen[cs]e|card|loan"
    r"|mortgage|review|repairs?|works?|complaint|case|job|order|inspection|survey|terrace\w*|(?:back|front|east|west) end"
    r"|year|quarter|month|week|permission|consent|suspen\w+|decant|school|course|agent|forwarding|notice|possession|hearing"
    r"|nspo?|nosp|injunction|person|payment|paid|print\w*|report\w*|block|plan|rtb|right to buy)\b"
)
"""Words that say what else ends, or that the header is of no day: "Reason for leaving", "Gas certificate expiry"."""


def refuse_unknown_end(asked: Asked, header: Header, rows: pl.DataFrame) -> None:
    """Refused where a column of ends is not there, or blank in every row, and a header that nobody asked for looks like one."""
    if asked.no_end or rows.is_empty():
        return
    for field in asked.extract.ending(Ends.RECORD, Ends.IN_RETURN):
        there = field.name in rows.columns
        alike = [] if there and rows[field.name].count() else _looking_like_an_end(header)
        if alike:
            raise Refused(_unknown(asked, field, alike, there))


def looks_like_an_end(header: str) -> bool:
    """Whether a header speaks of the day on which something ended.

    >>> [looks_like_an_end(header) for header in ("Date vacated", "TenEndDt", "to", "Valid to", "Moved out", "Date Left")]
    [True, True, True, True, True, True]
    >>> [looks_like_an_end(header) for header in ("Weekend contact", "Address to", "Reason for leaving", "Balance left")]
    [False, False, False, False]
    """
    spelled = _words(header)
    if _OTHER_MATTERS.search(spelled):
        return False
    return bool(_END_WORDS.search(spelled) or _RUN_TOGETHER.search(plain(header)))


def _words(header: str) -> str:
    """The words of a header, in lower case, with single spaces between.

    >>> _words("TenancyEnd_Dt."), _words("MOVE-OUT  DATE")
    ('tenancy end dt', 'move out date')
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.sub(r"[\W_]+", " ", apart).casefold().split())


def _looking_like_an_end(header: Header) -> list[str]:
    """The headers nobody asked for that look like an end, as they may be shown."""
    claimed = set(header.positions.values())
    others = [(at, cell) for at, cell in enumerate(header.cells) if at not in claimed and looks_like_an_end(cell)]
    return [f"column {at + 1}" if LIKE_A_VALUE.search(cell) else shown(cell, at + 1) for at, cell in others]


def _unknown(asked: Asked, field: Field, headers: list[str], there: bool) -> str:
    lacking = f"column {field.name} is blank in every row" if there else f"no column says when one ends ({field.name})"
    listed = ", ".join(f"'{header}'" for header in headers)
    many = "look like it" if len(headers) > 1 else "looks like it"
    return (
        f"{asked.file}: {lacking}, but {listed} {many}. Without an end every record would count as current. Say which header it "
        f'is, in aliases.toml beside the extracts: [{asked.extract.name}] {field.name} = ["{headers[0]}"]; or, where the file '
        "holds only what has not ended, say no_end = true of it in mapping.toml, or leave that column out."
    )
