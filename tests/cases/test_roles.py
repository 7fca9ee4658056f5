"""Who may open what: the restricted door is shut until somebody is named."""

import stat

import pytest

from pipeline.cases.roles import FILE, admit, roles_file
from pipeline.errors import KeyProblem


@pytest.fixture
def key(tmp_path):
    return tmp_path / "root.key"


def name(key, text: str, mode: int = 0o600) -> None:
    roles_file(key).write_text(text, encoding="utf-8")
    roles_file(key).chmod(mode)


def test_the_first_try_makes_the_list_with_instructions_and_stays_shut(key):
    with pytest.raises(KeyProblem, match="made just now"):
        admit("Sam Senior", restricted=True, key=key)
    assert "restricted = []" in roles_file(key).read_text()
    assert stat.S_IMODE(roles_file(key).stat().st_mode) == 0o600
    with pytest.raises(KeyProblem, match=FILE):
        admit("Sam Senior", restricted=True, key=key)


def test_what_is_not_restricted_needs_no_list(key):
    admit("Jo Officer", restricted=False, key=key)
    assert not roles_file(key).exists()


def test_only_those_named_come_in_however_their_name_is_typed(key):
    name(key, 'restricted = ["Sam Senior"]\n')
    admit(" sam  SENIOR ", restricted=True, key=key)
    for other in ("Sam", "Jo Officer", "Sam Seniora"):
        with pytest.raises(KeyProblem):
            admit(other, restricted=True, key=key)


def test_where_officers_are_listed_nobody_else_opens_anything(key):
    name(key, 'restricted = ["Sam Senior"]\nofficers = ["Jo Officer"]\n')
    admit("Jo Officer", restricted=False, key=key)
    admit("Sam Senior", restricted=False, key=key)
    with pytest.raises(KeyProblem, match="not known"):
        admit("A Stranger", restricted=False, key=key)
    with pytest.raises(KeyProblem, match="restricted"):
        admit("Jo Officer", restricted=True, key=key)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('restrikted = ["Sam"]', "restrikted"),
        ('restricted = "Sam"', "restricted"),
        ("restricted = [", "is not TOML"),
    ],
)
def test_a_faulty_list_opens_nothing_and_says_what_is_wrong(key, text, said):
    name(key, text)
    for restricted in (True, False):
        with pytest.raises(KeyProblem, match=said):
            admit("Sam Senior", restricted, key)


def test_a_list_that_others_may_change_opens_nothing(key):
    name(key, 'restricted = ["Sam Senior"]\n', mode=0o620)
    with pytest.raises(KeyProblem, match="chmod 600"):
        admit("Sam Senior", restricted=True, key=key)
