"""The stage itself: tidy rows that name people become rows of keyed forms."""

import polars as pl

from pipeline.keys import RootKey, tokens
from pipeline.stages.disguise.forms import date_table, name_table, nino_table
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
        middle=rest.list.first().str.slice(0, 1),
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


def _name_columns(rows: pl.DataFrame, root: RootKey) -> pl.DataFrame:
    """Forename and surname under one key, so that the two can be compared with each other when they were swapped."""
    key = root.subkey("link", "name")
    pieces = rows.select(pl.concat_list("first", "surname", "former_surname")).to_series().explode()
    table = name_table(pieces)
    keyed = _keyed_table(table, "name", key).with_columns(token=tokens(table["name"], key))
    first, last, former = (_look_up(rows, c, keyed, "name") for c in ("first", "surname", "former_surname"))
    others = _keyed_list(rows["other_words"], key)
    return pl.DataFrame(
        {
            "forename": first["token"],
            "forename_sound": first["sound"],
            "forename_initial": first["initial"],
            "only_initial": rows["first"].str.len_chars() == 1,
            "forename_family": pl.select(pl.concat_list(first["family"].fill_null([]), others.fill_null([]))).to_series(),
            "forename_near": first["near"],
            "forename_less_near": first["less_near"],
            "middle": tokens(rows["middle"], key),
            "surname": last["token"],
            "surname_sound": last["sound"],
            "surname_near": last["near"],
            "surname_less_near": last["less_near"],
            "surname_parts": pl.select(
                pl.concat_list(
                    last["parts"].fill_null([]),
                    former["parts"].fill_null([]),
                    pl.concat_list(former["token"]).list.drop_nulls(),
                )
            ).to_series(),
        }
    )


def _name_sounds(rows: pl.DataFrame, names: pl.DataFrame) -> pl.Series:
    """How both names sound, without regard to which comes first: a blocking key."""
    both = pl.concat_list("forename_sound", "surname_sound").list.sort()
    known = pl.all_horizontal(pl.col("forename_sound", "surname_sound").is_not_null())
    text = both.list.eval(pl.element().cast(pl.String)).list.join("|")
    return names.select(pl.when(known).then(text).alias("name_sounds")).to_series()


def disguise(accepted: dict[str, Identified], facts: dict[str, Pseudonymised], root: RootKey) -> People:
    """One row per row that names a person, sorted by record: `record`, `extract`, keyed forms of names, birth date, National
    Insurance number and contacts, and the keys of its home (for blocking and strata, never as evidence).
    """
    people = [name for name, one in accepted.items() if one.extract.names_people]
    rows = _names(pl.concat([_rows(accepted[name], facts[name]) for name in people])).sort("record")
    names = _name_columns(rows, root)
    births = date_table(rows["date_of_birth"])
    born = _look_up(rows, "date_of_birth", _keyed_table(births, "born", root.subkey("link", "birth")), "born").drop("born")
    ninos = nino_table(rows["nino"])
    key = root.subkey("link", "nino")
    numbers = _look_up(rows, "nino", _keyed_table(ninos, "nino", key).with_columns(number=tokens(ninos["nino"], key)), "nino")
    ways = pl.concat_list("home_telephone", "mobile", "email").list.drop_nulls()
    contacts = _keyed_list(rows.select(ways).to_series(), root.subkey("link", "contact")).alias("contacts")
    columns = [
        *names.get_columns(),
        *born.get_columns(),
        numbers["number"].alias("nino"),
        numbers["nino_forms"],
        contacts,
    ]
    return People(rows.select("record", "extract", *HOME).with_columns(*columns, _name_sounds(rows, names)))
