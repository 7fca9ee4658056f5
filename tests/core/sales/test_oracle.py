"""Sales put through the service itself: our verdict and our set of errors are its own, row by row, none left over.

In a clone that has no such rows beside it, the rows of the pairs are held to the verdicts that were found while every row agreed.
"""

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipeline.core.judge import judge
from pipeline.core.sales_2026.fields import FIELDS
from pipeline.core.sales_2026.year import YEAR
from pipeline.core.world import read_world
from tests.core.facts import described, facts
from tests.core.sales.before_pairs import BEFORE
from tests.core.sales.pairs import HARD
from tests.core.sales.rows import CLEAN, errors, judged, upload
from tests.core.sales.soft_pairs import SOFT
from tests.core.sales.validations import MADE_BY, MADE_OTHERWISE, NEVER_FROM_A_FILE

KEPT = Path(__file__).with_name("verdicts.json")
NAMES = {str(field.number): field.name for field in FIELDS}


def oracle(provider):
    lines = (facts() / "oracle_sales_2026.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := json.loads(line))["provider"] == provider]


def judged_as_told(entries, provider):
    table = pl.read_csv(facts() / "sale_ranges_2026.csv", infer_schema=False)
    world = replace(read_world(facts() / "oracle_world_sales.json", provider), tables={"sale_ranges": table})
    rows = [{NAMES[number]: value for number, value in entry["fields"].items()} for entry in entries]
    return judge(YEAR, upload(rows), world, each_row_alone=True)


@pytest.mark.parametrize("provider", ["PRP", "LA"])
def test_every_row_is_judged_as_the_service_judged_it(provider):
    entries = oracle(provider)
    differing = [
        f"{entry['set']} {entry['id']}: {verdict} for {entry['verdict']}, {found ^ expected}"
        for entry, (verdict, found) in zip(entries, errors(judged_as_told(entries, provider)), strict=True)
        if (expected := {(error["field"], error["category"]) for error in entry["errors"]}) != found
        or entry["verdict"] != verdict
    ]
    assert entries
    assert differing == []


def test_rows_that_block_the_file_without_a_setup_error_are_those_on_which_the_service_did():
    measured = [entry for entry in oracle("PRP") if entry.get("after_creation_steps") and entry["verdict"] != "setup_error"]
    losses = judged_as_told(measured, "PRP").losses.filter(pl.col("rule").str.starts_with("blocks_file"))
    blocking = {row for row, entry in enumerate(measured, 1) if entry["after_creation_steps"]["log_still_invalid_blocks_file"]}
    assert blocking
    assert set(losses["row"]) == blocking


def ours():
    sides = [
        (pair, side, change)
        for pair in (*HARD, *SOFT, *BEFORE)
        for side, change in (("wrong", pair.wrong), ("right", pair.right))
    ]
    tried = {f"{at} {pair.check} {pair.field} {side}": pair.base | change for at, (pair, side, change) in enumerate(sides)}
    return {f"clean {name}": row for name, row in CLEAN.items()} | tried


def said():
    """Verdict and errors of our own rows, as `verdicts.json` keeps them."""
    rows = ours()
    found = errors(judged(rows.values()))
    listed = [[verdict, *(f"{field} {category}" for field, category in sorted(faults))] for verdict, faults in found]
    return dict(zip(rows, listed, strict=True))


def test_our_own_rows_are_judged_as_they_were_while_every_row_of_the_service_agreed():
    assert json.loads(KEPT.read_text(encoding="utf-8")) == said()


def codes(entry):
    return sorted(str(code) for code in entry["codes"] or ())


def test_the_codes_and_bounds_are_those_of_the_facts():
    questions = {question.answer: question for question in YEAR.form}
    elsewhere = {
        "declaration",
        "ethnicity",
        "ethnicity_2",
        "nationality",
        "nationality_2",
        "previous_tenure",
        "previous_tenure_2",
    }
    unlike = []
    for entry in described("sales_2026_fields.json")["fields"]:
        name = NAMES[str(entry["field"])]
        question = questions.get(name)
        if question is None or name in elsewhere:
            continue
        ours = sorted({str(code) for page in question.pages for code in page.codes})
        unlike += [name] if ours != codes(entry) else []
        bounds, of_facts = question.bounds, entry["numeric_range_min_max_step"]
        if bounds is not None:
            scale = 100 if bounds.decimal else 1
            limits = [limit if limit is None else limit / scale for limit in (bounds.least, bounds.most, bounds.step)]
            unlike += [name] if limits != of_facts else []
    assert unlike == []


def test_every_validation_of_the_facts_is_made_or_cannot_bite():
    known = [*MADE_BY, *MADE_OTHERWISE, *NEVER_FROM_A_FILE]
    assert sorted(known) == sorted(entry["id"] for entry in described("validations_sales_2026.json")["validations"])


def test_every_check_of_ours_makes_a_validation_of_the_service():
    checks = {rule.id for rule in (*YEAR.row_rules, *YEAR.log_rules, *YEAR.soft_rules, *YEAR.twin_rules)}
    makers = {check for made in MADE_BY.values() for check in made}
    beside_the_list = {"buyer_2_young", "postcode_inward_missing", "joint_purchase_missing", "mortgage_unknown_before"}
    losses = {rule.id for rule in YEAR.losses}
    assert makers <= checks | losses
    assert checks - makers == beside_the_list | {f"completion_{part}_missing" for part in ("day", "month", "year")}
