"""Makes returns of made-up landlords and says how many values agree: `python -m tests.core_return.recomputed --homes 3000`.

With `--extracts DIR --out OUT` a return that is there already is compared instead.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.core_return.recomputed.agreement import Agreement, compare_return, disagreements_in_sound_logs
from tests.core_return.recomputed.made import make_extracts, make_return
from tests.core_return.recomputed.varied import vary_extracts


def _made(homes: int, seed: int, *, varied: bool) -> Agreement:
    with tempfile.TemporaryDirectory() as folder:
        extracts, out = Path(folder) / "extracts", Path(folder) / "out"
        make_extracts(extracts, homes, seed)
        if varied:
            vary_extracts(extracts, seed)
        make_return(extracts, out)
        agreement = compare_return(extracts, out)
        return Agreement(agreement.agreed, disagreements_in_sound_logs(agreement, out)) if varied else agreement


def _tell(of: str, agreement: Agreement) -> bool:
    sys.stdout.write(f"{of}: {agreement.agreed} values agree, {len(agreement.disagreements)} do not\n")
    for log_type, key, what, written, recomputed in agreement.disagreements:
        sys.stdout.write(f"  {log_type} {'/'.join(key)}, {what}: written {written!r}, recomputed {recomputed!r}\n")
    return not agreement.disagreements


def main() -> int:
    """Nought where every value agrees, else one."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--homes", type=int, default=300)
    asked.add_argument("--seeds", type=int, nargs="+", default=[1])
    asked.add_argument("--varied", action="store_true", help="vary the records first; contradictory logs are not compared")
    asked.add_argument("--extracts", type=Path)
    asked.add_argument("--out", type=Path)
    said = asked.parse_args()
    if said.extracts:
        return int(not _tell(str(said.out), compare_return(said.extracts, said.out)))
    agreed = [_tell(f"{said.homes} homes, seed {seed}", _made(said.homes, seed, varied=said.varied)) for seed in said.seeds]
    return int(not all(agreed))


if __name__ == "__main__":
    sys.exit(main())
