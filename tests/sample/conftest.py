import pytest

from pipeline.sample import make_landlord


@pytest.fixture(scope="session")
def landlord():
    """A landlord of 3,000 homes with all extracts."""
    return make_landlord(3000, seed=11, extracts="all")
