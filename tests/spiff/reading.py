"""Read journeys for canaries, linted or not: the engine must be right where the linter refuses too."""

from prosesser.definition import Definition, examine
from tests.builders import Event, Journey
from tests.engine.play import Play


def read(journey: Journey) -> Definition:
    """Read a journey whatever the linter says of it."""
    definition = examine(journey.bundle()).definition
    assert definition is not None
    return definition


def one_lane() -> Journey:
    return Journey().lane("bydel")


def task_with(event: Event, *, interrupting: bool = False) -> Play:
    journey = one_lane().start().task("a").end()
    journey.boundary("kant", "a", event, interrupting=interrupting).task("b").end("b_slutt")
    return Play(read(journey))
