"""What is given to somebody who has no checkout: the wheel, and beside it the packages that it needs, locked.

`python -m distribution.wheel [FOLDER]` writes into FOLDER (`dist`) the wheel, `requirements.txt` (for `pip install --no-deps
--require-hashes`) and `constraints.txt` (for `uv tool install` and `pipx`: the same versions without hashes or extras, for
pip takes neither of them in constraints). Nothing is fetched: hatchling is locked and runs here.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from distribution.lock import PROJECT_LOCK, ROOT, Lock, Pin, faults, project_roots, read_lock, walk
from distribution.targets import targets

FOLDER = Path("dist")


def build_wheel(folder: Path) -> Path:
    """The wheel, built from the checkout into `folder`; the same checkout gives the same bytes."""
    [wheel] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(wheel)


def needed_to_run(lock: Lock) -> list[Pin]:
    """The pins of a lock that the program needs to run, on any supported machine, in the lock's order.

    Raises ValueError for a lock that is not complete.
    """
    if incomplete := faults(lock):
        raise ValueError("; ".join(incomplete))
    roots = project_roots((ROOT / "pyproject.toml").read_text(encoding="utf-8"), runtime_only=True)
    keys = {pin.key for target in targets() for _, _, pin in walk(lock, target, roots) if pin}
    return [pin for pin in lock.pins if pin.key in keys]


def constraints(pins: Iterable[Pin]) -> str:
    """Pins as a text of constraints: one `name==version` a line, with its marker."""
    return "".join(f"{pin.key}{f' ; {pin.marker}' if pin.marker else ''}\n" for pin in pins)


def write(folder: Path) -> list[Path]:
    """Write the wheel and the two lists of packages, and give the three paths."""
    wheel = build_wheel(folder)
    pins = needed_to_run(read_lock(PROJECT_LOCK))
    texts = {"requirements.txt": "".join(pin.text for pin in pins), "constraints.txt": constraints(pins)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [wheel, *(folder / name for name in texts)]


if __name__ == "__main__":
    for path in write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(path)
