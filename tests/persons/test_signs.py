"""Signs are keyed, the same for the same people under other record keys, and say nothing of what is not known."""

import polars as pl

from pipeline.keys import RootKey
from pipeline.stages.persons import signs
from pipeline.stages.pseudonymise import pseudonymise
from tests.stages.people import ROOT, identified, person, raw_of

ANN = person("ann", "lee", "1970-05-14", "AB123456C")


def signs_of(*tenants: dict, root: RootKey = ROOT) -> list[set[int]]:
    """The signs of each row."""
    tidy = {"tenancy": identified("tenancy", *tenants), "deceased": identified("deceased", person("bo", "ray"))}
    facts = pseudonymise(tidy, {name: raw_of(one) for name, one in tidy.items()}, root).facts
    found = signs(tidy, facts, root)
    return [set(found.filter(pl.col("record") == record)["sign"]) for record in facts["tenancy"].frame["record"]]


def test_a_new_person_number_changes_no_sign():
    assert signs_of(ANN | {"person_ref": "P7", "tenancy_ref": "T1"}) == signs_of(ANN | {"person_ref": "N7", "tenancy_ref": "T1"})


def test_a_corrected_surname_or_another_tenancy_leaves_signs_in_common():
    (here,) = signs_of(ANN | {"tenancy_ref": "T1"})
    assert len(here) == 4
    for other, common in (
        ({"surname": "leigh", "tenancy_ref": "T1"}, 3),
        ({"tenancy_ref": "T2"}, 2),
        ({"nino": None, "tenancy_ref": "T1"}, 3),
    ):
        assert len(here & signs_of(ANN | other)[0]) == common


def test_what_is_not_known_makes_no_sign():
    assert len(signs_of(person("ann", "lee"))[0]) == 1  # the forename in its tenancy
    one, other = signs_of(person("ann", "lee", tenancy_ref="T1"), person("ann", "lee", tenancy_ref="T2"))
    assert not one & other


def test_another_key_makes_other_signs():
    assert not signs_of(ANN)[0] & signs_of(ANN, root=RootKey(b"u" * 32))[0]
