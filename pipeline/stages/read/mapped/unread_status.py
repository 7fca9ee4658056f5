"""A source said to hold nothing that has ended, beside a column of theirs that may say otherwise."""

import re
from collections.abc import Sequence

from extracts.contract import Ends, Extract
from pipeline.errors import Refused
from pipeline.inputs.mapping import Source as MappedSource

_WHOSE = r"(?:(?:tenancy|ten|tcy|agreement|agr|lease|let|letting|occupancy|record|rec|claim|clm|award|case) )?"
_SAYS_WHETHER_CURRENT = re.compile(
    rf"^{_WHOSE}(?:status|stat|stts|state)(?: (?:code|cd|flag|desc|description))?$"
    r"|^(?:is )?(?:current|former|active|live)(?: (?:or|former|tenant|tenancy|flag|y n|yn|ind|past))*$"
)
"""Headers, in lower case with spaces between, under which systems write "Current" and "Former"."""


def refuse_unread_status(source: MappedSource, extract: Extract, file: str, dropped: Sequence[str]) -> None:
    """Refused where a source has `no_end` and nobody reads a header that may say which of its rows have ended."""
    if not source.no_end or not extract.ending(Ends.RECORD):
        return
    telling = [header for header in dropped if says_whether_current(header)]
    if telling:
        raise Refused(
            f"{file}: mapping.toml says no_end = true, but the header '{telling[0]}' may say which rows have ended, and is not "
            f'read; each of them would count as current. Write [source.keep_only] "{telling[0]}" = [the values that mean '
            "current], all of its values if none has ended."
        )


def says_whether_current(header: str) -> bool:
    """Whether a header may say of each row whether it is current or former.

    >>> [says_whether_current(header) for header in ("Status", "TCY_STAT", "Tenancy status", "Current/Former", "Active?")]
    [True, True, True, True, True]
    >>> [says_whether_current(header) for header in ("Marital status", "Employment Status", "Current rent", "State benefit")]
    [False, False, False, False]
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return bool(_SAYS_WHETHER_CURRENT.search(" ".join(re.sub(r"[\W_]+", " ", apart).casefold().split())))
