from datetime import date

import polars as pl
import pytest

from pipeline.sample.dice import Dice
from pipeline.sample.households import CHILD, LEAD, PARTNER, SECOND_CHILD
from pipeline.sample.making import make_world
from pipeline.sample.namebook import namebook

NOBODY = pl.DataFrame(
    schema={"home": pl.Int64, "wished_composition": pl.String, "wished_start": pl.Date, "wished_benefit": pl.String}
)


@pytest.fixture(scope="module")
def world():
    return make_world(Dice(5), range(6000), NOBODY, further=False)


def members(world, slot):
    return world.people.filter(pl.col("slot") == slot)


def test_numbers_that_belong_to_one_person_belong_to_one_person(world):
    for column in ("nino", "mobile", "account_number"):
        held = world.people[column].drop_nulls()
        assert held.is_unique().all(), column


def test_homes_are_told_apart_by_number_and_by_address(world):
    for columns in (["uprn"], ["postcode", "street", "number", "building", "unit"]):
        assert world.homes.select(columns).is_duplicated().sum() == 0, columns
    ours = world.homes.filter(~pl.col("elsewhere"))
    assert not set(ours["postcode"]) & set(world.homes.filter("elsewhere")["postcode"])


def test_some_names_are_common_and_many_are_rare(world):
    counts = world.people["surname"].value_counts(sort=True)["count"]
    assert 0.006 < counts[0] / world.people.height < 0.02
    assert (counts == 1).sum() > 500
    assert namebook().surnames.choices.len() > 3000
    assert namebook().forenames.choices.n_unique() > 1000


def test_names_go_with_the_time_of_birth(world):
    def share(name, frame):
        return (frame["forename"] == name).mean()

    old = world.people.filter(pl.col("date_of_birth") < date(1950, 1, 1))
    young = world.people.filter(pl.col("date_of_birth") > date(1996, 1, 1))
    assert share("Margaret", old) > 10 * max(share("Margaret", young), 1e-4)
    assert share("Chloe", young) > 10 * max(share("Chloe", old), 1e-4)


def test_everybody_is_grown_up_and_alive_at_a_likely_age(world):
    assert world.people["date_of_birth"].is_between(date(1920, 1, 1), date(2008, 10, 5)).all()


def test_twins_share_a_birthday_and_no_forename(world):
    both = members(world, CHILD).join(members(world, SECOND_CHILD), on="home")
    twins = both.filter(pl.col("date_of_birth") == pl.col("date_of_birth_right"))
    assert 0 < twins.height < 0.3 * both.height
    assert (twins["surname"] == twins["surname_right"]).all()
    assert (both["forename"] != both["forename_right"]).all()


def test_some_sons_bear_their_father_s_name(world):
    both = members(world, LEAD).filter(~pl.col("female")).join(members(world, CHILD).filter(~pl.col("female")), on="home")
    same = both.filter(pl.col("forename") == pl.col("forename_right"))
    assert 0.05 < same.height / both.height < 0.4
    years = (same["date_of_birth_right"] - same["date_of_birth"]).dt.total_days() / 365.25
    assert years.min() > 15


def test_most_partners_share_a_surname_and_some_had_another(world):
    both = members(world, LEAD).join(members(world, PARTNER), on="home")
    assert 0.45 < (both["surname"] == both["surname_right"]).mean() < 0.75
    assert both["former_surname_right"].drop_nulls().len() > 0


def test_a_home_is_let_to_one_household_at_a_time(world):
    held = world.tenancies.sort("home", "start")
    before = held.with_columns(until=pl.col("end").shift(1).over("home"))
    assert (before["start"] > before["until"]).drop_nulls().all()


def test_transfers_overlap_by_a_fortnight_at_most_and_name_the_home_before(world):
    movers = world.tenancies.filter(pl.col("prior").is_not_null())
    both = movers.join(world.tenancies.select(prior="tenancy", left="end"), on="prior")
    assert both.height == movers.height > 10
    overlap = (both["left"] - both["start"]).dt.total_days() + 1
    assert overlap.is_between(1, 15).all()
