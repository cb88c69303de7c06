"""A step that is followed is the same step, and tells which elements tokens left."""

from datetime import UTC, datetime

from prosesser.definition import load
from prosesser.engine import step
from prosesser.engine.commands import CancelCase, CompleteTask, Start
from prosesser.engine.path import followed
from tests.builders import Journey

NOW = datetime(2026, 1, 12, 11, tzinfo=UTC)


def test_a_followed_step_is_the_step_with_the_way_that_was_taken() -> None:
    definition = load(Journey().start().task("vurdering").milestone("vurdert").end().bundle())
    state, events, passed = followed(definition, None, Start(), NOW)
    assert (state, events) == step(definition, None, Start(), NOW)
    assert passed == ("start",)
    done = CompleteTask("vurdering.1")
    ended, events, passed = followed(definition, state, done, NOW)
    assert (ended, events) == step(definition, state, done, NOW)
    assert passed == ("vurdering", "vurdert", "slutt")  # also of a case that has ended


def test_a_cancelled_case_went_nowhere() -> None:
    definition = load(Journey().start().task("vurdering").end().bundle())
    state, _ = step(definition, None, Start(), NOW)
    assert followed(definition, state, CancelCase("Feil"), NOW)[2] == ()
