"""Headers that speak of protection: a column of people at risk is read, or the file is refused; it is never dropped."""

from extracts.contract import Extract
from extracts.protection import PROTECTED

NOT_USED = "not_used"
"""The word of aliases.toml under which a landlord lists headers that mean none of our columns, whatever they look like."""


def several_protections(file: str, headers: str) -> str:
    """The refusal of a file in which more than one header is the column that protects: none of them may go unread."""
    return (
        f"{file}: the headers {headers} each mark protected people, and one of them alone would leave the others unread. Put all "
        f'into one column in the export, or list all in mapping.toml: {PROTECTED} = ["...", "..."]; a row is then protected '
        "where any of them says so."
    )


def unread_protection(file: str, extract: Extract, headers: str) -> str:
    """The refusal of a file with such headers that no column has claimed; it says how to map them, or to say they are none."""
    name = extract.name
    mapped = f'[{name}] {PROTECTED} = ["Their header"]'
    whose = (
        f"If it marks people at risk, say so in aliases.toml: {mapped}; if {PROTECTED} has a column already, put both into one. "
    )
    if PROTECTED not in extract.names:
        whose = f"{name} has no column for it: mark the people concerned in the column {PROTECTED} of tenancy. "
    return (
        f"{file}: {headers} may mark protected people, and is not known; unread, they would stand in the ordinary list. {whose}"
        f'If it means something else, or once it is marked elsewhere, list it: [{name}] {NOT_USED} = ["Their header"].'
    )
