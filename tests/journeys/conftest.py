"""The real journey, published in a real database, with people to work it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from prosesser.definition import read_folder
from tests.journeys.office import Office
from tests.journeys.town import Town

FOLDER = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "clause(*ids): the clauses of the routine that the test shows to hold")


@pytest.fixture(scope="session")
def empty_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town whose offices wait for a journey."""
    return Town.founded(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="session")
def town(empty_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return empty_town.with_journey(read_folder(FOLDER), tmp_path_factory.mktemp("town"))


@pytest.fixture
def office(town: Town, tmp_path: Path) -> Iterator[Office]:
    office = town.opens_office(tmp_path)
    yield office
    office.store.close()
