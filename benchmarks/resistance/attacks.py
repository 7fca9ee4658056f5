"""The attacks: each gives a guess for every token that it dares one for, as a dictionary from token to name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import polars as pl

from benchmarks.resistance.dictionary import attempts
from benchmarks.resistance.spoils import counted

Guesses = dict[int, str]
Graph = Mapping[object, frozenset[object]]


def share_named(tokens: pl.Series, truth: pl.Series, guesses: Guesses) -> float:
    """The share of records, of those that bear a token, whose name the guesses give rightly."""
    frame = pl.DataFrame({"token": tokens, "truth": truth}).drop_nulls()
    if not guesses or frame.is_empty():
        return 0.0
    table = pl.DataFrame(
        {"token": list(guesses), "guess": list(guesses.values())}, schema={"token": pl.Int64, "guess": pl.String}
    )
    right = frame.join(table, on="token", how="inner").filter(pl.col("guess") == pl.col("truth"))
    return right.height / frame.height


def by_rank(tokens: pl.Series, known: pl.DataFrame) -> Guesses:
    """The commonest token is the commonest name, and so on down."""
    return dict(zip(counted(tokens)["name"], known["name"], strict=False))


def by_sound(tokens: pl.Series, sounds: pl.Series, known: pl.DataFrame, heard: pl.Series) -> Guesses:
    """Groups that sound alike are told by the counts of their names, where no other group has the same; else by rank of size.

    `heard` says how each known name sounds.
    """
    theirs = _groups(counted(tokens), pl.DataFrame({"name": tokens, "group": sounds}).drop_nulls().unique("name"))
    ours = _groups(known, pl.DataFrame({"name": known["name"], "group": heard}).drop_nulls())
    guesses: Guesses = {}
    for signature in theirs.keys() & ours.keys():
        if len(theirs[signature]) == len(ours[signature]) == 1:
            guesses |= dict(zip(theirs[signature][0], ours[signature][0], strict=True))
    left, right = _unused(theirs, set(guesses)), _unused(ours, set(guesses.values()))
    for group, names in zip(left, right, strict=False):
        guesses |= dict(zip(group, names, strict=False))
    return guesses


def _groups(counts: pl.DataFrame, groups: pl.DataFrame) -> dict[tuple[int, ...], list[list[object]]]:
    """Groups by the counts of their members, which stand in the order of their counts."""
    listed = counts.join(groups, on="name").sort("count", "name", descending=[True, False])
    found: dict[tuple[int, ...], list[list[object]]] = defaultdict(list)
    for names, sizes in listed.group_by("group").agg("name", "count").sort("group").select("name", "count").iter_rows():
        found[tuple(sizes)].append(names)
    return found


def _unused(groups: Mapping[tuple[int, ...], list[list[object]]], used: set[object]) -> list[list[object]]:
    rest = [(-sum(signature), names) for signature, several in groups.items() for names in several if names[0] not in used]
    return [names for _, names in sorted(rest, key=lambda one: (one[0], str(one[1])))]


def graph(tokens: Iterable[object], neighbours: Iterable[Iterable[object] | None]) -> Graph:
    """Who is near to whom, both ways."""
    edges: dict[object, set[object]] = defaultdict(set)
    for one, others in zip(tokens, neighbours, strict=True):
        for other in others or ():
            edges[one].add(other)
            edges[other].add(one)
    return {one: frozenset(others) for one, others in edges.items()}


def _signatures(edges: Graph, counts: Mapping[object, int]) -> dict[object, tuple[int, ...]]:
    return {one: (counts.get(one, 0), *sorted(counts.get(o, 0) for o in others)) for one, others in edges.items()}


def _unique(left: Mapping[object, object], right: Mapping[object, object]) -> dict[object, object]:
    """Pairs that bear a signature nobody else bears on either side."""
    often, seldom = Counter(left.values()), Counter(right.values())
    named = {signature: one for one, signature in right.items() if seldom[signature] == 1}
    return {one: named[signature] for one, signature in left.items() if often[signature] == 1 and signature in named}


def by_neighbours(theirs: Graph, ours: Graph, counts: Mapping[object, int], known: Mapping[object, int]) -> dict[object, object]:
    """Names told by how common they and their neighbours are, then their neighbours by them, until nothing is added."""
    found = _unique(_signatures(theirs, counts), _signatures(ours, known))
    while True:
        added: dict[object, object] = {}
        for token, name in found.items():
            near = {one: counts.get(one, 0) for one in theirs.get(token, ()) if one not in found}
            names = {one: known.get(one, 0) for one in ours.get(name, ()) if one not in found.values()}
            added |= _unique(near, names)
        if not added:
            return found
        found |= added


def by_weight(links: pl.DataFrame, column: str, known: pl.DataFrame) -> dict[str, str]:
    """Records named from the weights that are left in OUT/: each bit of adjustment halves how common an agreeing name is.

    The least adjustment is the commonest name's; from there every adjustment gives a count, and the count a name. Gives record
    to name.
    """
    if column not in links.columns or links.is_empty():
        return {}
    agreeing = links.filter(pl.col(column) != 0)
    sides = pl.concat([agreeing.select(record=side, weight=column) for side in ("left", "right")]).unique("record").sort("record")
    counts = sides.select("record", count=(known["count"].max() * 2.0 ** (pl.col("weight").min() - pl.col("weight"))))
    steps = known.sort("count", "name").select(pl.col("count").cast(pl.Float64), guess="name")
    guessed = counts.sort("count").join_asof(steps, on="count", strategy="nearest")
    return dict(guessed.select("record", "guess").iter_rows())


def unkeyed(values: Iterable[str], hashes: Iterable[int]) -> int:
    """How many of the hashes are what somebody without the key gets from the values, by the usual means."""
    held = set(hashes)
    return len(held & {number for value in values for number in attempts(value)})
