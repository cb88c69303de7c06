"""The engine: the only place where a case changes."""

from prosesser.engine.errors import StepFailed
from prosesser.engine.replay import replay
from prosesser.engine.state import CaseState, Catch, OpenTask, Round, Timer, canonical, digest
from prosesser.engine.step import step

__all__ = [
    "CaseState",
    "Catch",
    "OpenTask",
    "Round",
    "StepFailed",
    "Timer",
    "canonical",
    "digest",
    "replay",
    "step",
]
