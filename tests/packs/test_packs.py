"""Each recipient is given its fields and no others; what may not be given is refused with a reason."""

import csv
import io
import re
from datetime import date

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused, WrongUse
from pipeline.packs.order import asked_for, basis_of, payer_of, refuse_other_payers, refuse_without, refuse_without_gateway
from pipeline.packs.pack import ANOTHER_PAYER, NOTHING, WITHHELD, Cover, columns_needed, pack
from pipeline.packs.recipients import FILE, read_recipients
from pipeline.settings import Basis, Settings
from tests.made_exercise import SNAPSHOT, reidentified
from tests.officer.test_hostile_cells import BODIES, STARTS, could_be_a_formula

COUNCIL, PAYER = read_recipients()["council"], read_recipients()["payer"]
BASIS = Basis("Medway Council", "agreement of 1 May", "gateway of 2 June")
FACTS = {
    "tenancy_type": "general_needs", "tenancy_start": date(2018, 4, 2), "tenancy_end": None, "permission": None, "stage": None,
    "source_body": "MED", "scheme": "housing_benefit", "award_start": date(2025, 9, 1), "award_end": None,
    "date_of_death": date(2026, 1, 1), "source": "register", "first_seen": None, "last_seen": None,
}  # fmt: skip


def cases(rule: str = "B1", count: int = 1, **changed) -> pl.DataFrame:
    """Re-identified referrals of a rule, with the facts of both records; `changed` names columns of a side."""
    table = reidentified().filter((pl.col("rule") == rule) & (pl.col("priority") != "restricted")).head(count)
    facts = [pl.lit(value).alias(f"{side}_{name}") for side in ("left", "right") for name, value in FACTS.items()]
    named = table.with_columns(pl.lit("Something was noticed").alias("title"), *facts)
    return named.with_columns(pl.lit(value).alias(name) for name, value in changed.items())


def made(referrals: pl.DataFrame, recipient=COUNCIL, **more) -> tuple[str, list[list[str]]]:
    cover = Cover(recipient, BASIS, "Jo Officer", "asked for", SNAPSHOT, **more)
    content = pack(referrals, cover)
    rows = list(csv.reader(io.StringIO(content["referrals.csv"].decode("utf-8-sig"), newline="")))
    return content["referrals.html"].decode(), rows


def given(rows: list[list[str]]) -> set[tuple[str, str]]:
    return {(part, field) for _, part, field, _ in rows[1:]}


def test_the_recipients_are_the_council_and_the_payer_and_every_field_has_its_reason():
    assert set(read_recipients()) == {"council", "payer"}
    assert all(one.why and one.called for recipient in read_recipients().values() for one in recipient.field)


@pytest.mark.parametrize(
    ("recipient", "columns"),
    [
        (
            COUNCIL,
            {"nino", "award_end", "home_telephone", "mobile", "email", "priority", "score", "payee_account_number"}
            - {"award_end"},
        ),
        (
            PAYER,
            {"date_of_birth", "home_telephone", "mobile", "email", "priority", "score", "former_surname", "payee_account_number"},
        ),
    ],
)
def test_what_a_recipient_has_no_need_of_is_not_among_its_fields(recipient, columns):
    assert columns.isdisjoint(one.shows for one in recipient.field)
    assert columns.isdisjoint(columns_needed(recipient) - {"date_of_birth"})


def test_the_payer_is_given_no_tenants_name():
    assert {"name", "nino", "date_of_birth"}.isdisjoint(one.shows for one in PAYER.fields("tenancy"))


def test_the_council_is_given_its_fields_and_no_others():
    secrets = {"left_nino": "JK918273C", "right_nino": "LM482917D", "right_ref": "CLAIM/claimant", "right_name": "Kanari Vogel"}
    case = cases(**secrets)
    page, rows = made(case)
    listed = {("The referral", one.called) for one in COUNCIL.fields("referral")}
    listed |= {("Tenancy", one.called) for one in COUNCIL.fields("tenancy")}
    listed |= {("Benefit award", one.called) for one in COUNCIL.fields("benefit_award")}
    assert given(rows) == listed
    for hidden in (*secrets.values(), "base +5", "P1:", "K1"):
        assert hidden not in page + str(rows), hidden
    row = case.row(0, named=True)
    for shown in (row["left_ref"], row["left_address"], row["referral_id"], "agreement of 1 May", "No assumption is made"):
        assert shown.replace("'", "&#39;") in page, shown


def test_an_award_of_another_payer_is_not_shown_to_this_one():
    two = cases(
        "B2", left_source_body="MED", right_source_body="DWP", left_address="1 Mine Street", right_address="2 Theirs Street"
    )
    page, rows = made(two, PAYER, body="MED")
    assert "1 Mine Street" in page and "2 Theirs Street" not in page
    assert ANOTHER_PAYER in page
    assert "2 Theirs Street" not in str(rows)


def test_a_record_that_a_recipient_has_no_need_of_is_named_and_not_shown():
    page, rows = made(cases("T3", right_name="Somebody Paying"))
    assert NOTHING in page
    assert "Somebody Paying" not in page + str(rows)


@pytest.mark.parametrize(
    ("rule", "tenure", "said"),
    [
        ("T1", "general_needs", "text"),
        ("T1", "shared_ownership", "instead"),
        ("T1", "market_rent", "instead"),
        ("B6", "general_needs", None),
        ("T3", "shared_ownership", None),
    ],
)
def test_the_offences_of_subletting_are_mentioned_where_they_can_apply_and_nowhere_else(rule, tenure, said):
    page, _ = made(cases(rule, left_tenancy_type=tenure))
    words = {"text": COUNCIL.offence.text[:40], "instead": COUNCIL.offence.instead[:40]}
    assert [name for name, text in words.items() if text in page] == ([said] if said else [])


def test_one_shared_ownership_lease_on_either_side_is_enough():
    page, _ = made(cases("T1", right_tenancy_type="shared_ownership"))
    assert COUNCIL.offence.text[:40] not in page


def test_no_word_for_a_guilty_person():
    page, _ = made(cases("T1"))
    assert not re.search(r"fraudster|offender|guilty|culprit", page, re.IGNORECASE)


def test_a_restricted_pack_prints_no_place():
    case = cases(left_address="1 Secret Street", right_address="2 Hidden Lane")
    page, rows = made(case, restricted=True)
    assert not re.search("Secret|Hidden", page + str(rows))
    assert WITHHELD in page


def test_hostile_cells_stay_text():
    texts = [start + body for start in STARTS for body in BODIES]
    hostile = pl.concat([cases(left_name=text, left_address=text, left_ref=text) for text in texts])
    page, rows = made(hostile)
    assert len(rows) > 3 * len(texts)
    assert not [cell for row in rows[1:] for cell in row if could_be_a_formula(cell)]
    assert "<script>" not in page and "<b>&amp;</b>" not in page


REFERRALS = pl.DataFrame(
    {
        "referral_id": ["a" * 32, "b" * 32, "ab" + "c" * 30],
        "priority": ["P1", "restricted", "P3"],
        "left_extract": ["tenancy", "tenancy", "tenancy"],
        "right_extract": ["benefit_award", "benefit_award", None],
    }
)


@pytest.mark.parametrize("number", ["a" * 32, "A" * 32, "aaaa-aaaa-aaaa", "a" * 12])
def test_a_referral_is_asked_for_by_its_number_or_its_first_twelve_digits(number):
    assert asked_for(REFERRALS, [number, number], restricted=False)["referral_id"].to_list() == ["a" * 32]


@pytest.mark.parametrize(
    ("numbers", "restricted", "error"),
    [
        (["a" * 11], False, WrongUse),
        ([], False, WrongUse),
        (["d" * 32], False, WrongUse),
        (["a" * 32, "d" * 32], False, WrongUse),
        (["a" * 32, "b" * 32], False, Refused),
        (["a" * 32, "b" * 32], True, WrongUse),
    ],
)
def test_what_may_not_be_asked_for(numbers, restricted, error):
    with pytest.raises(error):
        asked_for(REFERRALS, numbers, restricted)


def test_the_restricted_door_opens_restricted_ones_only():
    assert asked_for(REFERRALS, ["b" * 32], restricted=True).height == 1


def test_the_payer_is_given_nothing_of_a_referral_without_an_award():
    refuse_without(PAYER, REFERRALS.head(2))
    with pytest.raises(Refused, match="1 of these"):
        refuse_without(PAYER, REFERRALS)
    refuse_without(COUNCIL, REFERRALS)


@pytest.mark.parametrize("basis", [Basis(), Basis("Medway", ""), Basis("Medway", "  "), Basis("", "a law")])
@pytest.mark.parametrize("body", ["", "DWP"])
def test_without_a_recipient_and_a_legal_basis_nothing_is_given(basis, body):
    settings = Settings(council=basis, payer={"DWP": basis})
    with pytest.raises(Refused, match="legal_basis"):
        basis_of(settings, body)
    whole = Settings(council=BASIS, payer={"DWP": BASIS})
    assert basis_of(whole, body) is BASIS


def test_benefit_data_need_a_gateway_to_go_to_the_council():
    refuse_without_gateway(BASIS, REFERRALS)
    refuse_without_gateway(Basis("Medway", "a law"), REFERRALS.tail(1))
    with pytest.raises(Refused, match="benefit_gateway"):
        refuse_without_gateway(Basis("Medway", "a law"), REFERRALS)


@pytest.mark.parametrize(
    ("payers", "named", "found"),
    [
        (["DWP"], None, "DWP"),
        (["DWP", "MED"], "MED", "MED"),
        (["DWP", "MED"], None, None),
        ([], None, None),
        ([], "MED", "MED"),
        (["DWP"], "", None),
        (["DWP"], " ", None),
        ([""], None, None),
    ],
)
def test_which_payer(payers, named, found):
    settings = Settings(payer=dict.fromkeys(payers, BASIS))
    if found:
        assert payer_of(settings, named) == found
    else:
        with pytest.raises(WrongUse, match="--body"):
            payer_of(settings, named)


def test_a_payer_must_pay_an_award_of_each_referral():
    refuse_other_payers(cases("B2", left_source_body="DWP", right_source_body="MED"), "MED")
    with pytest.raises(Refused, match="MED pays"):
        refuse_other_payers(cases("B2", left_source_body="DWP", right_source_body="DWP"), "MED")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('of = "tenancy"', 'of = "tenanzy"', "tenanzy"),
        ('shows = "tenancy_start"', 'shows = "shoe_size"', "shoe_size"),
        ('shows = "conflicts"', 'shows = "score"', "score"),
        ('why = "Whose home it is"', 'why = " "', "no reason"),
        ('why = "Whose home it is"', 'because = "x"', "because"),
        ("[council]", "[council", "TOML"),
    ],
)
def test_a_table_of_recipients_with_a_fault(tmp_path, old, new, word):
    (tmp_path / "r.toml").write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused, match=word):
        read_recipients(tmp_path / "r.toml")


def test_every_extract_of_a_field_is_one():
    assert all(one.of in {*EXTRACTS, "referral"} for recipient in read_recipients().values() for one in recipient.field)
