"""The officer's workbook: a cover and one sheet per match report, the same bytes for the same referrals."""

import io
from datetime import datetime, time

import polars as pl
from xlsxwriter import Workbook

from pipeline.officer.cover import write_cover
from pipeline.officer.edition import Edition, chosen
from pipeline.officer.gone import write_gone
from pipeline.officer.looks import Looks
from pipeline.officer.sheet import write_report

AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""No temporary file ever holds a name, and no text is taken for anything else."""


def workbook(referrals: pl.DataFrame, edition: Edition) -> bytes:
    """The .xlsx file of the re-identified referrals that belong in this edition.

    `referrals` has the columns of referrals.parquet and, for each side, `ref`, `name`, `date_of_birth`, `nino`, `address` and
    `landlord_code`, in the order in which to look at them. Raises Refused where one match report outgrows a worksheet.
    """
    listed, content = chosen(referrals, edition), io.BytesIO()
    book = Workbook(content, AS_TEXT)
    book.set_properties({"title": "Referrals", "author": "tenancy-match", "created": datetime.combine(edition.snapshot, time())})
    book.set_size(2400, 1400)
    looks = Looks(book)
    write_cover(book, looks, listed, edition)
    if edition.gone is not None and not edition.gone.is_empty():
        write_gone(book, looks, edition.gone, edition)
    for rule in listed["rule"].unique().sort():
        write_report(book, looks, edition.report(rule), listed.filter(pl.col("rule") == rule), edition)
    book.close()
    return content.getvalue()
