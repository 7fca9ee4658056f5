"""Referrals, links and persons of the made-up exercise, each a pure function of how many cases a rule has."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from tests.made_exercise.rules import SIDES, UNLINKED

SNAPSHOT = date(2026, 10, 5)
SAID = {
    "may_indicate": "The person may not be living in one of the homes, or may have let it to somebody else.",
    "innocent_explanations": "An agreed transfer or exchange, with both tenancies running for the notice period; A tenancy that "
    "ended, with its end date not yet keyed; A joint tenancy kept open for a former partner; Two people of one name",
    "suggested_enquiry": "Compare both sign-up files, starts and notices; look at the last rent at each home; then visit.",
    "suppressors_tested": "transfer_between_them (the later tenancy is a transfer from the earlier): no; decant (either home is "
    "a decant): no; notice_within_days (the tenant gave notice in the last 56 days): no",
}
CONFLICTS = (
    "a tenancy of our home that runs / an award of help with the rent of another home; "
    "left: tenancy from 2018-04-02, still open; right: award from 2025-09-01, still open; the homes differ"
)
NAMES = ("Amara Okafor", "Siân O'Neill-Price", "Mohammed Iqbal Khan", "Agnieszka Wójcik", "Jo Smith", "Wei Chen", "Gurpreet Gill")
STREETS = ("Flat 3, 12 Alder Court", "27 Beacon Rise", "4 Chapel Fold", "Flat 12b, Dunmore House, 88 Elm Parade", "The Lodge")
BODIES = {"tenancy": "MHS", "rent_account": "MHS"}


def digits(*parts: object) -> str:
    """32 hex digits made of the parts, as the pipeline's keys look."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def _who(rule: str, n: int) -> dict[str, Any]:
    left, right = SIDES[rule]
    return {
        "referral_id": digits("referral", rule, n),
        "rule": rule,
        "rule_version": 1,
        "scope": "within" if rule in ("T1", "T3") else "between",
        "person": digits("person", rule, n),
        "left_extract": left,
        "left_record": digits("left", rule, n),
        "right_extract": right,
        "right_record": digits("right", rule, n) if right else None,
    }


def _priority(rule: str, n: int) -> dict[str, Any]:
    if n == 4 and rule in ("T1", "B1"):
        return {"priority": "restricted", "score": None, "score_breakdown": None}
    level = ("P1", "P2", "P2", "P3")[n % 4]
    return {"priority": level, "score": 8 - n, "score_breakdown": "base +5; link +2; 180 days or more +1"}


def _link(rule: str, n: int) -> dict[str, Any]:
    if rule in UNLINKED:
        return {"key_class": None, "match_probability": None, "match_weight": None, "agreements": "the home is the same"}
    return {
        "key_class": "K5" if rule == "I1" else ("K1", "K2", "K3", "K3")[n % 4],
        "match_probability": 0.9999 - n / 100,
        "match_weight": 18.4 - n,
        "agreements": "National Insurance number agrees; surname agrees; forename is close; date of birth agrees",
    }


def _at_issue(rule: str, n: int) -> dict[str, Any]:
    begun = SNAPSHOT - timedelta(days=90 * (n + 1) + 11)
    days, weekly = (SNAPSHOT - begun).days + 1, Decimal("92.10") + n
    amount = (weekly / 7 * days).quantize(Decimal("0.01")) if rule[0] == "B" else None
    said = f"£{weekly} a week / 7 x {days} days both run = £{amount}" if amount else None
    span = {"overlap_from": begun, "overlap_to": SNAPSHOT, "overlap_days": days}
    return span | {"amount_at_issue": amount, "amount_arithmetic": said}


def _case(rule: str, n: int) -> dict[str, Any]:
    history = {"corroboration": "also found by T1" if n == 1 else "", "change": "new", "status": "unreviewed"}
    known = {"conflicts": CONFLICTS, "date_evidence_known": SNAPSHOT}
    return _who(rule, n) | _priority(rule, n) | _link(rule, n) | _at_issue(rule, n) | SAID | history | known


def _reference(extract: str, n: int, at: int) -> str:
    forms = {
        "tenancy": f"00{n}/45{at}/0{n}1",
        "benefit_award": f"HB/00{n}98/claimant",
        "deceased": f"deceased/{n + 17}",
        "rent_account": f"0{n}45-RA",
    }
    return forms[extract]


def _side(side: str, extract: str | None, rule: str, n: int) -> dict[str, Any]:
    at = (ord(rule[0]) + n * 3 + (2 if side == "right" else 0)) % len(STREETS)
    names = extract not in (None, "rent_account")
    return {
        f"{side}_ref": _reference(extract, n, at) if extract else None,
        f"{side}_name": NAMES[(n + ord(rule[1])) % len(NAMES)] if names else None,
        f"{side}_date_of_birth": (f"19{60 + n}-0{n % 9 + 1}-17" if n != 3 else "about 1950") if names else None,
        f"{side}_nino": "QQ123456C" if names and n % 2 else None,
        f"{side}_address": f"{STREETS[at]}, Southwick, ZZ{n} {at}QQ" if names else None,
        f"{side}_landlord_code": BODIES.get(extract or ""),
        f"{side}_scheme": "housing_benefit" if extract == "benefit_award" else None,
        f"{side}_source_body": "Southwick Council" if extract == "benefit_award" else None,
    }


def _identities(rule: str, n: int) -> dict[str, Any]:
    left, right = SIDES[rule]
    return _side("left", left, rule, n) | _side("right", right, rule, n)


def _frame(rows: list[dict[str, Any]], each: int) -> pl.DataFrame:
    kinds = {"amount_at_issue": pl.Decimal(12, 2), "score": pl.Int64, "match_probability": pl.Float64, "match_weight": pl.Float64}
    made = pl.DataFrame(rows, infer_schema_length=None, schema_overrides=kinds)
    ordered = made.sort("priority", "score", "referral_id", descending=[False, True, False], nulls_last=True)
    return ordered if each else ordered.clear()


def referrals(each: int = 5) -> pl.DataFrame:
    """referrals.parquet: `each` cases per rule, two of them restricted."""
    return _frame([_case(rule, n) for rule in SIDES for n in range(max(each, 1))], each)


def reidentified(each: int = 5) -> pl.DataFrame:
    """The same with the clear references, names, birth dates, numbers and addresses of both sides."""
    return _frame([_case(rule, n) | _identities(rule, n) for rule in SIDES for n in range(max(each, 1))], each)


def _pair(rule: str, n: int) -> dict[str, Any]:
    numbered = n % 2 == 0
    likeness = {"forename": "close" if n else "agree", "surname": "agree", "date_of_birth": "close" if numbered else "agree"}
    likeness |= {"nino": "agree" if numbered else "missing", "contact": "conflict"}
    weights = {"mw_prior": -14.2, "mw_forename": 7.6 - n, "mw_surname": 8.9, "mw_date_of_birth": 4.1 if numbered else 14.5}
    weights |= {"mw_nino": 19.8 if numbered else 0.0, "mw_contact": -1.3, "mw_tf_adj_forename": 1.7}
    if rule == "I1":
        likeness |= {"forename": "conflict", "date_of_birth": "conflict"}
        weights |= {"mw_forename": -5.3, "mw_date_of_birth": -6.1, "mw_tf_adj_forename": 0.0}
    left, right = sorted((digits("left", rule, n), digits("right", rule, n)))
    total = sum(weights.values())
    chance = {"match_weight": total, "match_probability": 1 / (1 + 2**-total), "key_class": _link(rule, n)["key_class"]}
    return {"left": left, "right": right} | chance | likeness | weights


def links(each: int = 5) -> pl.DataFrame:
    """links.parquet: the pair of every linked referral, with the weight of each comparison and of the rare name."""
    made = pl.DataFrame([_pair(rule, n) for rule in SIDES if rule not in UNLINKED for n in range(max(each, 1))])
    return made if each else made.clear()


def persons(each: int = 5) -> pl.DataFrame:
    """persons.parquet: one row per record that names a person."""
    rows = [
        {"extract": extract, "record": digits(side, rule, n), "person": digits("person", rule, n)}
        for rule, extracts in SIDES.items()
        for n in range(max(each, 1))
        for side, extract in zip(("left", "right"), extracts, strict=True)
        if extract not in (None, "rent_account")
    ]
    made = pl.DataFrame(rows).sort("extract", "record")
    return made if each else made.clear()
