"""Fillers: numbers and addresses typed to fill a field, values that too many people share, and payers that are ways of paying."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from extracts.kinds import account_number, email, name, nino, sort_code, telephone, uprn
from pipeline.errors import Refused
from pipeline.fillers_policy import read_fillers_policy
from pipeline.local_files import read_allowed
from pipeline.stages.clear_fillers import clear_fillers, most_accounts
from pipeline.stages.honour_allowed import honour_allowed
from pipeline.tables import Identified
from tests.stages.people import identified, person

POLICY = read_fillers_policy()
FILLERS = {
    account_number: ["12345678", "87654321", "00000000", *(str(digit) * 8 for digit in range(1, 10)), "1234567", "123456", "01234567", "00123456"],
    sort_code: ["00-00-00", "11-11-11", "99-99-99", "12-34-56", "123456", "65-43-21", "12 34 56"],
    telephone: ["07123456789", "07000000000", "07777777777", "07999 999999", "01234567890", "00000000000", "+447123456789", "07123 456 789",
                "07900000000", "01634 000000", "02000000000", "07987654321", "0123456789", "9999999999", "0044 7777 777777"],
    email: ["refused@x.org", "noemail@x.org", "none@x.org", "unknown@x.org", "notprovided@x.org", "not.provided@x.org", "test@x.org", "test1@x.org",
            "na@x.org", "noreply@x.org", "no-reply@x.org", "no_email@x.org", "declined@x.org", "jo@noemail.com", "a@a.com", "x@x.com", "tbc@x.org",
            "no-email-address@x.org", "DoNotEmail@x.org"],
    nino: ["AB123456C", "QQ123456C", "AA111111A", "PP999999P", "JK123456A", "ZZ345612A", "AA010101A", "TN010180F", "JK654321B"],
    uprn: ["0", "1", "999999999999", "123456789012", "111111111111", "000000000001", "12345678"],
}  # fmt: skip
REAL = {
    account_number: ["65837291", "12345670", "00000021", "11111112", "10000000", "98765433"],
    sort_code: ["08-92-99", "20-20-20", "11-11-12", "12-34-65"],
    telephone: [
        "07700 900123",
        "01634 960123",
        "07123 456780",
        "020 7946 0123",
        "07777 712345",
        "01634 111111",
        "+44 7911 123456",
    ],
    email: [
        "jo.smith@example.org",
        "testa@x.org",
        "noel@x.org",
        "nathan@x.org",
        "unknownpleasures@x.org",
        "anna@x.org",
        "reply@smith.org",
    ],
    nino: ["JK345612C", "AB123465C", "AA111112A"],
    uprn: ["10012345678", "100012345678", "200000000011", "45312"],
}
CASES = [
    pytest.param(kind, text, id=f"{kind.__name__.rpartition('.')[2]} {text}") for kind, texts in FILLERS.items() for text in texts
]
SOUND = [
    pytest.param(kind, text, id=f"{kind.__name__.rpartition('.')[2]} {text}") for kind, texts in REAL.items() for text in texts
]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_what_is_typed_to_fill_a_field_is_unknown_and_says_so(kind, text):
    assert kind.tidy(text) is None
    assert kind.why_unusable(text)


@pytest.mark.parametrize(("kind", "text"), SOUND)
def test_its_neighbours_are_usable(kind, text):
    assert kind.tidy(text) is not None


@settings(deadline=None)
@given(st.from_regex(r"[A-Z]{1,3}[0-9]{4,8}(/[0-9]{2})?|[0-9]{5,12}", fullmatch=True))
def test_a_reference_is_no_payer(reference):
    assert name.tidy_payer(reference) is None
    assert name.tidy_payer(f"{reference} MRS J ABLE") == "mrs j able" or name.tidy_payer(f"{reference} MRS J ABLE") == "j able"


def borne(column, values):
    return [person("jo", f"{chr(97 + at % 26) * 2}{at}", **{column: value}) for at, value in enumerate(values)]


@pytest.mark.parametrize(("column", "most"), [("mobile", 25), ("home_telephone", 25), ("email", 25), ("nino", 10)])
def test_a_value_beside_too_many_surnames_is_a_filler_and_at_the_edge_it_is_not(column, most):
    for many, kept in ((most, most), (most + 1, 0)):
        cleared = clear_fillers({"tenancy": identified("tenancy", *borne(column, ["v"] * many))}, POLICY)
        assert cleared.frames["tenancy"].frame[column].count() == kept
        assert bool(cleared.notices) is not bool(kept)
    (notice,) = cleared.notices["tenancy"]
    assert notice.endswith(f"taken as unknown: {most + 1}") and '"v"' not in notice


def test_a_family_of_many_members_is_no_filler_and_surnames_are_counted_over_all_extracts():
    family = {"tenancy": identified("tenancy", *(person(f"jo{at}", "able", mobile="v") for at in range(40)))}
    assert clear_fillers(family, POLICY).notices == {}
    apart = {
        "tenancy": identified("tenancy", *borne("mobile", ["v"] * 13)),
        "benefit_award": identified(
            "benefit_award", *[row | {"surname": row["surname"] + "x"} for row in borne("home_telephone", ["v"] * 13)]
        ),
    }
    assert set(clear_fillers(apart, POLICY).notices) == {"tenancy", "benefit_award"}


@pytest.mark.parametrize(
    ("many", "payee", "kept"), [(25, "claimant", 25), (26, "claimant", 0), (26, "landlord", 26), (5, "claimant", 5)]
)
def test_an_account_of_too_many_claimants_is_an_agents_and_a_ring_is_not(many, payee, kept):
    rows = [row | {"payee_sort_code": "089299", "payee": payee} for row in borne("payee_account_number", ["65837291"] * many)]
    cleared = clear_fillers({"benefit_award": identified("benefit_award", *rows)}, POLICY)
    assert cleared.frames["benefit_award"].frame["payee_account_number"].count() == kept


def postings(*payers, account="089299 65837291"):
    code, number = account.split() if account else (None, None)
    rows = [
        {"account_ref": f"A{at}", "payer_name": payer, "payer_sort_code": code, "payer_account_number": number}
        for at, payer in enumerate(payers)
    ]
    landlord = identified("rent_account", {"landlord_code": "KHA"})
    return {"rent_transaction": identified("rent_transaction", *rows), "rent_account": landlord}


WAYS = ["ALLPAY NET", "CASH", "POST OFFICE", "PAYPOINT", "DD", "STANDING ORDER", "DEBIT CARD", "CARD PAYMENT", "COUNTER", "BACS", "CASH COUNTER",
        "ONLINE PAYMENT", "FASTER PAYMENT", "DIRECT DEBIT", "RENT PAYMENT", "ALLPAY LTD", "PAYPOINT 12345", "KHA RENT", "POST OFFICE LTD", "TELEPHONE PAYMENT",
        "CHEQUE", "BANK GIRO CREDIT", "PAYZONE UK", "REF T10027", "WORLDPAY"]  # fmt: skip


@pytest.mark.parametrize("payer", WAYS)
def test_a_way_of_paying_is_no_payer(payer):
    cleared = clear_fillers(postings(name.tidy_payer(payer), account=None), POLICY)
    assert cleared.frames["rent_transaction"].frame["payer_name"].to_list() == [None]


@pytest.mark.parametrize(
    "payer", ["J CASH", "Mrs A Post", "K OFFICER", "Kent Credit Union", "DEBITA SMITH", "P CARDEW", "PAYNE", "J NETT", "CASHMAN"]
)
def test_a_person_or_company_is_a_payer(payer):
    cleared = clear_fillers(postings(name.tidy_payer(payer)), POLICY)
    assert cleared.notices == {} and cleared.frames["rent_transaction"].frame["payer_name"].count() == 1


def test_an_agents_account_goes_with_its_name_and_a_standing_orders_stays():
    frame = clear_fillers(postings("allpay net", "standing order"), POLICY).frames["rent_transaction"].frame
    assert frame["payer_account_number"].to_list() == [None, "65837291"]


@pytest.mark.parametrize(
    ("many", "homes", "kept"),
    [(25, 1000, True), (26, 1000, False), (11, 60, True), (12, 60, False), (9, 20, True), (10, 20, False)],
)
def test_a_payer_of_too_many_rent_accounts_is_an_agent(many, homes, kept):
    others = [f"payer {chr(97 + at // 26)}{chr(97 + at % 26)}x" for at in range(homes - many)]
    cleared = clear_fillers(postings(*["weald payroll"] * many, *others, account=None), POLICY)
    assert (cleared.frames["rent_transaction"].frame["payer_name"][0] is not None) is kept
    assert ("weald" in str(cleared.notices)) is False and bool(cleared.notices) is not kept


def test_a_council_that_pays_benefit_for_everybody_is_left_as_it_is():
    given_ = postings(*["medway council"] * 40)
    frame = given_["rent_transaction"].frame.with_columns(method=pl.lit("housing_benefit"))
    table = Identified(EXTRACTS["rent_transaction"], frame)
    assert clear_fillers(given_ | {"rent_transaction": table}, POLICY).notices == {}


def test_the_edge_moves_with_the_policy():
    assert most_accounts(10**6, POLICY.shared) == POLICY.shared.accounts


def allowed(folder, text):
    (folder / "allow.toml").write_text(text)
    return read_allowed(folder)


def test_allowed_payers_are_known_word_for_word_and_listed_without_their_names(tmp_path):
    given_ = allowed(tmp_path, 'payers = ["Kent Credit Union", "Weald Payroll"]\n')
    names = ["kent credit union", "kent credit union ltd", "kentish credit union", "weald payroll", "weald", None]
    honoured = honour_allowed(postings(*names), given_)["rent_transaction"].frame
    assert honoured["payer_name"].to_list() == [None, None, "kentish credit union", None, "weald", None]
    assert honoured["payer_account_number"].count() == 3
    assert given_.listed == [{"what": "payer", "why": "named under payers"}] * 2


@pytest.mark.parametrize("text", ['payers = ["12345"]', "payers = [1]", 'payers = "Kent Credit Union"', 'payer = ["Kent"]'])
def test_a_list_of_payers_that_cannot_be_read_is_refused_without_quoting_it(tmp_path, text):
    with pytest.raises(Refused) as refusal:
        allowed(tmp_path, text)
    assert "Kent" not in str(refusal.value) and "12345" not in str(refusal.value)


def test_extracts_without_such_columns_pass_untouched():
    frame = pl.DataFrame({"account_ref": ["A"]})
    given_ = {"rent_transaction": Identified(EXTRACTS["rent_transaction"], frame)}
    assert clear_fillers(given_, POLICY).frames["rent_transaction"].frame.equals(frame)
