"""Files that are refused: each with what the one clear message must say, and never with a value from a cell."""

import base64
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from pipeline.stages.read import Limits
from tests.bad_files.builders import (
    ACCOUNT,
    CANARY,
    DEATH,
    POSTING,
    TENANCY,
    archive,
    csv,
    grid,
    parquet,
    quoted,
    rows,
    text,
    workbook,
)

Files = dict[str, bytes]


@dataclass(frozen=True)
class Refusal:
    """A folder of files that is refused, and the words that its message must have."""

    name: str
    files: Callable[[], Files]
    says: tuple[str, ...]
    password: str | None = None
    limits: Limits = Limits()  # noqa: RUF009  frozen


def tenancy(content: bytes | str, name: str = "tenancy.csv") -> Callable[[], Files]:
    return lambda: {name: content.encode() if isinstance(content, str) else content}


def beside(name: str, content: bytes) -> Callable[[], Files]:
    """A good tenancy extract and another file."""
    return lambda: {"tenancy.csv": GOOD, name: content}


def without(*columns: str) -> list[dict[str, str]]:
    return [{name: cell for name, cell in row.items() if name not in columns} for row in rows(TENANCY)]


def spoiled(table: str, line: int, old: str, new: str) -> str:
    lines = table.split("\n")
    lines[line - 1] = lines[line - 1].replace(old, new)
    return "\n".join(lines)


GOOD = csv(rows(TENANCY))
TWO = text(rows(TENANCY))
HEADER = TWO.splitlines()[0]
WIDE = workbook(grid(rows(TENANCY)))
OLD_CIPHER = base64.b64decode(
    "UEsDBBQACQAIAPlueF0duBhTqAAAANEAAAALAAAAdGVuYW5jeS5jc3aHfBqaM08F0o2FjlK1Zml/Nmj54n/82NGHIPDCjbXdBrbk"
    "CknCgQJceoKqIQdlODFbHtAd+jZUDJcvMYTbQVUSElmrE6ORKzfqcOxYbLX3XLG9g1YxGzGhh0s5knfx/ZqPOF46nBRjQ7eTItuD"
    "Rg1SWTov0WI6WOSC0FJ6koEF9zP/Qc/BSbx+mILhYLaoeG2mr+gRj86L2HqJgkCsx/+c2AWXVrxiuklQSwcIHbgYU6gAAADRAAAA"
    "UEsBAh4DFAAJAAgA+W54XR24GFOoAAAA0QAAAAsAAAAAAAAAAQAAAKSBAAAAAHRlbmFuY3kuY3N2UEsFBgAAAAABAAEAOQAAAOEA"
    "AAAAAA=="
)
"""One tenancy in `tenancy.csv`, packed with the old zip cipher; the password is "secret"."""


def edited(part: str, old: bytes, new: bytes) -> bytes:
    """A good workbook with one of its parts edited, as no writer of workbooks would."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WIDE)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return made.getvalue()


def far_cell() -> bytes:
    """A workbook of a few kilobytes with one cell in its last corner."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return edited("xl/worksheets/sheet1.xml", b"</sheetData>", far)


def damaged_archive() -> bytes:
    whole = bytearray(archive({"tenancy.csv": GOOD * 20}))
    whole[60:90] = b"\0" * 30
    return bytes(whole)


FOLDER = (
    Refusal("empty folder", dict, ("no file for the extract tenancy", "holds nothing", "rent_account")),
    Refusal(
        "mandatory extract missing",
        lambda: {"rent_account.csv": csv(rows(ACCOUNT)), "tenancies.csv": GOOD},
        ("no file for the extract tenancy", "rent_account.csv, tenancies.csv", "Expected tenancy with one of .csv"),
    ),
    Refusal("two formats of one extract", beside("tenancy.xlsx", WIDE), ("tenancy.csv and tenancy.xlsx", "Keep one")),
    Refusal("one name in two cases", beside("TENANCY.CSV", GOOD), ("TENANCY.CSV and tenancy.csv",)),
    Refusal(
        "extract also in an archive",
        beside("october.zip", archive({"tenancy.csv": GOOD})),
        ("october.zip/tenancy.csv and tenancy.csv",),
    ),
    Refusal("beyond the size limit", tenancy(GOOD), ("tenancy.csv", "more than 100 bytes"), limits=Limits(file_bytes=100)),
)
EMPTY = (
    Refusal("empty file", tenancy(b""), ("tenancy.csv: the file is empty",)),
    Refusal("empty optional file", beside("deceased.csv", b""), ("deceased.csv: the file is empty",)),
    Refusal("nothing but blank lines", tenancy("\n  \n\r\n"), ("tenancy.csv: the file is empty",)),
    Refusal("nothing but delimiters", tenancy(",,,\n,,,\n"), ("does not look like a header",)),
    Refusal("a mark and nothing after it", tenancy(b"\xef\xbb\xbf"), ("tenancy.csv: the file is empty",)),
    Refusal("a header only", tenancy(HEADER + "\n"), ("tenancy.csv: there are no rows beneath the header",)),
    Refusal("a header and blank lines", tenancy(HEADER + "\n\n,,,,,,,,,,\n"), ("no rows beneath the header",)),
    Refusal("a header and a totals row", tenancy(HEADER + "\nTotal,2,,,,,,,,,\n"), ("no rows beneath the header",)),
    Refusal("empty workbook", tenancy(workbook([]), "tenancy.xlsx"), ("tenancy.xlsx", "sheet is empty")),
    Refusal("empty archive", tenancy(archive({}), "tenancy.zip"), ("tenancy.zip", "holds 0 files")),
)
HEADERS = (
    Refusal(
        "no header",
        tenancy(TWO.partition("\n")[2]),
        ("no column for landlord_code", "does not look like a header of tenancy"),
    ),
    Refusal(
        "a header that runs into the data",
        tenancy(TWO.replace("postcode,tenancy_type,tenancy_start\n", "post")),
        ("no column for postcode, tenancy_type, tenancy_start", "does not look like a header of tenancy"),
    ),
    Refusal(
        "one mandatory column missing",
        tenancy(csv(without("postcode"))),
        ("tenancy.csv: no column for postcode.", "'tenancy_ref'", '[tenancy] postcode = ["Their header"]'),
    ),
    Refusal("several mandatory columns missing", tenancy(csv(without("postcode", "surname"))), ("for surname, postcode.",)),
    Refusal(
        "a header twice",
        tenancy(TWO.replace("property_ref", "surname")),
        ("'surname', 'surname' mean the same column, surname",),
    ),
    Refusal(
        "two names of one column",
        tenancy(TWO.replace("tenancy_ref", "Tenancy No.").replace("person_ref", "TENANCY ID")),
        ("'Tenancy No.', 'TENANCY ID' mean the same column, tenancy_ref",),
    ),
    Refusal(
        "a delimiter that nobody uses",
        tenancy(csv(rows(TENANCY), delimiter="^")),
        ("does not look like a header", "comma, |, ;, ~ or a tab"),
    ),
    Refusal(
        "header and rows with different delimiters",
        tenancy(HEADER + "\n" + TWO.partition("\n")[2].replace(",", ";")),
        ("no row has the 11 cells of the header", "line 2 is the first with too few cells"),
    ),
    Refusal(
        "no header among the top rows of a workbook",
        tenancy(workbook([["Report"]] * 20 + grid(rows(TENANCY))), "tenancy.xlsx"),
        ("tenancy.xlsx: no column for landlord_code",),
    ),
    Refusal(
        "missing column in a workbook",
        tenancy(workbook(grid(without("postcode"))), "tenancy.xlsx"),
        ("tenancy.xlsx: no column for postcode.",),
    ),
    Refusal(
        "missing column in Parquet",
        tenancy(parquet(without("postcode")), "tenancy.parquet"),
        ("tenancy.parquet: no column for postcode.",),
    ),
)
TEXT = (
    Refusal("a NUL byte", tenancy(spoiled(TWO, 3, "Ann", "A\0n")), ("tenancy.csv: line 3 holds a NUL byte",)),
    Refusal(
        "a NUL byte in UTF-16",
        tenancy(spoiled(TWO, 3, "Ann", "A\0n").encode("utf-16")),
        ("tenancy.csv: line 3 holds a NUL byte",),
    ),
    Refusal("a picture called .csv", tenancy(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(90)), ("NUL byte",)),
    Refusal("a workbook called .csv", tenancy(WIDE), ("NUL byte", "of another format")),
    Refusal(
        "mixed encodings",
        tenancy(spoiled(TWO, 2, "Ann", "Zoë").encode() + TWO.splitlines()[2].replace("Ann", "Zoë").encode("cp1252")),
        ("mixes encodings", "line 2 is UTF-8", "line 4 is not"),
    ),
    Refusal(
        "bytes of no encoding",
        tenancy(spoiled(TWO, 3, "Ann", "An\x81").encode("latin-1")),
        ("line 3 holds bytes that are not UTF-8 or Windows-1252",),
    ),
    Refusal(
        "begins as UTF-8 and is not",
        tenancy(b"\xef\xbb\xbf" + spoiled(TWO, 2, "Ann", "Zoë").encode("cp1252")),
        ("line 2 holds bytes that are not UTF-8",),
    ),
    Refusal(
        "begins as UTF-16 and is not",
        tenancy(b"\xff\xfe" + TWO.encode("utf-16-le") + b"\x00\xd8\x00\xd8"),
        ("begins as UTF-16",),
    ),
)
QUOTES = (
    Refusal(
        "a quotation mark never closed",
        tenancy(spoiled(text(rows(TENANCY, 3)), 3, "Ann", '"Ann')),
        ("a quotation mark opened on line 3 is not closed",),
    ),
    Refusal(
        "two stray quotation marks that would swallow rows without a trace",
        tenancy(spoiled(spoiled(text(rows(TENANCY, 5)), 2, "Ann", '"Ann'), 4, "Ann", 'Ann"')),
        ("a quotation mark opened on line 2 is not closed",),
    ),
    Refusal(
        "a quotation mark never closed, among quoted cells",
        tenancy(spoiled(quoted(rows(TENANCY, 3)), 3, '2020"', "2020")),
        ("a quotation mark opened on line 3 is not closed",),
    ),
    Refusal("a 10 MB cell", tenancy(spoiled(TWO, 3, "Ann", "A" * 10_000_000)), ("line 3", "more than 131,072 char")),
    Refusal(
        "a 10 MB cell between quotation marks",
        tenancy(spoiled(quoted(rows(TENANCY)), 3, "Ann", "A" * 10_000_000)),
        ("line 3 has a cell of more than 131,072 characters",),
    ),
    Refusal(
        "a long cell in Parquet",
        tenancy(parquet(rows(TENANCY, forename=["Ann", "A" * 200_000])), "tenancy.parquet"),
        ("tenancy.parquet: line 2, column forename", "more than 131,072 characters"),
    ),
)
WORKBOOKS = (
    Refusal(
        "no visible sheet",
        tenancy(edited("xl/workbook.xml", b"<sheet ", b'<sheet state="hidden" '), "tenancy.xlsx"),
        ("no visible sheet",),
    ),
    Refusal("text called .xlsx", tenancy(GOOD, "tenancy.xlsx"), ("tenancy.xlsx", "damaged or no .xlsx")),
    Refusal("half a workbook", tenancy(WIDE[: len(WIDE) // 2], "tenancy.xlsx"), ("damaged or no .xlsx",)),
    Refusal("a zip called .xlsx", tenancy(archive({"a.txt": b"x"}), "tenancy.xlsx"), ("tenancy.xlsx", "damaged or no .xlsx")),
    Refusal(
        "a workbook with a password of its own",
        tenancy(b"\xd0\xcf\x11\xe0" + bytes(600), "tenancy.xlsx"),
        ("password of its own", "belongs on a .zip"),
    ),
    Refusal(
        "a workbook that swells",
        tenancy(workbook(grid(rows(TENANCY, 400))), "tenancy.xlsx"),
        ("unpacks to more than 50,000 bytes",),
        limits=Limits(file_bytes=50_000),
    ),
    Refusal(
        "a cell at the end of the world",
        tenancy(far_cell(), "tenancy.xlsx"),
        ("column 16384 and row 1048576", "Delete the stray cells"),
    ),
)
PARQUET = (
    Refusal("text called .parquet", tenancy(GOOD, "tenancy.parquet"), ("not a Parquet file that can be read",)),
    Refusal("half a Parquet file", tenancy(parquet(rows(TENANCY))[:-200], "tenancy.parquet"), ("not a Parquet file that",)),
    Refusal(
        "a list in a Parquet column",
        tenancy(parquet(rows(TENANCY), forename=pl.concat_list("forename")), "tenancy.parquet"),
        ("column forename holds List(String)",),
    ),
)
ARCHIVES = (
    Refusal(
        "no password given",
        tenancy(archive({"tenancy.csv": GOOD}, "secret"), "tenancy.zip"),
        ("tenancy.zip/tenancy.csv", "has a password and none was given", "--password-file"),
    ),
    Refusal(
        "wrong password",
        tenancy(archive({"tenancy.csv": GOOD}, "secret"), "tenancy.zip"),
        ("the password does not open the archive", "--password-file"),
        password="guess",
    ),
    Refusal(
        "wrong password, old cipher",
        tenancy(OLD_CIPHER, "tenancy.zip"),
        ("the password does not open the archive",),
        password="guess",
    ),
    Refusal("text called .zip", tenancy(GOOD, "tenancy.zip"), ("tenancy.zip", "damaged or no .zip")),
    Refusal("damaged archive", tenancy(damaged_archive(), "tenancy.zip"), ("tenancy.zip", "damaged")),
    Refusal(
        "two files in an archive that names neither",
        tenancy(archive({"a.csv": GOOD, "b.csv": GOOD}), "tenancy.zip"),
        ("tenancy.zip: the archive holds 2 files",),
    ),
    Refusal(
        "an archive that swells",
        tenancy(archive({"tenancy.csv": csv(rows(TENANCY, 3000))}), "tenancy.zip"),
        ("tenancy.zip/tenancy.csv: unpacks to more than 60,000 bytes",),
        limits=Limits(file_bytes=60_000),
    ),
)
DATES = (
    Refusal(
        "months first",
        tenancy(csv(rows(TENANCY, 4, tenancy_start=["01/02/2020", "02/13/2020", "02/14/2020", "x"]))),
        ("tenancy.csv: column tenancy_start has the month before the day in 2 of 4", "first on line 3"),
    ),
    Refusal(
        "months first in an optional column",
        tenancy(csv(rows(TENANCY, 2, date_of_birth=["12/31/1980", "12/30/1981"]))),
        ("column date_of_birth has the month before the day in 2 of 2", "line 2"),
    ),
    Refusal(
        "months first in another extract",
        beside("deceased.csv", csv(rows(DEATH, 2, date_of_death="02/28/2026"))),
        ("deceased.csv: column date_of_death",),
    ),
    Refusal(
        "months first in postings",
        beside("rent_transaction.csv", csv(rows(POSTING, 200, posted_on=["1/2/2026"] * 198 + ["1/13/2026"] * 2))),
        ("rent_transaction.csv: column posted_on", "in 2 of 200", "first on line 200"),
    ),
)
USELESS = (
    Refusal(
        "every row set aside",
        tenancy(csv(rows(TENANCY, 5, tenant_status="M", postcode=["", "", "ME4 4AA", "ME4", "ME4"]))),
        ("none of its 5 rows can be used: tenant_status: not a known code (5), postcode: blank (2), postcode: only the",),
    ),
)
REFUSED = FOLDER + EMPTY + HEADERS + TEXT + QUOTES + WORKBOOKS + PARQUET + ARCHIVES + DATES + USELESS

assert CANARY.encode() in GOOD
