"""Charts as inline SVG: drawn offline, in colours that follow the page into the dark and onto paper."""

import re

import altair as alt
import vl_convert
from markupsafe import Markup

from pipeline.pages.palette import COLOURS
from pipeline.report.charts import dressed

_BY_HEX = {colour: f"var(--{name})" for name, colour in COLOURS.items()}
_COLOUR = re.compile('"(' + "|".join(_BY_HEX) + ')"')
_ID = re.compile(r'\bid="([^"]+)"')


def _own_names(svg: str, name: str) -> str:
    """The drawing with its inner names counted anew under `name`: the renderer counts on from chart to chart."""
    for n, inner in enumerate(_ID.findall(svg)):
        svg = svg.replace(f'id="{inner}"', f'id="{name}-{n}"').replace(f"url(#{inner})", f"url(#{name}-{n})")
    return svg


def drawn(chart: alt.TopLevelMixin, name: str) -> Markup:
    """The chart as an <svg> element; `name` keeps its inner names apart from those of other charts on the page."""
    svg = vl_convert.vegalite_to_svg(dressed(chart).to_dict(validate=False))
    coloured = _COLOUR.sub(lambda found: f'"{_BY_HEX[found[1]]}"', svg)
    return Markup(_own_names(coloured, name))  # noqa: S704  made by the renderer, which escapes every text
