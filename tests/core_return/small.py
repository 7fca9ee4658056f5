"""A landlord of one letting and one sale, complete and without a fault, on which a test changes what it is about."""

from datetime import date
from pathlib import Path

import polars as pl

from pipeline import core_journey
from pipeline.core.given import Given
from pipeline.core_report import Made
from pipeline.keys import RootKey

TODAY = date(2026, 11, 21)
SETTINGS = '[[organisation]]\nlandlord_code = "MHS"\nowner = "ORG1"\nprovider = "PRP"\n'
TENANCY = {
    "landlord_code": "MHS", "tenancy_ref": "T1", "person_ref": "P1", "tenant_status": "F", "date_of_birth": "1986-09-09",
    "property_ref": "H1", "uprn": "100012345678", "tenancy_type": "general_needs", "tenancy_start": "2026-10-09",
    "acquisition_route": "new_let",
}  # fmt: skip
PROPERTY = {
    "landlord_code": "MHS", "property_ref": "H1", "uprn": "100012345678", "address_line_1": "1 High Street", "town": "Chatham",
    "postcode": "ME4 4AA", "local_authority": "E06000035", "unit_type": "1", "wheelchair_standard": "2", "bedrooms": "2",
    "vacancy_reason": "5", "last_let_basis": "1", "void_date": "2026-08-01", "home_kind": "1", "building_height": "2",
    "building_origin": "1", "wheelchair_home": "2", "handover_date": "2026-08-01",
}  # fmt: skip
ACCOUNT = {
    "landlord_code": "MHS", "account_ref": "A1", "tenancy_ref": "T1", "rent_type": "1", "rent_period": "1", "basic_rent": "110.50",
    "service_charge": "0", "personal_service_charge": "0", "support_charge": "0",
}  # fmt: skip
LETTING = {
    "landlord_code": "MHS", "tenancy_ref": "T1", "declaration": "1", "starter_tenancy": "1", "tenancy_type": "2",
    "household_size": "1", "sex_1": "F", "gender_same_1": "1", "work_1": "1", "ethnicity": "1", "nationality": "826",
    "armed_forces": "2", "pregnancy": "2", "needs_no_access": "1", "long_term_illness": "2", "time_in_area": "12",
    "time_waiting": "2", "reason_for_leaving": "16", "previous_tenure": "33", "homelessness": "1", "previous_postcode": "ME5 7AA",
    "previous_authority": "E06000035", "reasonable_preference": "2", "choice_based_lettings": "1", "common_allocations_policy": "2",
    "common_housing_register": "2", "accessible_register": "2", "referral_association": "8", "income_known": "1",
    "income_frequency": "1", "income": "400", "housing_benefit": "9", "income_from_benefits": "3",
}  # fmt: skip
SALE = {
    "landlord_code": "MHS", "sale_ref": "S1", "property_ref": "H1", "completion_date": "2026-10-09", "ownership": "1",
    "shared_product": "30", "staircasing": "2", "joint_purchase": "2", "interviewed": "2", "declaration": "1", "age_1": "34",
    "sex_1": "F", "gender_same_1": "1", "work_1": "1", "ethnicity": "1", "nationality": "826", "lives_here_1": "1",
    "household_size": "1", "previous_tenure": "3", "previous_postcode_known": "1", "previous_postcode": "ME5 7AA",
    "previous_authority": "E06000035", "served_regular": "7", "bereaved_partner": "5", "disability": "2", "wheelchair_user": "2",
    "income_1": "42000", "income_1_counted": "1", "housing_benefit": "1", "savings": "12000", "owned_before": "2", "resale": "2",
    "years_lived_here": "0", "price": "260000", "first_share": "40", "mortgage_used": "1", "mortgage": "94000",
    "mortgage_years": "30", "deposit": "10000", "rent": "450.25", "charge": "120.50", "estate_fee": "15",
}  # fmt: skip
NAMES = {"tenancy": TENANCY, "property": PROPERTY, "rent_account": ACCOUNT, "core_lettings": LETTING, "core_sales": SALE}
WHOLE = {name: [row] for name, row in NAMES.items()}


def rows(base: dict[str, str], *changes: dict[str, str | None]) -> list[dict[str, str | None]]:
    """One row for each set of changes to a base row."""
    return [base | change for change in changes]


def folder_with(folder: Path, settings: str = SETTINGS, **tables: list[dict[str, str | None]]) -> Path:
    """The folder with those tables as CSV; a table of no rows has no file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "core.toml").write_text(settings)
    for name, table in tables.items():
        if table:
            names = list(dict.fromkeys(column for row in table for column in row))
            pl.DataFrame(table, schema=dict.fromkeys(names, pl.String)).write_csv(folder / f"{name}.csv")
    return folder


def order(folder: Path, **given) -> core_journey.Order:
    """The order of a return over a folder on the tests' day."""
    return core_journey.Order(folder, 2026, lambda _: "", Given(TODAY, **given))


def returned(folder: Path, out: Path, **given) -> core_journey.Returned:
    """The return of a folder, made with a key beside `out`."""
    return core_journey.core_return(order(folder, **given), out, out.parent / "keys" / "root.key", lambda _: None)


def drafted(folder: Path, **given) -> dict[str, Made]:
    """What becomes of the logs of a folder, by log type, without the statistics and with nothing written."""
    records = core_journey.read_records(order(folder, **given))
    outcomes = core_journey.judged(order(folder, **given), records, RootKey(bytes(32)))
    return {
        filling.log_type: Made(form.layout, outcome, outcome.to_write, [], filling.derived) for filling, form, outcome in outcomes
    }


def numbered(made: Made) -> list[dict[str, str | None]]:
    """The logs that are written, each by field number."""
    return [{str(field.number): row[field.name] for field in made.layout.fields} for row in made.written.rows(named=True)]


def file_rows(path: Path) -> pl.DataFrame:
    """A bulk-upload file's data by field number."""
    return pl.read_csv(path, infer_schema=False)


def findings(out: Path, log_type: str = "Lettings") -> pl.DataFrame:
    """The sheet of findings of a report."""
    return sheet(out, f"{log_type}, findings")


def sheet(out: Path, name: str, book: str = "report.xlsx") -> pl.DataFrame:
    """A sheet of a workbook below its title."""
    return pl.read_excel(out / book, sheet_name=name, read_options={"header_row": 2}, infer_schema_length=None)
