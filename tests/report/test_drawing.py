"""Charts as inline SVG."""

import re

import altair as alt
import polars as pl

from pipeline.report.drawing import drawn


def clipped(word: str = "a") -> alt.Chart:
    """A chart that the renderer gives an inner name to, for its clipping."""
    data = pl.DataFrame({word: ["x", "y"], "n": [1, 2]})
    return alt.Chart(data).mark_line(clip=True, color="#1b7f79").encode(x=f"{word}:N", y="n:Q")


def test_inner_names_are_the_charts_own_however_many_were_drawn_before():
    first, second, again = drawn(clipped(), "one"), drawn(clipped(), "two"), drawn(clipped(), "one")
    assert re.findall(r'\bid="([^"]+)"', first) == ["one-0"]
    assert "url(#two-0)" in second
    assert first == again


def test_colours_become_the_pages_own():
    made = drawn(clipped(), "one")
    assert 'stroke="var(--for)"' in made
    assert "#1b7f79" not in made


def test_a_text_in_a_chart_stays_text():
    data = pl.DataFrame({"a": ["<script>alert(1)</script>"], "n": [1]})
    made = drawn(alt.Chart(data).mark_bar().encode(y="a:N", x="n:Q"), "one")
    assert "<script>" not in made
    assert "&lt;script&gt;" in made
