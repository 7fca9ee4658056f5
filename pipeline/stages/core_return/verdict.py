"""The due logs put before the service's own checks, owner by owner, as their files will be."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from pipeline.core.judge import judge
from pipeline.core.upload_file import Upload
from pipeline.core.world import Provider, World
from pipeline.core.year import Checked, Year
from pipeline.stages.core_return.drafts import Draft
from pipeline.stages.core_return.outcome import Outcome, outcome_of

DECLARED = "1"


def verdict_on(draft: Draft, year: Year, world: World, providers: Mapping[str, Provider]) -> Outcome:
    """What becomes of every log of a draft: each owner's due logs are judged together, as that owner's own upload."""
    upload = _upload(draft, year)
    parts = []
    for (owner,), own in upload.rows.group_by("owner", maintain_order=True):
        parts.append(judge(year, replace(upload, rows=own), _uploaded_by(str(owner), world, providers)))
    return outcome_of(draft, year.layout, _together(parts or [judge(year, upload, world)]))


def _uploaded_by(owner: str, world: World, providers: Mapping[str, Provider]) -> World:
    """The world as that owner's own users see it; whoever uploads belongs to the first owner of its kind that is told of."""
    known = world.owners if world.owners is not None else {owner: providers.get(owner, world.provider)}
    kind = known.get(owner, world.provider)
    return replace(world, provider=kind, owners={owner: kind, **known} if owner in known else known)


def _upload(draft: Draft, year: Year) -> Upload:
    """The due logs as a file would hold them, numbered by `log` + 1.

    A log without its declaration is judged as if it had one: the service would ask it nothing more, and staff are to be told of
    everything that is missing at once. The draft's own doubt keeps it back.
    """
    due = draft.logs.filter(pl.col("left_out").is_null()).with_columns(pl.col("declaration").fill_null(DECLARED))
    fields = [field.name for field in year.layout.fields]
    return Upload(year.layout, due.select((pl.col("log") + 1).alias("row"), pl.col("line").cast(pl.UInt32), *fields), {})


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
