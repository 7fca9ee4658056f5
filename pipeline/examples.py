"""An example of a card as evidence: small pseudonymous tables, as a real run would hand them to the rules."""

import hashlib
from itertools import combinations
from typing import Any

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract, Use
from pipeline.cards import Example
from pipeline.rulebook import Rule
from pipeline.tables import LEVELS, Evidence, Links, Pseudonymised

_TENANT = {"tenant_status": "F", "tenancy_type": "general_needs", "landlord_code": "L", "property": "A"}
NOTHING_SAID: dict[str, dict[str, Any]] = {
    "tenancy": _TENANT,
    "partner_tenancy": _TENANT | {"landlord_code": "another landlord"},
    "benefit_award": {"scheme": "housing_benefit", "source_body": "S", "role": "claimant", "property": "A"},
    "benefit_payment": {"source_body": "S", "claim_ref": "right-claim_ref"},
    "rent_account": {"landlord_code": "L", "account_ref": "A1", "tenancy_ref": "left-tenancy_ref", "account_kind": "current"},
    "rent_transaction": {"account_ref": "A1", "method": "card"},
    "deceased": {"source": "register", "property": "A"},
    "residency": {"source": "bank", "strength": "strong", "property": "A"},
    "waiting_list": {"role": "main", "status": "live"},
    "right_to_buy": {"stage": "applied", "property": "A"},
    "ownership": {"source": "land_registry", "property": "A"},
    "short_let": {"source": "search", "property": "A"},
    "household_event": {},
}
"""What an example leaves unsaid: the ordinary case."""
SIDE_REFS = {
    "tenancy": ("tenancy_ref", "person_ref"), "partner_tenancy": ("tenancy_ref", "person_ref"), "benefit_award": ("claim_ref",),
    "waiting_list": ("application_ref",), "right_to_buy": ("application_ref",), "short_let": ("listing_ref",),
}  # fmt: skip
LETTERS = {
    "nino": "nino_key", "mobile": "mobile_key", "email": "email_key", "surname": "surname_key", "middle": "middle_key",
    "payee_account": "payee_account", "payer_account": "payer_account", "premises": "premises_key", "place": "postcode_area",
}  # fmt: skip
"""Identities that an example gives as letters: the same letter, the same pseudonym."""
TWO_PEOPLE = ("same_nino", "award_at_home", "adult_at_home", "own_account")
"""Links whose two sides are not one person's unless the example says so."""
LIKENESS = {"K5": ("conflict", "conflict", "conflict", "agree", "missing")}
Rows = dict[str, list[dict[str, Any]]]


def _number(value: Any) -> int:
    return int.from_bytes(hashlib.sha256(str(value).encode()).digest()[:7], "big")


def _dtypes(extract: Extract) -> dict[str, pl.DataType]:
    """The columns that a row of this extract has once it is pseudonymous."""
    made = {one.name: one.kind.dtype for one in extract.having(Use.FACT)}
    references = {one.name: pl.Int64() for one in extract.having(Use.REFERENCE)}
    keys = {name: pl.Int64() for name in (*LETTERS.values(), "uprn_key", "postcode_key", "street_key", "property", "payer")}
    words = {name: pl.String() for name in ("record", "person", "place_kind", "address_status")}
    marks = {name: pl.Boolean() for name in ("death_marker", "not_a_person", "payer_death_marker", "payer_is_party")}
    return made | references | keys | words | marks


def _row(extract: Extract, given: dict[str, Any], record: str, person: str) -> dict[str, Any]:
    """An example's row in pseudonymous form: `property` is a letter for a home, or "unresolved"."""
    said = NOTHING_SAID[extract.name] | given
    home = said.pop("property", None)
    if extract.name in ("tenancy", "partner_tenancy"):
        said["property_ref"] = record if home == "unresolved" else home
    numbered = {one.name for one in extract.having(Use.REFERENCE)}
    row = {name: _number(value) if name in numbered else value for name, value in said.items() if name != "extract"}
    row |= {LETTERS[name]: _number(value) for name, value in said.items() if name in LETTERS}
    keyed = None if home in (None, "unresolved") else _number(home)
    status = "none" if home is None else "unresolved" if keyed is None else "resolved"
    who = {"record": record, "person": said.get("person", person), "payer": row.get("payer_account")}
    return row | who | {"uprn_key": keyed, "property": keyed, "address_status": status}


def _frame(extract: Extract, rows: list[dict[str, Any]]) -> Pseudonymised:
    columns = {
        name: pl.Series([row.get(name) for row in rows], dtype=dtype, strict=False) for name, dtype in _dtypes(extract).items()
    }
    return Pseudonymised(extract, pl.DataFrame(columns))


def _sides(rule: Rule, example: Example) -> Rows:
    """The rows on both sides; they speak of one person unless the link is of another sort."""
    rows: Rows = {}
    two = rule.card.linked_by in TWO_PEOPLE and example.key_class not in ("K1", "K2", "K3")
    for side, given, among in (("left", example.left, rule.card.lefts), ("right", example.right, rule.card.rights)):
        named = given.get("extract", next(iter(among), ""))
        if named and given:
            known = {ref: f"{side}-{ref}" for ref in SIDE_REFS.get(named, ())}
            person = f"the {side} one" if two and side == "right" else "the person"
            rows.setdefault(named, []).append(_row(EXTRACTS[named], known | given, side, person))
    return rows


def _besides(rule: Rule, example: Example) -> Rows:
    """The members of a group, and whatever else there is; each is another person's unless it says whose it is."""
    rows: Rows = {}
    for n, given in enumerate(example.members):
        named = given.get("extract", next(iter(rule.card.lefts), ""))
        known = {ref: f"{n}-{ref}" for ref in SIDE_REFS.get(named, ())}
        rows.setdefault(named, []).append(_row(EXTRACTS[named], known | given, f"member {n}", f"member {n}"))
    for n, given in enumerate(example.also):
        named = given["extract"]
        known = {ref: f"also {n}-{ref}" for ref in SIDE_REFS.get(named, ())}
        rows.setdefault(named, []).append(_row(EXTRACTS[named], known | given, f"also {n}", f"another {n}"))
    return rows


def _bulk(example: Example, rows: Rows) -> Rows:
    """Payments on the claims of both sides, and postings."""
    claims = {row["record"]: row["claim_ref"] for row in rows.get("benefit_award", [])}
    listed = [("left", one) for one in example.left_payments] + [("right", one) for one in example.right_payments]
    payment, posting = EXTRACTS["benefit_payment"], EXTRACTS["rent_transaction"]
    paid = [_row(payment, {"paid_on": one["period_to"]} | one, "", "") | {"claim_ref": claims[side]} for side, one in listed]
    posted = [_row(posting, dict(one), "", "") for one in example.postings]
    return {
        "benefit_payment": rows.get("benefit_payment", []) + paid,
        "rent_transaction": rows.get("rent_transaction", []) + posted,
    }


def _links(example: Example, rows: Rows) -> Links:
    """A link between any two records of one person, and between the two sides where the example speaks of one."""
    named = [(row["record"], row["person"]) for name, some in rows.items() if EXTRACTS[name].names_people for row in some]
    pairs = {(a, b) for (a, whose), (b, other) in combinations(sorted(named), 2) if whose == other}
    if example.key_class and {"left", "right"} <= {record for record, _ in named}:
        pairs.add(("left", "right"))
    known = example.key_class or "K1"
    likeness = dict(zip(LEVELS, LIKENESS.get(known, ("agree",) * len(LEVELS)), strict=True))
    left, right = ([pair[side] for pair in sorted(pairs)] for side in (0, 1))
    frame = pl.DataFrame({"left": left, "right": right}, schema={"left": pl.String, "right": pl.String})
    said = {"match_weight": 20.0, "match_probability": 1.0, "key_class": known} | likeness
    return Links(frame.with_columns(pl.lit(value).alias(name) for name, value in said.items()))


def evidence_of(rule: Rule, example: Example) -> Evidence:
    """An example as the rules see a whole exercise; extracts that it doesn't mention are there and empty, but for residency."""
    rows = _sides(rule, example)
    for name, more in _besides(rule, example).items():
        rows[name] = rows.get(name, []) + more
    rows |= _bulk(example, rows)
    always = ("tenancy", "rent_account", "benefit_award")
    facts = {name: _frame(EXTRACTS[name], rows.get(name, [])) for name in dict.fromkeys((*always, *rows))}
    return Evidence(facts, _links(example, rows), example.as_of)
