"""The resident's overview: what comes and when, what has happened, whom to call, the resident's own words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from prosesser.definition.checklists import DUE, RESPONSIBLE, heading
from prosesser.definition.forms.hiding import lenient
from prosesser.inbox import Papers, Present
from prosesser.record import Happening
from workflow_app.prints.answers import answered_in, own_words
from workflow_app.prints.coming import coming, possible
from workflow_app.prints.document import Card, Document, Fact, PersonName, Section, Step
from workflow_app.prints.plain_words import Occasion, done
from workflow_app.prints.plan import RESIDENT
from workflow_app.prints.sources import Sources
from workflow_app.wording import capital, long_date, the_party

TITLE = "Din oversikt"
LEAD = (
    "Her kan du lese hva som skal skje, hva som har skjedd, og hvem du kan ringe.",
    "Forstår du ikke noe, eller er noe feil? Si fra til en av kontaktene dine.",
)
NOTHING_COMES = "Det er ikke noe som skal skje akkurat nå."
NO_CONTACT = "Du har ikke fått en fast kontakt ennå. Spør den som viser deg dette."
LAST = "9999"  # after every date
ENDED = "Saken er avsluttet."

Contact: TypeAlias = Mapping[str, object]


def overview(sources: Sources) -> Document:
    """Compose the resident's overview; raises `PartHasEnded` where the unit no longer knows what comes."""
    papers, present = sources.papers, sources.papers.require_present()
    steps, people = tuple(coming(papers, present)), tuple(_people(sources, present))
    sections = (
        Section("Dette skjer videre", texts=() if steps else (NOTHING_COMES,), steps=steps),
        Section("Dette skal du gjøre", steps=tuple(_own_items(papers))),
        Section("Dette kan også skje", steps=tuple(possible(papers, present))),
        Section("Hvem du kan ringe", texts=tuple(_whom(present, people)), cards=people),
        Section("Det du har sagt selv", facts=tuple(_own_words(papers))),
        Section("Dette har skjedd", steps=tuple(_past(papers))),
    )
    return sources.document(TITLE, (section for section in sections if not section.is_empty), lead=LEAD)


def _own_items(papers: Papers) -> Iterator[Step]:
    """Yield what the resident has taken on in the plans, the nearest date first, those without last."""
    found = sorted(_taken_on(papers), key=lambda dated: dated[0])
    yield from (step for _, step in found)


def _taken_on(papers: Papers) -> Iterator[tuple[str, Step]]:
    for plan in papers.plans.values():
        definition = papers.with_plan(plan.id)
        checklist = definition.checklists[plan.id]
        form = definition.forms[checklist.form]
        for item in plan.unfinished():
            if item.answers.get(RESPONSIBLE) == RESIDENT:
                due = str(item.answers.get(DUE) or LAST)
                when = "" if due == LAST else f"Innen {long_date(date.fromisoformat(due))}"
                yield due, Step(when, heading(form, item.answers), (f"Står i {checklist.title.lower()}.",))


def _whom(present: Present, people: tuple[Card, ...]) -> Iterator[str]:
    if present.responsible is not None:
        party = capital(the_party(present.responsible))
        yield f"{party} har hovedansvaret for å følge deg opp nå."
    if not people:
        yield NO_CONTACT


def _people(sources: Sources, present: Present) -> Iterator[Card]:
    """Yield the contacts of the parties that still have a part: name, number, and where they belong."""
    for party, contacts in present.state.contacts.items():
        if party not in present.state.ended and isinstance(contacts, list | tuple):
            unit = present.state.units.get(party) or ""
            for contact in contacts:
                name = _name(contact, sources.people)
                if name:
                    place = sources.papers.units.get(unit, the_party(party))
                    reached = _reached(contact, protected=sources.papers.protected)
                    yield Card(PersonName(name), (Fact("Fra", place), *reached))


def _name(contact: Contact, people: Mapping[str, str]) -> str:
    """Return a contact's name as it was written, else that of the person who is named."""
    person = str(contact.get("person") or "")
    return str(contact.get("navn") or "") or people.get(person, "")


def _reached(contact: Contact, *, protected: bool) -> Iterator[Fact]:
    if phone := str(contact.get("telefon") or ""):
        yield Fact("Telefon", phone, link="tel:" + "".join(sign for sign in phone if sign in "+0123456789"))
    mail = str(contact.get("epost") or "")
    if mail and not protected:  # an address tells where its owner works
        yield Fact("E-post", mail, link=f"mailto:{mail}" if "@" in mail else "")


def _own_words(papers: Papers) -> Iterator[Fact]:
    for words in own_words(papers):
        yield Fact(f"{words.label}, {long_date(words.on)}", words.text)


def _past(papers: Papers) -> Iterator[Step]:
    """Yield what has happened that the diagram has words for, the latest first."""
    for happening in sorted(papers.record.happenings, key=lambda one: (one.day, one.sequence), reverse=True):
        if happening.kind in {"ended", "cancelled"}:
            yield Step(long_date(happening.day), ENDED)
        elif happening.element is not None:
            text = done(_occasion(papers, happening, happening.element))
            if text is not None:
                yield Step(long_date(happening.day), text)


def _occasion(papers: Papers, happening: Happening, element: str) -> Occasion:
    """Return what happened at an element, with what was answered there."""
    row = next((row for row in papers.rows if row.sequence == happening.sequence), None)
    given = None if row is None else answered_in(row)
    known = {} if given is None else lenient(given.form.components, given.answers)
    definition = papers.definition if row is None else row.definition
    return Occasion(definition.elements[element], known, papers.now, happening.title)
