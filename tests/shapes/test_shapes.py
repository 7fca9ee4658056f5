"""Every shape that the contract allows: no command crashes on it, rows add up, and what is off is said to be off.

CI runs a selection in which each optional column is left out once and blank once, and a few shapes drawn at random, always the
same ones. `TENANCY_MATCH_SHAPES=all` runs every column and extract alone and every family of columns; a number such as
`TENANCY_MATCH_SHAPES=200` draws so many random shapes instead of the few.
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from tests.shapes.running import run
from tests.shapes.shapes import (
    ALL_EXTRACTS,
    EVERYTHING,
    OPTIONAL,
    OPTIONAL_EXTRACTS,
    SMALLEST,
    Shape,
    covering,
    each_alone,
    families,
)

ASKED = os.environ.get("TENANCY_MATCH_SHAPES", "")
DRAWN = int(ASKED) if ASKED.isdigit() else 1
PARTS = 5
IN_CI = ("every optional column blank, typed as nothing", "one row of everything, every optional column left out")
"""The edges that every run of the suite visits."""
SYSTEMATIC = dict(covering(PARTS)) | {name: SMALLEST[name] for name in IN_CI}
WHOLE = SYSTEMATIC | SMALLEST | dict(families()) | dict(each_alone()) if ASKED == "all" else SYSTEMATIC


def test_the_selection_leaves_every_optional_column_out_once_and_blank_once():
    shapes = [shape for _, shape in covering(PARTS)]
    assert frozenset().union(*(shape.absent for shape in shapes)) == EVERYTHING
    assert frozenset().union(*(shape.blank for shape in shapes)) == EVERYTHING
    assert {extract for extract, _ in OPTIONAL} == set(EXTRACTS)


@pytest.mark.parametrize("name", WHOLE)
def test_no_command_crashes_and_what_is_off_is_said(name, tmp_path):
    assert run(WHOLE[name], tmp_path).faults == []


def some(values, most):
    return st.frozensets(st.sampled_from(sorted(values)), max_size=most)


SHAPES = st.builds(
    Shape,
    absent=some(EVERYTHING, 40),
    blank=some(EVERYTHING, 40),
    without=some(OPTIONAL_EXTRACTS, 6),
    one_row=some(ALL_EXTRACTS, 4),
    one_landlord=st.booleans(),
    turned=st.booleans(),
    typed=st.booleans(),
)


@settings(max_examples=DRAWN, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(shape=SHAPES)
def test_no_combination_crashes_a_command(shape):
    with tempfile.TemporaryDirectory() as folder:
        assert run(shape, Path(folder)).faults == []
