"""How a delimited file is laid out: its delimiter, its header, and where the rows begin."""

from dataclasses import dataclass

from pipeline.stages.read.header import Header


@dataclass(frozen=True)
class Layout:
    """A delimiter, the header read with it, how many blank lines stand above it, and the physical line it ends on."""

    delimiter: str
    header: Header
    blank_above: int
    header_ends: int
