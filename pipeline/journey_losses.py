"""What a journey does about losses: tells those above the landlord's limit, and stops where most of a file is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import Refused
from pipeline.loss_policy import LIMITS_FILE, LossPolicy, read_loss_policy
from pipeline.stages.quality import Loss, Quality, Verdict, losses, verdict
from pipeline.tables import Checked


@dataclass(frozen=True)
class ToldLosses:
    """The losses above the share that the policy names, that policy, and the verdict on the extracts."""

    losses: tuple[Loss, ...]
    policy: LossPolicy
    verdict: Verdict

    def as_record(self) -> dict[str, Any]:
        """What run.json says of them: `limits` and `losses`."""
        return {"limits": msgspec.to_builtins(self.policy), "losses": [loss.as_record() for loss in self.losses]}


def told_losses(checked: Mapping[str, Checked], figures: Quality, folder: Path) -> ToldLosses:
    """The losses of the extracts that are more than the policy's `say_above`; Refused as `read_loss_policy` refuses."""
    policy = read_loss_policy(folder)
    told = tuple(loss for loss in losses(checked, figures) if loss.share > policy.say_above)
    return ToldLosses(told, policy, verdict(figures, told, policy.stop_above))


def refuse_losses(told: ToldLosses) -> None:
    """Raises Refused where more of a file is lost than the policy lets a run go on with."""
    most = told.policy.stop_above
    beyond = [loss.sentence for loss in told.losses if loss.decisive and loss.share > most]
    if beyond:
        raise Refused(
            f"More than {most:.0%} is lost: {'; '.join(beyond)}. Nothing was linked. To see what is wrong: "
            f"tenancy-match check DIR --rows FILE. If it is right so, set stop_above in a {LIMITS_FILE} beside the extracts."
        )
