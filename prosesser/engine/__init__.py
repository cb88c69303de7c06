"""The engine: the only place where a case changes."""

from prosesser.engine.errors import StepFailed
from prosesser.engine.plan_state import Item, Plan
from prosesser.engine.replay import replay
from prosesser.engine.state import CaseState, Catch, OpenTask, Round, Timer, canonical, digest
from prosesser.engine.step import step

__all__ = [
    "CaseState",
    "Catch",
    "Item",
    "OpenTask",
    "Plan",
    "Round",
    "StepFailed",
    "Timer",
    "canonical",
    "digest",
    "replay",
    "step",
]
