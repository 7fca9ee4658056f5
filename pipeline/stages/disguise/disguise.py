"""The stage itself: tidy rows that name people become rows of keyed forms."""

import polars as pl

from pipeline.keys import RootKey, tokens
from pipeline.stages.disguise.forms import date_table, name_table, number_forms
from pipeline.tables import Identified, People, Pseudonymised

NAMED = (
    "forename",
    "middle_names",
    "surname",
    "former_surname",
    "date_of_birth",
    "nino",
    "home_telephone",
    "mobile",
    "email",
)
HOME = ("uprn_key", "postcode_key", "street_key", "property", "address_status")


def _rows(one: Identified, facts: Pseudonymised) -> pl.DataFrame:
    """The columns of an extract that say who a row names, with its record key and its home."""
    missing = [pl.lit(None, pl.Date if c == "date_of_birth" else pl.String).alias(c) for c in NAMED if c not in one.frame.columns]
    clear = one.frame.with_columns(missing).select(NAMED)
    return clear.with_columns(facts.frame["record"], *facts.frame.select(HOME).get_columns(), extract=pl.lit(one.extract.name))


def _names(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their given names apart: the first word is the forename, the rest go with the middle names."""
    words = pl.col("forename").str.split(" ")
    rest = pl.concat_list(words.list.slice(1), pl.col("middle_names").str.split(" ").fill_null([]))
    return rows.with_columns(
        first=words.list.first(),
        other_words=rest.list.eval(pl.element().filter(pl.element().str.len_chars() > 1)),
        middle=rest.list.first(),
    )


def _keyed_list(lists: pl.Series, key: bytes) -> pl.Series:
    """The lists with each text keyed, sorted and each once; null stays null, as does an empty list."""
    numbered = pl.DataFrame({"at": pl.int_range(len(lists), eager=True), "text": lists}).explode("text").drop_nulls()
    keyed = numbered.with_columns(tokens(numbered["text"], key).alias("text"))
    grouped = keyed.group_by("at").agg(pl.col("text").unique().sort())
    whole = pl.DataFrame({"at": pl.int_range(len(lists), eager=True)}).join(grouped, on="at", how="left", maintain_order="left")
    return whole["text"].alias(lists.name)


def _keyed_table(table: pl.DataFrame, keep: str, key: bytes) -> pl.DataFrame:
    """A table of forms with every text and list of texts keyed, the column it is looked up by kept in clear."""
    columns = []
    for name, dtype in table.schema.items():
        if name == keep or dtype == pl.Boolean:
            columns.append(table[name])
        else:
            columns.append(_keyed_list(table[name], key) if dtype == pl.List(pl.String) else tokens(table[name], key).alias(name))
    return pl.DataFrame(columns)


def _look_up(rows: pl.DataFrame, column: str, table: pl.DataFrame, on: str) -> pl.DataFrame:
    return rows.select(pl.col(column).alias(on)).join(table, on=on, how="left", maintain_order="left")


def _name_columns(rows: pl.DataFrame, root: RootKey) -> list[pl.Series]:
    """Forename and surname under one key, so that the two can be compared with each other when they were swapped."""
    key = root.subkey("link", "name")
    pieces = rows.select(pl.concat_list("first", "surname", "former_surname")).to_series().explode()
    table = name_table(pieces)
    keyed = _keyed_table(table, "name", key).with_columns(token=tokens(table["name"], key))
    first, last, former = (_look_up(rows, c, keyed, "name") for c in ("first", "surname", "former_surname"))
    return [*_forename(rows, first, key), *_middle(rows, key), *_surname(last, former), _name_sounds(first, last)]


def _joined(*lists: pl.Series) -> pl.Series:
    return pl.select(pl.concat_list(one.fill_null([]) for one in lists)).to_series()


def _forename(rows: pl.DataFrame, first: pl.DataFrame, key: bytes) -> list[pl.Series]:
    only_initial = rows["first"].str.len_chars() == 1
    whole = first.select(pl.when(~only_initial).then("token").alias("forename_whole")).to_series()
    return [
        first["token"].alias("forename"),
        whole,
        first["sound"].alias("forename_sound"),
        first["initial"].alias("forename_initial"),
        only_initial.alias("only_initial"),
        _joined(first["family"], _keyed_list(rows["other_words"], key)).alias("forename_family"),
        first["near"].alias("forename_near"),
        _joined(first["less_near"], first["shortened"]).alias("forename_less_near"),
    ]


def _middle(rows: pl.DataFrame, key: bytes) -> list[pl.Series]:
    """The first middle name whole, null where only its initial is known, and its initial."""
    word = rows.select(pl.when(pl.col("middle").str.len_chars() > 1).then("middle")).to_series()
    return [tokens(word, key).alias("middle"), tokens(rows["middle"].str.slice(0, 1), key).alias("middle_initial")]


def _surname(last: pl.DataFrame, former: pl.DataFrame) -> list[pl.Series]:
    whole_former = former.select(pl.concat_list("token").list.drop_nulls()).to_series()
    return [
        last["token"].alias("surname"),
        last["sound"].alias("surname_sound"),
        last["near"].alias("surname_near"),
        last["less_near"].alias("surname_less_near"),
        _joined(last["parts"], former["parts"], whole_former).alias("surname_parts"),
    ]


def _name_sounds(first: pl.DataFrame, last: pl.DataFrame) -> pl.Series:
    """How both names sound, without regard to which comes first: a blocking key, null where one is unknown."""
    sounds = pl.DataFrame({"one": first["sound"], "other": last["sound"]})
    mixed = pl.min_horizontal("one", "other").mul(31) + pl.max_horizontal("one", "other")  # wraps round, as numbers of 64 bits do
    return sounds.select(pl.when(pl.all_horizontal(pl.all().is_not_null())).then(mixed).alias("name_sounds")).to_series()


def _number_columns(rows: pl.DataFrame, root: RootKey) -> list[pl.Series]:
    """The number, and its forms with a character or two in doubt."""
    key = root.subkey("link", "nino")
    distinct = rows["nino"].drop_nulls().unique().sort()
    forms = number_forms(distinct)
    keyed = pl.DataFrame([tokens(forms[name], key).alias(name) for name in forms.columns])
    table = keyed.select(nino_forms=pl.concat_list(pl.all()).list.drop_nulls()).with_columns(distinct.alias("nino"))
    table = table.with_columns(number=tokens(distinct, key))
    numbers = _look_up(rows, "nino", table, "nino")
    return [numbers["number"].alias("nino"), numbers["nino_forms"]]


def disguise(accepted: dict[str, Identified], facts: dict[str, Pseudonymised], root: RootKey) -> People:
    """One row per row that names a person, sorted by record: `record`, `extract`, keyed forms of names, birth date, National
    Insurance number and contacts, and the keys of its home (for blocking and strata, never as evidence).
    """
    people = [name for name, one in accepted.items() if one.extract.names_people]
    rows = _names(pl.concat([_rows(accepted[name], facts[name]) for name in people])).sort("record")
    births = date_table(rows["date_of_birth"])
    born = _look_up(rows, "date_of_birth", _keyed_table(births, "born", root.subkey("link", "birth")), "born").drop("born")
    ways = pl.concat_list("home_telephone", "mobile", "email").list.drop_nulls()
    contacts = _keyed_list(rows.select(ways).to_series(), root.subkey("link", "contact")).alias("contacts")
    columns = [*_name_columns(rows, root), *born.get_columns(), *_number_columns(rows, root), contacts]
    return People(rows.select("record", "extract", *HOME).with_columns(*columns))
