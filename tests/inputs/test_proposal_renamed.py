"""Whatever the headers are called and however they are shuffled: a column is mapped right, or left as a question."""

import random

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from extracts.contract import plain
from pipeline.inputs.mapping_proposal.export import Export
from pipeline.inputs.mapping_proposal.knowledge import knowledge
from pipeline.inputs.mapping_proposal.propose import propose

ROUNDS = 5


def slip(random_source, name):
    """A name with one letter left out, doubled, or two letters swapped; never its first."""
    at = random_source.randrange(1, len(name) - 1)
    return random_source.choice(
        [name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[:at] + name[at + 1] + name[at] + name[at + 2 :]]
    )


def other_name(random_source, extract, column):
    """A canonical name, an alias, a usual wording, or a slip of one of them."""
    field = extract.field(column)
    usual = [column, *field.aliases, *knowledge().wordings(extract.name, column)]
    chosen = random_source.choice(usual)
    if len(plain(chosen)) >= 8 and random_source.random() < 0.3:
        chosen = slip(random_source, chosen)
    return random_source.choice([chosen, chosen.upper(), chosen.title(), chosen.replace("_", " ")])


def renamed(random_source, extract, rows):
    """An export of the same rows under other headers, its columns shuffled, and which column each header truly is."""
    columns = [name for name in rows.columns if name in extract.names and rows[name].null_count() < rows.height]
    random_source.shuffle(columns)
    truth = {}
    for column in columns:
        header = next(h for _ in range(50) if plain(h := other_name(random_source, extract, column)) not in map(plain, truth))
        truth[header] = column
    cells = rows.select(pl.col(column).alias(str(at)) for at, column in enumerate(columns))
    return Export(f"{extract.name} export.csv", tuple(truth), cells), truth


def mapped(draft):
    for entry in (entry for entry in draft.entries("columns") if entry.live):
        for header in entry.value if isinstance(entry.value, list) else [entry.value]:
            yield header, entry.key


@pytest.mark.parametrize("name", EXTRACTS)
def test_headers_under_other_names_are_mapped_right_or_asked_about(landlord, name):
    right = total = 0
    for round_ in range(ROUNDS):
        export, truth = renamed(random.Random(f"{name}{round_}"), EXTRACTS[name], landlord[name])
        drafts = [draft for draft in propose([export]).drafts if draft.extract.name in (name, name.removeprefix("partner_"))]
        for header, column in (pair for draft in drafts for pair in mapped(draft)):
            asked = any(f"'{header}'" in question for draft in drafts for question in draft.questions)
            assert truth[header] == column or asked, f"round {round_}: '{header}' is {truth[header]}, mapped to {column} silently"
            right += truth[header] == column
        total += len(truth)
    assert right / total > 0.8


@pytest.mark.parametrize("name", EXTRACTS)
def test_an_extract_under_canonical_names_feeds_itself_whole(landlord, name):
    rows = landlord[name]
    columns = [column for column in rows.columns if column in EXTRACTS[name].names]
    export = Export(
        f"{name}.csv", tuple(columns), rows.select(pl.col(column).alias(str(at)) for at, column in enumerate(columns))
    )
    drafts = {draft.extract.name: draft for draft in propose([export]).drafts}
    draft = drafts[name]
    assert {column: header for header, column in mapped(draft)} == {column: column for column in columns}
