"""Writes three of pseudopeople's files, with its usual slips, under the names that our extracts give their columns.

Run by the interpreter of the evaluation's own environment: `.venv-evaluate/bin/python benchmarks/linkage/census.py FOLDER`.
"""

import sys
from pathlib import Path

import pandas as pd
import pseudopeople as psp

YEAR = 2020
SEED = 20261005


def _text(frame: pd.DataFrame, column: str) -> pd.Series:
    return (
        frame[column].astype("object").where(frame[column].notna(), None) if column in frame else pd.Series([None] * len(frame))
    )


def _written(frame: pd.DataFrame, date_format: str, place: str) -> pd.DataFrame:
    middle = "middle_name" if "middle_name" in frame else "middle_initial"
    born = pd.to_datetime(_text(frame, "date_of_birth"), format=date_format, errors="coerce")
    number = _text(frame, f"{place}street_number").fillna("") + " " + _text(frame, f"{place}street_name").fillna("")
    return pd.DataFrame({
        "forename": _text(frame, "first_name"), "middle_names": _text(frame, middle), "surname": _text(frame, "last_name"),
        "date_of_birth": born.dt.date, "nino": _text(frame, "ssn").str.replace("-", "", regex=False),
        "address_line_1": number.str.strip().replace("", None), "address_line_2": _text(frame, f"{place}unit_number"),
        "postcode": _text(frame, f"{place}zipcode"),
        "true_person": frame["simulant_id"].astype(str).str.replace("_", "").astype(int),
        "true_home": frame["household_id"].astype(str).str.replace("_", "").astype(int) if "household_id" in frame else None,
    })  # fmt: skip


def main(folder: Path) -> None:
    """Write `census.parquet`, `security.parquet` and `taxes.parquet`."""
    census = psp.generate_decennial_census(seed=SEED, year=YEAR)
    security = psp.generate_social_security(seed=SEED, year=YEAR)
    taxes = psp.generate_taxes_w2_and_1099(seed=SEED, year=YEAR)
    security = security[security["event_type"].astype(str).str.lower().str.startswith("c")]
    for name, frame, dates, place in (
        ("census", census, "%m/%d/%Y", ""), ("security", security, "%Y%m%d", ""), ("taxes", taxes, "", "mailing_address_"),
    ):  # fmt: skip
        _written(frame.reset_index(drop=True), dates, place).to_parquet(folder / f"{name}.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
