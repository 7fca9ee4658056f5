"""How a delimited file is laid out: its delimiter, its header, and where the rows begin."""

from dataclasses import dataclass

from pipeline.stages.read.header import Header


@dataclass(frozen=True)
class Layout:
    """A delimiter, the header read with it, and where that stands.

    `above` counts the records above the header, `blank_above` the blank ones among them, `header_ends` is the physical line
    on which the header ends.
    """

    delimiter: str
    header: Header
    above: int
    blank_above: int
    header_ends: int

    @property
    def notices(self) -> tuple[str, ...]:
        """What there is to say of titles above the header."""
        titles = self.above - self.blank_above
        return (f"lines above the header on line {self.header_ends}, not read: {titles}",) if titles else ()
