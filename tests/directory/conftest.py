import pytest

from bot.directory import Places


@pytest.fixture(scope="session")
def places() -> Places:
    return Places.load()
