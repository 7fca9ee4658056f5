"""The pages of docs/ that are made from the cards and the contract: written, or checked to be up to date."""

import sys
from pathlib import Path

from pipeline.dictionary import dictionary
from pipeline.handbook import handbook
from pipeline.packs.page import given_to
from pipeline.packs.recipients import read_recipients
from pipeline.return_dictionary import return_dictionary
from pipeline.rulebook import read_rulebook

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> dict[str, str]:
    """The text of each made page, by file name."""
    return {
        "extracts.md": dictionary(),
        "recipients.md": given_to(read_recipients()),
        "return-inputs.md": return_dictionary(),
        "rules.md": handbook(read_rulebook()),
    }


def out_of_date() -> list[str]:
    """Names of the pages whose file is not what it would be made as now."""
    return [
        name for name, text in pages().items() if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != text
    ]


def main() -> None:
    """Write the pages, or, with --check, end with status 1 and their names when they are out of date."""
    if "--check" in sys.argv[1:]:
        stale = out_of_date()
        sys.exit(f"out of date: docs/{', docs/'.join(stale)}; run make docs" if stale else 0)
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
