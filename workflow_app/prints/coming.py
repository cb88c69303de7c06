"""What comes next in a case, who does it and by when, in plain words."""

from collections.abc import Iterator
from datetime import date, datetime

from prosesser.calendar import oslo_date
from prosesser.engine.state import OpenTask, Timer
from prosesser.feel import evaluate
from prosesser.inbox import Papers, Present
from workflow_app.prints.document import Step
from workflow_app.prints.plain_words import Occasion, waiting
from workflow_app.wording import capital, long_date, the_party

NO_DATE = "Datoen er ikke satt"
Dated = tuple[date | None, Step]


def coming(papers: Papers, present: Present) -> Iterator[Step]:
    """Yield what comes, each once: the nearest date first, what has none last."""
    dated = [*_tasks(papers, present), *_pauses(papers, present)]
    in_order = sorted(dated, key=_order)
    yield from dict.fromkeys(step for _, step in in_order)


def _order(dated: Dated) -> tuple[bool, date, str]:
    day, step = dated
    return day is None, day or date.min, step.text


def possible(papers: Papers, present: Present) -> Iterator[Step]:
    """Yield what may happen at any time: the messages that are waited for."""
    occasions = (Occasion(element, present.state.facts, papers.now) for element in present.awaited)
    texts = map(waiting, occasions)
    yield from dict.fromkeys(Step("", text) for text in texts if text is not None)


def _tasks(papers: Papers, present: Present) -> Iterator[Dated]:
    for task in present.state.tasks.values():
        text = waiting(_occasion(papers, present, task, task.title))
        if text is not None:
            day, when = _when(papers, present, task)
            yield day, Step(when, text, (f"{capital(the_party(task.party))} har ansvaret for dette.",))


def _pauses(papers: Papers, present: Present) -> Iterator[Dated]:
    """Yield what begins when a time has come."""
    for timer in present.state.timers.values():
        text = None if timer.deadline else waiting(_occasion(papers, present, timer))
        day = _day(timer.stands)
        if text is not None:
            yield day, Step(NO_DATE if day is None else f"Omkring {long_date(day)}", text)


def _occasion(papers: Papers, present: Present, entry: OpenTask | Timer, title: str = "") -> Occasion:
    element = papers.definition.elements[entry.element]
    return Occasion(element, present.state.facts_in(entry.scope), papers.now, title)


def _when(papers: Papers, present: Present, task: OpenTask) -> tuple[date | None, str]:
    """Return the day of a task, and the words for it: its own day if one is agreed on, else its deadline."""
    agreed = _agreed(papers, present, task)
    if agreed is not None:
        return agreed, long_date(agreed)
    deadlines = (_day(timer.stands) for timer in present.state.deadlines(task.id))
    due = min((day for day in deadlines if day is not None), default=None)
    if due is None:
        return None, NO_DATE
    is_over = due < oslo_date(papers.now)
    return due, f"Skulle vært gjort innen {long_date(due)}" if is_over else f"Innen {long_date(due)}"


def _agreed(papers: Papers, present: Present, task: OpenTask) -> date | None:
    expression = papers.definition.elements[task.element].takes_place
    if expression is None:
        return None
    return _day(evaluate(expression, present.state.facts_in(task.scope), now=papers.now))


def _day(when: object) -> date | None:
    if isinstance(when, datetime):
        return oslo_date(when)
    return when if isinstance(when, date) else None
