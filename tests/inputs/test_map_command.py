"""The command `map`: what it writes and shows, what it never shows, and that its mapping leads to a check."""

import re

import polars as pl
import pytest
import pyzipper
from typer.testing import CliRunner

from pipeline import journey
from pipeline.cli import app
from pipeline.inputs.mapping import read_mapping
from pipeline.told import Extracts
from tests.inputs.styles import AAREON, NORTHGATE, ORCHARD, STYLES, write_style

PERSONAL = ("forename", "surname", "date_of_birth", "nino", "mobile", "home_telephone", "email", "address_line_1", "postcode")
REFERENCES = ("tenancy_ref", "person_ref", "property_ref", "account_ref", "claim_ref")


def run(*arguments):
    return CliRunner().invoke(app, ["map", *map(str, arguments)])


@pytest.fixture
def exports(landlord, tmp_path):
    write_style(ORCHARD, landlord, tmp_path / "exports")
    return tmp_path / "exports"


@pytest.mark.parametrize("style", STYLES)
def test_no_value_of_a_person_stands_in_the_file_or_on_the_screen(landlord, tmp_path, style):
    # Some surnames are ordinary words (House, Street): with a mark on each, none is.
    marked = {
        name: rows.with_columns(pl.col({"forename", "surname"} & set(rows.columns)) + "zq") for name, rows in landlord.items()
    }
    write_style(STYLES[style], marked, tmp_path)
    shown = run(tmp_path).output
    text = (tmp_path / "mapping.toml").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w@./+-]{3,}", f"{shown}\n{text}".casefold()))
    for extract in STYLES[style].files:
        for column in {*PERSONAL, *REFERENCES} & set(landlord[extract].columns):
            values = {value.casefold() for value in marked[extract][column].drop_nulls() if len(value) > 4}
            assert not values & words, f"{extract}.{column}"


def test_examples_are_shown_only_when_asked_for(landlord, exports):
    surname = landlord["tenancy"]["surname"].drop_nulls()[0].upper()
    assert surname not in run(exports).output
    assert surname in run(exports, "--show-values").output
    assert surname not in (exports / "mapping.proposed.toml").read_text(encoding="utf-8")


def test_a_mapping_that_is_there_is_left_as_it_is(exports):
    (exports / "mapping.toml").write_text("# corrected by hand\n", encoding="utf-8")
    first, second = run(exports), run(exports)
    assert first.exit_code == second.exit_code == 0 and "left as it is" in first.output
    assert (exports / "mapping.toml").read_text(encoding="utf-8") == "# corrected by hand\n"
    proposed = (exports / "mapping.proposed.toml").read_bytes()
    assert proposed == (exports / "mapping.proposed-2.toml").read_bytes()


def test_the_proposal_may_be_written_elsewhere(exports, tmp_path):
    assert run(exports, "--to", tmp_path / "ours.toml").exit_code == 0
    assert (tmp_path / "ours.toml").is_file() and not (exports / "mapping.toml").exists()


def test_the_next_command_and_the_questions_are_named(exports):
    output = run(exports).output
    assert f"tenancy-match check {exports}" in output.replace("\n", "")
    assert re.search(r"^1\. ", output, re.MULTILINE)


def test_a_file_that_is_not_recognised_is_the_first_thing_to_settle(exports):
    (exports / "fleet.csv").write_text("Vehicle,Mileage\nGN12 ABC,1200\n", encoding="utf-8")
    output = run(exports).output
    assert "Nothing is left to settle" not in output
    assert re.search(r"^1\. fleet\.csv: not recognised, so nothing of it is read", output, re.MULTILINE)


def test_a_folder_in_which_nothing_is_recognised_is_refused(tmp_path):
    (tmp_path / "fleet.csv").write_text("Vehicle,Mileage\nGN12 ABC,1200\n", encoding="utf-8")
    done = run(tmp_path)
    assert done.exit_code == 1 and "fleet.csv" in str(done.exception) and not (tmp_path / "mapping.toml").exists()


def test_an_archive_is_looked_into_with_its_password(exports, tmp_path):
    folder, secret = tmp_path / "zipped", tmp_path / "secret.txt"
    folder.mkdir()
    secret.write_text("correct horse\n", encoding="utf-8")
    with pyzipper.AESZipFile(folder / "october.zip", "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"correct horse")
        for path in exports.glob("*.csv"):
            archive.write(path, path.name)
    assert run(folder, "--password-file", secret).exit_code == 0
    assert {file for source in read_mapping(folder).source for file in source.files} == {
        "october.zip/Arrears 05102026.csv", "october.zip/Tenancy report.csv",
    }  # fmt: skip
    done = journey.check(Extracts(folder, None, lambda _: "correct horse"), lambda _: None)
    assert done.checked["tenancy"].accepted.frame.height > 100


def test_the_same_exports_give_the_same_mapping(exports, tmp_path):
    run(exports, "--to", tmp_path / "a.toml")
    run(exports, "--to", tmp_path / "b.toml")
    assert (tmp_path / "a.toml").read_bytes() == (tmp_path / "b.toml").read_bytes()


@pytest.mark.parametrize(("style", "fewest"), [(ORCHARD, 0.95), (NORTHGATE, 0.95)])
def test_a_proposal_leads_to_a_check_as_it_stands(landlord, tmp_path, style, fewest):
    write_style(style, landlord, tmp_path)
    if "rent_account" not in style.files:
        landlord["rent_account"].write_csv(tmp_path / "rent_account.csv")
    assert run(tmp_path).exit_code == 0
    done = journey.check(Extracts(tmp_path, None, None), lambda _: None)
    for extract in style.files:
        assert done.checked[extract].accepted.frame.height > fewest * landlord[extract].height, extract


def test_a_proposal_leads_to_a_check_once_its_open_line_is_filled_in(landlord, tmp_path):
    write_style(AAREON, landlord, tmp_path)
    landlord["rent_account"].write_csv(tmp_path / "rent_account.csv")
    run(tmp_path)
    path = tmp_path / "mapping.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('# source_body = ""', 'source_body = "Medbridge City Council"'), encoding="utf-8")
    done = journey.check(Extracts(tmp_path, None, None), lambda _: None)
    awards = done.checked["benefit_award"].accepted.frame
    assert awards.height > 0.95 * landlord["benefit_award"].height
    assert set(awards["role"].drop_nulls()) == {"claimant", "partner", "non_dependant"}
    assert awards.filter(pl.col("surname").is_null()).is_empty()
