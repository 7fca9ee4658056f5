"""Lists of tokens, made over all rows at once: Polars' own functions on lists (joining, sorting) go row by row and are dear."""

import polars as pl

from pipeline.keyed_texts import keyed


def keyed_lists(texts: pl.DataFrame, rows: int, key: bytes) -> pl.Series:
    """A list for each of so many rows, of the tokens of its texts, sorted and each once; null where it has none.

    `texts` has a row per text: `at` (UInt32), the number of the row it belongs to, and `text`.
    """
    found = texts.drop_nulls()
    made = found.select("at", token=keyed(found["text"], key)).unique().sort("token")
    lists = made.group_by("at").agg("token")  # rows of a group keep their order
    every = pl.DataFrame({"at": pl.int_range(rows, dtype=pl.UInt32, eager=True)})
    return every.join(lists, on="at", how="left", maintain_order="left")["token"]


def _keyed(forms: pl.Series, key: bytes) -> pl.Series:
    if forms.dtype == pl.String:
        return pl.select(pl.when(forms.is_not_null()).then(keyed(forms.fill_null(""), key)).alias(forms.name)).to_series()
    apart = forms.to_frame("text").with_row_index("at").explode("text")
    return keyed_lists(apart, len(forms), key).alias(forms.name)


def keyed_table(table: pl.DataFrame, keep: str, key: bytes) -> pl.DataFrame:
    """The table of forms with every text and list of texts keyed, the column it is looked up by kept in clear.

    A row is a distinct value whose forms seldom repeat: to key each where it stands costs less than to look for distinct ones.
    """
    return table.with_columns(_keyed(table[name], key) for name in table.columns if name != keep)


def one_behind_the_other(lists: pl.Series, more: pl.Series) -> pl.Series:
    """The lists with those of `more` behind them, empty where both are null; only rows that have more are made anew."""
    rows, longer = len(lists), more.is_not_null()
    made = pl.select(pl.concat_list(lists.filter(longer).fill_null([]), more.filter(longer))).to_series()
    places = pl.int_range(rows, eager=True).scatter(longer.arg_true(), pl.int_range(rows, rows + len(made), eager=True))
    return pl.concat([lists.fill_null([]), made]).gather(places)
