"""The rival: Splink on clear text, as well made as we know how, on the same records and the same blocking.

Richer levels than the library's templates have (nicknames, parts of names, swaps, dates with day and month changed over),
term frequencies on both names, u from random pairs, m by expectation maximisation, the prior from deterministic rules.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule
from splink.comparison_level_library import CustomLevel, ElseLevel
from splink.comparison_library import CustomComparison

from benchmarks.linkage.known import Known
from extracts.kinds import name_forms
from matching_rules.same_person import BLOCKING
from pipeline.stages.link.engine import shut_in_duckdb
from pipeline.tables import Pseudonymised

NAMED = ("forename", "middle_names", "surname", "former_surname", "nino", "home_telephone", "mobile", "email")
HOME = ("property", "uprn_key", "postcode_key", "street_key", "postcode_area")
SEED = 20261005
RANDOM_PAIRS = 1_000_000
TRAINING = ("l.date_of_birth = r.date_of_birth", "l.forename_sound = r.forename_sound and l.surname_sound = r.surname_sound")
CERTAIN = ("l.nino = r.nino", "l.forename = r.forename and l.surname = r.surname and l.date_of_birth = r.date_of_birth")
RECALL = 0.8
SOUNDS = ("forename_sound", "surname_sound")


@dataclass(frozen=True)
class Found:
    """What a model found: `left`, `right`, `match_weight` and `match_probability` of each candidate pair, and seconds taken."""

    pairs: pl.DataFrame
    preparing: float
    linking: float


def _formed(rows: pl.DataFrame, column: str, made: str, form: Callable[[Any], Any], dtype: pl.DataType) -> pl.DataFrame:
    """The rows with a column `made` that holds a form of each value, worked out once per distinct one."""
    distinct = rows[column].drop_nulls().unique().sort()
    forms = pl.DataFrame({column: distinct, made: pl.Series([form(value) for value in distinct], dtype=dtype)})
    return rows.join(forms, on=column, how="left", maintain_order="left")


def _rows(known: Known, facts: dict[str, Pseudonymised]) -> pl.DataFrame:
    parts = []
    for name, one in known.accepted.items():
        if one.extract.names_people:
            lacking = [pl.lit(None, pl.String).alias(c) for c in NAMED if c not in one.frame.columns]
            kept = one.frame.with_columns(lacking).select(*NAMED, pl.col("date_of_birth").cast(pl.Date))
            parts.append(kept.with_columns(facts[name].frame.select("record", *HOME).get_columns()))
    return pl.concat(parts).sort("record")


def clear_table(known: Known, facts: dict[str, Pseudonymised]) -> pl.DataFrame:
    """One row per record in clear, with the columns that the model below compares and blocks on."""
    words = pl.col("forename").str.split(" ")
    rows = _rows(known, facts).with_columns(
        forename=words.list.first(),
        others=pl.concat_list(words.list.slice(1), pl.col("middle_names").str.split(" ").fill_null([])),
    )
    for column, made, form, dtype in FORMS:
        rows = _formed(rows, column, made, form, dtype)
    return rows.with_columns(*_joined(), *_birth_parts()).drop("others", "former_parts", "middle_names")


FORMS: tuple[tuple[str, str, Callable[[Any], Any], pl.DataType], ...] = (
    ("forename", "forename_sound", name_forms.sound, pl.String()),
    ("surname", "surname_sound", name_forms.sound, pl.String()),
    ("forename", "family", name_forms.family, pl.List(pl.String)),
    ("surname", "surname_parts", name_forms.parts, pl.List(pl.String)),
    ("former_surname", "former_parts", name_forms.parts, pl.List(pl.String)),
)


def _joined() -> list[pl.Expr]:
    def both(one: str, other: str) -> pl.Expr:
        return pl.concat_list(pl.col(one).fill_null([]), pl.col(other).fill_null([])).alias(one)

    sounds = pl.concat_list(pl.min_horizontal(*SOUNDS), pl.max_horizontal(*SOUNDS)).list.join("|")
    known = pl.all_horizontal(pl.col(*SOUNDS).is_not_null())
    return [
        both("family", "others"), both("surname_parts", "former_parts"), pl.when(known).then(sounds).alias("name_sounds"),
        pl.concat_list("home_telephone", "mobile", "email").list.drop_nulls().alias("contacts"),
        pl.col("forename").str.slice(0, 1).alias("forename_initial"),
    ]  # fmt: skip


def _birth_parts() -> list[pl.Expr]:
    shapes = {"year_month": "%Y-%m", "year_day": "%Y.%d", "month_day": "%m-%d", "year": "%Y"}
    born = pl.col("date_of_birth").dt
    swapped = born.to_string("%Y-%d-%m").str.to_date("%Y-%m-%d", strict=False)
    other = pl.when(swapped != pl.col("date_of_birth")).then(swapped).alias("birth_swapped")
    return [other, *(born.to_string(shape).alias(f"birth_{name}") for name, shape in shapes.items())]


def _comparison(name: str, missing: str, levels: list[tuple[str, str]], rare: str | None = None) -> CustomComparison:
    made = [CustomLevel(missing, "missing").configure(is_null_level=True)]
    for label, condition in levels:
        made.append(CustomLevel(condition, label))
    if rare:
        made[1].configure(tf_adjustment_column=rare, disable_tf_exact_match_detection=True)
    return CustomComparison([*made, ElseLevel()], name)


def _either(column: str) -> str:
    return f"{column}_l is null or {column}_r is null"


def _close(column: str, least: float) -> tuple[str, str]:
    return f"Jaro-Winkler {least}", f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


SWAP = ("changed over", "forename_l = surname_r and surname_l = forename_r")
INITIAL = "forename_initial_l = forename_initial_r and (length(forename_l) = 1 or length(forename_r) = 1)"


def _comparisons(address: bool) -> list[CustomComparison]:
    made = [
        _comparison("forename", _either("forename"), [
            ("same", "forename_l = forename_r and length(forename_l) > 1"), SWAP,
            ("nickname or other given name", "list_has_any(family_l, family_r)"), _close("forename", 0.92),
            _close("forename", 0.88), ("sound", "forename_sound_l = forename_sound_r"), ("initial", INITIAL),
            _close("forename", 0.70),
        ], "forename"),
        _comparison("surname", _either("surname"), [
            ("same", "surname_l = surname_r"), SWAP, ("part shared", "list_has_any(surname_parts_l, surname_parts_r)"),
            _close("surname", 0.92), _close("surname", 0.88), ("sound", "surname_sound_l = surname_sound_r"),
            _close("surname", 0.70),
        ], "surname"),
        _comparison("date_of_birth", _either("date_of_birth"), [
            ("same", "date_of_birth_l = date_of_birth_r"), ("day and month changed over", "date_of_birth_l = birth_swapped_r"),
            ("one character", "damerau_levenshtein(date_of_birth_l::varchar, date_of_birth_r::varchar) <= 1"),
            ("two of three parts", "birth_year_month_l = birth_year_month_r or birth_year_day_l = birth_year_day_r "
             "or birth_month_day_l = birth_month_day_r"),
            ("same year", "birth_year_l = birth_year_r"),
        ]),
        _comparison("nino", _either("nino"), [
            ("same", "nino_l = nino_r"), ("two characters", "damerau_levenshtein(nino_l, nino_r) <= 2"),
        ]),
        _comparison("contact", "len(contacts_l) = 0 or len(contacts_r) = 0", [
            ("shared", "list_has_any(contacts_l, contacts_r)"),
        ]),
    ]  # fmt: skip
    if address:
        made.append(_comparison("address", _either("postcode_area"), [
            ("same home", "property_l = property_r"), ("same postcode", "postcode_area_l = postcode_area_r"),
        ]))  # fmt: skip
    return made


def _settings(address: bool) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="record", comparisons=_comparisons(address),
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in BLOCKING], retain_matching_columns=False,
    )  # fmt: skip


def clear_text(known: Known, facts: dict[str, Pseudonymised], address: bool) -> Found:
    """The candidate pairs of the set as the clear-text model weighs them, with or without its one comparison of addresses."""
    begun = time.process_time()
    table = clear_table(known, facts)
    prepared = time.process_time()
    with shut_in_duckdb() as connection:
        linker = Linker(DuckDBAPI(connection).register(table.to_arrow()), _settings(address), log_level=logging.ERROR)
        training = linker.training
        training.estimate_probability_two_random_records_match([CustomRule(rule) for rule in CERTAIN], recall=RECALL)
        training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
        for rule in TRAINING:
            training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=200_000)
        found = linker.inference.predict(warning_mode="never")
        pairs = pl.DataFrame(pl.from_arrow(connection.sql(
            'select least(record_l, record_r) as "left", greatest(record_l, record_r) as "right", match_weight, '
            f"match_probability from {found.physical_name}"
        ).to_arrow_table()))  # fmt: skip
    return Found(pairs, prepared - begun, time.process_time() - prepared)
