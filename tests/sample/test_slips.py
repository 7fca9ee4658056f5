from datetime import date

import polars as pl
import pytest

from pipeline.sample.dice import Dice
from pipeline.sample.rates import BY_EXTRACT, LEVELS
from pipeline.sample.slips import Scribe

ROWS = 20_000
NAMES = ("forename", "middle_names", "surname", "date_of_birth", "nino", "home_telephone", "mobile", "email")


def people(care: str) -> pl.DataFrame:
    return pl.DataFrame({"row_key": range(ROWS)}, schema={"row_key": pl.Int64}).with_columns(
        forename=pl.lit("Margaret"),
        middle_names=pl.lit("Anne"),
        surname=pl.lit("Featherstone"),
        former_surname=pl.lit("Neame"),
        date_of_birth=pl.lit(date(1961, 5, 7)),
        nino=pl.lit("JK345612C"),
        home_telephone=pl.lit("01632960123"),
        mobile=pl.lit("07700900123"),
        email=pl.lit("m@example.org"),
        abroad=pl.lit(False),
        care=pl.lit(care),
    )


def written(care: str, extract: str = "tenancy", errors: str = "usual") -> pl.DataFrame:
    return Scribe(Dice(3), extract, BY_EXTRACT[extract].times(LEVELS[errors])).written(people(care))


def share(condition: pl.Expr, frame: pl.DataFrame) -> float:
    return frame.select(condition.mean()).item()


def test_a_clean_row_is_the_truth():
    assert written("clean").select(NAMES).equals(people("clean").select(NAMES))


@pytest.mark.parametrize("extract", sorted(BY_EXTRACT))
@pytest.mark.parametrize("errors", sorted(LEVELS))
def test_slips_come_as_often_as_asked(extract, errors):
    frame, rates = written("usual", extract, errors), BY_EXTRACT[extract].times(LEVELS[errors])
    near = {"abs": 0.012, "rel": 0.06}
    assert share(pl.col("nino").is_null(), frame) == pytest.approx(rates.nino_missing, **near)
    assert share(pl.col("date_of_birth").is_null(), frame) == pytest.approx(rates.birth_missing, **near)
    assert share(pl.col("middle_names").is_null(), frame) == pytest.approx(rates.middle_left_out, **near)
    assert share(pl.col("mobile").is_null(), frame) == pytest.approx(rates.contact_missing, **near)
    assert share(pl.col("surname") == "Neame", frame) == pytest.approx(rates.former_surname_used, **near)
    pet = rates.nickname * (1 - rates.typed_wrong) * (1 - rates.initial_only)
    assert share(pl.col("forename") == "Maggie", frame) == pytest.approx(pet, **near)
    swapped = rates.birth_swapped
    assert share(pl.col("date_of_birth") == date(1961, 7, 5), frame) == pytest.approx(swapped, abs=0.005)


def test_more_errors_are_asked_for_and_had():
    rates = [share(pl.col("surname") != "Featherstone", written("usual", errors=errors)) for errors in ("low", "usual", "high")]
    assert rates == sorted(rates)
    assert rates[2] > 3 * rates[0]


def test_sources_slip_independently():
    one, other = written("usual", "tenancy"), written("usual", "waiting_list")
    missing = pl.DataFrame({"one": one["nino"].is_null(), "other": other["nino"].is_null()}).cast(pl.Int8)
    assert abs(missing.select(pl.corr("one", "other")).item()) < 0.03


def test_a_noisy_row_has_one_fault_and_stays_recognisable():
    frame = written("noisy").with_columns(
        fore=pl.col("forename") != "Margaret",
        sur=pl.col("surname") != "Featherstone",
        born=pl.col("date_of_birth") != date(1961, 5, 7),
        no_number=pl.col("nino").is_null(),
    )
    wrong = frame.select(pl.sum_horizontal("fore", "sur", "born")).to_series()
    assert wrong.unique().to_list() == [1]
    assert frame.filter("born", "no_number").height == 0
    ways = frame.select("fore", "sur", "born", "no_number").unique()
    assert ways.height == 5


def test_a_misspelling_keeps_the_first_letter_and_most_of_the_name():
    names = written("usual", errors="high").filter(pl.col("surname_wrong") & (pl.col("surname").str.slice(0, 1) == "F"))[
        "surname"
    ]
    assert names.len() > 100
    assert names.str.len_chars().is_between(10, 14).all()
    assert names.n_unique() > 20


def test_a_mark_of_death_and_an_earlier_name():
    assert written("deceased")["forename"].unique().to_list() == ["Exors of Margaret"]
    assert written("renamed")["surname"].unique().to_list() == ["Neame"]
