"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

from pipeline import made_pages

HOUSE = Path(__file__).parent.parent
PAGES = sorted({*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md"), *(HOUSE / "matching_rules").glob("*.md")})
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=[str(one.relative_to(HOUSE)) for one in PAGES])
def test_every_link_of_a_page_leads_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_make_command_has_a_plain_equivalent_for_who_has_no_make():
    commands = re.findall(r"^([a-z]+):[^\n]*## ", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    page = (HOUSE / "docs" / "installing.md").read_text(encoding="utf-8")
    assert len(commands) > 15
    assert [command for command in commands if command != "help" and not re.search(rf"`make {command}\b", page)] == []


def test_generated_pages_are_up_to_date_and_a_stale_one_is_named(tmp_path, monkeypatch):
    assert made_pages.out_of_date() == []
    monkeypatch.setattr(made_pages, "DOCS", tmp_path)
    monkeypatch.setattr("sys.argv", ["made_pages", "--check"])
    with pytest.raises(SystemExit, match=r"docs/rules\.md"):
        made_pages.main()
    monkeypatch.setattr("sys.argv", ["made_pages"])
    made_pages.main()
    assert made_pages.out_of_date() == []
