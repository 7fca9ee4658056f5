"""Linkage and persons, on made-up people small enough to reason about and many enough to learn from."""

import logging
from datetime import date, timedelta
from itertools import product

import polars as pl
import pytest

from matching_rules.same_person import COMPARISONS
from pipeline.decisions import UNDECIDED
from pipeline.stages.disguise import disguise
from pipeline.stages.link import link
from pipeline.stages.link.engine import shut_in_duckdb
from pipeline.stages.persons import Compared, Naming, persons
from pipeline.stages.pseudonymise import pseudonymise
from pipeline.tables import People
from tests.stages.people import ROOT, identified, person, raw_of

FORENAMES = "james mary john patricia robert jennifer michael linda david barbara amir fatima piotr agnieszka kwame wei".split()
SURNAMES = (
    "smith jones taylor brown patel khan obrien kowalski adeyemi mensah li garcia singh evans thomas walker wright hall".split()
)


def crowd():
    """288 people, each on a tenancy and an award, so that the model has something to learn from."""
    for n, (forename, surname) in enumerate(product(FORENAMES, SURNAMES)):
        born = (date(1940, 1, 2) + timedelta(days=n * 71)).isoformat()
        yield person(forename, surname, born, f"JK{100000 + n * 37}", home=f"{n + 1} Long Road", mobile=f"+4477009{n:05d}")


STRANGERS = 48


def strangers():
    """48 claimants who share a birth date with somebody of the crowd, and nothing else: what two people look like."""
    for n in range(STRANGERS):
        born = (date(1940, 1, 2) + timedelta(days=n * 71 * 6)).isoformat()
        yield person(
            FORENAMES[-1 - n % 16], f"{SURNAMES[-1 - n % 18]}worth", born, f"PE{200000 + n * 31}", home=f"{n + 1} Short Road"
        )


def linked(tenants, claimants=()):
    everyone = list(crowd())
    tables = {
        "tenancy": identified("tenancy", *everyone, *tenants),
        "benefit_award": identified("benefit_award", *everyone, *strangers(), *claimants),
    }
    hidden = pseudonymise(tables, {name: raw_of(table) for name, table in tables.items()}, ROOT)
    people = disguise(tables, hidden.facts, ROOT)
    return people, link(people), hidden


def persons_of(people, found):
    nothing = pl.DataFrame(schema={"record": pl.String, "sign": pl.Int64})
    return persons(people, Compared(found.links, found.candidates, UNDECIDED), nothing, Naming(ROOT, None)).known


def pair_of(found, hidden, one, other):
    """The link between two of the people given last, by their place from the end, or None."""
    records = sorted([hidden.facts[extract].frame["record"][place] for extract, place in (one, other)])
    rows = found.links.frame.filter((pl.col("left") == records[0]) & (pl.col("right") == records[1]))
    return rows.row(0, named=True) if rows.height else None


def one_pair(first, second):
    """The link between a tenant and a claimant in the crowd, if there is one that counts."""
    _, found, hidden = linked([first], [second])
    pair = pair_of(found, hidden, ("tenancy", -1), ("benefit_award", -1))
    return pair if pair and pair["match_probability"] >= 0.95 else None


BORN, NINO = "1958-11-23", "LM482917"


@pytest.mark.parametrize(
    ("first", "second", "key_class"),
    [
        (person("zofia", "harrington", BORN, NINO), person("zofia", "harrington", BORN, NINO, home="9 Far Lane"), "K1"),
        (person("zofia", "harrington", BORN, NINO), person("zofia", "married", BORN, NINO, home="9 Far Lane"), "K1"),
        (
            person("zofia", "harrington", BORN, mobile="+447700900999"),
            person("zofia", "harrington", BORN, mobile="+447700900999"),
            "K2",
        ),
        (person("zofia", "harrington", BORN), person("zofia", "harrington", BORN, home="9 Far Lane"), "K3"),
        (person("elizabeth", "harrington", BORN), person("liz", "harington", BORN, home="9 Far Lane"), "K3"),
        (person("zofia", "harrington", BORN), person("harrington", "zofia", BORN, home="9 Far Lane"), "K3"),
        (person("zofia", "harrington", "1958-11-03"), person("zofia", "harrington", "1958-03-11", NINO, home="9 Far Lane"), "K4"),
    ],
)
def test_one_person_written_twice_is_linked(first, second, key_class):
    pair = one_pair(first, second)
    assert pair is not None
    assert pair["key_class"] == key_class


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (person("zofia", "harrington", BORN), person("klara", "harrington", BORN)),  # twins at home
        (person("zofia", "harrington", BORN), person("klara", "harrington", BORN, home="9 Far Lane")),  # twins apart
        (person("zofia", "harrington", BORN, NINO), person("zofia", "harrington", None, "LM771204", home="9 Far Lane")),
        (person("zofia", "harrington", BORN), person("zofia", "harrington", "1983-01-30")),  # parent and child of one name
        (person("zofia", "harrington", BORN), person("zofia", "harrington", "1983-01-30", home="9 Far Lane")),  # namesakes
        (person("zofia", "harrington", BORN, NINO), person("martin", "harrington", "1957-02-14", "LM771204")),  # a couple
        (person("zofia", "harrington"), person("klara", "harrington")),  # sisters without birth dates
    ],
)
def test_two_people_are_not_linked(first, second):
    assert one_pair(first, second) is None


def test_one_number_on_two_people_is_kept_as_k5_and_joins_nobody():
    people, found, hidden = linked(
        [person("zofia", "harrington", BORN, NINO)], [person("tunde", "okafor", "1991-07-08", NINO, home="9 Far Lane")]
    )
    pair = pair_of(found, hidden, ("tenancy", -1), ("benefit_award", -1))
    assert pair["key_class"] == "K5"
    known = persons_of(people, found)
    sides = [hidden.facts[extract].frame["record"][-1] for extract in ("tenancy", "benefit_award")]
    assert known.filter(pl.col("record").is_in(sides))["person"].n_unique() == 2


def test_the_crowd_is_found_whole_and_nobody_is_confused():
    people, found, _ = linked([])
    known = persons_of(people, found)
    assert known["person"].n_unique() == len(FORENAMES) * len(SURNAMES) + STRANGERS
    assert found.about["links"] == len(FORENAMES) * len(SURNAMES)
    assert known.group_by("person").len()["len"].max() == 2


def test_the_order_of_rows_changes_nothing():
    people, found, _ = linked([])
    turned = link(People(people.frame.sample(fraction=1.0, shuffle=True, seed=3)))
    assert turned.links.frame.equals(found.links.frame)
    assert turned.about == found.about


def test_every_level_says_agree_close_or_conflict_and_no_token_is_left():
    _, found, _ = linked([])
    words = {"agree", "close", "conflict", "missing"}
    for name in ("forename", "surname"):
        assert set(found.links.frame[f"mw_tf_adj_{name}"].unique()) <= {-4.0, -2.0, 0.0, 2.0, 4.0, 6.0}
    for one in COMPARISONS:
        assert set(found.links.frame[one.name].unique()) <= words
    assert not [name for name, dtype in found.links.frame.schema.items() if dtype == pl.Int64 or "tf_forename" in name]


def test_levels_that_training_never_met_are_on_record():
    _, found, _ = linked([])
    named = {(one.name, level.name) for one in COMPARISONS for level in one.levels}
    untrained = {(row["comparison"], row["level"]) for row in found.about["untrained"]}
    assert untrained
    assert untrained < named


@pytest.mark.parametrize("rows", [0, 1])
def test_too_few_people_give_no_links(rows):
    tables = {"tenancy": identified("tenancy", *[person("jo", "bloggs")] * rows)}
    hidden = pseudonymise(tables, {"tenancy": raw_of(tables["tenancy"])}, ROOT)
    people = disguise(tables, hidden.facts, ROOT)
    found = link(people)
    assert found.links.frame.is_empty()
    assert persons_of(people, found).height == rows


def test_people_without_numbers_or_birth_dates_are_no_error():
    bare = [person(forename, surname) for forename, surname in product(FORENAMES[:4], SURNAMES[:4])]
    tables = {"tenancy": identified("tenancy", *bare), "deceased": identified("deceased", *bare)}
    hidden = pseudonymise(tables, {name: raw_of(table) for name, table in tables.items()}, ROOT)
    link(disguise(tables, hidden.facts, ROOT))


def test_the_engine_can_reach_nothing(tmp_path):
    (tmp_path / "clear.csv").write_text("a\n1\n")
    with shut_in_duckdb() as connection:
        for reaching in (
            f"select * from read_csv('{tmp_path / 'clear.csv'}')",
            f"copy (select 1) to '{tmp_path / 'out.csv'}'",
            "install httpfs",
            "set enable_external_access = true",
            f"attach '{tmp_path / 'x.db'}'",
        ):
            with pytest.raises(Exception, match=r"(?i)disabled|locked|permission|not allowed|cannot"):
                connection.execute(reaching)
    assert not (tmp_path / "out.csv").exists()


def test_decided_pairs_are_compared_and_kept_whatever_they_come_to():
    people, found, hidden = linked([])
    records = hidden.facts["tenancy"].frame["record"]
    strange = next(one for one in records[1:] if found.candidates.filter(
        pl.struct("left", "right") == pl.struct(left=pl.lit(min(one, records[0])), right=pl.lit(max(one, records[0])))
    ).is_empty())  # fmt: skip
    left, right = sorted((records[0], strange))
    decided = pl.DataFrame({"left": [left], "right": [right], "same": [True]})
    again = link(people, decided)
    kept = again.links.frame.filter((pl.col("left") == left) & (pl.col("right") == right))
    assert kept.height == 1
    assert kept["match_probability"][0] < 0.5
    assert again.about["parameters"] == found.about["parameters"]


def test_linking_is_silent(caplog):
    with caplog.at_level(logging.INFO):
        linked([])
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
