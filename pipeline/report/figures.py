"""The figures of the run report, taken from the run record and put the way its page shows them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from pipeline.wording import EXTRACTS, LINKS, PRIORITIES

Run = Mapping[str, Any]
DELIMITERS = {",": "commas", ";": "semicolons", "|": "bars", "~": "tildes", "\t": "tabs"}


def sum_of(rows: Sequence[Mapping[str, Any]], **chosen: str) -> int:
    """How many referrals the rows count that have the chosen values.

    >>> sum_of([{"rule": "T1", "count": 2}, {"rule": "B1", "count": 3}], rule="T1")
    2
    """
    return sum(row["count"] for row in rows if all(row[name] == value for name, value in chosen.items()))


def headline(run: Run) -> list[dict[str, str]]:
    """The few figures that come first: a number, what it counts, and a remark."""
    inputs, found, linkage = run["inputs"].values(), run["referrals"], run["linkage"]
    read, away = (sum(one[name] for one in inputs) for name in ("rows_read", "rows_quarantined"))
    listed = sum_of(found) - sum_of(found, priority="restricted")
    levels = ", ".join(f"{sum_of(found, priority=level):,} {level}" for level in ("P1", "P2", "P3"))
    return [
        {"number": f"{listed:,}", "what": "referrals to look into", "remark": levels},
        {"number": f"{run['restricted_referrals']:,}", "what": "restricted", "remark": "not scored, for a senior role"},
        {"number": f"{linkage['persons']:,}", "what": "people", "remark": f"in {linkage['records']:,} records"},
        {"number": f"{linkage['links']:,}", "what": "links", "remark": f"of {linkage['pairs_compared']:,} pairs compared"},
        {"number": f"{read:,}", "what": "rows read", "remark": f"{away:,} of them set aside"},
    ]


def titles(run: Run) -> dict[str, str]:
    """The titles of the rules that ran, by rule."""
    off = {one["rule"] for one in run["rules_disabled"]}
    return {one["rule"]: one["title"] for one in sorted(run["rules"], key=lambda one: str(one["rule"])) if one["rule"] not in off}


def by_rule(run: Run) -> list[dict[str, Any]]:
    """One row a rule that ran: `rule`, `title`, `counts` by priority, and `all`."""
    rows = run["referrals"]
    return [
        {
            "rule": rule,
            "title": title,
            "counts": [sum_of(rows, rule=rule, priority=level) for level in PRIORITIES],
            "all": sum_of(rows, rule=rule),
        }
        for rule, title in titles(run).items()
    ]


def weakened(run: Run) -> list[dict[str, Any]]:
    """What running rules could not do for want of data: each sentence (`because`) once, with the `rules` it holds for."""
    rules: dict[str, list[str]] = {}
    for one in run.get("rules_weakened", ()):
        rules.setdefault(one["because"], []).append(one["rule"])
    return [{"because": because, "rules": names} for because, names in rules.items()]


def totals(run: Run) -> list[int]:
    """The counts of all rules together, by priority and in all."""
    return [*(sum_of(run["referrals"], priority=level) for level in PRIORITIES), sum_of(run["referrals"])]


def _column(column: Mapping[str, Any], rows: int) -> dict[str, Any]:
    share = {name: column[name] / rows if rows else 0.0 for name in ("usable", "unusable")}
    return {"name": column["name"], **share, "count": column["unusable"]}


def _form(one: Mapping[str, Any]) -> str:
    """What sort of file it is: "csv, utf-8, commas"."""
    delimiter = one.get("delimiter") or ""
    return ", ".join(filter(None, (one["format"], one.get("encoding"), DELIMITERS.get(delimiter, delimiter))))


def extracts(run: Run) -> list[dict[str, Any]]:
    """One entry an extract: what was read of it, and its columns with the shares that are usable and unusable."""
    return [
        dict(one)
        | {
            "name": name,
            "form": _form(one),
            "title": EXTRACTS.get(name, name),
            "shares": [_column(c, c["given"] + c["blank"]) for c in one["columns"]],
        }
        for name, one in run["inputs"].items()
    ]


def key_classes(linkage: Run) -> list[dict[str, Any]]:
    """How many links rest on what: `key_class`, what it `rests` on, `count` and `share`."""
    counted, every = linkage["key_classes"], sum(linkage["key_classes"].values())
    return [
        {"key_class": one, "rests": LINKS.get(one, ""), "count": n, "share": n / every if every else 0.0}
        for one, n in sorted(counted.items())
    ]


def levels(linkage: Run) -> list[dict[str, Any]]:
    """One row per comparison and level against a stranger, with `household` where that is known and whether training `met` it."""
    unmet = {(one["comparison"], one["level"]) for one in linkage["untrained"]}
    home = {(row["comparison"], row["level"]): row for row in linkage["parameters"] if row.get("stratum") == "household"}
    return [
        dict(row)
        | {"household": home.get((row["comparison"], row["level"])), "met": (row["comparison"], row["level"]) not in unmet}
        for row in linkage["parameters"]
        if row.get("stratum", "stranger") == "stranger"
    ]


def snapshot(run: Run) -> date:
    """The day whose state the exercise describes."""
    return date.fromisoformat(str(run["snapshot"]))


def started(run: Run) -> str:
    """When the run began, to the minute, as people write it."""
    moment = datetime.fromisoformat(run["measured"]["started"])
    return f"{moment.day} {moment:%B %Y, %H:%M} {moment:%Z}".strip()
