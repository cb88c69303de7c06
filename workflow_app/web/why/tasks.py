"""Why a task lies where it lies, why it fell away, and why a message could be sent, in words."""

from collections.abc import Iterator

from prosesser.audit.why import Ended, Follows, MessageWhy, TaskWhy
from prosesser.calendar import oslo_date
from prosesser.definition.sentences import condition_words, text_words
from prosesser.record import Entry
from workflow_app.web.command_words import headline
from workflow_app.web.why.answer import Answer, ChangeLine, FormulaLine, clause_places, in_words
from workflow_app.web.why.choices import choice_outcome, name_of, truth
from workflow_app.web.why.values import Words
from workflow_app.wording import capital, listed, long_date, the_party


def task_answer(why: TaskWhy, words: Words) -> Answer:
    """Return the answer for a task."""
    facts = {fact.name: fact for follows in (why.party, why.unit) for fact in follows.facts}
    return Answer(
        heading=f"Hvorfor {'lå' if why.ended else 'ligger'} «{why.element.name}» hos {_party(why, words)}?",
        row=why.sequence,
        version=why.definition.digest,
        process=why.definition.key,
        agrees=why.agrees,
        sentences=tuple(_task_sentences(why, words)),
        details=tuple(_task_details(why)),
        formulas=tuple(_task_formulas(why, words)),
        facts=words.lines(facts.values(), why.party.decisive | why.unit.decisive),
        changes=tuple(_changes(why, words)),
        clauses=why.clauses,
    )


def _party(why: TaskWhy, words: Words) -> str:
    unit = f", {words.glossary.unit(why.unit.value)}" if why.unit.value else ""
    return f"{the_party(why.task.party)}{unit}"


def _task_sentences(why: TaskWhy, words: Words) -> Iterator[str]:
    lane = "" if why.lane is None else f"banen «{why.lane.name}» i diagrammet"
    where = f"Oppgaven {'lå' if why.ended else 'ligger'} hos {the_party(why.task.party)}"
    if why.party.expression is None:
        yield f"{where} fordi {lane} alltid er {the_party(why.task.party)}{clause_places(why.clauses)}."
    else:
        yield f"{where} fordi {_because(why.party, words)}{clause_places(why.clauses)}."
    if why.unit.value and why.unit.facts:
        unit = words.glossary.unit(why.unit.value)
        yield f"{capital(the_party(why.task.party))} var {unit} fordi {_because(why.unit, words)}."
    yield f"Oppgaven åpnet i rad {why.opened.sequence}: {_row(why.opened, words)}."
    for choice in why.led:
        if choice.flows:
            yield f"På veien dit: {choice.element.name or 'valg'}: {choice_outcome(choice)}."
    if why.ended is not None:
        yield from _ended(why.ended, words)


def _because(follows: Follows, words: Words) -> str:
    return words.because(follows.facts, follows.decisive)


def _row(entry: Entry, words: Words) -> str:
    day = long_date(oslo_date(entry.at))
    said = headline(entry.command, words.glossary.at(entry.definition)).rstrip(".")
    return f"{said}. {words.who(entry.person, entry.unit)}, {day}"


def _ended(ended: Ended, words: Words) -> Iterator[str]:
    row, day = ended.entry.sequence, long_date(oslo_date(ended.entry.at))
    who = words.who(ended.entry.person, ended.entry.unit)
    match ended.how:
        case "completed":
            yield f"Den ble fullført av {who} {day} (rad {row})."
        case "taken_back":
            yield f"Den ble trukket tilbake av {who} {day} (rad {row}). Grunn: {ended.reason}"
        case "cancelled":
            yield f"Den falt bort {day} (rad {row}) fordi saken ble avbrutt. Grunn: {ended.reason}"
        case "case_ended":
            what = _row(ended.entry, words)
            yield f"Den falt bort {day} (rad {row}) fordi det den hørte til, ble avsluttet: {what}."
        case "event":
            yield f"Den falt bort {day} (rad {row}) på grunn av {_event(ended, words)}."


def _event(ended: Ended, words: Words) -> str:
    named = "noe i diagrammet" if ended.element is None else name_of(ended.element)
    if ended.choice is None or not ended.choice.facts:
        return f"{named}: {_row(ended.entry, words)}"
    return f"{named}, fordi {words.because(ended.choice.facts, ended.choice.decisive)}"


def _task_details(why: TaskWhy) -> Iterator[tuple[str, str]]:
    if why.lane is not None:
        yield "Bane", f"{why.lane.name} ({why.lane.id})"
    yield "Elementet i diagrammet", f"{why.element.name} ({why.element.id})"
    yield "Kontroll", "Regnet ut på nytt. Resultatet er det som er registrert."


def _task_formulas(why: TaskWhy, words: Words) -> Iterator[FormulaLine]:
    if why.party.expression is not None:
        said = text_words(why.party.expression, words.vocabulary, the_party)
        value = capital(the_party(why.party.value or "ingen"))
        yield FormulaLine("Parten", why.party.expression.text, in_words(said), value)
    if why.unit.expression is not None:
        said = text_words(why.unit.expression, words.vocabulary, lambda text: text)
        value = words.glossary.unit(why.unit.value or "ingen")
        yield FormulaLine("Enheten", why.unit.expression.text, in_words(said), value)


def _changes(why: TaskWhy, words: Words) -> Iterator[ChangeLine]:
    opened = why.opened
    yield ChangeLine(opened.sequence, opened.at, f"Åpnet: {_row(opened, words)}")
    for entry, party in why.moves:
        to = the_party(party) if party else "ingen"
        yield ChangeLine(entry.sequence, entry.at, f"Gikk til {to}: {_row(entry, words)}")


def message_answer(why: MessageWhy, words: Words) -> Answer:
    """Return the answer for a message."""
    name = f"«{why.catch.name}»"
    return Answer(
        heading=f"Hvorfor kunne {name} {'meldes' if why.could else 'ikke meldes'}?",
        row=why.sequence,
        version=why.definition.digest,
        process=why.definition.key,
        agrees=True,
        sentences=tuple(_message_sentences(why, words)),
        details=(
            ("Hvem som kunne melde", capital(_senders(why))),
            ("Elementet i diagrammet", f"{why.element.name} ({why.element.id})"),
        ),
        formulas=tuple(_guard(why, words)),
        facts=words.lines(why.facts, why.decisive),
        changes=tuple(
            ChangeLine(entry.sequence, entry.at, f"Meldt: {_row(entry, words)}") for entry in why.received
        ),
        clauses=why.clauses,
    )


def _message_sentences(why: MessageWhy, words: Words) -> Iterator[str]:
    name, places = f"«{why.catch.name}»", clause_places(why.clauses)
    if why.guard is None:
        yield f"{name} kunne meldes av {_senders(why)} fordi saken ventet på det, uten noe vilkår{places}."
        return
    facts = words.because(why.facts, why.decisive)
    if why.could:
        yield f"{name} kunne meldes av {_senders(why)} fordi {facts}{places}."
    else:
        yield f"{name} kunne ikke meldes fordi {facts}{places}."


def _senders(why: MessageWhy) -> str:
    return listed([the_party(party) for party in why.element.senders], "eller") or "alle partene"


def _guard(why: MessageWhy, words: Words) -> Iterator[FormulaLine]:
    if why.guard is not None:
        said = condition_words(why.guard, words.vocabulary)
        yield FormulaLine("Vilkåret", why.guard.text, in_words(said), truth(why.value))
