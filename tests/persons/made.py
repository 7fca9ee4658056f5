"""Made-up records, links and compared pairs, small enough to reason about, for the tests of clusters and ids."""

import polars as pl

from pipeline.decisions import UNDECIDED
from pipeline.stages.persons.decided import honoured
from pipeline.tables import Links, People

PEOPLE = {
    "record": pl.String, "extract": pl.String, "nino": pl.Int64, "nino_forms": pl.List(pl.Int64), "date_of_birth": pl.Int64,
    "birth_swapped": pl.Int64, "birth_certain": pl.Int64, "birth_year_month": pl.Int64, "birth_year_day": pl.Int64,
    "birth_month_day": pl.Int64,
}  # fmt: skip
LINKS = {
    "left": pl.String, "right": pl.String, "match_weight": pl.Float64, "match_probability": pl.Float64, "key_class": pl.String,
    "nino": pl.String,
}  # fmt: skip


def born(date: str | None, weak: bool = False) -> dict:
    """The birth columns of a record: a date's parts stand for their keyed forms."""
    if date is None:
        return {}
    year, month, day = date.split("-")
    digits = {"birth_year_month": year + month, "birth_year_day": year + "0" + day, "birth_month_day": "1" + month + day}
    swapped = int(year + day + month) if int(day) <= 12 else None
    whole = {
        "date_of_birth": int(year + month + day),
        "birth_swapped": swapped,
        "birth_certain": None if weak else int(year + month + day),
    }
    return whole | {name: int(text) for name, text in digits.items()}


def people(**records: dict) -> People:
    """Records by key, each with what is known of it: `nino` (a number; its slips are those that end alike) and `born`."""
    rows = []
    for key, known in records.items():
        nino = known.get("nino")
        forms = [nino // 10] if nino is not None else None
        rows.append({"record": key, "extract": "tenancy", "nino": nino, "nino_forms": forms, **born(known.get("born"))})
    blank = dict.fromkeys(PEOPLE)
    return People(pl.DataFrame([blank | row for row in rows], schema=PEOPLE))


def pairs(*given: tuple) -> pl.DataFrame:
    """Compared pairs as (one, other, weight) or (one, other, weight, key class)."""
    rows = []
    for one, other, weight, *key_class in given:
        left, right = sorted((one, other))
        rows.append((left, right, float(weight), 1 / (1 + 2.0**-weight), *(key_class or ["K3"]), "missing"))
    return pl.DataFrame(rows, schema=LINKS, orient="row")


def decisions(*said: tuple[str, str, bool]) -> pl.DataFrame:
    """Decisions as (one, other, whether they are one person)."""
    rows = [(*sorted((one, other)), same) for one, other, same in said]
    return pl.DataFrame(rows, schema=UNDECIDED.schema, orient="row")


def linked(compared: pl.DataFrame, decided: pl.DataFrame = UNDECIDED) -> Links:
    """The compared pairs that are kept as links, as decisions leave them."""
    ruled = compared.join(decided, on=["left", "right"], how="semi")
    kept = compared.filter(pl.col("match_probability") >= 0.5)
    return honoured(Links(pl.concat([kept, ruled]).unique().sort("left", "right")), decided)
