"""What docs/nfi.md shows can be copied: its settings and its alias file are read as they stand."""

import re
from pathlib import Path

from pipeline.nfi.returned import read_returned
from pipeline.nfi.specification import specification
from pipeline.settings import read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "nfi.md").read_text(encoding="utf-8")
SETTINGS, ALIASES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_settings_of_the_page(tmp_path):
    (tmp_path / "landlord.toml").write_text(SETTINGS, encoding="utf-8")
    found = read_settings(None, tmp_path / "out")
    assert [one.label for one in specification(found.nfi).tenants] == ["Surname"]
    assert found.payer["DWP"].legal_basis and found.council.benefit_gateway and found.privacy_notice.confirmed_on


def test_the_alias_file_of_the_page(tmp_path):
    (tmp_path / "aliases.toml").write_text(ALIASES, encoding="utf-8")
    assert read_returned(tmp_path / "aliases.toml").leave_out == ("Row colour",)
