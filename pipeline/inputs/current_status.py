"""Headers under which systems write which rows are current and which are former, though not since when."""

import re

_WHOSE = r"(?:(?:tenancy|ten|tcy|agreement|agr|lease|let|letting|occupancy|record|rec|claim|clm|award|case) )?"
_SAYS_WHETHER_CURRENT = re.compile(
    rf"^{_WHOSE}(?:status|stat|stts|state)(?: (?:code|cd|flag|desc|description))?$"
    r"|^(?:is )?(?:current|former|active|live)(?: (?:or|former|tenant|tenancy|flag|y n|yn|ind|past))*$"
)
"""Headers, in lower case with spaces between, under which systems write "Current" and "Former"."""


def says_whether_current(header: str) -> bool:
    """Whether a header may say of each row whether it is current or former.

    >>> [says_whether_current(header) for header in ("Status", "TCY_STAT", "Tenancy status", "Current/Former", "Active?")]
    [True, True, True, True, True]
    >>> [says_whether_current(header) for header in ("Marital status", "Employment Status", "Current rent", "State benefit")]
    [False, False, False, False]
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return bool(_SAYS_WHETHER_CURRENT.search(" ".join(re.sub(r"[\W_]+", " ", apart).casefold().split())))
