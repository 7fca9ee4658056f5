"""A small made-up exercise in the shapes of the contract, for tests of what people read. Everybody in it is invented."""

import hashlib
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

SNAPSHOT = date(2026, 10, 5)
TITLES = {
    "B1": "A tenant appears to be paid housing support for another address",
    "B2": "One person appears to be paid housing support for two homes at once",
    "B6": "Housing support is paid for days outside the tenancy",
    "D1": "Our own records speak of a death, and the tenancy goes on",
    "D2": "A sole tenant appears in a record of deaths, and the tenancy goes on",
    "I1": "One National Insurance number is on file for different people",
    "T1": "One person appears to hold two of our tenancies at once",
    "T3": "A tenancy ended on paper, and rent still comes in",
}
CARDS = {
    "B1": "b1_support_elsewhere.toml", "B2": "b2_two_claims.toml", "B6": "b6_paid_outside_tenancy.toml", "D1": "d1_own_death_marker.toml",
    "D2": "d2_deceased_tenant.toml", "I1": "i1_one_nino.toml", "T1": "t1_two_tenancies.toml", "T3": "t3_ended_but_paid.toml",
}  # fmt: skip
SIDES = {
    "B1": ("tenancy", "benefit_award"), "B2": ("benefit_award", "benefit_award"), "B6": ("tenancy", "benefit_award"),
    "D1": ("tenancy", None), "D2": ("tenancy", "deceased"), "I1": ("tenancy", "benefit_award"), "T1": ("tenancy", "tenancy"),
    "T3": ("tenancy", "rent_account"),
}  # fmt: skip
UNLINKED = ("D1", "T3")
SAID = {
    "may_indicate": "The person may not be living in one of the homes, or may have let it to somebody else.",
    "innocent_explanations": "An agreed transfer or exchange, with both tenancies running for the notice period; A tenancy that ended, with "
    "its end date not yet keyed; A joint tenancy kept open for a former partner; Two people of one name: a twin, a parent and child, a namesake",
    "suggested_enquiry": "Compare both sign-up files, starts and notices; look at the last rent and repairs at each home; then visit.",
    "suppressors_tested": "transfer_between_them (the later tenancy is a transfer from the earlier): no; decant (either home is a "
    "decant): no; notice_within_days (the tenant gave notice in the last 56 days): no",
}
NAMES = (
    "Amara Okafor",
    "Siân O'Neill-Price",
    "Mohammed Iqbal Khan",
    "Agnieszka Wójcik",
    "Jo Smith",
    "Wei Chen",
    "Gurpreet Kaur Gill",
)
STREETS = (
    "Flat 3, 12 Alder Court",
    "27 Beacon Rise",
    "4 Chapel Fold",
    "Flat 12b, Dunmore House, 88 Elm Parade",
    "The Lodge, Far Lane",
)
COMPARED = ("forename", "surname", "date_of_birth", "nino", "contact")
LEVELS = {
    "forename": [("the same", "agree", 0.81, 0.0041), ("changed over with the surname", "close", 0.011, 0.00002),
                 ("a pet name, variant or other given name", "close", 0.058, 0.0017), ("a letter or so apart", "close", 0.061, 0.0009),
                 ("sounds the same", "close", 0.014, 0.0021), ("an initial that fits", "close", 0.021, 0.0052), ("different", "conflict", 0.025, 0.986)],
    "surname": [("the same", "agree", 0.86, 0.0017), ("a part or former name shared", "close", 0.04, 0.0008),
                ("a letter or so apart", "close", 0.05, 0.0005), ("sounds the same", "close", 0.01, 0.0011), ("different", "conflict", 0.04, 0.9959)],
    "date_of_birth": [("the same", "agree", 0.91, 0.00004), ("the same 1 January", "close", 0.004, 0.00006), ("day and month changed over", "close", 0.011, 0.00004),
                      ("same year and month", "close", 0.021, 0.0011), ("same year", "conflict", 0.01, 0.0151), ("different", "conflict", 0.014, 0.983)],
    "nino": [("the same", "agree", 0.95, 0.000001), ("a character or two wrong", "close", 0.04, 0.00001), ("different", "conflict", 0.01, 0.99)],
    "contact": [("a telephone or e-mail shared", "agree", 0.6, 0.00005), ("none shared", "conflict", 0.4, 0.99995)],
}  # fmt: skip


def digits(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def _case(rule: str, n: int) -> dict[str, Any]:
    left, right = SIDES[rule]
    linked = rule not in UNLINKED
    restricted = n == 4 and rule in ("T1", "B1")
    priority = "restricted" if restricted else ("P1", "P2", "P2", "P3")[n % 4]
    begun = SNAPSHOT - timedelta(days=90 * (n + 1) + 11)
    weekly = Decimal("92.10") + n
    days = (SNAPSHOT - begun).days + 1
    amount = (weekly / 7 * days).quantize(Decimal("0.01")) if rule[0] == "B" else None
    return {
        "referral_id": digits("referral", rule, n), "rule": rule, "rule_version": 1, "priority": priority,
        "score": None if restricted else 8 - n, "score_breakdown": None if restricted else "base 5; link +2; 180 days or more +1",
        "scope": "within" if rule in ("T1", "T3") else "between", "person": digits("person", rule, n), "left_extract": left,
        "left_record": digits("left", rule, n), "right_extract": right, "right_record": digits("right", rule, n) if right else None,
        "key_class": ("K5" if rule == "I1" else ("K1", "K2", "K3", "K3")[n % 4]) if linked else None,
        "match_probability": 0.999 - n / 100 if linked else None, "match_weight": 18.4 - n if linked else None, "overlap_from": begun,
        "overlap_to": SNAPSHOT, "overlap_days": days, "amount_at_issue": amount,
        "agreements": "National Insurance number agrees; surname agrees; forename is close; date of birth agrees" if linked else "the home is the same",
        "conflicts": "a tenancy of our home that runs / an award of help with the rent of another home; "
        "left: tenancy from 2018-04-02, still open; right: award from 2025-09-01, still open; the homes differ",
        "corroboration": "also found by T1" if n == 1 else "", **SAID, "change": "new", "status": "unreviewed", "date_evidence_known": SNAPSHOT,
        "amount_arithmetic": f"£{weekly} a week / 7 x {days} days both run = £{amount}" if amount else None,
    }  # fmt: skip


def _identities(rule: str, n: int) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for side, extract in zip(("left", "right"), SIDES[rule], strict=True):
        at = (ord(rule[0]) + n * 3 + (2 if side == "right" else 0)) % len(STREETS)
        given = extract is not None
        said |= {
            f"{side}_ref": {"tenancy": f"00{n}/45{at}/0{n}1", "benefit_award": f"HB/00{n}98/claimant", "deceased": f"deceased/{n + 17}",
                            "rent_account": f"0{n}45-RA"}.get(extract or ""),
            f"{side}_name": NAMES[(n + len(rule) + ord(rule[1])) % len(NAMES)] if given and extract != "rent_account" else None,
            f"{side}_date_of_birth": f"19{60 + n}-0{n + 1}-17" if given and n != 3 else ("about 1950" if given else None),
            f"{side}_nino": "QQ123456C" if given and n % 2 else None,
            f"{side}_address": f"{STREETS[at]}, Southwick, ZZ{n} {at}QQ" if given else None,
            f"{side}_landlord_code": "MHS" if extract in ("tenancy", "rent_account") else ("Southwick Council" if extract == "benefit_award" else None),
        }  # fmt: skip
    return said


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    exact = {"amount_at_issue": pl.Decimal(12, 2), "score": pl.Int64, "match_probability": pl.Float64, "match_weight": pl.Float64}
    made = pl.DataFrame(rows, infer_schema_length=None, schema_overrides=exact)
    return made.sort("priority", "score", "referral_id", descending=[False, True, False], nulls_last=True)


def referrals(each: int = 5) -> pl.DataFrame:
    """referrals.parquet: `each` cases per rule, two of them restricted."""
    return _frame([_case(rule, n) for rule in TITLES for n in range(each)])


def reidentified(each: int = 5) -> pl.DataFrame:
    """The same with the clear references, names, birth dates, numbers and addresses of both sides."""
    return _frame([_case(rule, n) | _identities(rule, n) for rule in TITLES for n in range(each)])


def links(each: int = 5) -> pl.DataFrame:
    """links.parquet: the pair of every linked referral, with the weight of each comparison and of the rare name."""
    rows = []
    for rule in TITLES:
        for n in range(each if rule not in UNLINKED else 0):
            weights = {"mw_prior": -14.2, "mw_forename": 7.6 - n, "mw_surname": 8.9, "mw_date_of_birth": 14.5 if n % 2 else 4.1,
                       "mw_nino": 0.0 if n % 2 else 19.8, "mw_contact": -1.3, "mw_tf_adj_forename": 1.7}  # fmt: skip
            words = {"forename": "agree" if n == 0 else "close", "surname": "agree", "date_of_birth": "agree" if n % 2 else "close",
                     "nino": "missing" if n % 2 else "agree", "contact": "conflict"}  # fmt: skip
            if rule == "I1":
                weights |= {"mw_forename": -5.3, "mw_date_of_birth": -6.1}
                words |= {"forename": "conflict", "date_of_birth": "conflict"}
            left, right = sorted((digits("left", rule, n), digits("right", rule, n)))
            total = sum(weights.values())
            rows.append(
                {
                    "left": left,
                    "right": right,
                    "match_weight": total,
                    "match_probability": 1 / (1 + 2**-total),
                    **words,
                    **weights,
                }
            )
    return pl.DataFrame(rows).with_columns(key_class=pl.lit("K1"))


def persons(each: int = 5) -> pl.DataFrame:
    """persons.parquet: one row per record that names a person."""
    rows = [
        {"extract": extract, "record": digits(side, rule, n), "person": digits("person", rule, n)}
        for rule, sides in SIDES.items()
        for n in range(each)
        for side, extract in zip(("left", "right"), sides, strict=True)
        if extract not in (None, "rent_account")
    ]
    return pl.DataFrame(rows).sort("extract", "record")


def _input(name: str, rows: int, away: int, columns: dict[str, tuple[float, float]]) -> dict[str, Any]:
    kept = rows - away
    return {
        "file": f"{name}.csv", "sha256": digits(name) * 2, "bytes": rows * 131, "format": "csv", "encoding": "utf-8", "delimiter": ",",
        "rows_read": rows, "rows_accepted": kept, "rows_quarantined": away, "blank_lines": 1, "columns_dropped": [], "columns_missing": [],
        "notices": [], "reasons": {}, "duplicates": 0,
        "columns": [{"name": column, "given": round(kept * given), "usable": round(kept * given * usable), "blank": kept - round(kept * given),
                     "unusable": round(kept * given) - round(kept * given * usable)} for column, (given, usable) in columns.items()],
    }  # fmt: skip


def _inputs() -> dict[str, Any]:
    person = {"forename": (1, 1), "surname": (1, 1), "date_of_birth": (0.97, 0.985), "nino": (0.91, 0.98), "mobile": (0.71, 0.96),
              "email": (0.44, 0.99), "uprn": (0.99, 1), "postcode": (1, 0.998)}  # fmt: skip
    tenancy = _input("tenancy", 14211, 23, {"tenancy_ref": (1, 1), **person, "tenancy_start": (1, 1), "permission": (0.03, 1)}) | {
        "columns_dropped": ["shoe size", "<script>alert(1)</script>"], "columns_missing": ["succession_open"],
        "notices": ["telephones had lost leading zeros: 412 put back", "date_of_birth: unusable, blanked: 203 (default date 180, in the future 23)"],
        "reasons": {"tenancy_start: unusable": 14, "tenancy_end: before tenancy_start": 6, "row: repeated exactly": 3}, "duplicates": 12,
    }  # fmt: skip
    return {
        "tenancy": tenancy,
        "rent_account": _input(
            "rent_account", 9987, 1, {"account_ref": (1, 1), "balance": (1, 0.9999), "payment_method": (0.88, 1)}
        ),
        "rent_transaction": _input(
            "rent_transaction", 731_204, 0, {"account_ref": (1, 1), "amount": (1, 1), "payer_name": (0.31, 1)}
        ),
        "benefit_award": _input("benefit_award", 6120, 9, {"claim_ref": (1, 1), **person, "weekly_amount": (0.92, 1)}),
        "benefit_payment": _input("benefit_payment", 61_250, 0, {"claim_ref": (1, 1), "amount": (1, 1), "payment_ref": (0.5, 1)}),
        "deceased": _input(
            "deceased", 402, 2, {"forename": (1, 1), "surname": (1, 1), "date_of_birth": (0.83, 0.99), "date_of_death": (1, 1)}
        ),
    }


def _parameters() -> list[dict[str, Any]]:
    return [
        {"stratum": stratum, "comparison": name, "level": level, "likeness": likeness, "m": m, "u": min(u * more, 0.97),
         "match_weight": round(__import__("math").log2(m / min(u * more, 0.97)), 4)}
        for stratum, more in (("stranger", 1), ("household", 9)) for name, levels in LEVELS.items() for level, likeness, m, u in levels
    ]  # fmt: skip


def _histogram() -> list[dict[str, int]]:
    shape = {-36: 210, -32: 9100, -28: 88_000, -26: 151_000, -24: 61_200, -20: 22_000, -16: 8100, -12: 2400, -8: 700, -4: 120, -2: 40, 0: 31,
             2: 22, 4: 25, 6: 60, 8: 210, 10: 611, 14: 1710, 18: 3020, 22: 2890, 26: 2100, 30: 740, 34: 120}  # fmt: skip
    return [{"from": low, "to": low + 2, "pairs": pairs} for low, pairs in shape.items()]


def run_record(each: int = 5) -> dict[str, Any]:
    """run.json."""
    counted = referrals(each).group_by("rule", "priority").len().sort("rule", "priority")
    return {
        "product": "tenancy-match", "version": "0.1.0", "snapshot": "2026-10-05", "snapshot_from": "rent_account",
        "versions": {"python": "3.11.7", "polars": "2.1.0", "duckdb": "2.0.1", "splink": "5.0.0"},
        "configuration": {"cards": {"T1": digits("T1") * 2}}, "key_fingerprint": "9f3a22c1", "inputs": _inputs(),
        "orphans": [{"from": "rent_account", "to": "tenancy", "column": "tenancy_ref", "rows": 3},
                    {"from": "benefit_payment", "to": "benefit_award", "column": "claim_ref", "rows": 0}],
        "weaknesses": [{"extract": "tenancy", "what": "rows set aside", "rows": 23, "rules": ["B1", "T1"]},
                       {"extract": "tenancy", "what": "nino unknown", "rows": 1531, "rules": ["I1"]}],
        "rules_disabled": [{"rule": "D3", "because": "no household_event extract"}],
        "linkage": {"records": 20_710, "pairs_compared": 354_409, "links": 11_425, "persons": 13_880, "prior": 0.00005, "threshold": 0.95,
                    "household_stratum": True, "household_prior": 0.41, "parameters": _parameters(), "histogram": _histogram(),
                    "key_classes": {"K1": 9010, "K2": 402, "K3": 1890, "K4": 123}, "untrained": [{"comparison": "surname", "level": "sounds the same"}]},
        "referrals": [{"rule": rule, "title": TITLES[rule], "priority": priority, "count": n} for rule, priority, n in counted.iter_rows()],
        "restricted_referrals": counted.filter(pl.col("priority") == "restricted")["len"].sum(),
        "outputs": {name: digits(name) * 2 for name in ("referrals.parquet", "links.parquet", "persons.parquet")},
        "measured": {"started": "2026-11-24T10:00:00+00:00", "seconds": 11.82, "peak_memory_mb": 812,
                     "stages": [{"stage": stage, "seconds": s} for stage, s in (("read", 1.21), ("validate", 1.64), ("pseudonymise", 2.37),
                                ("deduplicate", 0.31), ("link", 4.42), ("apply rules", 1.13), ("refer", 0.22), ("write", 0.52))]},
    }  # fmt: skip


def leave_exercise(out: Path, each: int = 5) -> Path:
    """Writes what an exercise leaves for analysts into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "run.json").write_text(json.dumps(run_record(each)), encoding="utf-8")
    referrals(each).write_parquet(out / "referrals.parquet")
    links(each).write_parquet(out / "links.parquet")
    persons(each).write_parquet(out / "persons.parquet")
    return out
