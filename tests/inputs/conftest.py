import pytest

from pipeline.sample import write_sample
from tests.inputs.styles import read_sample


@pytest.fixture(scope="package")
def landlord(tmp_path_factory):
    """The extracts of a made-up landlord of 150 homes, by name, under canonical names."""
    folder = tmp_path_factory.mktemp("landlord")
    write_sample(folder, homes=150, extracts="all")
    return read_sample(folder)
