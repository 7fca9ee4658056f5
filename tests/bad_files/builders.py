"""Small builders of extracts: rows as dicts, written in every format, good until somebody spoils them."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pyzipper
import xlsxwriter

CANARY = "Zyxwvutsrq"
"""A surname that stands in every tenancy made here and may stand in no message."""
ERROR = "#N/A"
SNAPSHOT = date(2026, 10, 5)

Row = dict[str, Any]

TENANCY: Row = {
    "landlord_code": "MHS",
    "tenancy_ref": "T#",
    "person_ref": "P#",
    "tenant_status": "F",
    "forename": "Ann",
    "surname": CANARY,
    "property_ref": "U#",
    "address_line_1": "# High Street",
    "postcode": "ME4 4AA",
    "tenancy_type": "general_needs",
    "tenancy_start": "01/02/2020",
}
ACCOUNT: Row = {
    "landlord_code": "MHS",
    "account_ref": "A#",
    "tenancy_ref": "T#",
    "weekly_charge": "101.50",
    "balance": "-3.00",
    "as_of": "05/10/2026",
}
POSTING: Row = {
    "account_ref": "A1",
    "transaction_ref": "X#",
    "posted_on": "05/10/2026",
    "kind": "receipt",
    "amount": "10.00",
}
AWARD: Row = {
    "scheme": "housing_benefit",
    "source_body": "Medway",
    "claim_ref": "C#",
    "role": "claimant",
    "forename": "Ann",
    "surname": CANARY,
    "address_line_1": "# High Street",
    "postcode": "ME4 4AA",
    "award_start": "01/02/2020",
}
PAYMENT: Row = {
    "source_body": "Medway",
    "claim_ref": "C#",
    "period_from": "01/09/2026",
    "period_to": "07/09/2026",
    "amount": "80.00",
    "paid_on": "08/09/2026",
}
DEATH: Row = {"forename": "Ann", "surname": CANARY, "date_of_death": "01/02/2026", "source": "register"}


def rows(pattern: Row, count: int = 2, **cells: Any) -> list[Row]:
    """`count` rows after a pattern, "#" numbered from 1; `cells` holds one value for all or a list of one for each."""
    made = []
    for at in range(count):
        given = {name: value[at] if isinstance(value, list) else value for name, value in cells.items()}
        numbered = {name: value.replace("#", str(at + 1)) for name, value in pattern.items()}
        made.append(numbered | given)
    return made


def grid(table: Sequence[Row]) -> list[list[Any]]:
    """Header and rows as lists."""
    return [list(table[0]), *(list(row.values()) for row in table)]


def text(table: Sequence[Row], delimiter: str = ",", line_end: str = "\n") -> str:
    """Delimited text without quotation marks."""
    return line_end.join(delimiter.join(map(str, cells)) for cells in grid(table)) + line_end


def quoted(table: Sequence[Row]) -> str:
    """Delimited text with quotation marks around every cell."""
    return "".join(",".join(f'"{cell}"' for cell in cells) + "\n" for cells in grid(table))


def csv(table: Sequence[Row], *, delimiter: str = ",", line_end: str = "\n", encoding: str = "utf-8") -> bytes:
    return text(table, delimiter, line_end).encode(encoding)


def workbook(*sheets: Sequence[Sequence[Any]], hidden: int = 0) -> bytes:
    """A workbook of sheets given as rows of cells (dates as date cells); the first `hidden` of them are hidden."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, cells in enumerate(sheets):
            sheet = book.add_worksheet(f"Sheet {number}")
            if number == hidden:
                sheet.activate()
                sheet.set_first_sheet()
            if number < hidden:
                sheet.hide()
            for at, row in enumerate(cells):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    elif cell is ERROR:
                        sheet.write_formula(at, column, "=NA()", None, ERROR)
                    elif isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif cell is not None:
                        sheet.write(at, column, cell)
    return file.getvalue()


def parquet(table: Sequence[Row], **columns: Any) -> bytes:
    """Parquet of the rows, some columns replaced by typed ones."""
    file = io.BytesIO()
    pl.DataFrame(list(table)).with_columns(**columns).write_parquet(file)
    return file.getvalue()


def archive(members: dict[str, bytes], password: str | None = None) -> bytes:
    """A zip, with AES where there is a password."""
    file = io.BytesIO()
    with pyzipper.AESZipFile(file, "w", compression=pyzipper.ZIP_DEFLATED) as packed:
        if password:
            packed.setpassword(password.encode())
            packed.setencryption(pyzipper.WZ_AES)
        for name, content in members.items():
            packed.writestr(name, content)
    return file.getvalue()
