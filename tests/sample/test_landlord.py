import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from pipeline.errors import WrongUse
from pipeline.sample import make_landlord
from pipeline.sample.dirt import BY_EXTRACT

OPTIONAL = {"residency", "waiting_list", "right_to_buy", "partner_tenancy", "household_event", "ownership", "short_let"}
CORE = set(EXTRACTS) - OPTIONAL
# What a source may well hold and the contract then takes as unknown.
UNUSABLE_BY_DESIGN = {"nino", "date_of_birth"}


@pytest.fixture(scope="module")
def ordinary(landlord):
    """The extracts without the rows that are bad on purpose."""
    bad = {name: set(rows["row"]) for (name,), rows in landlord.faults.group_by("extract")}
    return {
        name: frame.with_row_index("row", offset=1).filter(~pl.col("row").is_in(list(bad[name])))
        for name, frame in landlord.extracts.items()
    }


@pytest.mark.parametrize(("homes", "extracts", "errors"), [(0, "core", "usual"), (50, "some", "usual"), (50, "core", "many")])
def test_a_landlord_that_cannot_be_made_is_refused(homes, extracts, errors):
    with pytest.raises(WrongUse, match="at least one home"):
        make_landlord(homes, seed=1, extracts=extracts, errors=errors)


def test_the_smallest_landlord_the_command_line_takes_has_all_extracts():
    small = make_landlord(50, seed=1, extracts="all")
    assert set(small.extracts) == set(EXTRACTS)
    assert small.cases.height > 0


def test_the_core_is_the_core():
    assert set(make_landlord(50, seed=1).extracts) == CORE


def test_the_same_seed_makes_the_same_landlord_and_another_seed_another():
    one, again, other = (make_landlord(400, seed) for seed in (1, 1, 2))
    for name in one.extracts:
        assert one.extracts[name].equals(again.extracts[name]), name
        assert not one.extracts[name].equals(other.extracts[name]), name
    assert one.people.equals(again.people)
    assert one.cases.equals(again.cases)


def test_columns_are_those_of_the_contract_and_the_required_ones_are_filled(landlord, ordinary):
    for name, frame in landlord.extracts.items():
        assert set(frame.columns) <= set(EXTRACTS[name].names), name
        for column in EXTRACTS[name].required:
            assert ordinary[name][column].null_count() == 0, (name, column)


def test_every_value_is_usable_but_for_what_is_meant_not_to_be(ordinary):
    for name, frame in ordinary.items():
        for column in EXTRACTS[name].fields:
            if column.name not in frame.columns or column.name in UNUSABLE_BY_DESIGN:
                continue
            given = frame[column.name].drop_nulls().unique().to_list()
            refused = [value for value in given if column.kind.tidy(value) is None]
            assert not refused, (name, column.name, refused[:3])


def test_few_numbers_and_birth_dates_are_unusable(ordinary):
    for name in ("tenancy", "benefit_award"):
        for column in UNUSABLE_BY_DESIGN:
            given = ordinary[name][column].drop_nulls()
            refused = sum(EXTRACTS[name].field(column).kind.tidy(value) is None for value in given)
            assert refused <= 0.02 * given.len(), (name, column)


def test_dates_stand_in_their_order(ordinary):
    for name, extract in EXTRACTS.items():
        frame = ordinary[name]
        for first, second in extract.order:
            if not {first, second} <= set(frame.columns):
                continue
            tidy = extract.field(first).kind.tidy
            both = frame.select(first, second).drop_nulls().unique()
            assert all(tidy(one) <= tidy(other) for one, other in both.iter_rows()), (name, first, second)


def test_references_are_unique_within_their_scope(ordinary):
    for name, extract in EXTRACTS.items():
        frame = ordinary[name]
        if name == "benefit_award":  # a claim may have several non-dependants, and its key doesn't tell them apart
            frame = frame.filter(pl.col("role") != "non_dependant")
        if extract.key:
            assert frame.select(*extract.key, *extract.scope).is_duplicated().sum() == 0, name


@pytest.mark.parametrize(
    ("child", "column", "parent"),
    [
        ("rent_account", "tenancy_ref", "tenancy"),
        ("rent_transaction", "account_ref", "rent_account"),
        ("benefit_payment", "claim_ref", "benefit_award"),
        ("right_to_buy", "tenancy_ref", "tenancy"),
        ("household_event", "tenancy_ref", "tenancy"),
        ("benefit_award", "tenancy_ref", "tenancy"),
    ],
)
def test_nothing_refers_to_what_is_not_there(ordinary, child, column, parent):
    there = set(ordinary[parent][column])
    assert set(ordinary[child][column].drop_nulls()) <= there


def test_tenancies_before_are_on_file(ordinary):
    frame = ordinary["tenancy"]
    assert set(frame["prior_tenancy_ref"].drop_nulls()) <= set(frame["tenancy_ref"])


def test_benefit_is_paid_for_the_home_where_the_tenancy_is(landlord):
    rows = landlord.extracts["benefit_award"].with_row_index("row", offset=1)
    awards = rows.join(landlord.people.filter(pl.col("extract") == "benefit_award"), on="row").filter(
        pl.col("tenancy_ref").is_not_null()
    )
    homes = landlord.extracts["tenancy"].with_row_index("row", offset=1)
    homes = homes.join(landlord.people.filter(pl.col("extract") == "tenancy"), on="row").select("tenancy_ref", home="true_home")
    both = awards.join(homes.unique(), on="tenancy_ref")
    assert both.height >= awards.height > 0
    assert both.filter(pl.col("true_home") != pl.col("home")).height == 0


def test_rent_is_charged_on_every_monday_of_the_year(ordinary):
    posted = ordinary["rent_transaction"].filter(pl.col("kind") == "charge")
    assert posted["posted_on"].str.to_date().dt.weekday().unique().to_list() == [1]
    charged = posted.group_by("account_ref").agg(weeks=pl.len())
    accounts = ordinary["rent_account"].join(charged, on="account_ref")
    full_year = accounts.filter(pl.col("weeks") >= 52)
    assert full_year.height > 0.7 * accounts.height
    assert full_year["weeks"].max() == 53


def test_sizes_are_those_of_a_landlord(landlord):
    homes = 3000
    rows = {name: frame.height / homes for name, frame in landlord.extracts.items()}
    assert 65 < rows["rent_transaction"] < 95
    assert 1.5 < rows["tenancy"] < 2.2
    assert 0.7 < rows["benefit_award"] < 1.6


def test_the_bad_rows_are_listed_and_belong_to_nobody(landlord):
    assert landlord.faults.height == sum(len(faults) for faults in BY_EXTRACT.values())
    assert landlord.people.join(landlord.faults, on=["extract", "row"], how="semi").height == 0


def test_every_row_that_names_somebody_is_in_the_truth_but_for_the_bad_ones(landlord):
    for name, frame in landlord.extracts.items():
        if EXTRACTS[name].names_people:
            known = landlord.people.filter(pl.col("extract") == name)
            bad = landlord.faults.filter(pl.col("extract") == name)
            assert known.height + bad.height == frame.height, name


def test_blocks_go_on_counting():
    two_blocks = make_landlord(5200, seed=4)
    for name in ("tenancy", "benefit_award"):
        rows = two_blocks.people.filter(pl.col("extract") == name)["row"]
        assert rows.is_unique().all()
        assert rows.max() <= two_blocks.extracts[name].height
    refs = two_blocks.people.filter(pl.col("extract") == "tenancy")
    last = refs.tail(1).row(0, named=True)
    written = two_blocks.extracts["tenancy"].row(last["row"] - 1, named=True)
    assert last["ref"] == f"{written['tenancy_ref']}/{written['person_ref']}"
