"""The layout of the files for the National Fraud Initiative, read strictly; a landlord's own tables take the place of ours."""

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from extracts.tenancy import TYPES
from pipeline.errors import Refused

FILE = Path(__file__).with_name("specification.toml")
COLUMNS = (
    "tenant_status", "title", "surname", "forename", "middle_names", "former_surname", "address_line_1", "address_line_2",
    "address_line_3", "address_line_4", "postcode", "uprn", "home_telephone", "mobile", "email", "date_of_birth", "nino",
    "landlord_code", "tenancy_ref", "person_ref", "property_ref", "tenancy_type", "tenancy_start", "tenancy_end",
    "housing_benefit_ref", "occupants", "right_to_buy_stage", "completed_on", "discount",
)  # fmt: skip
"""What a field of a file can be filled with: columns of the tenancy extract, and a sale's completion and discount."""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of a file: label, what fills it, type, the most characters it may have (0: unknown), whether it must be there."""

    label: str
    column: str
    type: Literal["character", "numeric", "money", "date"] = "character"
    length: int = 0
    mandatory: bool = False


class Timetable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The days of an exercise."""

    exercise: str
    extract_on: date
    within_days: int
    declaration_by: date
    look_back_from: date
    look_back_months: int


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for both files."""

    delimiters: tuple[str, ...]
    adult_age: int
    residential: tuple[str, ...]
    password_characters: int


class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a landlord's own file may say of the files; whatever it leaves out stays as it came with the program."""

    timetable: Timetable | None = None
    layout: Layout | None = None
    tenants: tuple[Field, ...] = ()
    completed: tuple[Field, ...] = ()


class Specification(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The timetable, the layout, and the fields of both files in their order."""

    timetable: Timetable
    layout: Layout
    tenants: tuple[Field, ...]
    completed: tuple[Field, ...]

    @property
    def files(self) -> dict[str, tuple[Field, ...]]:
        """The fields by the name of the file."""
        return {"tenants": self.tenants, "completed-right-to-buy": self.completed}


def specification(own: Own) -> Specification:
    """The specification in force.

    Raises Refused for a field that nothing can fill, a label given twice, an unusable delimiter, or an unknown type of tenancy.
    """
    ours = msgspec.toml.decode(FILE.read_bytes(), type=Specification)
    merged = Specification(
        own.timetable or ours.timetable, own.layout or ours.layout, own.tenants or ours.tenants, own.completed or ours.completed
    )
    for name, fields in merged.files.items():
        _check_fields(name, fields)
    if not merged.layout.delimiters or any(len(one) != 1 or one in '"\r\n' for one in merged.layout.delimiters):
        raise Refused("nfi.layout: delimiters should be single characters such as , | ~")
    if unknown := [one for one in merged.layout.residential if TYPES.tidy(one) != one]:
        raise Refused(f"nfi.layout: residential has '{unknown[0]}'; a tenancy_type is {TYPES.meaning}")
    return merged


def _check_fields(name: str, fields: tuple[Field, ...]) -> None:
    labels = [one.label for one in fields]
    if twice := sorted({label for label in labels if labels.count(label) > 1}):
        raise Refused(f"nfi: the {name} file has two fields called '{twice[0]}'; keep one")
    for one in fields:
        if one.column not in COLUMNS:
            raise Refused(f"nfi: '{one.label}' cannot be filled from '{one.column}'; it may be {', '.join(COLUMNS)}")
