"""The table of codes that goes with each file, for whoever reads it at the other end."""

import polars as pl

from pipeline.nfi.file import File

MEANINGS = {
    "tenant_status": {"F": "First-named or only tenant", "O": "Second or further named tenant"},
    "right_to_buy_stage": {
        "applied": "The tenant has applied to buy the home",
        "accepted": "The right to buy was admitted, and the sale is under way",
        "completed": "The sale is completed",
        "withdrawn": "The application was withdrawn",
    },
    "tenancy_type": {
        "general_needs": "General needs housing",
        "sheltered": "Sheltered or retirement housing",
        "supported": "Supported housing",
        "temporary": "Temporary accommodation",
        "shared_ownership": "Shared ownership lease",
        "market_rent": "Let at a market rent",
        "garage": "Garage",
        "other": "Another type",
    },
}
"""What each code of our columns stands for."""


def look_up(file: File) -> pl.DataFrame:
    """`Field`, `Code` and `Meaning` of every code that a field of the file may hold."""
    rows = [
        {"Field": one.label, "Code": code, "Meaning": said}
        for one in file.fields
        for code, said in MEANINGS.get(one.column, {}).items()
    ]
    return pl.DataFrame(rows, schema={"Field": pl.String, "Code": pl.String, "Meaning": pl.String})
