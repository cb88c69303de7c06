"""Where two plans of the same story differ, in words: what a process owner reads of a changed routine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.rehearsal.plan import Line
from workflow_app.rehearsal.simulate import Plan
from workflow_app.wording import long_date, the_party

Pair = tuple[Line | None, Line | None]

ENDINGS = {"active": "pågår", "completed": "blir avsluttet", "cancelled": "blir avbrutt"}
HAPPENS = {
    "message": "Meldingen «{what}»",
    "timer": "«{what}»",
    "condition": "«{what}»",
    "lane": "{what}:",
    "part": "«{what}»",
}
WHOLE_CASE = "case"


@dataclass(frozen=True, slots=True)
class Words:
    """How to say that a date was moved, is no more, or is new."""

    moved: str
    less: str
    more: str


DEADLINES = Words(
    "fristen er {now}, var {was}", "har ingen frist, den var {was}", "har frist {now}, hadde ingen"
)
DEEDS = Words(
    "gjøres {now}, ble gjort {was}", "blir ikke gjort, ble gjort {was}", "gjøres {now}, ble ikke gjort"
)
WITHDRAWALS = Words(
    "faller bort {now}, falt bort {was}",
    "faller ikke bort, falt bort {was}",
    "faller bort {now}, falt ikke bort",
)


def differences(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return a sentence for each line that is otherwise than before, in the order of the days."""
    pairs = sorted(_paired(before.lines, after.lines), key=_day)
    told = (_told(was, now, number) for number, (was, now) in pairs)
    return (*filter(None, told), *_ending(before, after))


def _paired(before: Sequence[Line], after: Sequence[Line]) -> Iterator[tuple[int, Pair]]:
    """Pair what came up at the same element for the same time, with its number from 1."""
    keys = dict.fromkeys(_key(line) for line in (*before, *after) if line.kind != WHOLE_CASE)
    for key in keys:
        was, now = ([line for line in lines if _key(line) == key] for lines in (before, after))
        for number in range(max(len(was), len(now))):
            yield (
                number + 1,
                (
                    was[number] if number < len(was) else None,
                    now[number] if number < len(now) else None,
                ),
            )


def _key(line: Line) -> tuple[str, str, str]:
    """Return what makes two lines the same: a task is known by its element, however it is called."""
    what = line.what if line.kind in {"message", "lane"} else ""
    return line.kind, line.element or "", what


def _day(numbered: tuple[int, Pair]) -> date:
    _, (was, now) = numbered
    return min(line.day for line in (was, now) if line is not None)


def _told(was: Line | None, now: Line | None, number: int) -> str | None:
    if was is None:
        return None if now is None else _more(now, number)
    if now is None:
        return _less(was, number)
    changes = tuple(_task_changes(was, now) if now.kind == "task" else _other_changes(was, now))
    return f"{_name(now, number)}: {'; '.join(changes)}." if changes else None


def _more(line: Line, number: int) -> str:
    if line.kind != "task":
        return f"{_called(line)} kommer i tillegg, {long_date(line.day)}."
    where = f", hos {the_party(line.party)}" if line.party else ""
    due = f", med frist {long_date(line.deadline)}" if line.deadline else ""
    return f"Oppgaven {_name(line, number)} kommer i tillegg{where}, {long_date(line.day)}{due}."


def _less(line: Line, number: int) -> str:
    subject = f"Oppgaven {_name(line, number)}" if line.kind == "task" else _called(line)
    return f"{subject} kommer ikke lenger. Før: {long_date(line.day)}."


def _task_changes(was: Line, now: Line) -> Iterator[str]:
    if was.what != now.what:
        yield f"het «{was.what}»"
    if was.party != now.party:
        yield f"ligger hos {_party(now)}, lå hos {_party(was)}"
    yield from _moved(DEADLINES, was.deadline, now.deadline)
    if was.day != now.day:
        yield f"kommer {long_date(now.day)}, kom {long_date(was.day)}"
    yield from _moved(DEEDS, was.done, now.done)
    yield from _moved(WITHDRAWALS, was.withdrawn, now.withdrawn)


def _other_changes(was: Line, now: Line) -> Iterator[str]:
    if was.day != now.day:
        yield f"{long_date(now.day)}, var {long_date(was.day)}"


def _moved(words: Words, was: date | None, now: date | None) -> Iterator[str]:
    """Say how a date changed: to another, to none, or from none."""
    if was == now:
        return
    phrase = words.less if now is None else words.more if was is None else words.moved
    yield phrase.format(was=was and long_date(was), now=now and long_date(now))


def _party(line: Line) -> str:
    return the_party(line.party) if line.party else "ingen"


def _name(line: Line, number: int) -> str:
    times = f" ({number}. gang)" if number > 1 else ""
    return f"«{line.what}»{times}" if line.kind == "task" else f"{_called(line)}{times}"


def _called(line: Line) -> str:
    return HAPPENS[line.kind].format(what=line.what)


def _ending(before: Plan, after: Plan) -> Iterator[str]:
    was, now = (_ended(plan) for plan in (before, after))
    if before.status != after.status:
        yield f"Saken {ENDINGS[after.status]}. Før: den {ENDINGS[before.status]}."
    elif was != now and was is not None and now is not None:
        yield f"Saken slutter {long_date(now)}, sluttet {long_date(was)}."


def _ended(plan: Plan) -> date | None:
    return next((line.day for line in plan.lines if line.kind == WHOLE_CASE), None)
