"""How much of a file may be lost: the policy in force, which a landlord may set in its own limits.toml beside the extracts."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import Refused
from pipeline.policy import POLICIES, read_strictly
from pipeline.stages.quality import Loss

LIMITS_FILE = "limits.toml"


class LossPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shares of a file's rows from 0 to 1: above `say_above` the loss is told, above `stop_above` the run stops.

    `why` is the landlord's reason where the policy is its own.
    """

    say_above: float
    stop_above: float
    why: str = ""


class _Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """limits.toml as it is written."""

    loss: LossPolicy


def read_loss_policy(folder: Path | None = None) -> LossPolicy:
    """The policy in force: the landlord's own where `folder` has a limits.toml, else the one of matching_rules/policy.

    Raises Refused for a file that is not as it must be, for shares outside 0 to 1, and for a landlord's own without its why.
    """
    path = folder / LIMITS_FILE if folder and (folder / LIMITS_FILE).is_file() else POLICIES / LIMITS_FILE
    policy = read_strictly(path, _Limits).loss
    if not 0 <= policy.say_above <= policy.stop_above <= 1:
        raise Refused(f"{path.name}: say_above and stop_above are shares from 0 to 1, and the first is not above the second")
    if path.parent != POLICIES and not policy.why.strip():
        raise Refused(
            f'{path.name}: [loss] needs its why, e.g. why = "one council gives no tenancy numbers"; the report shows it'
        )
    return policy


@dataclass(frozen=True)
class ToldLosses:
    """The losses above the share that the policy names, and that policy."""

    losses: tuple[Loss, ...]
    policy: LossPolicy

    def as_record(self) -> dict[str, Any]:
        """What run.json says of them: `limits` and `losses`."""
        return {"limits": msgspec.to_builtins(self.policy), "losses": [loss.as_record() for loss in self.losses]}


def told_losses(losses: Iterable[Loss], folder: Path) -> ToldLosses:
    """The losses that are more than the policy's `say_above`; Refused as `read_loss_policy` refuses."""
    policy = read_loss_policy(folder)
    return ToldLosses(tuple(loss for loss in losses if loss.share > policy.say_above), policy)


def refuse_losses(told: ToldLosses) -> None:
    """Raises Refused where more of a file is lost than the policy lets a run go on with."""
    most = told.policy.stop_above
    beyond = [loss.sentence for loss in told.losses if loss.decisive and loss.share > most]
    if beyond:
        raise Refused(
            f"More than {most:.0%} is lost: {'; '.join(beyond)}. Nothing was linked. To see what is wrong: "
            f"tenancy-match check DIR --rows FILE. If it is right so, set stop_above in a {LIMITS_FILE} beside the extracts."
        )
