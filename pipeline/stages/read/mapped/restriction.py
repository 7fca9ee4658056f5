"""Protection fails closed: a header that speaks of it is mapped, or the file is refused."""

from collections.abc import Sequence

from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.inputs.protection import speaks_of_protection

RESTRICTED = "restricted"


def refuse_unmapped_restriction(source: MappedSource, extract: Extract, file: str, dropped: Sequence[str]) -> None:
    """Refused where a header that nobody mapped may say who is protected, and the source says nothing of it."""
    if RESTRICTED not in extract.names or RESTRICTED in source.ours:
        return
    speaking = [header for header in dropped if speaks_of_protection(header)]
    if speaking:
        raise Refused(
            f"{file}: the header '{speaking[0]}' may say whose address is protected, and mapping.toml does not use it. Write "
            f'restricted = "{speaking[0]}" in [source.columns] of {extract.name}; if it says something else, write '
            'restricted = "N" in [source.constants].'
        )
