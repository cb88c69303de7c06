"""Who does what by when in one case, told by a facts file and played without a database."""

from dataclasses import dataclass
from datetime import date

from prosesser.calendar import add_months, end_of_day
from prosesser.definition.model import Definition
from prosesser.engine.state import CaseState
from prosesser.errors import Refused
from workflow_app.rehearsal.answers import Style
from workflow_app.rehearsal.choices import deciding
from workflow_app.rehearsal.fitting import require_fit
from workflow_app.rehearsal.plan import Line, Scribe
from workflow_app.rehearsal.player import Player
from workflow_app.rehearsal.rehearse import Played, Rehearsal
from workflow_app.rehearsal.story import Story
from workflow_app.units import DISTRICTS, INSTITUTIONS
from workflow_app.wording import listed, long_date

LONGEST_MONTHS = 36
"""How long a case is followed when the story does not say."""


class StillWaiting(Refused):
    """Saken er ikke ferdig {day}: {waiting}. Si i faktafilen når det skjer, eller sett slutt."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a simulation shows: the lines in the order they came up, and how far the case got."""

    journey: str
    version: str
    status: str
    until: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it was played: its plan, and the steps that led through it."""

    plan: Plan
    steps: tuple[Played, ...]


def play(definition: Definition, story: Story) -> Plan:
    """Play a story. Raises `StoryDoesNotFit`, `ChoiceOpen`, `StillWaiting`, and what a step refuses."""
    require_fit(story, definition)
    return tell(definition, story).plan


def tell(definition: Definition, story: Story) -> Told:
    """Play a story that fits. Raises `ChoiceOpen`, `StillWaiting`, and what a step refuses."""
    end = story.end or add_months(story.start, LONGEST_MONTHS)
    scribe = Scribe(definition)
    steps: list[Played] = []
    for played in Rehearsal(definition, Player(story), style_of(definition, story)).play(end_of_day(end)):
        scribe.note(played)
        steps.append(played)
    state = scribe.state
    if state.status == "active" and story.end is None:
        raise StillWaiting(day=long_date(end), waiting=_waiting(definition, state))
    plan = Plan(definition.name, definition.digest, state.status, end, tuple(scribe.lines))
    return Told(plan, tuple(steps))


def style_of(definition: Definition, story: Story) -> Style:
    """Return the style of a simulation: optional fields stay blank.

    Nothing that decides is made up, unless the story says that anything will do.
    """
    return Style(definition.key, _option_lists, deciding=deciding(definition).but(story.anything))


def _option_lists(_unit: str | None) -> dict[str, tuple[str, ...]]:
    districts = tuple(unit.id for unit in DISTRICTS)
    institutions = tuple(unit.id for unit in INSTITUTIONS)
    return {
        "bydeler": districts,
        "institusjoner": institutions,
        "enheter": districts + institutions,
        "ansatte": ("ansatt",),
    }


def _waiting(definition: Definition, state: CaseState) -> str:
    """Say what would take the case on: messages, tasks that are never done, dates that are unknown."""
    messages = sorted({f"meldingen «{catch.name}»" for catch in state.catches.values()})
    tasks = [f"oppgaven «{definition.element(task.element).name}»" for task in state.tasks.values()]
    dateless = [timer for timer in state.timers.values() if timer.fires_at is None and not timer.deadline]
    dates = [f"datoen til «{definition.element(timer.element).name}»" for timer in dateless]
    return f"venter på {listed([*messages, *tasks, *dates])}"
