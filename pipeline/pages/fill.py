"""Templates filled with what they show: every value is escaped, a missing one is an error, nothing is fetched."""

import base64
import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent


def _number(value: float) -> str:
    return f"{value:,}"


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


def _pounds(value: Decimal) -> str:
    return f"£{value:,.2f}"


def _percent(share: float) -> str:
    """A share as people say it; what is not quite all, or not quite nothing, never rounds to it."""
    if 0 < share < 0.001:
        return "under 0.1 %"
    return f"{min(share, 0.999) * 100:.1f}".removesuffix(".0") + " %" if share < 1 else "100 %"


def _chance(probability: float) -> str:
    """A probability as people say it; nothing that was estimated is certain."""
    return "over 99.9 %" if probability > 0.999 else _percent(probability)


def _signed(weight: float) -> str:
    return f"{weight:+.1f}".replace("-", "−")


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


FILTERS = {
    "number": _number,
    "day": _day,
    "pounds": _pounds,
    "percent": _percent,
    "chance": _chance,
    "signed": _signed,
    "plural": _plural,
}


def fingerprint(script: str) -> str:
    """What a page's security policy calls the one script it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def fill(template: Path, **content: object) -> str:
    """The page made of a template; it may extend this room's frame.html. Raises jinja2's UndefinedError for what is missing."""
    desk = Environment(
        loader=FileSystemLoader([template.parent, HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    desk.filters.update(FILTERS)
    return desk.get_template(template.name).render(content)
