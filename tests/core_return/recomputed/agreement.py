"""The two compared, value by value: every field of every row, what became of every log, and what the service will derive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.core_return.recomputed import derived, lettings, outputs, sales
from tests.core_return.recomputed.extracts import Key, Landlord

FIELDS = {"lettings": 147, "sales": 136}
IN_THE_FILE = {"written", "written, to be confirmed"}
SUMS = {
    "lettings": {*range(142, 146), 137, 147},
    "sales": {*range(99, 101), 102, *range(104, 109), 109, 110, 120, 121, *range(123, 127), 128, 129, 130, 132, 135, 136},
}
"""Fields in pounds or per cent: 110.5 and 110.50 are the same there, nowhere else."""
ABOUT_SUPPORTED_SCHEMES = {5, 6}
CODE_LETTERS = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
CODE_LENGTH = {"lettings": 13, "sales": 9}


@dataclass
class Agreement:
    """How many values agreed, and every one that did not: which log, what, ours, recomputed."""

    agreed: int = 0
    disagreements: list[tuple[str, Key, str, str, str]] = field(default_factory=list)

    def compare(self, log: tuple[str, Key], what: str, written: object, recomputed: object) -> None:
        if written == recomputed:
            self.agreed += 1
        else:
            self.disagreements.append((*log, what, str(written), str(recomputed)))


def compare_return(folder: Path, out: Path) -> Agreement:
    """The agreement of a return's files with what the landlord's extracts give by the ministry's definitions."""
    landlord, agreement = Landlord(folder), Agreement()
    _compare_lettings(landlord, out, agreement)
    _compare_sales(landlord, out, agreement)
    return agreement


def disagreements_in_sound_logs(agreement: Agreement, out: Path) -> list[tuple[str, Key, str, str, str]]:
    """The disagreements about logs that the return found nothing wrong with, and about those that it did not see or left out."""
    became = {(kind, key): log["What becomes of it"] for kind in FIELDS for key, log in outputs.reported(out, kind).items()}
    shown_to_somebody = {"held back", "written, to be confirmed"}
    return [one for one in agreement.disagreements if became.get(one[:2]) not in shown_to_somebody]


def _compare_lettings(landlord: Landlord, out: Path, agreement: Agreement) -> None:
    due = lettings.lettings_of(landlord)
    fates = {key: lettings.fate_of(letting) for key, letting in due.items()}
    for key, log, row in _written(out, "lettings", fates, agreement):
        expected = lettings.row_of(due[key])
        _compare_rows(("lettings", key), row, expected, agreement)
        provider = landlord.organisations[key[0]]["provider"]
        for heading, value in _derived_of_letting(expected, provider).items():
            agreement.compare(("lettings", key), heading, _number(log[heading]), value)


def _compare_sales(landlord: Landlord, out: Path, agreement: Agreement) -> None:
    due = sales.sales_of(landlord)
    for key, log, row in _written(out, "sales", dict.fromkeys(due, "written"), agreement):
        expected = sales.row_of(due[key])
        _compare_rows(("sales", key), row, expected, agreement)
        heads = derived.heads_of_sale(expected)
        values = {"Household": derived.household_of(heads, of_sale=True)} | _heads(heads)
        for heading, value in values.items():
            agreement.compare(("sales", key), heading, _number(log[heading]), value)


def _written(
    out: Path, log_type: str, fates: dict[Key, str], agreement: Agreement
) -> Iterator[tuple[Key, dict[str, str], dict[int, str]]]:
    """Each log that both have in the file, with its report and its row; the fates of all are compared on the way."""
    rows, logs = outputs.uploaded(out, log_type), outputs.reported(out, log_type)
    for key in sorted(logs.keys() | fates.keys()):
        became = logs[key]["What becomes of it"] if key in logs else "not seen"
        known = "written" if became in IN_THE_FILE else became
        agreement.compare((log_type, key), "what becomes of it", known, fates.get(key, "not seen"))
        if key in logs and (became in IN_THE_FILE) != (logs[key]["Code in the service"] in rows):
            agreement.compare((log_type, key), "in the file", became, "the file says otherwise")
        if known == "written" and fates.get(key) == "written":
            yield key, logs[key], rows[logs[key]["Code in the service"]]


def _compare_rows(log: tuple[str, Key], row: dict[int, str], expected: dict[int, str], agreement: Agreement) -> None:
    code = outputs.CODE_FIELD[log[0]]
    agreement.compare(log, "the code's form", (len(row[code]), set(row[code]) - CODE_LETTERS), (CODE_LENGTH[log[0]], set()))
    for number in set(range(1, FIELDS[log[0]] + 1)) - {code}:
        same: Callable[[str], object] = _sum if number in SUMS[log[0]] else str
        agreement.compare(log, f"field {number}", same(row.get(number, "")), same(expected.get(number, "")))


def _sum(text: str) -> Decimal | str:
    return Decimal(text) if text and text != "R" else text


def _derived_of_letting(row: dict[int, str], provider: str) -> dict[str, object]:
    heads = derived.heads_of_letting(row)
    return {
        "Letting type": derived.letting_type_of(row),
        "Household": derived.household_of(heads, of_sale=False),
        **_heads(heads),
        "Rent of a week, £": derived.weekly(row, 142),
        "All charges of a week, £": derived.weekly(row, 142, 143, 144, 145),
        "Days empty": Decimal(derived.days_empty(row)),
        "Tenant": derived.tenant_of(row),
    }


def _heads(heads: derived.Heads) -> dict[str, Decimal]:
    counts = {"Adults under 60": heads.adults, "Elders": heads.elders, "Children": heads.children}
    return {heading: Decimal(count) for heading, count in counts.items()}


def _number(text: str) -> object:
    """A number of the report as the shortest that is the same to a computer (a workbook writes 99.32 as 99.31999999999999); other text as it stands, and a blank as None."""
    return Decimal(repr(float(text))) if text.replace(".", "", 1).isdigit() else text or None
