"""The journey of a proposal: the tables of a folder are read as they are, a mapping is proposed, and written beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Refused, WrongUse
from pipeline.inputs.mapping_proposal.propose import Proposal, propose
from pipeline.inputs.mapping_proposal.toml_text import as_toml
from pipeline.stages.read.asked import Password, ReadOptions
from pipeline.stages.read.exports import read_exports

FILE = "mapping.toml"


@dataclass(frozen=True)
class Proposed:
    """A proposed mapping, where it was written, and whether a mapping that was there already kept its place."""

    proposal: Proposal
    path: Path
    beside: bool


def propose_mapping(folder: Path, to: Path | None, password: Password) -> Proposed:
    """The mapping proposed for the exports of a folder, written to `to`, else to `mapping.toml` in the folder.

    A file that is there already is never replaced: the proposal then goes beside it, as `mapping.proposed.toml`.
    Raises Refused where no file of the folder is recognised, WrongUse where the proposal cannot be written.
    """
    proposal = propose(read_exports(folder, ReadOptions(password=password)))
    if not proposal.drafts:
        raise Refused(_nothing(folder, proposal))
    wanted = to or folder / FILE
    path = next(path for path in _names(wanted) if not path.exists())
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(as_toml(proposal, str(folder)))
    except OSError:
        raise WrongUse(f"{path} cannot be written. Say with --to FILE where the proposal should go.") from None
    return Proposed(proposal, path, path != wanted)


def _names(wanted: Path) -> Iterator[Path]:
    """The name wanted, then the ones beside it."""
    yield wanted
    yield wanted.with_name(f"{wanted.stem}.proposed{wanted.suffix}")
    number = 2
    while True:
        yield wanted.with_name(f"{wanted.stem}.proposed-{number}{wanted.suffix}")
        number += 1


def _nothing(folder: Path, proposal: Proposal) -> str:
    tables = [f"{unfed.table.export.title}: nearest is {unfed.nearest}; it lacks {unfed.lacking}." for unfed in proposal.unfed]
    files = [unread.why for unread in proposal.unread]
    what = " ".join(tables + files) or "It holds no file ending in .csv, .txt, .xlsx, .parquet or .zip."
    return f"{folder}: no file was recognised as one that the program can use. {what}"
