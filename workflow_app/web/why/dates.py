"""Why a deadline or a waiting time is what it is, in words."""

from collections.abc import Iterator
from datetime import date, datetime

from prosesser.audit.why import DateSet, DateWhy
from prosesser.calendar import oslo_date
from prosesser.definition.sentences import day_words, timer_words
from workflow_app.web.why.answer import Answer, ChangeLine, FormulaLine, clause_places, in_words
from workflow_app.web.why.dated import Dated, spelled
from workflow_app.web.why.values import Words, day_or_instant
from workflow_app.wording import capital, long_date

WORKING_DAY = {"forrige": "siste virkedag før", "neste": "første virkedag etter"}


def date_answer(why: DateWhy, words: Words) -> Answer:
    """Return the answer for a date."""
    return Answer(
        heading=_heading(why),
        row=why.sequence,
        version=why.definition.digest,
        process=why.definition.key,
        agrees=why.agrees,
        sentences=tuple(map(spelled, _sentences(why, words))),
        details=tuple(_details(why)),
        formulas=(_formula(why, words),),
        facts=words.lines(why.facts, why.decisive),
        changes=tuple(_change(each, words) for each in why.sets),
        clauses=why.clauses,
    )


def _heading(why: DateWhy) -> str:
    if why.timer.stands is None:
        return f"Hvorfor har {_what(why)} ingen dato?"
    return f"Hvorfor er {_what(why)} {day_or_instant(why.timer.stands)}?"


def _what(why: DateWhy) -> str:
    if why.task_element is None:
        return f"ventetiden «{why.element.name or why.element.id}»"
    title = f" ({why.title})" if why.title else ""
    return f"fristen for «{why.task_element.name}»{title}"


def _noun(why: DateWhy) -> str:
    return "fristen" if why.timer.deadline else "ventetiden"


def _sentences(why: DateWhy, words: Words) -> Iterator[str]:
    places = clause_places(why.clauses)
    if why.due is None:
        yield f"{capital(_noun(why))} venter på dato. Den regnes {_rule(why, words)}{places}."
    else:
        name = "Frist" if why.timer.deadline else "Ventetid til"
        yield f"{name} {day_or_instant(why.due)}: {_counted(why, words)}{places}."
    if why.rule.working_day is not None and why.counted != why.due:
        yield (
            f"{_free(why)} er ikke en virkedag. Da blir det {WORKING_DAY[why.rule.working_day]}, "
            f"{day_or_instant(why.due)}."
        )
    for fact in why.facts:
        if fact.name in why.decisive or why.due is None:
            yield words.stated(fact)
    if why.kept:
        yield "Saken er siden flyttet til en annen versjon av rutinen. Datoen ble stående."
    yield from _agreed(why, words)
    yield from _moved(why, words)
    if why.timer.overdue:
        yield f"Fristen gikk ut uten at oppgaven var gjort (rad {why.overrun})."


def _free(why: DateWhy) -> str:
    return day_or_instant(why.counted)


def _counted(why: DateWhy, words: Words) -> str:
    """Say how the date was counted, with the dates that it was counted from."""
    dates = {fact.name: _day(fact.value) for fact in why.facts if isinstance(fact.value, date)}
    known = words.vocabulary
    said = day_words(why.expression, Dated(known.labels, known.answers, known.days, dates))
    if not why.decisive:
        return f"{said} {long_date(oslo_date(why.timer.entered))}"
    return said


def _day(value: date) -> date:
    return oslo_date(value) if isinstance(value, datetime) else value


def _rule(why: DateWhy, words: Words) -> str:
    return timer_words(why.rule, words.vocabulary)


def _agreed(why: DateWhy, words: Words) -> Iterator[str]:
    its = why.proposal
    if why.timer.agreed is None:
        return
    yield f"Partene har avtalt {long_date(why.timer.agreed)} i stedet. Det er den datoen som står."
    if its is None or its.answer is None:
        return
    by = words.who(its.person, its.by.unit or "")
    yield f"{by} foreslo det {long_date(oslo_date(its.at))} (rad {its.sequence}). Grunn: {_full(its.reason)}"
    yield f"Beboerens syn: {_full(its.residents_view)}"
    answer = its.answer
    other = words.who(answer.person, answer.unit)
    yield f"{other} godtok det {long_date(oslo_date(answer.at))} (rad {answer.sequence})."


def _full(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _moved(why: DateWhy, words: Words) -> Iterator[str]:
    """Say when the rule's date last moved, and because of what."""
    moved = [each for each in why.sets if each.before is not None and each.because]
    if moved:
        last = moved[-1]
        names = frozenset(fact.name for fact in last.because)
        since = f"fordi {words.because(last.because, names)}"
        if names <= why.decisive:  # what became of those has been said
            since = f"da {words.glossary.facts(tuple(fact.name for fact in last.because))} ble registrert"
        yield (
            f"{capital(_noun(why))} ble flyttet fra {day_or_instant(last.before)} til "
            f"{day_or_instant(last.after)} i rad {last.sequence}, {since}."
        )


def _details(why: DateWhy) -> Iterator[tuple[str, str]]:
    yield "Elementet i diagrammet", f"{why.element.name or 'Uten navn'} ({why.element.id})"
    yield "Dato etter regelen", capital(day_or_instant(why.due))
    if why.timer.agreed is not None:
        yield "Avtalt dato", long_date(why.timer.agreed)
    yield "Begynte å vente", day_or_instant(why.timer.entered)
    yield "Kontroll", "Regnet ut på nytt. Resultatet er det som er registrert."


def _formula(why: DateWhy, words: Words) -> FormulaLine:
    said = _rule(why, words)
    return FormulaLine("Datoen", why.rule.expression.text, in_words(said), capital(day_or_instant(why.due)))


def _change(each: DateSet, words: Words) -> ChangeLine:
    who = words.who(each.person, each.unit)
    after = day_or_instant(each.after) if each.after else "ingen dato"
    if each.agreed:
        return ChangeLine(each.sequence, each.at, f"Avtalt til {after}. {who}")
    if each.before is None:
        return ChangeLine(each.sequence, each.at, f"Satt til {after}. {who}")
    because = words.glossary.facts(tuple(fact.name for fact in each.because))
    since = f" fordi {because} ble endret" if because else ""
    return ChangeLine(
        each.sequence, each.at, f"Flyttet fra {day_or_instant(each.before)} til {after}{since}. {who}"
    )
