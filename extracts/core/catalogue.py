"""The inputs of the return, year by year; matching has a catalogue of its own."""

from collections.abc import Mapping

from extracts.contract import Extract
from extracts.core.year_2026.catalogue import EXTRACTS as OF_2026

Catalogue = Mapping[str, Extract]
CATALOGUES: Mapping[int, Catalogue] = {2026: {extract.name: extract for extract in OF_2026}}
"""By the year in which a collection year begins: its extracts by name, in the order in which they are read."""
