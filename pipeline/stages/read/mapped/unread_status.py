"""A source said to hold nothing that has ended, beside a column of theirs that may say otherwise."""

from collections.abc import Sequence

from extracts.contract import Ends, Extract
from pipeline.errors import Refused
from pipeline.inputs.current_status import says_whether_current
from pipeline.inputs.mapping import Source as MappedSource


def refuse_unread_status(source: MappedSource, extract: Extract, file: str, dropped: Sequence[str]) -> None:
    """Refused where a source has `no_end` and nobody reads a header that may say which of its rows have ended."""
    if not source.no_end or not extract.ending(Ends.RECORD):
        return
    telling = [header for header in dropped if says_whether_current(header)]
    if telling:
        raise Refused(
            f"{file}: mapping.toml says no_end = true, but the header '{telling[0]}' may say which rows have ended, and is not "
            f'read; each of them would count as current. Write [source.keep_only] "{telling[0]}" = [the values that mean '
            "current], all of its values if none has ended."
        )
