"""The management report of an exercise, written where it was asked for."""

from datetime import date
from pathlib import Path

from pipeline.cases.case_policy import read_case_policy, read_values
from pipeline.cases.recall import standing
from pipeline.errors import WrongUse
from pipeline.keys import landlord_key
from pipeline.management import figures, management_page, management_workbook
from pipeline.private_files import write_private
from pipeline.run_record import read_record

WRITERS = {".html": management_page, ".xlsx": management_workbook}
"""What writes the report, by the ending of its name."""


def write_management(out: Path, to: Path | None, key: Path | None, today: date) -> Path:
    """Writes the report over the exercise in `out` to `to` (else a page beside it) and gives its path.

    Raises WrongUse for a name whose ending no writer knows or a folder without an exercise, KeyProblem for another key.
    """
    target = to or out.with_name(f"{out.name}-management.html")
    if target.suffix.lower() not in WRITERS:
        raise WrongUse(f"{target.name}: a management report ends in {' or '.join(WRITERS)}")
    read_record(out)
    state = standing(out, landlord_key(key, (out,), make=False))
    shown = figures(state, read_values(), read_case_policy(), today)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_private(target, WRITERS[target.suffix.lower()](shown))
    return target
