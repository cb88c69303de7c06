"""What an auditor waits for: the page of a replay's first row, its last, and all frames for its script.

Asked for over HTTP within the process, by somebody who is logged in: access, the look's row in the log,
the chain checked whole, the steps made again, and the page with its diagram.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

from prosesser.access import AUDITOR
from prosesser.engine import CaseState, canonical, step
from prosesser.engine.messages import AssignTask, ClaimTask, Command, ReleaseTask
from prosesser.errors import Broken
from prosesser.store import Store, assignments
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.directory import Directory, Membership, Person, Unit
from prosesser.store.journal import Step
from workflow_app.app import assemble
from workflow_app.clock import ManualClock
from workflow_app.web import assets
from workflow_app.web.settings import Settings

ROWS = 200
CASES = 5
PERSON, PASSWORD, UNIT = "bench-revisor", "bench-revisor-passord", "bench-revisjonen"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
OK = 200
PEOPLE = AssignTask, ClaimTask, ReleaseTask

Browser: TypeAlias = Any
"""The app's test client: it keeps cookies."""


class NotAnswered(Broken):
    """Avspillingen som skulle måles, ble ikke vist ({status})."""


def replay_frames(store: Store, story: Sequence[Step], rows: int = ROWS) -> dict[str, float]:
    """Time replays of cases of so many rows, each of a case that nobody has looked at; milliseconds.

    Medians. The app has been used before: its templates are compiled and the version is read. ``story``
    is a case's journal, whose version the store has; between its steps tasks are taken and put back
    until there are enough.
    """
    steps = list(lengthened(story, rows))
    names = [f"bench-replay-{number}" for number in range(CASES + 1)]
    for name in names:
        with store.write() as transaction:
            transaction.create(name, steps, subject=b"{}", start_key=name)
    now = steps[-1].at + timedelta(days=1)
    browser = _logged_in(store, now)
    warm, *measured = names
    _seconds(browser, warm, "")
    first = [_seconds(browser, case, "") for case in measured]
    last = [_seconds(browser, case, f"?rad={rows}") for case in measured]
    film = [_seconds(browser, case, "/bilder") for case in measured]
    figures = {"replay_first_frame_ms": first, "replay_last_frame_ms": last, "replay_all_frames_ms": film}
    return {"replay_rows": len(steps), **{name: round(median(its) * 1000) for name, its in figures.items()}}


def lengthened(story: Sequence[Step], rows: int) -> Iterator[Step]:
    """Yield a case's steps with tasks taken and put back between them: so many rows, or as the story has.

    What people of the story did about who has a task is left out; it would no longer fit.
    """
    kept = [one for one in story if not isinstance(one.command, PEOPLE)]
    missing, state = max(0, rows - len(kept)), None
    for left, one in zip(reversed(range(len(kept))), kept, strict=True):
        made = _step(one, state, one.command)
        state = made.state
        yield made
        for extra in _taken_and_put_back(one, state, -(-missing // max(1, left))):
            state, missing = extra.state, missing - 1
            yield extra


def _taken_and_put_back(after: Step, state: CaseState, number: int) -> Iterator[Step]:
    for _ in range(number):
        if not state.tasks:
            return
        task = min(state.tasks.values(), key=lambda its: its.id)
        command = ReleaseTask(task.id) if task.assignee else ClaimTask(task.id, PERSON)
        made = _step(after, state, command)
        state = made.state
        yield made


def _step(like: Step, state: CaseState | None, command: Command) -> Step:
    after, events = step(like.definition, state, command, like.at)
    return Step(like.definition, like.actor, command, like.at, None, events, after, canonical(after))


def _logged_in(store: Store, now: datetime) -> Browser:
    directory = Directory(store)
    directory.add_unit(Unit(UNIT, "Revisjonen", "revisjon", covered=True))
    directory.add_person(Person(PERSON, "Revisor"), PASSWORD)
    directory.add_membership(Membership(PERSON, UNIT, frozenset({AUDITOR}), now - timedelta(days=3650)))
    begun = now - timedelta(days=1)
    with store.maintain() as connection:
        given = Assignment(
            "bench", PERSON, "Måling", Selection(), "bench", begun, begun, now + timedelta(days=9)
        )
        assignments.give(connection, given)
    settings = Settings(database_url="", master=store.master)
    app = assemble(settings, store, ManualClock(now), assets.read())
    browser = app.test_client()
    found = TOKEN.search(browser.get("/logg-inn").get_data(as_text=True))
    token = "" if found is None else found[1]
    browser.post("/logg-inn", data={"csrf_token": token, "bruker": PERSON, "passord": PASSWORD})
    return browser


def _seconds(browser: Browser, case: str, what: str) -> float:
    began = perf_counter()
    answer = browser.get(f"/tilsyn/saker/{case}/avspilling{what}")
    seconds = perf_counter() - began
    if answer.status_code != OK:
        raise NotAnswered(status=answer.status_code)
    return seconds
