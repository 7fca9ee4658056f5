"""The stage itself: tidy rows that name people become rows of keyed forms."""

from itertools import chain

import numpy as np
import polars as pl

from pipeline.keyed_texts import keyed_rows
from pipeline.keys import RootKey
from pipeline.stages.disguise.forms import date_table, name_table, number_forms
from pipeline.stages.disguise.keyed_lists import keyed_lists, keyed_table, one_behind_the_other
from pipeline.tables import Identified, People, Pseudonymised

CONTACTS = ("home_telephone", "mobile", "email")
NAMED = ("forename", "middle_names", "surname", "former_surname", "date_of_birth", "nino", *CONTACTS)
HOME = ("uprn_key", "postcode_key", "street_key", "property", "address_status")
USED_OF = {
    "first": ("token", "sound", "initial", "family", "near", "less_near_or_short"),
    "surname": ("token", "sound", "parts", "near", "less_near"),
    "former_surname": ("as_former",),
}
"""The keyed forms that are looked up of each name of a row."""


def _rows(one: Identified, facts: Pseudonymised) -> pl.DataFrame:
    """The columns of an extract that say who a row names, with its record key and its home."""
    missing = [pl.lit(None, pl.Date if c == "date_of_birth" else pl.String).alias(c) for c in NAMED if c not in one.frame.columns]
    clear = one.frame.with_columns(missing).select(NAMED)
    return clear.with_columns(facts.frame["record"], *facts.frame.select(HOME).get_columns(), extract=pl.lit(one.extract.name))


def _names(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with their given names apart: the first word is the forename, the rest go with the middle names."""
    words = pl.col("forename").str.splitn(" ", 2).struct
    further = pl.concat_str(words.field("field_1"), "middle_names", separator=" ", ignore_nulls=True)
    known = pl.col("forename").is_not_null() & (further != "")
    return rows.with_columns(first=words.field("field_0"), further=pl.when(known).then(further))


def _look_up(rows: pl.DataFrame, column: str, table: pl.DataFrame, on: str) -> pl.DataFrame:
    return rows.select(pl.col(column).alias(on)).join(table, on=on, how="left", maintain_order="left")


def _name_columns(rows: pl.DataFrame, root: RootKey) -> list[pl.Series]:
    """Forename and surname under one key, so that the two can be compared with each other when they were swapped."""
    key = root.subkey("link", "name")
    table = name_table(pl.concat([rows[c].alias("name") for c in ("first", "surname", "former_surname")]))
    forms = _put_together(keyed_table(table.with_columns(pl.col("name").alias("token")), "name", key))
    first, last, former = (_look_up(rows, column, forms.select("name", *used), "name") for column, used in USED_OF.items())
    further = _look_up(rows, "further", _further_table(rows["further"], key), "further")
    middle = further.select("middle", "middle_initial").get_columns()
    return [*_forename(first, further["words"]), *middle, *_surname(last, former["as_former"]), _name_sounds(first, last)]


def _put_together(keyed: pl.DataFrame) -> pl.DataFrame:
    """The keyed forms of names, with the lists that consist of several forms of one name."""
    short = one_behind_the_other(keyed["less_near"], keyed["shortened"]).alias("less_near_or_short")
    return keyed.with_columns(short, as_former=pl.concat_list("parts", "token"))


def _further_table(further: pl.Series, key: bytes) -> pl.DataFrame:
    """One row per distinct text of given names after the forename: `further`, its keyed `words` save initials, the first one
    whole (`middle`, null where only its initial is known), and its initial.
    """
    table = pl.DataFrame({"further": further.drop_nulls().unique()}).with_columns(words=pl.col("further").str.split(" "))
    first, whole = pl.col("words").list.first(), pl.element().str.len_chars() > 1
    return keyed_table(
        table.select(
            "further",
            words=pl.col("words").list.eval(pl.element().filter(whole)),
            middle=pl.when(first.str.len_chars() > 1).then(first),
            middle_initial=first.str.slice(0, 1),
        ),
        "further",
        key,
    )


def _forename(first: pl.DataFrame, further: pl.Series) -> list[pl.Series]:
    only_initial = first["name"].str.len_chars() == 1
    whole = first.select(pl.when(~only_initial).then("token").alias("forename_whole")).to_series()
    return [
        first["token"].alias("forename"),
        whole,
        first["sound"].alias("forename_sound"),
        first["initial"].alias("forename_initial"),
        only_initial.alias("only_initial"),
        one_behind_the_other(first["family"], further).alias("forename_family"),
        first["near"].alias("forename_near"),
        first["less_near_or_short"].fill_null([]).alias("forename_less_near"),
    ]


def _surname(last: pl.DataFrame, former: pl.Series) -> list[pl.Series]:
    return [
        last["token"].alias("surname"),
        last["sound"].alias("surname_sound"),
        last["near"].alias("surname_near"),
        last["less_near"].alias("surname_less_near"),
        one_behind_the_other(last["parts"], former).alias("surname_parts"),
    ]


def _name_sounds(first: pl.DataFrame, last: pl.DataFrame) -> pl.Series:
    """How both names sound, without regard to which comes first: a blocking key, null where one is unknown."""
    sounds = pl.DataFrame({"one": first["sound"], "other": last["sound"]})
    mixed = pl.min_horizontal("one", "other").mul(31) + pl.max_horizontal("one", "other")  # wraps round, as numbers of 64 bits do
    return sounds.select(pl.when(pl.all_horizontal(pl.all().is_not_null())).then(mixed).alias("name_sounds")).to_series()


def _number_table(numbers: pl.Series, key: bytes) -> pl.DataFrame:
    """A row per number of these, all of one length: `nino` in clear, its token, and those of its forms."""
    rows = np.frombuffer(numbers.str.join("").item().encode(), dtype=np.uint8).reshape(len(numbers), -1)
    forms = np.column_stack([keyed_rows(form, key) for form in number_forms(rows)])
    return pl.DataFrame({"nino": numbers, "number": keyed_rows(rows, key), "forms": pl.Series(forms).arr.to_list()})


def _number_columns(rows: pl.DataFrame, root: RootKey) -> list[pl.Series]:
    """The number, and its forms with a character or two in doubt."""
    key = root.subkey("link", "nino")
    distinct = rows.select(pl.col("nino").drop_nulls().unique())
    tables = [_number_table(one["nino"], key) for _, one in distinct.group_by(pl.col("nino").str.len_bytes())]
    none = pl.DataFrame(schema={"nino": pl.String, "number": pl.Int64, "forms": pl.List(pl.Int64)})
    numbers = _look_up(rows, "nino", pl.concat([none, *tables]), "nino")
    return [numbers["number"].alias("nino"), numbers["forms"].alias("nino_forms")]


def _birth_columns(rows: pl.DataFrame, root: RootKey) -> list[pl.Series]:
    forms = keyed_table(date_table(rows["date_of_birth"]), "born", root.subkey("link", "birth"))
    return _look_up(rows, "date_of_birth", forms, "born").drop("born").get_columns()


def _contact_columns(rows: pl.DataFrame, root: RootKey) -> list[pl.Series]:
    ways = rows.select(CONTACTS).with_row_index("at").unpivot(index="at", value_name="text")
    return [keyed_lists(ways, rows.height, root.subkey("link", "contact")).alias("contacts")]


COLUMNS = (_name_columns, _birth_columns, _number_columns, _contact_columns)


def disguise(accepted: dict[str, Identified], facts: dict[str, Pseudonymised], root: RootKey) -> People:
    """One row per row that names a person, sorted by record: `record`, `extract`, keyed forms of names, birth date, National
    Insurance number and contacts, and the keys of its home (for blocking and strata, never as evidence).
    """
    people = [name for name, one in accepted.items() if one.extract.names_people]
    rows = _names(pl.concat([_rows(accepted[name], facts[name]) for name in people])).sort("record")
    made = (columns(rows, root) for columns in COLUMNS)
    return People(rows.select("record", "extract", *HOME).with_columns(*chain.from_iterable(made)))
