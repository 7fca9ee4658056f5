"""The answer to a person who asks: a page to read, the same as JSON, and a list for the officer to look at before it is given."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import msgspec
import polars as pl

from pipeline.officer.comma_separated import harmless
from pipeline.pages import fill
from pipeline.subject.held import Entry

PAGE = Path(__file__).with_name("page.html")
RIGHTS = (
    "You may ask us to put right what is wrong, to explain anything here, or to stop; and you may complain to us and to the "
    "Information Commissioner."
)


@dataclass(frozen=True)
class Answer:
    """What is given to the person."""

    name: str
    born: date
    snapshot: date
    made: date
    rows: list[Entry]
    set_aside: list[Entry]
    referrals: list[Entry]
    matches: list[Entry]
    openings: list[tuple[str, str]]
    rights: str = RIGHTS


def files_of(answer: Answer, to_look_at: list[tuple[str, str, str]]) -> dict[str, bytes]:
    """`person.html` and `person.json` for the person; `for-the-officer.csv`: rows that may be about the person, by reference."""
    noted = pl.DataFrame(to_look_at, schema=["extract", "reference", "why"], orient="row").cast(pl.String)
    return {
        "person.html": fill(PAGE, answer=answer).encode(),
        "person.json": msgspec.json.format(msgspec.json.encode(asdict(answer)), indent=2) + b"\n",
        "for-the-officer.csv": harmless(noted).write_csv(include_bom=True, quote_style="always").encode(),
    }
