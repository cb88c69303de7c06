"""What a replay's page says of its checks, its jumps, and what changed between two moments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from prosesser.audit.replaying import Checked
from prosesser.audit.replaying_changes import Changes, Fact, Moved, Passed
from prosesser.audit.replaying_frames import Frame
from prosesser.audit.replaying_jumps import Jump, Landing
from prosesser.engine.codec import Due
from prosesser.engine.messages import Event, SectionSet
from workflow_app.web.event_words import consequence
from workflow_app.web.glossary import Glossary
from workflow_app.web.plan_words import section_set
from workflow_app.web.replaying_plans import plan_lines
from workflow_app.web.replaying_values import fact_line, label
from workflow_app.wording import any_date, capital, case_tag, count, the_party

JUMPS = {
    Jump.OVERRUN: ("Frist gått ut", "f"),
    Jump.HANDOVER: ("Ansvar flyttet", "a"),
    Jump.DEVIATION: ("Avtalt avvik", "v"),
    Jump.VERSION: ("Annen versjon", "r"),
    Jump.PLAN: ("Endret plan", "e"),
}
"""What each kind of jump is called, and the key that goes to the next."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a replay was checked, in words; ``color`` only repeats it."""

    color: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JumpView:
    """A row to jump to, and what happened in it."""

    row: int
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class JumpList:
    """The rows of a kind, in order."""

    kind: str
    title: str
    key: str
    rows: tuple[JumpView, ...]

    def after(self, row: int) -> int | None:
        """Return the next row of the kind; None when there is none."""
        return next((jump.row for jump in self.rows if jump.row > row), None)


def verdict(checked: Checked) -> Verdict:
    """Say how far the chain and the steps were checked, and what is wrong."""
    lines = [
        f"Kjeden er kontrollert til rad {checked.linked} av {checked.rows}.",
        f"Stegene er gjort om igjen til rad {checked.repeated}.",
    ]
    if checked.fault is not None:
        return Verdict("danger", _wrong(checked), (checked.fault.reason, *lines, _stops(checked)))
    if checked.whole:
        lines.append("Saken slik den er lagret nå, svarer til det siste steget.")
        return Verdict("success", "Hele journalen er kontrollert", (*lines, OUTSIDE))
    lines.append("Resten blir gjort om igjen når du går dit.")
    return Verdict("info", "Journalen er kontrollert så langt du har sett", (*lines, OUTSIDE))


OUTSIDE = (
    "Avspillingen kontrollerer journalen mot seg selv. Om hele journalen er byttet ut, "
    "viser bare en kontroll mot ankre utenfor databasen."
)


def _wrong(checked: Checked) -> str:
    row = None if checked.fault is None else checked.fault.sequence
    return "Det som er lagret, stemmer ikke" if row is None else f"Rad {row} stemmer ikke"


def _stops(checked: Checked) -> str:
    row = None if checked.fault is None else checked.fault.sequence
    if row is None:
        return "Stegene vises, men saken slik den er lagret, svarer ikke til dem."
    if row == 1:
        return "Ingenting kan vises."
    return f"Avspillingen stopper ved rad {row - 1}. Det som kommer etter, er ikke kontrollert og vises ikke."


def jump_lists(landings: Iterable[Landing], words: Glossary) -> tuple[JumpList, ...]:
    """Return where one can jump to, by kind."""
    known = tuple(landings)
    versions = {its.digest: its for its in (words.definition, *words.others)}
    return tuple(
        JumpList(
            kind.value,
            title,
            key,
            tuple(
                JumpView(
                    landing.sequence,
                    landing.at,
                    _happened(landing, kind, words.at(versions[landing.definition])),
                )
                for landing in known
                if kind in landing.kinds and landing.definition in versions
            ),
        )
        for kind, (title, key) in JUMPS.items()
    )


def _happened(landing: Landing, kind: Jump, words: Glossary) -> str:
    told = (_told(event, words) for event in landing.of(kind))
    return ". ".join(dict.fromkeys(filter(None, told)))


def _told(event: Event, words: Glossary) -> str | None:
    """Say what an event was; a section's is otherwise told by the command alone."""
    return section_set(event, words) if isinstance(event, SectionSet) else consequence(event, words)


def changed(changes: Changes, before: Frame, after: Frame, words: Glossary) -> tuple[str, ...]:
    """Say what changed between two moments, one sentence a line."""
    return tuple(_changed(changes, words.at(before.definition), words.at(after.definition)))


def _changed(changes: Changes, old: Glossary, new: Glossary) -> Iterator[str]:
    if changes.status is not None:
        yield f"Saken ble: {case_tag(changes.status).text.lower()}"
    if changes.version:
        yield f"Saken følger en annen versjon av rutinen: {new.definition.digest[:12]}"
    for opened in changes.opened:
        party = f" hos {the_party(opened.party)}" if opened.party else ""
        yield f"Ny åpen oppgave{party}: {new.waiting(opened.id)}"
    yield from (f"Ikke lenger åpen: {old.waiting(task.id)}" for task in changes.ended)
    yield from (_moved(moved, new) for moved in changes.moved)
    yield from (f"Fristen er gått ut: {new.waiting(timer.task or timer.id)}" for timer in changes.overrun)
    yield from (_passed(passed, new) for passed in changes.passed)
    for party, before, after in changes.units:
        was, now = (
            (old.unit(before) if before else "ikke kjent"),
            (new.unit(after) if after else "ikke kjent"),
        )
        yield f"{capital(the_party(party))}: fra {was} til {now}"
    yield from (f"Andre kontakter hos {the_party(party)}" for party, _ in changes.contacts)
    for plan in changes.plans:
        yield from plan_lines(plan, new)
    yield from (_fact(fact, new) for fact in changes.facts)


def _moved(moved: Moved, words: Glossary) -> str:
    task = words.waiting(moved.timer.task or moved.timer.id)
    return f"Fristen for {task}: fra {_day(moved.before)} til {_day(moved.timer.stands)}"


def _day(due: Due) -> str:
    return any_date(due) if due else "ukjent dato"


def _passed(passed: Passed, words: Glossary) -> str:
    task, (party_before, party_after) = words.waiting(passed.task.id), passed.party
    if party_before != party_after:
        return f"{task} gikk fra {the_party(party_before)} til {the_party(party_after)}"
    before, after = (words.person(one) if one else "ingen" for one in passed.person)
    return f"{task} gikk fra {before} til {after}"


def _fact(fact: Fact, words: Glossary) -> str:
    name = label(fact.known.name, fact.known.definition)
    if fact.gone:
        return f"Ikke lenger kjent: {name}"
    now = _value(fact, words)
    if fact.before is None:
        return f"Ny opplysning: {name}: {now}"
    before = fact_line(fact.before, words.at(fact.before.definition))
    return (
        f"Endret opplysning: {name}: fra {before.value or count(len(before.rows), 'rad', 'rader')} til {now}"
    )


def _value(fact: Fact, words: Glossary) -> str:
    line = fact_line(fact.known, words.at(fact.known.definition))
    return line.value or count(len(line.rows), "rad", "rader")
