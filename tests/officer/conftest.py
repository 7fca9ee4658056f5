import pytest

from pipeline.officer import Edition, match_reports
from tests.made_exercise import SNAPSHOT, run_record


@pytest.fixture(scope="session")
def edition() -> Edition:
    run = run_record()
    return Edition(SNAPSHOT, "Jo O'Officer & Co", "working the referrals", match_reports(run), run["restricted_referrals"])
