import base64
import hashlib
import zlib
from datetime import date

import polars as pl
import pytest

from extracts.contract import Use
from pipeline.keys import RootKey
from pipeline.stages.pseudonymise import pseudonymise
from tests.stages.people import ROOT, identified, person, raw_of


def hidden(*tables, root=ROOT):
    accepted = {table.extract.name: table for table in tables}
    return pseudonymise(accepted, {name: raw_of(table) for name, table in accepted.items()}, root)


def homes(*addresses, **more):
    rows = [
        person("jo", "bloggs", address_line_1=a[0], postcode=a[1], uprn=a[2] if len(a) > 2 else None, **more) for a in addresses
    ]
    return hidden(identified("tenancy", *rows)).facts["tenancy"].frame


def forms(text: str) -> set[bytes]:
    """A text in clear and in every unkeyed disguise that a careless program could give it."""
    raw = text.encode()
    digests = [hashlib.new(name, raw).digest() for name in ("md5", "sha1", "sha256", "blake2b")] + [
        zlib.crc32(raw).to_bytes(4, "big")
    ]
    return {raw, *(d.hex().encode() for d in digests), *(base64.b64encode(d) for d in digests)}


def test_canaries_in_every_identifying_column_are_gone_afterwards():
    table = identified("tenancy", person("kanarienvogel", "zeisigfink", "1971-03-29", "JK918273", home="77 Papagei Lane"))
    canaries = {
        one.name: f"canary-{one.name}" for use in (Use.REFERENCE, Use.IDENTIFIER, Use.SHOWN) for one in table.extract.having(use)
    }
    del canaries["date_of_birth"]
    frame = table.frame.with_columns(pl.lit(text).alias(name) for name, text in canaries.items())
    found = hidden(type(table)(table.extract, frame)).facts["tenancy"].frame
    written = found.write_csv().encode()
    for text in (*canaries.values(), "1971-03-29"):
        assert not [form for form in forms(text) if form in written], text


def test_only_facts_keep_their_names_and_values():
    found = hidden(identified("tenancy", person("jo", "bloggs", home="1 High Street"))).facts["tenancy"].frame
    assert {"forename", "surname", "date_of_birth", "nino", "postcode", "address_line_1", "title", "email"}.isdisjoint(
        found.columns
    )
    assert found["tenancy_start"][0] == date(2020, 1, 6)
    assert found["tenancy_ref"].dtype == found["nino_key"].dtype == pl.Int64


def test_a_reference_joins_wherever_it_stands_and_only_there():
    award = identified("benefit_award", person("jo", "bloggs", tenancy_ref="tenancy_ref1"))
    account = identified("rent_account", {"landlord_code": "MHS", "account_ref": "tenancy_ref1", "tenancy_ref": "tenancy_ref1"})
    facts = hidden(identified("tenancy", person("jo", "bloggs")), award, account).facts
    joined = facts["tenancy"].frame["tenancy_ref"][0]
    assert facts["benefit_award"].frame["tenancy_ref"][0] == facts["rent_account"].frame["tenancy_ref"][0] == joined
    assert facts["rent_account"].frame["account_ref"][0] != joined


def test_a_record_keeps_its_key_when_spelling_and_order_change():
    rows = [person("jo", "bloggs"), person("al", "khan")]
    first = hidden(identified("tenancy", *rows)).facts["tenancy"].frame["record"].to_list()
    turned = [rows[1] | {"tenancy_ref": "tenancy_ref2", "person_ref": "person_ref2"}, rows[0] | {"forename": "joe"}]
    turned[1] |= {"tenancy_ref": "tenancy_ref1", "person_ref": "person_ref1"}
    assert hidden(identified("tenancy", *turned)).facts["tenancy"].frame["record"].to_list() == first[::-1]


def test_rows_with_one_key_are_two_records_whatever_their_order():
    rows = [person("jo", "bloggs", tenancy_ref="T", person_ref="P"), person("al", "khan", tenancy_ref="T", person_ref="P")]
    forwards = hidden(identified("tenancy", *rows)).facts["tenancy"].frame["record"]
    backwards = hidden(identified("tenancy", *rows[::-1])).facts["tenancy"].frame["record"]
    assert forwards.n_unique() == 2
    assert forwards.to_list() == backwards.to_list()[::-1]


def test_rows_without_a_key_are_keyed_by_what_they_say():
    dead = [person("jo", "bloggs"), person("al", "khan"), person("jo", "bloggs")]
    found = hidden(identified("deceased", *dead)).facts["deceased"].frame["record"]
    assert found.n_unique() == 3
    assert hidden(identified("deceased", *dead[:2])).facts["deceased"].frame["record"].is_in(found.implode()).all()


def test_another_root_changes_every_pseudonym():
    table = identified("tenancy", person("jo", "bloggs", "1970-01-02", "JK918273", home="1 High Street"))
    one, two = (hidden(table, root=RootKey(key * 32)).facts["tenancy"].frame for key in (b"a", b"b"))
    for name, dtype in one.schema.items():
        if (dtype == pl.Int64 or name == "record") and one[name][0] is not None:
            assert one[name][0] != two[name][0], name


def test_the_vault_gets_the_words_as_they_were_printed():
    kept = hidden(identified("tenancy", person("jo", "bloggs", "1970-01-02"))).identities["tenancy"]
    assert kept["ref"][0] == "tenancy_ref1/person_ref1"
    assert kept["surname"][0] == "bloggs"
    assert kept["date_of_birth"][0] == "1970-01-02"
    assert kept["landlord_code"][0] == "MHS"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("12 High St", "ME4 4AA"), ("12, High Street,", "ME4 4AA")),
        (("Flat 3, 12 High Street", "ME4 4AA"), ("12/3 High St", "ME4 4AA")),
        (("12 High Street", "ME4 4AA"), ("12 High Street", "ME4 4AB")),
        (("12 High Street", "ME4 4AA", "100"), ("Rose Cottage", "ME4 4AA", "100")),
        (("12 High Street", "ME4 4AA", "100"), ("12 High Street", "ME4 4AA")),
    ],
)
def test_one_home_written_twice_is_one_home(one, other):
    found = homes(one, other)
    assert any(found[key][0] is not None and found[key][0] == found[key][1] for key in ("uprn_key", "postcode_key", "street_key"))
    by_door = found["postcode_key"][0] == found["postcode_key"][1] or found["uprn_key"][0] is not None
    assert (found["property"][0] == found["property"][1]) is by_door


def test_two_flats_of_one_building_are_two_homes():
    found = homes(("Flat 1, 12 High Street", "ME4 4AA"), ("Flat 2, 12 High Street", "ME4 4AA"))
    assert found["property"].n_unique() == 2
    assert found["address_status"].to_list() == ["resolved"] * 2


def test_a_missing_flat_number_in_a_building_of_flats_is_unresolved():
    found = homes(("Flat 1, 12 High Street", "ME4 4AA"), ("12 High Street", "ME4 4AA"), ("14 High Street", "ME4 4AA"))
    assert found["address_status"].to_list() == ["resolved", "unresolved", "resolved"]
    assert found["property"][1] is None


def test_a_uprn_of_several_flats_is_the_buildings():
    found = homes(
        ("Flat 1, 12 High Street", "ME4 4AA", "100"),
        ("Flat 2, 12 High Street", "ME4 4AA", "100"),
        ("12 High Street", "ME4 4AA", "100"),
    )
    assert found["uprn_key"].null_count() == 3
    assert found["address_status"].to_list() == ["resolved", "resolved", "unresolved"]


def test_no_address_tells_nothing():
    found = homes((None, None))
    assert found["address_status"][0] == "none"
    assert found["property"][0] is None


def test_accounts_have_one_pseudonym_and_half_an_account_none():
    rows = [
        {"account_ref": "A", "payer_sort_code": "089299", "payer_account_number": "65837291", "payer_name": "j bloggs"},
        {"account_ref": "B", "payer_sort_code": "089299", "payer_account_number": "65837291", "payer_name": "another"},
        {"account_ref": "C", "payer_sort_code": "089299", "payer_name": "j bloggs"},
    ]
    award = identified("benefit_award", person("jo", "bloggs", payee_sort_code="089299", payee_account_number="65837291"))
    facts = hidden(identified("rent_transaction", *rows), award).facts
    paid = facts["rent_transaction"].frame
    assert (
        paid["payer_account"][0]
        == paid["payer_account"][1]
        == paid["payer"][0]
        == facts["benefit_award"].frame["payee_account"][0]
    )
    assert paid["payer_account"][2] is None
    assert paid["payer"][2] is not None
