"""Files that are read, with rows set aside, values blanked or damage mended: what must come of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.bad_files.builders import (
    ACCOUNT,
    DEATH,
    ERROR,
    PAYMENT,
    POSTING,
    TENANCY,
    csv,
    grid,
    quoted,
    rows,
    text,
    workbook,
)

Files = dict[str, bytes]


@dataclass(frozen=True)
class Verdict:
    """A folder of files that is read: how many rows of one extract are accepted, and what is said of the others."""

    name: str
    files: Callable[[], Files]
    accepted: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    blanked: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    blank_lines: int = 0
    extract: str = "tenancy"


def tenancy(content: bytes | str) -> Callable[[], Files]:
    return lambda: {"tenancy.csv": content.encode() if isinstance(content, str) else content}


def beside(extract: str, content: bytes) -> Callable[[], Files]:
    """A good tenancy extract and another one."""
    return lambda: {"tenancy.csv": GOOD, f"{extract}.csv": content}


def spoiled(table: str, line: int, old: str, new: str) -> str:
    lines = table.split("\n")
    lines[line - 1] = lines[line - 1].replace(old, new)
    return "\n".join(lines)


GOOD = csv(rows(TENANCY))
THREE = text(rows(TENANCY, 3))
HEADER, FIRST, SECOND, THIRD = THREE.splitlines()
SHAPES = (
    Verdict("too many cells", tenancy(spoiled(THREE, 3, "High", "Hi,gh")), 2, {"too many cells": 1}),
    Verdict("too few cells", tenancy(spoiled(THREE, 3, "ME4 4AA,", "")), 2, {"too few cells": 1}),
    Verdict("cut off in the last line", tenancy(THREE[:-25]), 2, {"cut-off last line": 1}),
    Verdict(
        "cut off inside a letter",
        tenancy(spoiled(spoiled(THREE, 2, "Ann", "Zoë"), 4, "01/02/2020", "é").encode()[:-2]),
        2,
        {"cut-off last line": 1},
    ),
    Verdict(
        "cut off inside a letter of UTF-16",
        tenancy(THREE.rstrip("\n").encode("utf-16")[:-1]),
        2,
        {"cut-off last line": 1},
    ),
    Verdict("cut off inside quotation marks", tenancy(quoted(rows(TENANCY, 3))[:-5]), 2, {"cut-off last line": 1}),
    Verdict("no line end at the end", tenancy(THREE.rstrip("\n")), 3),
    Verdict("the header again", tenancy(f"{HEADER}\n{FIRST}\n{HEADER}\n{SECOND}\n"), 2, {"repeated header": 1}),
    Verdict("grand total", tenancy(f"{THREE}Grand Total:,3,,,,,,,,,\n"), 3, {"totals row": 1}),
    Verdict("rows counted beneath", tenancy(f"{THREE}\nRows: 3\n"), 3, {"totals row": 1}, blank_lines=1),
    Verdict("rows affected", tenancy(f"{THREE}\n(3 rows affected)\n"), 3, {"totals row": 1}, blank_lines=1),
    Verdict(
        "a quotation mark too many on one line",
        tenancy(spoiled(quoted(rows(TENANCY, 3)), 3, '"Ann"', '"Ann" B"')),
        2,
        {"broken quotation marks": 1},
    ),
    Verdict("quotation marks inside a text", tenancy(spoiled(THREE, 3, "2 High", 'The "Nook" High')), 3),
    Verdict(
        "blank lines everywhere",
        tenancy(f"\n\n{HEADER}\n\n{FIRST}\n   \n,,,,,,,,,,\n{SECOND}\n\n"),
        2,
        blank_lines=6,
    ),
    Verdict("an address of two lines", tenancy(spoiled(THREE, 3, "2 High Street", '"Flat 2\n2 High Street"')), 3),
    Verdict("a long cell of letters of two bytes", tenancy(spoiled(THREE, 3, "2 High", "é" * 70_000)), 3),
    Verdict("old Macintosh line ends", tenancy(THREE.replace("\n", "\r")), 3),
    Verdict("Windows line ends", tenancy(THREE.replace("\n", "\r\n")), 3),
    Verdict("line ends of every sort", tenancy(f"{HEADER}\r\n{FIRST}\r{SECOND}\n{THIRD}"), 3),
    Verdict(
        "header of an optional extract only",
        beside("deceased", (",".join(DEATH) + "\n").encode()),
        0,
        notices=("a header and no rows",),
        extract="deceased",
    ),
    Verdict("the same row twice", tenancy(f"{THREE}{SECOND}\n"), 3, {"repeated row": 1}),
    Verdict("the same row three times", tenancy(f"{THREE}{SECOND}\n{SECOND}\n"), 3, {"repeated row": 2}),
    Verdict(
        "one reference on two different rows",
        tenancy(csv(rows(TENANCY, 3, tenancy_ref="T1", person_ref=["P1", "P1", "P2"]))),
        3,
        notices=("share their reference (tenancy_ref/person_ref) with a different row: 2",),
    ),
)
MANDATORY = (
    Verdict("blank", tenancy(csv(rows(TENANCY, postcode=["", "ME4 4AA"]))), 1, {"postcode: blank": 1}),
    Verdict("spaces only", tenancy(csv(rows(TENANCY, surname=["  ", "Able"]))), 1, {"surname: blank": 1}),
    Verdict(
        "not a known code",
        tenancy(csv(rows(TENANCY, tenant_status=["X", "f"]))),
        1,
        {"tenant_status: not a known code": 1},
        notices=("tenant_status: in your file 1 value not shown (1 row); accepted: F, O, H",),
    ),
    Verdict(
        "no such day",
        tenancy(csv(rows(TENANCY, tenancy_start=["31/02/2020", "1/2/2020"]))),
        1,
        {"tenancy_start: no such day": 1},
    ),
    Verdict(
        "not a date",
        tenancy(csv(rows(TENANCY, tenancy_start=["soon", "2020-02-01"]))),
        1,
        {"tenancy_start: not a date": 1},
    ),
    Verdict(
        "one date with its month first",
        tenancy(csv(rows(TENANCY, tenancy_start=["02/13/2020", "13/02/2020"]))),
        1,
        {"tenancy_start: month before day": 1},
    ),
    Verdict("void entry", tenancy(csv(rows(TENANCY, surname=["VOID", "Able"]))), 1, {"surname: void or test entry": 1}),
    Verdict(
        "not a postcode",
        tenancy(csv(rows(TENANCY, postcode=["ME4", "ME4 4AA"]))),
        1,
        {"postcode: only the first half": 1},
    ),
    Verdict(
        "two faults of one row",
        tenancy(csv(rows(TENANCY, postcode=["", "ME4 4AA"], tenant_status=["?", "O"]))),
        1,
        {"postcode: blank": 1, "tenant_status: not a known code": 1},
        notices=("accepted: F, O, H",),
    ),
    Verdict(
        "end before start",
        tenancy(csv(rows(TENANCY, 3, tenancy_end=["31/01/2020", "01/02/2020", ""]))),
        2,
        {"tenancy_end: before tenancy_start": 1},
    ),
    Verdict(
        "amount of zero, and one of another sign",
        beside("rent_transaction", csv(rows(POSTING, 3, amount=["-1.00", "0", "1"]))),
        1,
        {"amount: another sign than the other postings of its kind": 1, "amount: not above zero": 1},
        extract="rent_transaction",
    ),
    Verdict(
        "money that is none",
        beside("rent_account", csv(rows(ACCOUNT, 4, balance=["£1 234.50", "(3.00)", "1.234", "n/a"]))),
        3,
        {"balance: not a sum of money": 1},
        notices=("balance: sums with more than two decimals, rounded to the penny (halves away from zero): 1",),
        extract="rent_account",
    ),
    Verdict(
        "a recovery is a negative payment",
        beside("benefit_payment", csv(rows(PAYMENT, 2, amount=["-80.00", "80.00"]))),
        2,
        extract="benefit_payment",
    ),
)
OPTIONAL = (
    Verdict(
        "not a known code",
        tenancy(csv(rows(TENANCY, acquisition_route=["New-Let", "castle"]))),
        2,
        blanked={"acquisition_route": 1},
        notices=("acquisition_route: not readable, taken as a move agreed between the two tenancies",),
    ),
    Verdict(
        "flag",
        tenancy(csv(rows(TENANCY, restricted=["maybe", "Y"]))),
        2,
        blanked={"restricted": 1},
        notices=("restricted: not readable, taken as restricted: 1",),
    ),
    Verdict("count", tenancy(csv(rows(TENANCY, occupants=["2.5", "3"]))), 2, blanked={"occupants": 1}),
    Verdict("placeholder", tenancy(csv(rows(TENANCY, nino=["QQ123456C", "JK345612C"]))), 2, blanked={"nino": 1}),
    Verdict("no such day", tenancy(csv(rows(TENANCY, notice_given=["30/02/2026", ""]))), 2, blanked={"notice_given": 1}),
    Verdict(
        "birth dates that nobody has",
        tenancy(csv(rows(TENANCY, 5, date_of_birth=["01/01/1900", "06/10/2026", "04/10/1906", "1905-01-02", "5/10/2026"]))),
        5,
        blanked={"date_of_birth": 4},
        notices=("in the future 1", "default 1", "over 120 years ago 2"),
    ),
    Verdict(
        "balances of different days",
        beside("rent_account", csv(rows(ACCOUNT, 3, as_of=["05/10/2026", "28/09/2026", "28/09/2026"]))),
        3,
        notices=("as_of differs between rows: the newest is 2026-10-05, 2 rows are older",),
        extract="rent_account",
    ),
)
DAMAGE = (
    Verdict(
        "dates as serial numbers",
        tenancy(csv(rows(TENANCY, 3, tenancy_start=["43862", "43863.0", "01/02/2020"]))),
        3,
        notices=("tenancy_start: dates turned into serial numbers, put right: 2",),
    ),
    Verdict(
        "one serial number among many dates",
        tenancy(csv(rows(TENANCY, 3, tenancy_start=["43862", "01/02/2020", "02/02/2020"]))),
        2,
        {"tenancy_start: a spreadsheet serial number": 1},
    ),
    Verdict(
        "first zero lost from dates",
        tenancy(csv(rows(TENANCY, 3, tenancy_start=["1022020", "9112020", "11122020"]))),
        3,
        notices=("tenancy_start: dates had lost a leading zero, put right: 2",),
    ),
    Verdict("years of two digits", tenancy(csv(rows(TENANCY, 2, date_of_birth=["05/10/26", "06-10-26"]))), 2),
    Verdict("a time behind the date", tenancy(csv(rows(TENANCY, 1, tenancy_start="2020-02-01 00:00:00.000"))), 1),
    Verdict(
        "first zero lost from sort codes and accounts",
        beside(
            "rent_transaction",
            csv(rows(POSTING, 2, payer_sort_code=["70116", "07-01-16"], payer_account_number="1234576")),
        ),
        2,
        notices=(
            "payer_sort_code: leading zeros had been lost, put back: 1",
            "payer_account_number: leading zeros had been lost, put back: 2",
        ),
        extract="rent_transaction",
    ),
    Verdict(
        "first zero lost from telephones",
        tenancy(csv(rows(TENANCY, 2, mobile=["7700900123", "07700 900124"]))),
        2,
        notices=("mobile: leading zeros had been lost, put back: 1",),
    ),
    Verdict(
        "references in scientific notation",
        tenancy(csv(rows(TENANCY, 3, tenancy_ref=["1.23457E+11", "1.23E+02", "T3"]))),
        2,
        {"tenancy_ref: scientific notation": 1},
        notices=("tenancy_ref: in scientific notation, as a spreadsheet shows long numbers: 2",),
    ),
    Verdict(
        "UPRNs in scientific notation",
        tenancy(csv(rows(TENANCY, 2, uprn=["1.00123E+11", "1.0012345678E+10"]))),
        2,
        blanked={"uprn": 1},
        notices=("uprn: in scientific notation", "uprn: unusable, blanked: 1 (scientific notation 1)"),
    ),
    Verdict(
        "references cut at the fifteenth digit",
        tenancy(csv(rows(TENANCY, 3, tenancy_ref=["1234567890123450", "98765432101234500", "T3"]))),
        1,
        {"tenancy_ref: cut at the fifteenth digit": 2},
        notices=("tenancy_ref: numbers of 16 or more digits cut at the fifteenth: 2",),
    ),
    Verdict(
        "long references that are whole",
        tenancy(csv(rows(TENANCY, 2, tenancy_ref=["1234567890123450", "1234567890123456"]))),
        2,
    ),
    Verdict(
        "house numbers made days",
        tenancy(csv(rows(TENANCY, 2, address_line_1=["05-Jul", "5-7"]))),
        2,
        notices=("address_line_1: days such as 05-Jul, which a spreadsheet makes of 5-7: 1",),
    ),
    Verdict(
        "errors in a workbook",
        lambda: {"tenancy.xlsx": workbook(grid(rows(TENANCY, 2, mobile=[ERROR, None], postcode=["ME4 4AA", ERROR])))},
        1,
        {"postcode: spreadsheet error": 1},
        blanked={"mobile": 1},
        notices=("cells with an error such as #N/A, which cannot be used: 2",),
    ),
)
ODD_ROWS = SHAPES + MANDATORY + OPTIONAL + DAMAGE
