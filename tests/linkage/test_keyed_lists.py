"""Lists of tokens made over all rows at once equal those made a row at a time."""

import polars as pl

from pipeline.keyed_texts import keyed
from pipeline.stages.disguise.keyed_lists import keyed_lists, keyed_table, one_behind_the_other

KEY = bytes(range(32))
LISTS = [["ann", "jane", "ann"], None, [], ["ann"], ["x" * 30, "李", "jane"], [None]]


def one_at_a_time(texts):
    return sorted(set(keyed(pl.Series([text for text in texts or () if text]), KEY))) or None


def test_lists_are_keyed_sorted_each_once_and_null_where_there_is_no_text():
    apart = pl.Series("text", LISTS).to_frame().with_row_index("at").explode("text")
    assert keyed_lists(apart, len(LISTS), KEY).to_list() == [one_at_a_time(texts) for texts in LISTS]


def test_a_table_is_keyed_but_for_the_column_it_is_looked_up_by():
    table = pl.DataFrame({"name": ["ann", "bo"], "sound": ["AN", None], "family": [["ann", "anne"], None]})
    made = keyed_table(table, "name", KEY)
    assert made.to_dict(as_series=False) == {
        "name": ["ann", "bo"],
        "sound": [*keyed(pl.Series(["AN"]), KEY), None],
        "family": [one_at_a_time(["ann", "anne"]), None],
    }


def test_further_tokens_stand_behind_in_their_order_and_nothing_is_an_empty_list():
    lists, more = pl.Series([[3, 1], None, [2], None]), pl.Series([[1], [5, 4], None, None])
    assert one_behind_the_other(lists, more).to_list() == [[3, 1, 1], [5, 4], [2], []]
