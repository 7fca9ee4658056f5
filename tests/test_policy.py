"""The policy of priorities is read strictly."""

import pytest

from pipeline.errors import Refused
from pipeline.policy import FILE, read_policy


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("each = 1", "eech = 1", ["priority.toml", "eech"]),
        ("days   = 180", 'days   = "180"', ["priority.toml", "duration.days"]),
        ("[money]", "[money", ["priority.toml", "not TOML"]),
        ("most = 3", "", ["priority.toml", "most"]),
    ],
)
def test_a_faulty_policy_is_refused_with_file_and_word(tmp_path, old, new, words):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    faulty = tmp_path / "priority.toml"
    faulty.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_policy(faulty)
    for word in words:
        assert word in str(refusal.value)
