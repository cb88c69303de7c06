"""Scenarios: the stories of a bundle, played on a draft and on the version that it changes.

    report = check_scenarios(before, after)

Pure: no clock is read, and the same versions give the same report. What is kept is how stories went on
the version before, which stays the same while drafts of it are checked again and again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from prosesser.definition.bundle import Bundle
from prosesser.definition.model import Definition
from prosesser.errors import SomlosError
from workflow_app.rehearsal.differences import differences
from workflow_app.rehearsal.fitting import StoryDoesNotFit, fitted, misfits
from workflow_app.rehearsal.shelf import Shelf
from workflow_app.rehearsal.simulate import Plan, tell
from workflow_app.rehearsal.story import Story, parse_story
from workflow_app.rehearsal.visits import reachable, visited

FOLDER = "stories/"
SUFFIX = ".yaml"
MOST_PLANS = 256
"""Plans that are kept, some kilobytes each: more than a version has stories, else none is found again."""

_plans_before: Shelf[tuple[str, str, bytes], Plan | str] = Shelf(MOST_PLANS)
"""By the version's digest and the story's name and content: its plan, or why it cannot be played there."""

Outcome = Literal["passes", "differs", "unplayable"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """How one story went. ``name`` is its file's without folder and ending, ``about`` its first comment.

    ``differences`` are sentences: what is otherwise than in the version before. ``problem`` says why and
    where the story cannot be played, ``remark`` why there is nothing to compare it with.
    """

    name: str
    about: str
    outcome: Outcome
    differences: tuple[str, ...] = ()
    problem: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """How all stories of a version went, by name; ``before`` and ``after`` are the digests.

    ``visited`` are the ids of the elements that some story comes to, ``unvisited`` those that none does,
    in the diagram's order.
    """

    before: str
    after: str
    scenarios: tuple[Scenario, ...]
    visited: frozenset[str]
    unvisited: tuple[str, ...]

    @property
    def differing(self) -> tuple[Scenario, ...]:
        """The scenarios that go otherwise than before."""
        return tuple(scenario for scenario in self.scenarios if scenario.outcome == "differs")

    @property
    def unplayable(self) -> tuple[Scenario, ...]:
        """The scenarios that cannot be played to where they lead."""
        return tuple(scenario for scenario in self.scenarios if scenario.outcome == "unplayable")

    @property
    def passes(self) -> bool:
        """Whether every scenario goes as before."""
        return not self.differing and not self.unplayable


def check_scenarios(before: Definition, after: Definition) -> ScenarioReport:
    """Play every story of ``after`` on both, and say in words where they differ.

    Broken or misfitting stories are told in the report; nothing is raised for them.
    """
    checked = [_check(name, content, before, after) for name, content in stories(after.bundle)]
    been = frozenset[str]().union(*(places for _, places in checked))
    unvisited = tuple(element for element in reachable(after) if element not in been)
    return ScenarioReport(
        before.digest, after.digest, tuple(scenario for scenario, _ in checked), been, unvisited
    )


def _check(
    name: str, content: bytes, before: Definition, after: Definition
) -> tuple[Scenario, frozenset[str]]:
    """Play one story on both; return also the elements of ``after`` that it comes to."""
    unplayable = Scenario(name, about(content), "unplayable")
    try:
        story = parse_story(name + SUFFIX, content)
        lost = _lost(story, before, after)
        told = tell(after, fitted(story, after))
    except SomlosError as error:
        return replace(unplayable, problem=str(error)), frozenset()
    places = visited(after, told.steps)
    compared = replace(unplayable, outcome="passes")
    if before.digest != after.digest:
        was = _plans_before.get((before.digest, name, content), lambda: _plan(before, story))
        compared = _compared(compared, was, told.plan)
    if lost:
        return replace(compared, outcome="differs", differences=(*lost, *compared.differences)), places
    return compared, places


def _lost(story: Story, before: Definition, after: Definition) -> tuple[str, ...]:
    """Say what the story names that ``after`` no longer has; what neither has is the story's own fault."""
    missing = tuple(misfits(story, after))
    never = {*missing} & {*misfits(story, before)}
    if never:
        raise StoryDoesNotFit(problems="; ".join(problem for problem in missing if problem in never))
    return tuple(f"Scenarioet nevner noe som er borte: {problem}." for problem in missing)


def _plan(before: Definition, story: Story) -> Plan | str:
    """Play a story on the version before; return why where it cannot be played there."""
    try:
        return tell(before, fitted(story, before)).plan
    except SomlosError as error:
        return str(error)


def _compared(scenario: Scenario, was: Plan | str, plan: Plan) -> Scenario:
    if isinstance(was, str):
        reason = f"Scenarioet kan ikke spilles på versjonen før, så det er ikke sammenlignet. {was}"
        return replace(scenario, remark=reason)
    found = differences(was, plan)
    return replace(scenario, outcome="differs", differences=found) if found else scenario


def stories(bundle: Bundle) -> Iterator[tuple[str, bytes]]:
    """Yield the stories of a bundle by name, in their order."""
    for path in sorted(bundle):
        if path.startswith(FOLDER):
            yield PurePosixPath(path).stem, bundle[path]


def about(content: bytes) -> str:
    """Return what a story's first line says that it tells; nothing when that is no comment."""
    first = content.decode("utf-8-sig", errors="replace").partition("\n")[0].strip()
    return first.removeprefix("#").strip() if first.startswith("#") else ""
