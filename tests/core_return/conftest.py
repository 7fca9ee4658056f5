"""The made-up landlord's return, clean and faulty, shared by the tests."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import core_journey
from pipeline.core.given import Given
from pipeline.sample.core_return import write_core_return

DAY = date(2026, 10, 5)


@dataclass(frozen=True)
class Sample:
    folder: Path
    out: Path
    key: Path
    record: dict[str, Any]


def _made(base: Path, extracts: str) -> Sample:
    folder, out, key = base / "extracts", base / "out", base / "keys" / "root.key"
    write_core_return(folder, 1500, 5, extracts)
    return Sample(folder, out, key, core_journey.core_return(order_of(folder), out, key, lambda _: None).record)


def order_of(folder: Path) -> core_journey.Order:
    """The order of a sample's return: judged by what the sample gives for it, where it does."""
    given = folder / "given"
    told = Given(DAY, reference=given, world=given / "world.json") if given.exists() else Given(DAY)
    return core_journey.Order(folder, 2026, lambda _: "", told)


@pytest.fixture(scope="session")
def clean(tmp_path_factory) -> Sample:
    return _made(tmp_path_factory.mktemp("clean"), "core-return")


@pytest.fixture(scope="session")
def faulty(tmp_path_factory) -> Sample:
    return _made(tmp_path_factory.mktemp("faulty"), "core-return-faults")
