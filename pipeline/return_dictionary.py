"""The inputs of the return as a page for whoever prepares them, made from the declarations."""

from extracts.contract import Extract, Field
from extracts.core.catalogue import CATALOGUES
from extracts.core.kinds import Choice

OPENING = """# The inputs of the return

*Made from `extracts/core/` by `make docs`; change the declarations, not this page.*

The return has a catalogue of its own. `tenancy` and `rent_account` are the files that matching reads too, but only the columns
below are taken of them, and no name is; the others are read by the return alone. Files, headers and dates are as
[`extracts.md`](extracts.md) says; a column marked * must be there. A closed question takes a code, what it says, or both
("2 no"). Sums have no thousands commas. A blank answer is never filled in: the row is held back and says what it lacks.
"""


def _takes(one: Field) -> str:
    return one.kind.meaning.replace("|", "\\|") if not isinstance(one.kind, Choice) else "; ".join(one.kind.shown)


def _row(one: Field) -> str:
    return f"| `{one.name}`{'*' if one.required else ''} | {one.meaning} | {_takes(one)} |"


def _section(extract: Extract) -> str:
    table = "| column | what it asks | what it takes |\n|---|---|---|"
    return "\n".join([f"## `{extract.name}`\n\n{extract.title}.\n", table, *map(_row, extract.fields)])


def return_dictionary() -> str:
    """The whole page as Markdown: the inputs of the newest year, one section each, in the order in which they are read."""
    return "\n\n".join([OPENING.rstrip(), *map(_section, CATALOGUES[max(CATALOGUES)].values())]) + "\n"
