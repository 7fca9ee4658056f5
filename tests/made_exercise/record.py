"""run.json of the made-up exercise."""

import math
from typing import Any

import polars as pl

from tests.made_exercise.cases import digits, referrals
from tests.made_exercise.rules import CARDS, COULD_NOT_RUN, TITLES

LEVELS = {
    "forename": [
        ("the same", "agree", 0.81, 0.0041),
        ("changed over with the surname", "close", 0.011, 0.00002),
        ("a pet name, variant or other given name", "close", 0.058, 0.0017),
        ("a letter or so apart", "close", 0.061, 0.0009),
        ("different", "conflict", 0.06, 0.986),
    ],
    "surname": [
        ("the same", "agree", 0.86, 0.0017),
        ("a letter or so apart", "close", 0.05, 0.0005),
        ("sounds the same", "close", 0.01, 0.0011),
        ("different", "conflict", 0.08, 0.9959),
    ],
    "date_of_birth": [
        ("the same", "agree", 0.91, 0.00004),
        ("day and month changed over", "close", 0.011, 0.00004),
        ("same year", "conflict", 0.01, 0.0151),
        ("different", "conflict", 0.069, 0.983),
    ],
    "nino": [
        ("the same", "agree", 0.95, 0.000001),
        ("a character or two wrong", "close", 0.04, 0.00001),
        ("different", "conflict", 0.01, 0.99),
    ],
    "contact": [("a telephone or e-mail shared", "agree", 0.6, 0.00005), ("none shared", "conflict", 0.4, 0.99995)],
}
SHAPE = {-36: 210, -28: 88_000, -26: 151_000, -24: 61_200, -16: 8100, -8: 700, -2: 40, 0: 31, 2: 22, 4: 25, 6: 60, 14: 1710}
PERSON = {"forename": (1, 1), "surname": (1, 1), "date_of_birth": (0.97, 0.985), "nino": (0.91, 0.98), "mobile": (0.71, 0.96)}
POLICY = {
    "priority": {"priority": {"P1": 7, "P2": 4}},
    "allow_list": [{"what": "bank account", "why": "the credit union's pooled account"}],
}
STAGES = {"read": 1.21, "validate": 1.64, "pseudonymise": 2.37, "link": 4.42, "apply rules": 1.13, "refer": 0.22, "write": 0.52}


def _column(name: str, rows: int, given: float, usable: float) -> dict[str, Any]:
    there, good = round(rows * given), round(rows * given * usable)
    return {"name": name, "given": there, "usable": good, "blank": rows - there, "unusable": there - good}


def _input(name: str, rows: int, away: int, columns: dict[str, tuple[float, float]]) -> dict[str, Any]:
    shares = [_column(column, rows - away, *share) for column, share in columns.items()]
    file = {"file": f"{name}.csv", "sha256": digits(name) * 2, "bytes": rows * 131, "format": "csv", "encoding": "utf-8"}
    counts = {"rows_read": rows, "rows_accepted": rows - away, "rows_quarantined": away, "blank_lines": 1, "duplicates": 0}
    said: dict[str, Any] = {"columns_dropped": [], "columns_missing": [], "notices": [], "reasons": {}, "columns": shares}
    return file | {"delimiter": ","} | counts | said


def _inputs() -> dict[str, Any]:
    tenancy = _input("tenancy", 14_211, 23, {"tenancy_ref": (1, 1), **PERSON, "tenancy_start": (1, 1), "permission": (0.03, 1)})
    tenancy["columns_dropped"] = ["shoe size", "<script>alert(1)</script>"]
    tenancy["columns_missing"] = ["succession_open"]
    tenancy["notices"] = ["telephones had lost leading zeros: 412 put back"]
    tenancy["reasons"] = {"tenancy_start: unusable": 14, "tenancy_end: before tenancy_start": 6, "row: repeated exactly": 3}
    return {
        "tenancy": tenancy,
        "rent_account": _input("rent_account", 9987, 1, {"account_ref": (1, 1), "balance": (1, 0.9999)}),
        "rent_transaction": _input("rent_transaction", 731_204, 0, {"account_ref": (1, 1), "payer_name": (0.31, 1)}),
        "benefit_award": _input("benefit_award", 6120, 9, {"claim_ref": (1, 1), **PERSON, "weekly_amount": (0.92, 1)}),
        "deceased": _input("deceased", 402, 2, {"forename": (1, 1), "date_of_birth": (0.83, 0.99)}),
    }


def _parameter(name: str, level: tuple[str, str, float, float], stratum: str) -> dict[str, Any]:
    said, likeness, m, u = level
    chance = min(u * (9 if stratum == "household" else 1), 0.97)
    weight = round(math.log2(m / chance), 4)
    where = {"stratum": stratum, "comparison": name, "level": said, "likeness": likeness}
    return where | {"m": m, "u": chance, "match_weight": weight}


def _linkage() -> dict[str, Any]:
    strata = ("stranger", "household")
    return {
        "records": 20_710,
        "pairs_compared": sum(SHAPE.values()),
        "links": 11_425,
        "persons": 13_880,
        "prior": 0.00005,
        "threshold": 0.95,
        "household_stratum": True,
        "household_prior": 0.41,
        "parameters": [_parameter(name, level, one) for one in strata for name, levels in LEVELS.items() for level in levels],
        "histogram": [{"from": low, "to": low + 2, "pairs": pairs} for low, pairs in SHAPE.items()],
        "key_classes": {"K1": 9010, "K2": 402, "K3": 1890, "K4": 123},
        "untrained": [{"comparison": "surname", "level": "sounds the same"}],
    }


def _nothing() -> dict[str, Any]:
    linkage = {"parameters": [], "histogram": [], "key_classes": {}, "untrained": [], "links": 0, "persons": 0, "prior": 0.0}
    return {"linkage": _linkage() | linkage, "orphans": [], "weaknesses": [], "rules_disabled": []}


def _quality() -> dict[str, Any]:
    return {
        "inputs": _inputs(),
        "orphans": [
            {"from": "rent_account", "to": "tenancy", "column": "tenancy_ref", "rows": 3},
            {"from": "benefit_payment", "to": "benefit_award", "column": "claim_ref", "rows": 0},
        ],
        "weaknesses": [{"extract": "tenancy", "what": "nino unknown", "rows": 1531, "rules": ["I1"]}],
        "rules_disabled": [{"rule": rule, "because": why} for rule, why in COULD_NOT_RUN.items()],
        "files_ignored": ["notes.docx"],
    }


def _found(each: int) -> dict[str, Any]:
    counted = referrals(each).group_by("rule", "priority").len().sort("rule", "priority")
    return {
        "referrals": [{"rule": r, "title": TITLES[r], "priority": level, "count": n} for r, level, n in counted.iter_rows()],
        "restricted_referrals": counted.filter(pl.col("priority") == "restricted")["len"].sum(),
        "rules": [{"rule": r, "title": TITLES[r], "version": 1, "file": CARDS[r], "sha256": digits(r) * 2} for r in TITLES],
    }


def run_record(each: int = 5) -> dict[str, Any]:
    """run.json, with `each` referrals a rule; with none, nothing was linked, noticed or set aside either."""
    about = {"product": "tenancy-match", "version": "0.1.0", "snapshot": "2026-10-05", "snapshot_from": "rent_account"}
    made = {"versions": {"python": "3.11.7", "splink": "5.0.0"}, "configuration": POLICY, "key_fingerprint": "9f3a22c1"}
    stages = [{"stage": stage, "seconds": seconds} for stage, seconds in STAGES.items()]
    measured = {"started": "2026-11-24T10:00:00+00:00", "seconds": 11.51, "peak_memory_mb": 812, "stages": stages}
    left = {"outputs": {"referrals.parquet": digits("out") * 2}, "measured": measured}
    whole = about | made | _quality() | {"linkage": _linkage()} | _found(each) | left
    return whole if each else whole | _nothing()
