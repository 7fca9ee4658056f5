"""Which extracts a table feeds: what it holds, what it is called, and what the other tables hold already."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract
from pipeline.inputs.mapping_proposal.columns import Chosen, choose
from pipeline.inputs.mapping_proposal.export import Export
from pipeline.inputs.mapping_proposal.knowledge import Feed, knowledge
from pipeline.inputs.mapping_proposal.profile import Profile, profile

TOGETHER = ({"benefit_award", "benefit_payment"}, {"tenancy", "rent_account"})
"""Extracts that one table may feed at once; of any others it feeds the one that fits best."""
CLOSE = 1
"""Two extracts whose scores differ by no more are asked about."""
FEWEST, MOST = 4, 0.6
"""A table that lacks a needed column is taken for an extract all the same, with a question, where so many headers fit."""
SECOND = 2
"""Of the two people of a row, the one whose columns are a source of their own."""
SAME = 0.5
"""From this share of common references on, two tables speak of the same tenancies or claims."""


@dataclass(frozen=True)
class Table:
    """An export with the profile of each of its columns and what its words are, the file's name and title rows among them."""

    export: Export
    profiles: tuple[Profile, ...]
    words: frozenset[str]

    def refs(self, chosen: Chosen, column: str) -> pl.Series:
        """The different values of the column chosen for a column of ours, none where nothing was."""
        at = chosen.choices.get(column)
        values = self.export.values(at.position) if at else pl.Series([], dtype=pl.String)
        return values.drop_nulls().unique().rename(column)


@dataclass(frozen=True)
class Fed:
    """A table and an extract that it feeds, by which columns, with what score, why, and what is to be asked about that."""

    table: Table
    extract: Extract
    chosen: Chosen
    score: int
    reason: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unfed:
    """A table that feeds nothing, the extract that came nearest, and what it lacks for that."""

    table: Table
    nearest: str
    lacking: str


def tabled(export: Export) -> Table:
    """An export with what is known of its columns and words."""
    words = knowledge().dictionary.words(" ".join((export.file.replace("/", " "), export.sheet, export.above, *export.headers)))
    return Table(export, tuple(profile(export.values(at)) for at in range(len(export.headers))), words)


def feeds(tables: Sequence[Table]) -> list[Fed | Unfed]:
    """What each table feeds, in the order of the tables; tables that say again what another says better feed that no more."""
    each = [fed for table in tables for fed in _of_table(table)]
    known = [fed for fed in each if isinstance(fed, Fed)]
    settled = {id(fed): fed if isinstance(fed, Unfed) else _beside_others(fed, known) for fed in each}
    return [fed for one in each if (fed := settled[id(one)]) is not None]


def _of_table(table: Table) -> list[Fed] | list[Unfed]:
    tried = [(_fed(table, extract), knowledge().feeds[name]) for name, extract in EXTRACTS.items()]
    fitting = [fed for fed, feed in tried if not _lacks(fed, feed) and _speaks(fed, feed)]
    if table.export.person == SECOND:  # whatever else the file feeds, it feeds by its first people
        return [fed for fed in sorted(fitting, key=lambda fed: -fed.score) if fed.extract.name == "tenancy"][:1]
    if not fitting and (guess := _nearly_fed(tried)):
        return [guess]
    if not fitting:
        return [_nearest(table, tried)]
    ranked = sorted(fitting, key=lambda fed: -fed.score)
    best = ranked[0]
    partners = [fed for fed in ranked[1:] if {best.extract.name, fed.extract.name} in TOGETHER]
    others = [fed for fed in ranked[1:] if fed not in partners and fed.extract.name != "partner_tenancy"]
    if others and others[0].score >= best.score - CLOSE:
        question = f"It may also be {others[0].extract.name}: check that {best.extract.name} is right."
        best = replace(best, asked=(question,))
    return [best, *partners]


def _nearly_fed(tried: list[tuple[Fed, Feed]]) -> Fed | None:
    """The extract that lacks but one group of columns, where most of the headers are its own: with a question about the rest."""
    close = [(fed, lacks[0]) for fed, feed in tried if len(lacks := _lacks(fed, feed)) == 1 and _speaks(fed, feed)]
    likely = [
        (fed, group) for fed, group in close if len(fed.chosen.choices) >= max(FEWEST, MOST * len(fed.table.export.headers))
    ]
    if not likely:
        return None
    fed, group = max(likely, key=lambda pair: pair[0].score)
    question = f"It looks like {fed.extract.name}, but no column for {' or '.join(group).casefold()} was found: check both."
    return replace(fed, asked=(question,))


def _fed(table: Table, extract: Extract) -> Fed:
    chosen = choose(extract, table.export, table.profiles)
    feed = knowledge().feeds[extract.name]
    named = table.export.file.casefold().replace("-", "_").replace(" ", "_").startswith(f"{extract.name}.")
    hints = [word for word in feed.words if knowledge().dictionary.words(word) <= table.words]
    own = [column for column in chosen.choices if column not in PEOPLE]
    telling = [column for column in feed.telling if column in own]
    score = len(own) + len(hints) + 2 * len(telling) + sum(column in own for column in extract.required) + 20 * named
    reason = f"{len(chosen.choices)} columns fit" + (f"; it speaks of {', '.join(hints)}" if hints else "")
    return Fed(table, extract, chosen, score, reason)


PEOPLE = frozenset(
    "title forename middle_names surname former_surname date_of_birth nino home_telephone mobile email uprn address_line_1 "
    "address_line_2 address_line_3 address_line_4 postcode restricted NAME ADDRESS UNIT BUILDING HOUSE_NUMBER STREET".split()
)
"""Columns that many extracts have: they do not tell one from another."""


def _lacks(fed: Fed, feed: Feed) -> list[tuple[str, ...]]:
    """The groups of needed columns of which none is there; a telling column that is mostly blank is not there."""
    there = {name for name, choice in fed.chosen.choices.items() if not _mostly_blank(fed, feed, name, choice.position)}
    return [group for group in feed.needs if not there & set(group)]


def _mostly_blank(fed: Fed, feed: Feed, column: str, position: int) -> bool:
    return column == "date_of_death" and column in feed.telling and fed.table.profiles[position].full < SAME


def _speaks(fed: Fed, feed: Feed) -> bool:
    return not feed.speaking or any(knowledge().dictionary.words(word) <= fed.table.words for word in feed.words)


def _nearest(table: Table, tried: list[tuple[Fed, Feed]]) -> Unfed:
    fed, feed = min(tried, key=lambda pair: (len(_lacks(*pair)), -pair[0].score))
    lacking = "; ".join(" or ".join(name.casefold() for name in group) for group in _lacks(fed, feed))
    return Unfed(table, fed.extract.name, lacking or f"a word in its name or headers such as {', '.join(feed.words[:3])}")


def _beside_others(fed: Fed, known: Sequence[Fed]) -> Fed | None:
    """The same, another landlord's where that is plain, or None where another table says it better."""
    name = fed.extract.name
    if name == "tenancy":
        fed = _own_or_partner(fed, known)
    key = {"tenancy": "tenancy_ref", "benefit_award": "claim_ref"}.get(fed.extract.name)
    if key is None:
        return fed
    second = any(other.table is fed.table and other.extract.name != name for other in known)
    better = [o for o in known if o.extract.name == name and not _one_list(o, fed) and o.score > fed.score]
    same = [o for o in better if _common(fed.table.refs(fed.chosen, key), o.table.refs(o.chosen, key)) >= SAME]
    if second and same:
        return None
    if same:
        question = f"It speaks of the same {key} as {same[0].table.export.title}: leave out one, or rows stand twice."
        return replace(fed, asked=(*fed.asked, question))
    return fed


def _one_list(these: Fed, those: Fed) -> bool:
    """Whether two tables are one of a file, if need be seen once for each of two people."""
    return (these.table.export.file, these.table.export.sheet) == (those.table.export.file, those.table.export.sheet)


def _own_or_partner(fed: Fed, known: Sequence[Fed]) -> Fed:
    """A tenancy table whose tenancies have no rent account here, beside one whose tenancies have, is another landlord's."""
    accounts = [o.table.refs(o.chosen, "tenancy_ref") for o in known if o.extract.name == "rent_account"]
    rented = pl.concat(accounts).unique() if accounts else pl.Series("tenancy_ref", [], dtype=pl.String)
    others = [o for o in known if o.extract.name == "tenancy" and not _one_list(o, fed)]
    own = any(_common(o.table.refs(o.chosen, "tenancy_ref"), rented) >= SAME for o in others)
    bodies = pl.concat([o.table.refs(o.chosen, "landlord_code") for o in others]) if others else pl.Series([], dtype=pl.String)
    here = fed.table.refs(fed.chosen, "landlord_code")
    foreign = _common(fed.table.refs(fed.chosen, "tenancy_ref"), rented) == 0 and own
    if foreign and (len(here) == 0 or _common(here, bodies) == 0):
        partner = _fed(fed.table, EXTRACTS["partner_tenancy"])
        why = "none of its tenancies has a rent account here, and those of the other tenancy listing have"
        return replace(partner, reason=f"{partner.reason}; {why}", asked=fed.asked)
    return fed


def _common(these: pl.Series, those: pl.Series) -> float:
    """The share of these references that are among those."""
    return float(these.is_in(those.implode()).mean() or 0.0) if len(these) and len(those) else 0.0  # type: ignore[arg-type]
