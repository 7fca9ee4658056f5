"""Lettings put through the service itself: our verdict and our set of faults are its own, row by row, none left over."""

import polars as pl
import pytest

from pipeline.core.judge import judge
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.core.lettings_2026.year import YEAR
from pipeline.core.upload_file import Upload
from pipeline.core_check import as_json
from tests.core.facts import oracle_rows, oracle_world


def upload_of(rows):
    columns = {f.name: pl.Series([row["fields"].get(str(f.number)) for row in rows], dtype=pl.String) for f in LAYOUT.fields}
    text = pl.DataFrame(columns).with_row_index("row", offset=1).with_columns(line=pl.col("row"))
    return Upload(LAYOUT, text, {})


def faults(errors):
    return {(error["field"], error["category"]) for error in errors}


@pytest.mark.parametrize("provider", ["PRP", "LA"])
def test_every_row_is_judged_as_the_service_judged_it(provider):
    rows = [row for row in oracle_rows() if row["provider"] == provider]
    said = as_json(judge(YEAR, upload_of(rows), oracle_world(provider), each_row_alone=True))
    differing = [
        f"{row['set']} {row['id']}: {mine['verdict']} for {row['verdict']}, {faults(mine['errors']) ^ faults(row['errors'])}"
        for row, mine in zip(rows, said, strict=True)
        if mine["verdict"] != row["verdict"] or faults(mine["errors"]) != faults(row["errors"])
    ]
    assert rows
    assert differing == []
