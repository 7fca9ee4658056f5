"""The due logs put before the service's own checks, owner by owner, as their files will be."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import polars as pl

from pipeline.core.judge import judge
from pipeline.core.upload_file import Upload
from pipeline.core.world import World
from pipeline.core.year import Checked, Year
from pipeline.return_settings import Organisation
from pipeline.stages.core_return.drafts import Draft
from pipeline.stages.core_return.outcome import Outcome, outcome_of

DECLARED = "1"
TAKEN = ("accepted", "soft")


def verdict_on(draft: Draft, year: Year, world: World, organisations: Iterable[Organisation]) -> Outcome:
    """What becomes of every log of a draft: each owner's due logs are judged together, as that owner's own upload."""
    worlds = partial(_uploaded_by, world=world, organisations=tuple(organisations))
    due = draft.logs.filter(pl.col("left_out").is_null())
    outcome = outcome_of(draft, year.layout, _judged(due, year, worlds))
    return replace(outcome, whole=_refused_without(outcome, year, worlds))


def _judged(logs: pl.DataFrame, year: Year, worlds: Callable[[str], World]) -> Checked:
    upload = _upload(logs, year)
    owners = upload.rows.group_by("owner", maintain_order=True)
    parts = [judge(year, replace(upload, rows=own), worlds(str(owner))) for (owner,), own in owners]
    return _together(parts or [judge(year, upload, worlds(""))])


def _refused_without(outcome: Outcome, year: Year, worlds: Callable[[str], World]) -> tuple[int, ...]:
    """The logs that would no longer be taken once what the service drops is left out: it demands some of it all the same."""
    trimmed = outcome.to_write.join(outcome.dropped, on="log", how="semi", maintain_order="left")
    if trimmed.is_empty():
        return ()
    verdicts = _judged(trimmed, year, worlds).verdicts
    return tuple(verdicts.filter(~pl.col("verdict").is_in(TAKEN)).select(pl.col("row") - 1).to_series())


def _uploaded_by(owner: str, world: World, organisations: tuple[Organisation, ...]) -> World:
    """The world as that owner's own users see it; whoever uploads belongs to the first owner of its kind that is told of.

    Where nobody describes the service's organisations, core.toml is believed: its owners, and who manages for them.
    """
    if world.owners is not None:
        own = {code: kind for code, kind in world.owners.items() if code == owner}
        return replace(world, provider=own.get(owner, world.provider), owners={**own, **world.owners})
    ours = [one for one in organisations if one.owner == owner]
    kind = ours[0].provider if ours else world.provider
    managers = frozenset(one.manager for one in ours if one.manager)
    return replace(world, provider=kind, owners={owner: kind}, agents={owner: managers})


def _upload(logs: pl.DataFrame, year: Year) -> Upload:
    """The logs as a file would hold them, numbered by `log` + 1.

    A log without its declaration is judged as if it had one: the service would ask it nothing more, and staff are to be told of
    everything that is missing at once. The draft's own doubt keeps it back.
    """
    told = logs.with_columns(pl.col("declaration").fill_null(DECLARED))
    fields = [field.name for field in year.layout.fields]
    return Upload(year.layout, told.select((pl.col("log") + 1).alias("row"), pl.col("line").cast(pl.UInt32), *fields), {})


def _together(parts: list[Checked]) -> Checked:
    def joined(name: str) -> pl.DataFrame:
        frames: list[pl.DataFrame] = [getattr(part, name) for part in parts]
        return pl.concat(frames, how="vertical_relaxed").sort("row", maintain_order=True)

    return replace(
        parts[0],
        verdicts=joined("verdicts"),
        findings=joined("findings"),
        losses=joined("losses"),
        answers=joined("answers"),
        stops=tuple(row for part in parts for row in part.stops),
        off=tuple(dict.fromkeys(check for part in parts for check in part.off)),
    )
