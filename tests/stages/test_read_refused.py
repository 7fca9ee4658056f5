"""What cannot be read is refused with one clear message that names the file and no value."""

import pytest

from pipeline.errors import Refused
from pipeline.stages.read import ReadOptions, read
from pipeline.stages.validate import validate
from tests.bad_files.builders import CANARY, SNAPSHOT
from tests.bad_files.refused import REFUSED, Refusal


@pytest.mark.parametrize("bad", REFUSED, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_in_one_clear_message(bad: Refusal, tmp_path):
    for name, content in bad.files().items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refusal:
        for raw in read(tmp_path, ReadOptions(password=bad.password, limits=bad.limits)).values():
            validate(raw, SNAPSHOT)
    said = str(refusal.value)
    assert [words for words in bad.says if words not in said] == [], said
    assert CANARY not in said and "High Street" not in said
    assert len(said) < 900 and "\n" not in said
    assert refusal.value.__cause__ is None
    assert refusal.value.status == 1
