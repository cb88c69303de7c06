"""Nothing in the diagram names a clause for show: without the element, a test of the clause fails.

Each element is deleted as in a modeler, and the journey tests of its clauses are run on what is
left. A diagram that lint does not let anybody publish is lost to nobody.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from prosesser.definition import Bundle, Definition, NotRunnable, load, read_folder
from prosesser.definition.claims import claims
from tests.journeys.conftest import FOLDER
from tests.journeys.office import Office
from tests.journeys.town import Town
from tests.journeys.without import Drawing

JourneyTest = Callable[[Office], None]
JOURNEY = load(read_folder(FOLDER))


def clauses_by_element(journey: Definition) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for clause, named in claims(journey).items():
        for element in named.elements:
            found.setdefault(element.id, []).append(clause)
    return found


CLAUSES = clauses_by_element(JOURNEY)


@cache
def journey_tests() -> Mapping[str, list[JourneyTest]]:
    found: dict[str, list[JourneyTest]] = {}
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for _, test in inspect.getmembers(import_module(f"tests.journeys.{path.stem}"), inspect.isfunction):
            for marker in getattr(test, "pytestmark", ()):
                if marker.name == "clause":
                    for clause in marker.args:
                        found.setdefault(clause, []).append(test)
    return found


def variants(element_id: str) -> Iterator[Bundle]:
    """Yield the journey without the element: what ends stays a plain end, a lane gets another party."""
    if element_id in JOURNEY.lanes:
        yield from lanes_of_others(element_id)
        return
    drawing = Drawing(JOURNEY.bundle)
    if JOURNEY.elements[element_id].kind == "endEvent":
        drawing.empties(element_id)
    else:
        drawing.deletes(element_id)
    yield drawing.bundle()


def lanes_of_others(lane_id: str) -> Iterator[Bundle]:
    """Yield the journey with each constant party in the lane that is not its own always."""
    lanes = JOURNEY.lanes
    for party in {lane.party for lane in lanes.values() if isinstance(lane.party, str)}:
        if party != lanes[lane_id].party:
            drawing = Drawing(JOURNEY.bundle)
            drawing.sets(lane_id, "part", party)
            yield drawing.bundle()


def spoken_of(element_id: str) -> str:
    """Return how a test that is about an element speaks of it: for a deadline, of when its task is due."""
    element = JOURNEY.elements.get(element_id)
    is_deadline = element is not None and element.timer is not None and element.timer.deadline
    return f'due("{element.attached_to}")' if element and is_deadline else f'"{element_id}"'


class Trial:
    """Journey tests on one variant, each run at most once."""

    def __init__(self, town: Town, folder: Path, element_id: str) -> None:
        self._town = town
        self._folder = folder
        self._spoken_of = spoken_of(element_id)
        self._failed: dict[JourneyTest, bool] = {}

    def is_missed(self, clause: str) -> bool:
        """Whether a test of the clause fails; those that have run, or name the element, are asked first."""
        tests = sorted(journey_tests().get(clause, []), key=self._distance)
        return any(self._fails(test) for test in tests)

    def _distance(self, test: JourneyTest) -> tuple[bool, bool]:
        return test not in self._failed, self._spoken_of not in inspect.getsource(test)

    def _fails(self, test: JourneyTest) -> bool:
        if test not in self._failed:
            folder = self._folder / test.__name__
            folder.mkdir()
            office = self._town.opens_office(folder)
            try:
                test(office)
            except (Exception, pytest.fail.Exception):  # noqa: BLE001 - however it fails, it misses the element
                self._failed[test] = True
            else:
                self._failed[test] = False
            finally:
                office.store.close()
        return self._failed[test]


@pytest.mark.parametrize("element_id", CLAUSES)
def test_without_an_element_a_test_of_each_of_its_clauses_fails(
    element_id: str, empty_town: Town, tmp_path: Path
) -> None:
    for number, bundle in enumerate(variants(element_id)):
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            town = empty_town.with_journey(bundle, folder)
        except NotRunnable:
            continue
        trial = Trial(town, folder, element_id)
        assert [clause for clause in CLAUSES[element_id] if not trial.is_missed(clause)] == []


def test_every_journey_test_can_be_run_in_any_office() -> None:
    tests = {test for tests in journey_tests().values() for test in tests}
    asked = {test.__name__: list(inspect.signature(test).parameters) for test in tests}
    assert {name: names for name, names in asked.items() if names != ["office"]} == {}
