"""Validated extracts without the values that many people share: those the landlord allows, and fillers, which are counted."""

from dataclasses import replace
from pathlib import Path

from pipeline.fillers_policy import read_fillers_policy
from pipeline.local_files import read_allowed
from pipeline.stages.clear_fillers import clear_fillers
from pipeline.stages.honour_allowed import honour_allowed
from pipeline.tables import Checked


def without_shared(checked: dict[str, Checked], folder: Path) -> dict[str, Checked]:
    """The extracts with shared values unknown; fillers are noticed, what the folder's allow-list names is not counted among them.

    Raises Refused where the allow-list cannot be read.
    """
    tidy = honour_allowed({name: table.accepted for name, table in checked.items()}, read_allowed(folder))
    cleared = clear_fillers(tidy, read_fillers_policy())
    about = {name: table.about | {"notices": [*table.notices, *cleared.notices.get(name, ())]} for name, table in checked.items()}
    return {name: replace(table, accepted=cleared.frames[name], about=about[name]) for name, table in checked.items()}
