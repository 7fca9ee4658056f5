"""How much of a file may be lost: the policy in force, which a landlord may set in its own limits.toml beside the extracts."""

from pathlib import Path

import msgspec

from pipeline.errors import Refused
from pipeline.policy import POLICIES, read_strictly

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
