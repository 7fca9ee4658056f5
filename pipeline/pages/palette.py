"""The colours of the pages, by the names base.css gives them; charts are drawn in the light ones."""

COLOURS = {
    "ink": "#1d2733",
    "muted": "#5b6875",
    "line": "#dde3e9",
    "faint": "#eef2f6",
    "p1": "#2b6ca3",
    "p2": "#6fa8d2",
    "p3": "#b9d5ea",
    "restricted": "#9b7fb0",
    "for": "#1b7f79",
    "against": "#b4640a",
    "neutral": "#8795a3",
}
"""No two differ by hue alone: the priorities are shades of one blue, and "for" and "against" also point opposite ways."""
