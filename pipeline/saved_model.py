"""A model that an earlier exercise trained, read back from its run record: m and u by level, and the share of households."""

import hashlib
from pathlib import Path

import msgspec

from matching_rules.same_person import COMPARISONS
from pipeline.errors import Refused, WrongUse

STRANGER, HOUSEHOLD = "stranger", "household"


class Parameter(msgspec.Struct, frozen=True):
    """How often one level of a comparison occurs among one person's pairs (m) and among two people's (u) of a stratum."""

    stratum: str
    comparison: str
    level: str
    m: float
    u: float


class Linkage(msgspec.Struct, frozen=True):
    """What a run record says of the model it was made with."""

    parameters: tuple[Parameter, ...]
    prior: float
    household_prior: float | None = None


class Record(msgspec.Struct, frozen=True):
    """The part of a run record that is a model; the rest is passed over."""

    linkage: Linkage


class Model(msgspec.Struct, frozen=True):
    """A trained model: what the run record held, and the SHA-256 of that file, by which the next run record names it."""

    linkage: Linkage
    sha256: str

    def tables(self, stratum: str, which: str) -> dict[str, list[float]]:
        """m or u (`which`) of a stratum by comparison, over its levels from the nearest to the farthest."""
        found = {
            (one.comparison, one.level): float(getattr(one, which)) for one in self.linkage.parameters if one.stratum == stratum
        }
        return {one.name: [found[one.name, level.name] for level in one.levels] for one in COMPARISONS}


def _levels() -> set[tuple[str, str]]:
    return {(one.name, level.name) for one in COMPARISONS for level in one.levels}


def _refuse_other_levels(linkage: Linkage, path: Path) -> None:
    for stratum in (STRANGER, HOUSEHOLD) if linkage.household_prior is not None else (STRANGER,):
        held = {(one.comparison, one.level) for one in linkage.parameters if one.stratum == stratum}
        if held != _levels():
            odd = sorted(held ^ _levels())[:1] or [("", "")]
            raise Refused(
                f"{path} was trained for other comparison levels ({stratum}: {odd[0][0]}, {odd[0][1]!r}); "
                "run this exercise without --model, and give its run.json to the next"
            )
    if any(not 0 < share < 1 for one in linkage.parameters for share in (one.m, one.u)) or not 0 < linkage.prior < 1:
        raise Refused(f"{path} holds a probability that is not between 0 and 1; give the run.json as the exercise left it")


def read_model(path: Path) -> Model:
    """The model of the exercise whose run.json this is.

    Raises WrongUse where the file cannot be read as one, and Refused for a model of other comparison levels or impossible shares.
    """
    try:
        text = path.read_bytes()
        linkage = msgspec.json.decode(text, type=Record).linkage
    except (OSError, msgspec.MsgspecError):
        raise WrongUse(f"--model {path} holds no model; give the run.json of an earlier exercise") from None
    _refuse_other_levels(linkage, path)
    return Model(linkage, hashlib.sha256(text).hexdigest())
