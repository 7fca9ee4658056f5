import polars as pl
import pytest

from pipeline.sample.dice import Dice, scattered

KEYS = pl.DataFrame({"key": range(20_000)}, schema={"key": pl.Int64})
ONE, OTHER = Dice(1), Dice(2)


def drawn(expression: pl.Expr, keys: pl.DataFrame = KEYS) -> pl.Series:
    return keys.select(expression).to_series()


def test_chance_depends_on_the_seed_the_purpose_and_the_key_and_on_nothing_else():
    all_of_them = drawn(ONE.uniform("a", "key"))
    assert drawn(ONE.uniform("a", "key"), KEYS.reverse()).reverse().equals(all_of_them)
    assert drawn(ONE.uniform("a", "key"), KEYS.slice(500, 3)).to_list() == all_of_them.slice(500, 3).to_list()
    assert not drawn(ONE.uniform("b", "key")).equals(all_of_them)
    assert not drawn(OTHER.uniform("a", "key")).equals(all_of_them)


def test_a_known_value_so_that_a_change_of_the_arithmetic_is_noticed():
    assert drawn(ONE.uniform("a", "key"), KEYS.head(1)).item() == pytest.approx(0.1009213393144256, abs=1e-15)


def test_chance_is_even_and_independent():
    both = KEYS.select(a=ONE.uniform("a", "key"), b=ONE.uniform("b", "key"))
    assert both["a"].min() >= 0
    assert both["a"].max() < 1
    assert both["a"].mean() == pytest.approx(0.5, abs=0.01)
    assert both["a"].hist(bin_count=10)["count"].min() > 1800
    assert abs(both.select(pl.corr("a", "b")).item()) < 0.03


def test_whole_numbers_reach_both_ends():
    found = drawn(ONE.whole("die", "key", 1, 6))
    assert sorted(found.unique()) == [1, 2, 3, 4, 5, 6]
    assert drawn(ONE.whole("one", "key", 4, 4)).unique().to_list() == [4]


def test_picks_come_in_proportion():
    shares = drawn(ONE.pick("fruit", "key", {"apple": 3, "pear": 1})).value_counts(normalize=True)
    assert dict(shares.iter_rows())["apple"] == pytest.approx(0.75, abs=0.02)


def test_scattering_gives_each_key_a_place_of_its_own():
    for size in (20_000, 100_000, 1_000_000):
        found = drawn(scattered("key", size))
        assert found.is_unique().all()
        assert 0 <= found.min() <= found.max() < size
