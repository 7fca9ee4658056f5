"""What each locked package asks for, learnt from its own metadata on every supported machine, and kept beside the lock.

pip is asked as it would install (`--dry-run --report`), wheels only: so this also shows that every machine has a wheel of every
package, with a hash that the lock has.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from distribution.lock import LOCKS, ROOT, Needs, Pin, as_text, needs_file, pins_of
from distribution.targets import TAGS, Target, targets


def _asked(pins: list[Pin], target: Target, folder: Path) -> list[dict[str, Any]]:
    """pip's report of what it would install there; ends the run where a package has no wheel for it."""
    report = folder / "report.json"
    tags = [word for tag in TAGS[target.platform, target.machine] for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run", "--no-deps"]
    command += ["--ignore-installed", "--only-binary=:all:", "--python-version", target.python, *tags]
    command += ["--target", str(folder / "nowhere"), "--report", str(report), *(pin.key for pin in pins)]
    subprocess.run(command, check=True)
    return list(json.loads(report.read_text(encoding="utf-8"))["install"])


def _learnt(pins: list[Pin], target: Target) -> Iterator[tuple[str, Needs]]:
    by_name = {pin.name: pin for pin in pins}
    with tempfile.TemporaryDirectory() as folder:
        for package in _asked(pins, target, Path(folder)):
            metadata = package["metadata"]
            pin = by_name[canonicalize_name(metadata["name"])]
            digest = package["download_info"]["archive_info"]["hashes"]["sha256"]
            if digest not in pin.hashes:
                sys.exit(f"{pin.key}: the file for {target} has no hash in the lock; write the lock again")
            yield pin.key, Needs(metadata.get("requires_python", ""), tuple(metadata.get("requires_dist", ())))


def learn(lock: Path) -> dict[str, Needs]:
    """What each package of a lock asks for; where files of a version differ from machine to machine, all that any asks for."""
    pins = pins_of(lock.read_text(encoding="utf-8"))
    needs: dict[str, Needs] = {}
    for target in targets():
        if target.patch == 0:
            here = [pin for pin in pins if pin.applies(target.environment)]
            for key, new in _learnt(here, target):
                old = needs.get(key, new)
                needs[key] = Needs(new.python, tuple(dict.fromkeys((*old.requires, *new.requires))))
            print(f"{lock.name}: {len(here)} wheels for {target}", flush=True)
    return needs


def main() -> None:
    """Write the file beside each lock."""
    for file in LOCKS:
        needs_file(ROOT / file).write_text(as_text(learn(ROOT / file)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
