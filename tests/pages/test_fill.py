"""How pages are filled, and the colours they share with the charts."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import jinja2
import pytest

from pipeline.pages import fill
from pipeline.pages.palette import COLOURS

BASE = Path(fill.__code__.co_filename).parent / "base.css"


@pytest.fixture
def say(tmp_path):
    def said(template: str, **content: object) -> str:
        (tmp_path / "page.html").write_text(template, encoding="utf-8")
        return fill(tmp_path / "page.html", **content)

    return said


def test_a_missing_value_is_an_error_not_a_blank(say):
    with pytest.raises(jinja2.UndefinedError):
        say("{{ who }}")


def test_values_are_escaped(say):
    assert say("{{ who }}", who="<b>&") == "&lt;b&gt;&amp;"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.0009, "under 0.1 %"), (0.001, "0.1 %"), (0.5, "50 %"), (0.9994, "99.9 %"), (0.99999, "99.9 %"), (1, "100 %")],
)
def test_a_share_never_rounds_to_all_or_nothing(say, share, said):
    assert say("{{ share | percent }}", share=share) == said


@pytest.mark.parametrize(("chance", "said"), [(0.95, "95 %"), (0.999, "99.9 %"), (0.9991, "over 99.9 %"), (1.0, "over 99.9 %")])
def test_a_probability_is_never_certainty(say, chance, said):
    assert say("{{ chance | chance }}", chance=chance) == said


def test_dates_money_counts_and_weights_are_said_as_people_say_them(say):
    said = say("{{ d | day }}, {{ m | pounds }}, {{ n | number }}, {{ 1 | plural('row', 'rows') }}, {{ w | signed }}",
               d=date(2026, 10, 5), m=Decimal("1234.5"), n=12345, w=-2.04)  # fmt: skip
    assert said == "5 October 2026, £1,234.50, 12,345, 1 row, −2.0"


def test_the_charts_and_the_style_sheet_have_the_same_colours():
    light = re.search(r":root \{(.*?)\n\}", BASE.read_text(encoding="utf-8"), re.DOTALL)
    assert light is not None
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light[1]))
    assert {name: named.get(name) for name in COLOURS} == COLOURS


def _brightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_brightness(one), _brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("text", ["ink", "muted"])
@pytest.mark.parametrize("ground", ["#ffffff", "#f6f7f9", "#eef2f6"])
def test_text_can_be_read(text, ground):
    assert _contrast(COLOURS[text], ground) >= 4.5


def test_priorities_differ_in_brightness():
    shades = [_brightness(COLOURS[level]) for level in ("p1", "p2", "p3")]
    assert shades == sorted(shades)
    assert all(_contrast(one, other) > 1.5 for one, other in zip(("#2b6ca3", "#6fa8d2"), ("#6fa8d2", "#b9d5ea"), strict=True))
