"""A made-up landlord's extracts written again as other systems would export them: other headers, codes, cells and shapes.

Every style is invented after the habits of housing systems; the people are the sample's, who do not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import xlsxwriter

Rows = dict[str, pl.DataFrame]
HEADINGS = {
    "Tenant status flag": "tenant_status",
    "Forename(s)": "forename",
    "Middle name(s)/initial(s)": "middle_names",
    "Surname": "surname",
    "Home telephone number": "home_telephone",
    "Mobile telephone number": "mobile",
    "E-mail address": "email",
    "Date of birth": "date_of_birth",
    "National Insurance number": "nino",
    "Tenancy start date": "tenancy_start",
    "Tenancy end date": "tenancy_end",
    "UPRN": "uprn",
    "Housing benefit reference number": "housing_benefit_ref",
    "Number of people permanently living at address": "occupants",
}


@dataclass(frozen=True)
class File:
    """One file of a style: what it is called, its columns (their header from ours), and how it is written."""

    name: str
    columns: dict[str, str]
    title: tuple[str, ...] = ()
    total: str = ""
    delimiter: str = ","


@dataclass(frozen=True)
class Style:
    """A system: the files by extract, and their codes by column (theirs from ours)."""

    files: dict[str, File]
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    shape: Callable[[str, pl.DataFrame], pl.DataFrame] = lambda _, rows: rows


def read_sample(folder: Path) -> Rows:
    return {
        path.stem: pl.read_csv(path, infer_schema=False).rename(lambda name: HEADINGS.get(name, name))
        for path in sorted(folder.glob("*.csv"))
    }


def write_style(style: Style, sample: Rows, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for extract, file in style.files.items():
        rows = style.shape(extract, _coded(style, sample[extract]))
        table = rows.select(pl.col(ours).alias(theirs) if ours in rows.columns else pl.lit(None, pl.String).alias(theirs)
                            for theirs, ours in file.columns.items())  # fmt: skip
        (_workbook if file.name.endswith(".xlsx") else _text)(table, file, folder / file.name)


def _coded(style: Style, rows: pl.DataFrame) -> pl.DataFrame:
    kept = [name for name in style.codes if name in rows.columns]
    return rows.with_columns(pl.col(name).replace(style.codes[name]) for name in kept)


def _text(table: pl.DataFrame, file: File, path: Path) -> None:
    above = "".join(f"{line}\n" for line in file.title)
    below = f"{file.total}\n" if file.total else ""
    path.write_text(above + table.write_csv(separator=file.delimiter) + below, encoding="utf-8")


def _workbook(table: pl.DataFrame, file: File, path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        if file.title:
            book.add_worksheet("Cover").write_column(0, 0, file.title)
        sheet = book.add_worksheet("Data")
        for at, cells in enumerate([table.columns, *table.rows()]):
            sheet.write_row(at, 0, ["" if cell is None else cell for cell in cells])


def whole_name(rows: pl.DataFrame) -> pl.DataFrame:
    """With `whole`: "SMITH, Mr John A"."""
    given = pl.concat_str("title", "forename", "middle_names", separator=" ", ignore_nulls=True)
    return rows.with_columns(whole=pl.format("{}, {}", pl.col("surname").fill_null("").str.to_uppercase(), given))


def natural_name(rows: pl.DataFrame) -> pl.DataFrame:
    """With `natural`: "Mr John A Smith"."""
    parts = ("title", "forename", "middle_names", "surname")
    return rows.with_columns(natural=pl.concat_str(*parts, separator=" ", ignore_nulls=True))


def whole_address(rows: pl.DataFrame) -> pl.DataFrame:
    """With `where`: the lines and the postcode in one cell."""
    lines = [f"address_line_{n}" for n in range(1, 5)]
    return rows.with_columns(where=pl.concat_str(*lines, "postcode", separator=", ", ignore_nulls=True))


def _orchard(extract: str, rows: pl.DataFrame) -> pl.DataFrame:
    rows = whole_name(rows) if "surname" in rows.columns else rows
    rows = whole_address(rows) if "address_line_4" in rows.columns else rows
    return rows.with_columns(blank=pl.lit(None, pl.String))


def _debits(extract: str, rows: pl.DataFrame) -> pl.DataFrame:
    if extract != "rent_transaction":
        return rows
    owed = pl.col("kind") == "RENT"
    return rows.with_columns(debit=pl.when(owed).then("amount"), credit=pl.when(~owed).then("amount"))


ORCHARD = Style(
    files={
        "tenancy": File(
            "Tenancy report.csv",
            {"Ten Ref": "tenancy_ref", "Main tenant": "whole", "Dt of birth": "date_of_birth", "Nat Ins No": "nino",
             "Mob No": "mobile", "Prop Ref": "property_ref", "Property Address": "where", "Ten Type": "tenancy_type",
             "Rent Grp": "blank", "Ten Start Dt": "tenancy_start", "Ten End Dt": "tenancy_end", "Tenant Status": "tenant_status",
             "Next Review": "blank"},
            title=("Tenancy report,,,,", "Area: All   Status: All", ""),
            total="Total tenancies: 198",
        ),
        "rent_account": File(
            "Arrears 05102026.csv",
            {"Payment Ref": "account_ref", "Ten Ref": "tenancy_ref", "Gross Rent": "weekly_charge", "Arrears": "balance",
             "Pay Method": "payment_method"},
        ),
    },
    codes={
        "tenancy_type": {"general_needs": "GN", "sheltered": "SHEL", "garage": "GAR", "supported": "SUPP", "temporary": "TEMP",
                         "shared_ownership": "SO", "market_rent": "MR", "other": "LEASE"},
        "tenant_status": {"F": "MAIN", "O": "JT", "H": "OCC"},
    },
    shape=_orchard,
)  # fmt: skip

NORTHGATE = Style(
    files={
        "tenancy": File(
            "HOU_TENANCIES_EXTRACT.txt",
            {"LANDLORD": "landlord_code", "TCY_REFNO": "tenancy_ref", "PAR_REFNO": "person_ref", "PAR_PER_TITLE": "title",
             "PAR_PER_FORENAME": "forename", "PAR_PER_SURNAME": "surname", "PAR_PER_DATE_OF_BIRTH": "date_of_birth",
             "PAR_PER_NI_NO": "nino", "PRO_PROPREF": "property_ref", "PRO_UPRN": "uprn", "ADDR_LINE_1": "address_line_1",
             "ADDR_LINE_2": "address_line_2", "ADDR_LINE_3": "address_line_3", "POSTCODE": "postcode",
             "TCY_TTY_CODE": "tenancy_type", "TCY_ACT_START_DATE": "tenancy_start", "TCY_ACT_END_DATE": "tenancy_end",
             "RELATIONSHIP": "tenant_status"},
            delimiter="|",
        ),
        "rent_transaction": File(
            "HRA_TRANSACTIONS.txt",
            {"RAC_ACCNO": "account_ref", "TRA_REFNO": "transaction_ref", "TRA_DATE": "posted_on", "TRA_TRT_CODE": "kind",
             "TRA_DR": "debit", "TRA_CR": "credit"},
            delimiter="|",
        ),
    },
    codes={
        "tenancy_type": {"general_needs": "SEC", "sheltered": "SHE", "garage": "GAR", "supported": "SUP", "temporary": "NSTA",
                         "shared_ownership": "SHO", "market_rent": "MR", "other": "LIC"},
        "tenant_status": {"F": "T", "O": "JTEN", "H": "SPO"},
        "kind": {"charge": "RENT", "receipt": "PAY", "adjustment": "ADJ", "refund": "RFD", "reversal": "REV"},
    },
    shape=_debits,
)  # fmt: skip

CIVICA = Style(
    files={
        "tenancy": File(
            "Cx Tenancy Export.xlsx",
            {"Company Code": "landlord_code", "Tenancy Reference": "tenancy_ref", "Person Reference": "person_ref",
             "Tenant Role": "tenant_status", "Tenant Title": "title", "First Name": "forename", "Last Name": "surname",
             "DateOfBirth": "date_of_birth", "NINumber": "nino", "Telephone": "home_telephone", "Asset Reference": "property_ref",
             "House Number": "number", "Street": "street", "Town": "address_line_2", "Post Code": "postcode",
             "Tenure": "tenancy_type", "Tenancy Commencement": "tenancy_start", "Previous Postcode": "blank"},
            title=("Cx report", "Printed for the Head of Housing"),
        ),
        "waiting_list": File(
            "Housing Register.xlsx",
            {"Registration No": "application_ref", "Applicant Name": "natural", "DOB": "date_of_birth", "NI": "nino",
             "Mobile": "mobile", "Current Address": "where", "Date Registered": "applied_on", "Register Status": "status"},
        ),
    },
    codes={
        "tenant_status": {"F": "Lead Tenant", "O": "Joint Tenant", "H": "Household Member"},
        "tenancy_type": {"general_needs": "Assured", "sheltered": "Retirement Living", "garage": "Garage",
                         "supported": "Supported Housing", "temporary": "Temporary Accommodation", "shared_ownership":
                         "Shared Ownership", "market_rent": "Intermediate Rent", "other": "Leasehold"},
        "status": {"live": "Active", "suspended": "Deferred", "housed": "Rehoused", "closed": "Removed"},
    },
    shape=lambda extract, rows: (
        rows.with_columns(
            number=pl.col("address_line_1").str.extract(r"^(\d+)"),
            street=pl.col("address_line_1").str.replace(r"^\d+\s+", ""),
            blank=pl.lit(None, pl.String),
        )
        if extract == "tenancy"
        else whole_address(natural_name(rows))
    ),
)  # fmt: skip

AAREON = Style(
    files={
        "tenancy": File(
            "QL_tenants.csv",
            {"Contract No": "tenancy_ref", "Tenant Name": "natural", "Birth Date": "date_of_birth", "Unit No": "property_ref",
             "Street Address": "address_line_1", "City": "address_line_2", "Zip": "postcode", "Tenure Code": "tenancy_type",
             "Lease start": "tenancy_start", "Void Dt": "tenancy_end", "Household position": "tenant_status"},
            delimiter=";",
        ),
        "benefit_award": File(
            "HB entitlements Medbridge.csv",
            {"Claimant Ref": "claim_ref", "Claimant": "whole", "Role": "role", "NINO": "nino", "Date of Birth": "date_of_birth",
             "Property Address": "where", "Landlord Ref": "tenancy_ref", "Entitlement from": "award_start",
             "Entitlement to": "award_end", "Weekly HB": "weekly_amount", "Eligible Rent": "declared_rent",
             "Landlord payee": "payee"},
            title=("HB entitlements", ""),
        ),
    },
    codes={
        "tenant_status": {"F": "Main Tenant", "O": "Joint", "H": "Occupier"},
        "role": {"claimant": "Claimant", "partner": "PTNR", "non_dependant": "NONDEP"},
        "payee": {"landlord": "LL", "claimant": "CLMT"},
        "tenancy_type": {"general_needs": "AST", "sheltered": "HFOP", "garage": "GARAGE", "supported": "SUP", "temporary": "TA",
                         "shared_ownership": "LCHO", "market_rent": "XQ", "other": "ZZ"},
    },
    shape=lambda extract, rows: whole_address(whole_name(natural_name(rows))),
)  # fmt: skip

STYLES = {"orchard": ORCHARD, "northgate": NORTHGATE, "civica": CIVICA, "aareon": AAREON}
