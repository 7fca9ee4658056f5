"""A payer is known by name where a word of it is somebody's on the tenancy; an initial that fits tells nothing."""

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from pipeline.local_files import Allowed
from pipeline.stages.honour_allowed import honour_allowed
from pipeline.stages.pseudonymise.payers import payer_is_party
from pipeline.tables import Identified

TENANCY = pl.DataFrame(
    {"landlord_code": "L", "tenancy_ref": "T1", "forename": ["elizabeth", "tom"], "surname": ["okafor", "do"], "former_surname": ["meredith", None]}
)  # fmt: skip
ACCOUNT = pl.DataFrame({"account_ref": ["A1"], "landlord_code": ["L"], "tenancy_ref": ["T1"]})


def judged(*names, tenancy=TENANCY):
    postings = pl.DataFrame(
        {"account_ref": "A1", "payer_name": names}, schema={"account_ref": pl.String, "payer_name": pl.String}
    )
    frames = {"tenancy": tenancy, "rent_account": ACCOUNT, "rent_transaction": postings}
    return payer_is_party({name: Identified(EXTRACTS[name], frame) for name, frame in frames.items()}).to_list()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("e okafor", True),
        ("okafor elizabeth", True),
        ("liz barrington", True),
        ("elizabeth merredith", True),
        ("s do", True),
        ("e barrington", None),
        ("kwame barrington", False),
        ("k dot", False),
        (None, None),
    ],
)
def test_whether_a_payer_is_of_the_tenancy(name, known):
    assert judged(name) == [known]


@pytest.mark.parametrize(
    ("name", "known"), [("alder road", None), ("flat alder road chatham", None), ("alder", False), ("elm road", False)]
)
def test_the_homes_own_address_is_no_payer(name, known):
    lines = {"address_line_1": "Flat 2, 1 Alder Road", "address_line_2": "Chatham"}
    tenancy = TENANCY.with_columns(**{line: pl.lit(text) for line, text in lines.items()})
    assert judged(name, tenancy=tenancy) == [known]


def test_without_postings_or_accounts_nobody_is_judged():
    assert payer_is_party({"tenancy": Identified(EXTRACTS["tenancy"], TENANCY)}) is None


def test_an_allowed_account_takes_the_name_with_it():
    frame = pl.DataFrame(
        {"payer_name": ["credit union", "k barrington"], "payer_sort_code": ["089999", "010203"], "payer_account_number": ["12345670", "11112222"]}
    )  # fmt: skip
    account = type("One", (), {"sort_code": "089999", "account_number": "12345670"})()
    allowed = Allowed(account=(account,), telephone=(), nino=())
    one = honour_allowed({"rent_transaction": Identified(EXTRACTS["rent_transaction"], frame)}, allowed)["rent_transaction"]
    assert one.frame["payer_name"].to_list() == [None, "k barrington"]
    assert one.frame["payer_account_number"].to_list() == [None, "11112222"]
