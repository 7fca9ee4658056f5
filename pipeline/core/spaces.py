"""What the service takes for a space: all of Unicode's where it asks whether a cell is blank, six characters where it trims one.

A no-break space (U+00A0), a thin one (U+2009) or an ideographic one (U+3000) makes a blank cell by itself, but stays where it
stands beside other characters, so that a postcode with one is no postcode. A zero-width space (U+200B) and a byte order mark
inside a cell (U+FEFF) are spaces in neither sense.
"""

import polars as pl

TRIMMED = " \t\n\v\f\r"
"""The spaces that the service trims and takes out of a postcode."""
_RUN = r"[ \t\n\x0B\f\r]+"


def told(text: pl.Expr) -> pl.Expr:
    """True where a text holds more than spaces of any kind; false where there is none (`String#present?` of the service)."""
    return (text.str.strip_chars() != "").fill_null(False)


def or_nothing(text: pl.Expr) -> pl.Expr:
    """The text as it stands, null where it holds nothing but spaces of any kind."""
    return pl.when(told(text)).then(text)


def trimmed(text: pl.Expr) -> pl.Expr:
    """The text without the service's own spaces at its ends (`String#strip`); any other space stays."""
    return text.str.strip_chars(TRIMMED)


def single_spaced(text: pl.Expr) -> pl.Expr:
    """The text with one space for every run of the service's own spaces."""
    return text.str.replace_all(_RUN, " ")


def unspaced(text: pl.Expr) -> pl.Expr:
    """The text in capitals without any of the service's own spaces; null where it holds nothing but spaces of any kind."""
    return or_nothing(text.str.to_uppercase().str.replace_all(_RUN, ""))
