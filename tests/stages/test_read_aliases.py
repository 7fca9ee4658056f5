"""A landlord's own header names: read strictly, and nothing unknown passes."""

import pytest

from pipeline.errors import WrongUse
from pipeline.stages.read import ReadOptions, read, read_aliases
from tests.bad_files.builders import TENANCY, csv, rows


def test_headers_named_in_a_file_are_found(tmp_path):
    (tmp_path / "aliases.toml").write_text('[tenancy]\nforename = ["Rufname", "Vorname"]\nsurname = "Nachname"\n')
    table = [
        {{"forename": "VORNAME", "surname": "Nach-Name"}.get(name, name): cell for name, cell in row.items()}
        for row in rows(TENANCY)
    ]
    folder = tmp_path / "extracts"
    folder.mkdir()
    (folder / "tenancy.csv").write_bytes(csv(table))
    aliases = read_aliases(tmp_path / "aliases.toml")
    assert read(folder, ReadOptions(aliases=aliases))["tenancy"].rows["forename"].to_list() == ["Ann", "Ann"]


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[tenancies]\nforename = ['x']", ("no extract 'tenancies'", "there are tenancy, rent_account")),
        ("[tenancy]\nfirst_name = ['x']", ("tenancy has no column 'first_name'", "it has landlord_code, tenancy_ref")),
        ("tenancy = 3", ("'tenancy' should be a table",)),
        ("[tenancy]\nforename = 3", ("tenancy.forename should be a list of headers",)),
        ("[tenancy]\nforename = ['--']", ("tenancy.forename should be a list of headers",)),
        ("[tenancy]\nforename = ['Name']\nsurname = ['NAME']", ("tenancy.forename and for tenancy.surname",)),
        ("[tenancy\n", ("is not TOML", "line 1")),
    ],
)
def test_what_the_contract_does_not_have_is_named(toml, says, tmp_path):
    path = tmp_path / "aliases.toml"
    path.write_text(toml)
    with pytest.raises(WrongUse) as wrong:
        read_aliases(path)
    assert [words for words in (str(path), *says) if words not in str(wrong.value)] == [], wrong.value


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(WrongUse, match="cannot be read"):
        read_aliases(tmp_path / "none.toml")
