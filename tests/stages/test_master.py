"""Master records: the best-attested value of each field by the policy's order, its source, and conflicts within a person."""

from datetime import date

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.master_policy import FILE, read_master_policy
from pipeline.stages.master import Rows, master
from pipeline.stages.master.best import best_attested
from pipeline.stages.persons import with_person
from pipeline.stages.pseudonymise import pseudonymise
from pipeline.tables import Links
from tests.stages.people import ROOT, identified, person, raw_of

SNAPSHOT = date(2026, 10, 5)
POLICY = read_master_policy()
NO_LINKS = pl.DataFrame(schema=dict.fromkeys(("left", "right", "forename", "surname"), pl.String))


def held(tenants=(), claimants=(), dead=(), links=NO_LINKS):
    """The master records and conflicts where every row given is one person's."""
    given = {"tenancy": tenants, "benefit_award": claimants, "deceased": dead}
    tidy = {name: identified(name, *rows) for name, rows in given.items() if rows}
    hidden = pseudonymise(tidy, {name: raw_of(one) for name, one in tidy.items()}, ROOT)
    records = pl.concat([one["record"] for one in hidden.identities.values()])
    known = pl.DataFrame({"record": records, "person": ["p"] * len(records)})
    if links.height:
        links = links.with_columns(left=pl.lit(records.sort()[0]), right=pl.lit(records.sort()[1]))
    rows = Rows(tidy, with_person(hidden.facts, known), hidden.identities)
    return master(rows, Links(links), POLICY, SNAPSHOT)


def best(found, field):
    rows = found.records.filter(pl.col("field") == field)
    return rows.row(0, named=True) if rows.height else None


ANN = {"forename": "Ann", "surname": "Lee"}


def test_what_lasts_is_what_most_sources_say_and_the_value_is_as_printed():
    found = held(
        tenants=[person(**ANN, born="1970-05-14"), person(**ANN, born="1970-05-14"), person(**ANN, born="1970-05-15")],
        claimants=[person(**ANN, born="1970-05-15")],
    )
    said = best(found, "date_of_birth")
    assert said["value"] == "1970-05-15"  # two sources; the landlord's own two records are one source
    assert (said["sources"], said["records"], said["given"], said["values"]) == (2, 2, 4, 2)
    assert said["source"].startswith("benefit_award")  # the stronger of the two is where it is taken from
    assert said["ref"] == "claim_ref1/claimant"


def test_what_lasts_goes_by_records_then_strength_then_recency():
    two_to_one = held(tenants=[person(**ANN, nino="AB123456C"), person(**ANN, nino="AB123456C"), person(**ANN, nino="AB123457C")])
    assert best(two_to_one, "nino")["value"] == "AB123456C"
    stronger = held(tenants=[person(**ANN, nino="AB123456C")], claimants=[person(**ANN, nino="AB123457C")])
    assert best(stronger, "nino")["value"] == "AB123457C"
    older, newer = {"tenancy_end": date(2026, 10, 4)}, {"tenancy_end": date(2026, 10, 5)}
    later = held(tenants=[person(**ANN, nino="AB123456C", **older), person(**ANN, nino="AB123457C", **newer)])
    assert best(later, "nino")["value"] == "AB123457C"
    even = held(tenants=[person(**ANN, nino="AB123457C", **newer), person(**ANN, nino="AB123456C", **newer)])
    assert best(even, "nino")["value"] == "AB123456C"  # nothing tells them apart: the alphabet, whatever the order


@pytest.mark.parametrize(
    ("ended", "home"), [(date(2026, 10, 4), "2 Low Road"), (date(2026, 10, 5), "1 High Street"), (None, "1 High Street")]
)
def test_what_changes_is_what_was_said_last_but_what_has_ended_is_not_now(ended, home):
    """What is open counts as true at the snapshot; of two that are, the one that began later."""
    found = held(
        tenants=[person(**ANN, home="2 Low Road", tenancy_start=date(2020, 1, 6))],
        claimants=[person(**ANN, home="1 High Street", award_start=date(2026, 9, 7), award_end=ended)],
    )
    assert best(found, "address")["value"] == f"{home}, ME4 4AA"


def test_of_two_that_are_as_recent_the_stronger_source_counts():
    begun = date(2026, 9, 7)
    found = held(
        tenants=[person(**ANN, home="2 Low Road", tenancy_start=begun)] * 3,
        claimants=[person(**ANN, home="1 High Street", award_start=begun)],
    )
    assert best(found, "address")["value"] == "1 High Street, ME4 4AA"


def test_the_later_begun_of_two_open_ones_is_the_present_one():
    begun = [{"tenancy_start": date(2020, 1, 6)}, {"tenancy_start": date(2024, 1, 8)}]
    found = held(tenants=[person(**ANN, home=f"{n} Low Road", **one) for n, one in enumerate(begun, 1)])
    assert best(found, "address")["value"] == "2 Low Road, ME4 4AA"


def test_an_end_after_the_snapshot_counts_as_open():
    """Both tenancies run at the snapshot, and the one that began later is the present home."""
    notice = {"tenancy_start": date(2020, 1, 6), "tenancy_end": date(2026, 12, 31)}
    found = held(
        tenants=[person(**ANN, home="1 Low Road", **notice), person(**ANN, home="2 Low Road", tenancy_start=date(2024, 1, 8))]
    )
    assert best(found, "address")["value"] == "2 Low Road, ME4 4AA"


def test_one_home_in_two_spellings_is_one_value():
    found = held(tenants=[person(**ANN, home="12 High St"), person(**ANN, home="12 High Street")])
    assert best(found, "address")["values"] == 1


def test_a_field_that_no_record_gives_is_not_there():
    assert best(held(tenants=[person(**ANN)]), "nino") is None


def test_two_values_of_a_number_or_birth_date_are_a_conflict_with_their_references():
    found = held(tenants=[person(**ANN, nino="AB123456C"), person(**ANN, nino="AB123457C"), person(**ANN, nino="AB123457C")])
    assert found.about == {"conflicts": {"nino": 1}}
    listed = found.conflicts.select("value", "records", "refs").rows()
    assert listed[0][:2] == ("AB123457C", 2)
    assert listed[1] == ("AB123456C", 1, "tenancy MHS: tenancy_ref1/person_ref1")


@pytest.mark.parametrize(("likeness", "conflicting"), [("conflict", 1), ("close", 0), ("agree", 0), ("missing", 0)])
def test_names_conflict_where_a_link_found_nothing_alike(likeness, conflicting):
    link = pl.DataFrame({"left": [""], "right": [""], "forename": ["agree"], "surname": [likeness]})
    found = held(tenants=[person("Ann", "Lee"), person("Ann", "Okafor")], links=link)
    assert found.about == {"conflicts": {"surname": 1} if conflicting else {}}


def test_restricted_persons_are_marked_also_by_another_row_of_their_tenancy():
    same = {"tenancy_ref": "T1", "person_ref": "P1"}
    assert held(tenants=[person(**ANN, restricted=True)]).records["restricted"].all()
    assert (
        held(tenants=[person(**ANN, **same), person("Bo", "Lee", tenancy_ref="T1", restricted=True)]).records["restricted"].all()
    )
    assert not held(tenants=[person(**ANN, restricted=False), person(**ANN)]).records["restricted"].any()


def test_the_order_of_rows_never_matters():
    rows = [person(**ANN, born=f"1970-05-{14 + n % 3}", mobile=f"+44770090000{n % 2}") for n in range(9)]
    listed = held(tenants=rows).records.drop("record", "ref")
    assert held(tenants=rows[::-1]).records.drop("record", "ref").equals(listed)


def test_best_of_nothing_is_nothing():
    assert best_attested(pl.DataFrame(schema={**dict.fromkeys(("person", "record", "source", "ref", "field", "value", "printed", "extract"), pl.String), "strength": pl.Int64, "until": pl.Date, "since": pl.Date}), POLICY).is_empty()  # fmt: skip


def test_every_extract_of_people_has_a_source_and_every_date_it_names_is_a_column():
    for name, source in POLICY.source.items():
        assert {*source.until, *source.since} <= set(EXTRACTS[name].names), name


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("[source.residency]", "[source.residence]", "residency"), ('"recency"]', '"novelty"]', "novelty"), ("strength = 3", "strong = 3", "strong")],
)  # fmt: skip
def test_a_faulty_policy_is_refused(tmp_path, old, new, word):
    faulty = tmp_path / "master.toml"
    faulty.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused, match=word):
        read_master_policy(faulty)
