"""The faulty logs added to those of the made-up landlord, and the list of them."""

from collections.abc import Iterable, Iterator

import polars as pl

from pipeline.sample.core_return.faulty import households, lettings, sales, sound, sums
from pipeline.sample.core_return.faulty.fault import Fault, Row
from pipeline.sample.core_return.faulty.sound import TENANCY_START

PLANTED = {
    "extract": pl.String, "row": pl.UInt32, "ref": pl.String, "checks": pl.String, "what": pl.String, "caught": pl.String,
}  # fmt: skip
NOTHING = "nothing is wrong"
REFERENCE = {"core_lettings": "tenancy_ref", "core_sales": "sale_ref"}
FAULTS = {"core_lettings": (*lettings.FAULTS, *households.FAULTS), "core_sales": (*sales.FAULTS, *sums.FAULTS)}
KEY = "tenancy_ref"
KINDS = {"1": "general_needs", "2": "supported"}
SOUND = {"core_lettings": sound.LETTINGS, "core_sales": sound.SALES}
FIRST_UPRN = {"core_lettings": 200_000_000_000, "core_sales": 200_000_001_000}
"""Each row is of a home of its own, which no other extract knows."""


def planted(files: dict[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The files with the sound and the faulty logs after their own, and the list of these.

    The list: `extract`, `row`, `ref`, `checks` (what each is meant for), `what` (is wrong), `caught` (by what).
    """
    made, listed = dict(files), []
    for extract in FAULTS:
        written = list(_rows(extract))
        made[extract] = _with(files[extract], [row for _, row in written]).drop(TENANCY_START, strict=False)
        listed.append(_list(extract, files[extract].height, written))
    made["tenancy"] = _with(files["tenancy"], list(_tenancies()))
    return made, pl.concat(listed)


def _with(rows: pl.DataFrame, more: list[Row]) -> pl.DataFrame:
    return pl.concat([rows, pl.DataFrame(more, infer_schema_length=None)], how="diagonal")


def _tenancies() -> Iterator[Row]:
    """The rows of the tenancy extract of the lettings planted here."""
    rows = {row[KEY]: row for _, row in _rows("core_lettings") if row[TENANCY_START] is not None}
    for row in rows.values():
        told = {
            "landlord_code": row["landlord_code"], KEY: row[KEY], "property_ref": row[KEY], TENANCY_START: row[TENANCY_START],
            "tenancy_type": KINDS[str(row["needs_type"])],
        }  # fmt: skip
        yield told | {"tenant_status": "F", "person_ref": f"{row[KEY]}/1"}
        if row["joint_tenancy"] == "1":
            yield told | {"tenant_status": "O", "person_ref": f"{row[KEY]}/2"}


def homes_of_faults() -> list[str]:
    """The UPRNs of the homes of the logs planted here."""
    return [str(first + number) for extract, first in FIRST_UPRN.items() for number, _ in enumerate(_every(extract))]


def _every(extract: str) -> list[Fault]:
    return [*(Fault("", NOTHING, row, "") for row in SOUND[extract]), *FAULTS[extract]]


def _rows(extract: str) -> Iterator[tuple[Fault, Row]]:
    for number, fault in enumerate(_every(extract)):
        own = {REFERENCE[extract]: f"FAULT/{number:03}", "uprn": str(FIRST_UPRN[extract] + number)}
        yield fault, own | dict(fault.row)
        if fault.again is not None:
            yield fault, own | dict(fault.row) | dict(fault.again)


def _list(extract: str, before: int, written: Iterable[tuple[Fault, Row]]) -> pl.DataFrame:
    told = [
        (extract, before + place, row[REFERENCE[extract]], fault.checks, fault.what, fault.caught)
        for place, (fault, row) in enumerate(written, 1)
    ]
    return pl.DataFrame(told, schema=PLANTED, orient="row")
