"""Why the path went where it went, in words."""

from collections.abc import Iterator

from prosesser.audit.why import ChoiceWhy, FlowWhy
from prosesser.calendar import oslo_date
from prosesser.definition.model import Element
from prosesser.definition.sentences import condition_words
from prosesser.feel import Expression, Value
from workflow_app.web.command_words import headline
from workflow_app.web.why.answer import Answer, FormulaLine, clause_places, in_words
from workflow_app.web.why.values import Words
from workflow_app.wording import capital, listed, long_date

EVENT_BASED = "eventBasedGateway"


def choice_answer(why: ChoiceWhy, words: Words) -> Answer:
    """Return the answer for a gateway that was passed, or an event that came true."""
    decisive = why.decisive.union(*(flow.decisive for flow in why.flows if _counts(flow)))
    return Answer(
        heading=_heading(why),
        row=why.entry.sequence,
        version=why.definition.digest,
        process=why.definition.key,
        agrees=why.agrees,
        sentences=tuple(_sentences(why, words)),
        details=tuple(_details(why, words)),
        formulas=tuple(_formulas(why, words)),
        facts=words.lines(why.facts, decisive),
        clauses=why.clauses,
    )


def choice_name(why: ChoiceWhy) -> str:
    """Name a choice in a list: "Tilstrekkelig?"; one without a name after where it led."""
    if why.element.name:
        return f"{why.element.name}{_on(why)}"
    if why.first is not None:
        return f"Det første av {listed([name_of(flow.target) for flow in why.flows], 'og')}"
    return f"Valg før {listed([name_of(flow.target) for flow in why.flows], 'og')}"


def _on(why: ChoiceWhy) -> str:
    """Name the activity that an event is attached to, to follow the event's name."""
    activity = why.definition.elements.get(why.element.attached_to or "")
    return f" ({activity.name})" if activity is not None and activity.name else ""


def choice_outcome(why: ChoiceWhy) -> str:
    """Say in short where it went: "Nei: «Felles kartlegging»"."""
    if not why.flows:
        return "Inntraff"
    return "; ".join(_way(flow) for flow in why.taken)


def name_of(element: Element) -> str:
    """Name an element in quotation marks, its id where it has no name."""
    return f"«{element.name or element.id}»"


def _way(flow: FlowWhy) -> str:
    return f"{flow.flow.name}: {name_of(flow.target)}" if flow.flow.name else capital(name_of(flow.target))


def _counts(flow: FlowWhy) -> bool:
    return flow.taken or flow.value is not True


def _heading(why: ChoiceWhy) -> str:
    if not why.flows:
        return f"Hvorfor inntraff «{why.element.name or why.element.id}»{_on(why)}?"
    return f"Hvorfor gikk saken videre slik ved {_at(why)}?"


def _at(why: ChoiceWhy) -> str:
    return (
        f"«{why.element.name}»" if why.element.name else choice_name(why).lower()[:1] + choice_name(why)[1:]
    )


def _sentences(why: ChoiceWhy, words: Words) -> Iterator[str]:
    places = clause_places(why.clauses)
    if why.first is not None:
        yield from _came_first(why, words, places)
    elif not why.flows:
        yield f"«{why.element.name}» inntraff fordi {words.because(why.facts, why.decisive)}{places}."
    else:
        yield from _went(why, words, places)
    yield f"Det skjedde i rad {why.entry.sequence}, {long_date(oslo_date(why.entry.at))}: {_row(why, words)}."


def _row(why: ChoiceWhy, words: Words) -> str:
    who = words.who(why.entry.person, why.entry.unit)
    return f"{headline(why.entry.command, words.glossary).rstrip('.')}. {who}".rstrip(".")


def _went(why: ChoiceWhy, words: Words, places: str) -> Iterator[str]:
    for flow in why.taken:
        way = f" («{flow.flow.name}»)" if flow.flow.name else ""
        verb = "ble sendt tilbake til" if flow.again else "gikk til"
        if not flow.is_default:
            because = words.because(why.facts, flow.decisive)
            yield f"Saken {verb} {name_of(flow.target)}{way} fordi {because}{places}."
            continue
        others = frozenset[str]().union(*(each.decisive for each in why.flows if each.value is not True))
        because = words.because(why.facts, others)
        yield (
            f"Saken {verb} {name_of(flow.target)}{way} fordi ingen av de andre vilkårene var oppfylt: "
            f"{because}{places}."
        )


def _came_first(why: ChoiceWhy, words: Words, places: str) -> Iterator[str]:
    assert why.first is not None  # noqa: S101 - only such are told here
    how = {"conditional": "inntraff", "timer": "var over", "message": "ble meldt"}
    facts = words.because(why.facts, why.decisive)
    because = f" fordi {facts}" if facts else ""
    yield (
        f"Saken ventet på det første av flere. {capital(name_of(why.first))} "
        f"{how.get(why.first.event or '', 'kom')} først{because}{places}."
    )
    yield f"{listed([name_of(each) for each in why.fell_away])} falt da bort."


def _details(why: ChoiceWhy, words: Words) -> Iterator[tuple[str, str]]:
    yield "Hendelsen", _row(why, words)
    yield "Elementet i diagrammet", f"{why.element.name or 'Uten navn'} ({why.element.id})"
    if why.scope is not None:
        yield "Gjelder", f"Én av flere runder ({why.scope})"
    yield "Kontroll", "Regnet ut på nytt. Resultatet er veien som saken tok."


def _formulas(why: ChoiceWhy, words: Words) -> Iterator[FormulaLine]:
    if why.condition is not None:
        label = name_of(why.first or why.element)
        yield _formula(label, why.condition, value=True, taken=False, words=words)
    for flow in why.flows if why.first is None else ():
        label = f"{flow.flow.name or 'Videre'}: {name_of(flow.target)}"
        if flow.flow.condition is None:
            said = "Når ingen av de andre vilkårene er oppfylt" if flow.is_default else "Alltid"
            yield FormulaLine(label, "", said, "Ikke noe vilkår", flow.taken)
        else:
            yield _formula(label, flow.flow.condition, value=flow.value, taken=flow.taken, words=words)


def _formula(label: str, expression: Expression, *, value: Value, taken: bool, words: Words) -> FormulaLine:
    said = condition_words(expression, words.vocabulary)
    return FormulaLine(label, expression.text, in_words(said), truth(value), taken)


def truth(value: Value) -> str:
    """Write what a condition gave: "Oppfylt", "Ikke oppfylt", or that it gave nothing."""
    if value is None:
        return "Verken oppfylt eller ikke (null)"
    return "Oppfylt" if value is True else "Ikke oppfylt"
