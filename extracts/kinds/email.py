"""E-mail addresses."""

import re

import polars as pl

from extracts.kinds.kind import Kind

_SHAPE = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s.,;<>()]{2,}")
_NOBODY = re.compile(
    r"(no|none|na|n/a|nil|null|nobody|noone|not?[-_.]?known|not?[-_.]?(provided|given|supplied|applicable|available|held|stated)|"
    r"no[-_.]?e?[-_.]?mail([-_.]?address)?|unknown|refused|declined|decline|test|tester|testing|example|dummy|tba|tbc|"
    r"do[-_.]?not[-_.]?(e?mail|reply|use)|no[-_.]?reply|x+|a+|z+|abc|email|e-mail|someone|anon|anonymous)\d*@.*"
    r"|.*@(none|no|na|noemail|no-email|nomail|unknown|nowhere|refused|notprovided|notknown|test|xx+)\."
    r"(com|co\.uk|org|org\.uk|net|uk|invalid|test|xx+)"
)


def tidy(text: str) -> str | None:
    """The address in lower case, or None.

    >>> tidy("Jo.Smith@Example.org")
    'jo.smith@example.org'
    >>> tidy("none@none.com"), tidy("jo.smith"), tidy("refused@landlord.example"), tidy("noreply@x.org"), tidy("na@na.com")
    (None, None, None, None, None)
    """
    folded = text.strip().strip(".,;<>").casefold().removeprefix("mailto:")
    return folded if _SHAPE.fullmatch(folded) and not _NOBODY.fullmatch(folded) else None


def why_unusable(text: str) -> str:
    """What kept the text from being somebody's address.

    >>> why_unusable("none@none.com"), why_unusable("jo.smith")
    ('placeholder', 'not an e-mail address')
    """
    return "placeholder" if _NOBODY.fullmatch(text.strip().casefold()) else "not an e-mail address"


def local_part(email: str) -> str:
    """What stands before the @ of a tidy address.

    >>> local_part("jo.smith@example.org")
    'jo.smith'
    """
    return email.partition("@")[0]


EMAIL = Kind("e-mail", "An e-mail address, in lower case", pl.String(), tidy, why_unusable, {"local_part": local_part})
