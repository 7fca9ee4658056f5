"""Every row read is accepted or set aside with its reasons; every value that is lost is counted, and none is told."""

import json

import pytest

from pipeline.stages.read import read
from pipeline.stages.validate import validate
from tests.bad_files.builders import CANARY, SNAPSHOT
from tests.bad_files.odd_rows import ODD_ROWS, Verdict


@pytest.mark.parametrize("odd", ODD_ROWS, ids=lambda odd: odd.name)
def test_odd_rows_are_set_aside_and_told_apart(odd: Verdict, tmp_path):
    for name, content in odd.files().items():
        (tmp_path / name).write_bytes(content)
    checked = validate(read(tmp_path)[odd.extract], SNAPSHOT)
    about = checked.about
    assert about["rows_accepted"] == checked.accepted.frame.height == odd.accepted
    assert about["reasons"] == dict(odd.reasons)
    assert about["rows_quarantined"] == checked.set_aside.height
    assert about["rows_read"] == about["rows_accepted"] + about["rows_quarantined"]
    assert about["blank_lines"] == odd.blank_lines
    assert dict(checked.blanked["column"].value_counts().rows()) == dict(odd.blanked)
    told = json.dumps(about)
    assert [words for words in odd.notices if words not in told] == [], about["notices"]
    assert bool(about["notices"]) == bool(odd.notices or odd.blanked)
    assert CANARY not in told and "High Street" not in told
