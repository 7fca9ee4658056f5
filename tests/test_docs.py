"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
PAGES = sorted({*HOUSE.glob("*.md"), *(HOUSE / "docs").rglob("*.md"), *(HOUSE / "matching_rules").glob("*.md")})
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=[str(one.relative_to(HOUSE)) for one in PAGES])
def test_every_link_of_a_page_leads_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
