"""One way only: special categories enter the return and never the matching side; matching's pseudonyms never enter the return."""

import re

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from extracts.contract import Use
from extracts.core.catalogue import CATALOGUES
from pipeline.errors import Refused
from pipeline.inputs.mapping import mapping_from
from pipeline.inputs.mapping.reading import OF_THE_RETURN
from tests.journey.conftest import program
from tests.test_architecture import OURS

CORE_EXTRACTS = CATALOGUES[2026]
RETURN = re.compile(
    r"extracts\.core\b|pipeline\.core|pipeline\.stages\.core_return|pipeline\.return_settings|pipeline\.disclosure"
)
"""The rooms of the return."""
MATCHING = re.compile(
    r"matching_rules\b|pipeline\.(journey|opening|vault|clerical|rulebook|try_rules|outputs|audit)\b"
    r"|pipeline\.stages\.(?!read\b|validate\b|core_return\b)\w+"
)
"""The rooms that match, refer and re-identify; reading and validating are shared."""
SPOKEN = re.compile(r"pipeline\.(cli|sample|speaking)\b")
"""What stands above both: the command line, and the made-up landlord, which writes files for both."""


def reached(start):
    """Every module that an import of `start` leads to."""
    found, todo = set(), [start]
    while todo:
        module = todo.pop()
        if module not in found:
            found.add(module)
            todo += OURS[module]
    return found


def test_nothing_that_matches_knows_the_return():
    for module in OURS:
        if MATCHING.match(module):
            assert not {name for name in reached(module) if RETURN.match(name)}, module


def test_nothing_of_the_return_knows_what_matches():
    rooms = [module for module in OURS if RETURN.match(module)]
    assert "pipeline.core_journey" in rooms
    for module in rooms:
        assert not {name for name in reached(module) if MATCHING.match(name) and not SPOKEN.match(name)}, module


def test_what_only_the_return_may_use_stands_in_no_extract_of_matching():
    ours = {field.name for extract in CORE_EXTRACTS.values() for field in extract.having(Use.RETURN)}
    assert {"ethnicity", "pregnancy", "long_term_illness", "reason_for_leaving"} <= ours
    assert not [field for extract in EXTRACTS.values() for field in extract.fields if field.use is Use.RETURN]
    assert not set(CORE_EXTRACTS) & set(EXTRACTS) - {"tenancy", "rent_account"}


def test_the_returns_views_of_shared_extracts_hold_no_name():
    for name in ("tenancy", "rent_account"):
        assert not {"forename", "surname", "nino", "mobile", "email", "payer_name", "balance"} & set(CORE_EXTRACTS[name].names)


CANARY = "Kanarienvogel"


@pytest.fixture(scope="module")
def both_ways(clean, tmp_path_factory):
    """The sample with canaries in every column of words and one of each code, matched and returned with one key."""
    base = tmp_path_factory.mktemp("both")
    folder = base / "extracts"
    folder.mkdir()
    for path in clean.folder.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    answers = pl.read_csv(folder / "core_lettings.csv", infer_schema=False)
    planted = answers.with_columns(
        other_reason=pl.lit(CANARY + "Grund"), gender_words_1=pl.lit(CANARY + "Wort"), ethnicity=pl.lit(CANARY + "Herkunft")
    )
    planted.write_csv(folder / "core_lettings.csv")
    key = base / "keys" / "root.key"
    matched = program("match", folder, "--out", base / "matched", key=key)
    returned = program("core", folder, "--to", base / "returned", "--today", "2026-10-05", key=key)
    return base, matched, returned


def test_a_special_category_reaches_no_output_of_matching(both_ways):
    base, matched, returned = both_ways
    assert matched.status == returned.status == 0, matched.both + returned.both
    for path in (base / "matched").rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path
    assert CANARY not in matched.both
    assert "core_lettings.csv" in (base / "matched" / "run.json").read_text()  # as a file nobody asked for, by name only


def test_nor_is_it_repeated_by_the_return(both_ways):
    base, _, returned = both_ways
    for path in (base / "returned").rglob("*"):
        assert CANARY.encode() not in path.read_bytes(), path
    assert CANARY not in returned.both


def test_no_pseudonym_of_matching_is_a_code_of_the_return(both_ways, clean):
    base, _, _ = both_ways
    ours = set()
    for name in ("persons", "links", "referrals"):
        frame = pl.read_parquet(base / "matched" / f"{name}.parquet")
        ours |= {str(value) for column in frame.columns for value in frame[column].cast(pl.String, strict=False).drop_nulls()}
    codes = pl.read_csv(clean.out / "lettings-ORG1.csv", infer_schema=False)["13"].drop_nulls()
    assert codes.len() > 50
    assert not ours & set(codes)


def test_the_return_leaves_private_files_only(clean):
    assert {path.stat().st_mode & 0o777 for path in clean.out.iterdir()} == {0o600}
    assert clean.out.stat().st_mode & 0o777 == 0o700


def test_a_mapping_may_be_shared_and_matching_passes_over_what_is_the_returns():
    text = '[[source]]\nextract = "core_lettings"\nfile = "answers.xlsx"\ncolumns = { tenancy_ref = "Ref" }\n'
    assert set(CORE_EXTRACTS) - set(EXTRACTS) == OF_THE_RETURN
    assert mapping_from(text).of("core_lettings")
    with pytest.raises(Refused, match="core_lettings has the columns"):
        mapping_from(text.replace("tenancy_ref", "no_such_column"), catalogues=(EXTRACTS, CORE_EXTRACTS))
