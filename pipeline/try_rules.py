"""Trying the cards: each example of a card is put through the very expressions of a real run."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract, Use
from pipeline.rulebook import Example, Rule
from pipeline.tables import LEVELS, Evidence, Links, Pseudonymised

Apply = Callable[[Sequence[Rule], Evidence], dict[str, pl.DataFrame]]

NOTHING_SAID = {
    "tenancy": {"tenant_status": "F", "tenancy_type": "general_needs", "landlord_code": "L", "property": "A"},
    "benefit_award": {"scheme": "housing_benefit", "source_body": "S", "role": "claimant", "property": "A"},
    "rent_account": {"landlord_code": "L", "account_ref": "A1", "account_kind": "current"},
    "deceased": {"source": "register", "property": "A"},
}
"""What an example leaves unsaid: the ordinary case."""
SIDE_REFS = {"tenancy": ("tenancy_ref", "person_ref"), "benefit_award": ("claim_ref",)}
LIKENESS = {"K1": ("agree",) * 5, "K5": ("conflict", "conflict", "conflict", "agree", "missing")}


@dataclass(frozen=True)
class Tried:
    """One example tried: the rule, its name, whether it was said to refer, and whether it did."""

    rule: str
    title: str
    example: str
    said: bool
    did: bool

    @property
    def as_said(self) -> bool:
        """Whether it did what its example says."""
        return self.said == self.did


def _number(value: Any) -> int:
    return int.from_bytes(hashlib.sha256(str(value).encode()).digest()[:7], "big")


def _dtypes(extract: Extract) -> dict[str, pl.DataType]:
    """The columns that a row of this extract has once it is pseudonymous."""
    made = {one.name: one.kind.dtype for one in extract.having(Use.FACT)} | {
        one.name: pl.Int64() for one in extract.having(Use.REFERENCE)
    }
    keys = {
        name: pl.Int64() for name in ("uprn_key", "postcode_key", "street_key", "postcode_area", "property", "nino_key", "payer")
    }
    words = {name: pl.String() for name in ("record", "person", "place_kind", "address_status")}
    marks = {name: pl.Boolean() for name in ("death_marker", "not_a_person", "payer_death_marker")}
    return made | keys | words | marks


def _row(extract: Extract, given: dict[str, Any], record: str, person: str) -> dict[str, Any]:
    """An example's row in pseudonymous form: `property` is a letter for a home, or "unresolved"."""
    said = NOTHING_SAID.get(extract.name, {}) | given
    home = said.pop("property", None)
    refs = {one.name for one in extract.having(Use.REFERENCE)}
    row = {name: _number(value) if name in refs else value for name, value in said.items() if name not in ("extract", "nino")}
    keyed = None if home in (None, "unresolved") else _number(home)
    status = "none" if home is None else "unresolved" if keyed is None else "resolved"
    number = _number(given["nino"]) if "nino" in given else None
    return row | {"record": record, "person": person, "uprn_key": keyed, "address_status": status, "nino_key": number}


def _frame(extract: Extract, rows: list[dict[str, Any]]) -> Pseudonymised:
    dtypes = _dtypes(extract)
    columns = {name: pl.Series([row.get(name) for row in rows], dtype=dtype, strict=False) for name, dtype in dtypes.items()}
    return Pseudonymised(extract, pl.DataFrame(columns))


def _sides(rule: Rule, example: Example) -> dict[str, list[dict[str, Any]]]:
    """The rows of every extract in an example; the two sides speak of one person unless the link says otherwise."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for side, given in (("left", example.left), ("right", example.right)):
        named = given.get("extract", getattr(rule.card.pairs, side))
        if named:
            known = {ref: f"{side}-{ref}" for ref in SIDE_REFS.get(named, ())}
            if named == "rent_account":
                known = {"tenancy_ref": "left-tenancy_ref"}
            person = "one person" if example.key_class != "K5" else side
            rows.setdefault(named, []).append(_row(EXTRACTS[named], known | given, side, person))
    for n, given in enumerate(example.also):
        rows.setdefault(given["extract"], []).append(_row(EXTRACTS[given["extract"]], dict(given), f"also {n}", f"another {n}"))
    return rows


def _payments(example: Example, rows: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    by_record = {row["record"]: row for row in rows.get("benefit_award", [])}
    listed = [("left", one) for one in example.left_payments] + [("right", one) for one in example.right_payments]
    return [
        {"source_body": "S", "claim_ref": by_record[side]["claim_ref"], "paid_on": one["period_to"]} | one for side, one in listed
    ]


def _evidence(rule: Rule, example: Example) -> Evidence:
    rows = _sides(rule, example)
    facts = {name: _frame(EXTRACTS[name], made) for name, made in rows.items()}
    payment, posting = EXTRACTS["benefit_payment"], EXTRACTS["rent_transaction"]
    facts["benefit_payment"] = _frame(payment, _payments(example, rows))
    facts["rent_transaction"] = _frame(posting, [{"account_ref": _number("A1")} | one for one in example.postings])
    likeness = LIKENESS.get(example.key_class, LIKENESS["K1"])
    link = {
        "left": ["left"],
        "right": ["right"],
        "match_weight": [20.0],
        "match_probability": [1.0],
        "key_class": [example.key_class],
    }
    return Evidence(
        facts,
        Links(pl.DataFrame(link | {name: [word] for name, word in zip(LEVELS, likeness, strict=True)})),
        example.as_of,
    )


def try_rule(rule: Rule, apply: Apply) -> list[Tried]:
    """What a card does with each of its examples, by the stage `apply` that a real run uses."""
    card = rule.card
    return [
        Tried(card.rule, card.title, one.name, one.refers, not apply([rule], _evidence(rule, one))[card.rule].is_empty())
        for one in card.example
    ]
