"""What a fact held, and where that came from, in words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from prosesser.access import SYSTEM
from prosesser.audit.why import FactRead, Source
from prosesser.calendar import MonthsDuration, oslo_date, start_of_day
from prosesser.definition.sentences import Vocabulary
from prosesser.engine.codec import Due
from prosesser.feel import Value, print_number
from workflow_app.web.glossary import Glossary
from workflow_app.web.why.answer import FactLine
from workflow_app.wording import any_date, capital, listed, long_date, span

UNKNOWN = "ikke kjent"


class Words:
    """What values, persons and facts of one version are called."""

    def __init__(self, glossary: Glossary, vocabulary: Vocabulary) -> None:
        self.glossary = glossary
        self.vocabulary = vocabulary

    def value(self, name: str, value: Value) -> str:  # noqa: PLR0911 - one line per kind of value
        """Write a fact's value: "5. mai 2026", "Nei", "Bydel Sagene"."""
        match value:
            case None:
                return UNKNOWN
            case bool():
                return "Ja" if value else "Nei"
            case str():
                return self._text(name, value)
            case date():  # an instant too
                return any_date(value)
            case Decimal():
                return print_number(value).replace(".", ",")
            case timedelta() | MonthsDuration():
                return span(value)
            case list() | tuple():
                return "; ".join(self.value(name, item) for item in value) or "ingen"
            case Mapping():
                return ", ".join(
                    f"{self.vocabulary.labels.get(key, key)}: {self.value(key, item)}"
                    for key, item in value.items()
                    if item is not None
                )
        return str(value)

    def _text(self, name: str, value: str) -> str:
        offered = self.vocabulary.answers.get(name.rpartition(".")[2], {})
        return offered.get(value) or self.glossary.unit(value)

    def who(self, person: str, unit: str) -> str:
        """Name who did something: "Berit Hansen (Bydel Sagene)"."""
        if person == SYSTEM.person:
            return "Sømløs"
        name = self.glossary.person(person)
        return f"{name} ({self.glossary.unit(unit)})" if unit else name

    def stated(self, fact: FactRead) -> str:
        """Say what a fact was, as a sentence: "«Mål» ble besvart med «Nei» av Berit (…) 5. mai 2026."."""
        if fact.source is None:
            return f"«{fact.label}» var {self._said(fact) if fact.value is not None else UNKNOWN}."
        return f"{self._claim(fact)}{self._by(fact.source)}."

    def because(self, facts: Iterable[FactRead], decisive: frozenset[str]) -> str:
        """Say what the facts that decided were, to follow "fordi"; who is named once for what they did."""
        chosen = [fact for fact in facts if fact.name in decisive]
        unknown = [fact for fact in chosen if fact.source is None and fact.value is None]
        told = [fact for fact in chosen if fact not in unknown]
        parts = [self._together(list(run)) for _, run in groupby(told, key=self._same)]
        if unknown:
            parts.append(f"{listed([f'«{fact.label}»' for fact in unknown])} ikke var kjent")
        return listed(parts)

    def _same(self, fact: FactRead) -> str:
        return "" if fact.source is None else self._by(fact.source)

    def _together(self, run: list[FactRead]) -> str:
        return f"{listed([self._claim(fact) for fact in run])}{self._same(run[-1])}"

    def _claim(self, fact: FactRead) -> str:
        """Say what a fact was made, without who made it that."""
        label, source = f"«{fact.label}»", fact.source
        if fact.value is None:
            return f"{label} ble nullstilt"
        if source is None or source.kind not in {"answered", "corrected"}:
            return f"{label} var {self._said(fact)}"
        if source.kind == "corrected":
            return f"{label} ble rettet til {self._said(fact)}"
        return (
            f"{label} ble {'satt til' if isinstance(fact.value, date) else 'besvart med'} {self._said(fact)}"
        )

    def _by(self, source: Source) -> str:
        """Say who recorded it, to follow what they did."""
        by = f"av {self.who(source.person, source.unit)} {long_date(oslo_date(source.at))}"
        match source.kind:
            case "answered":
                return f" {by}"
            case "corrected":
                return f" {by} (grunn: {source.reason})"
            case "computed":
                return f" etter det som ble registrert i «{source.name}» {by}"
        return f", registrert {by}"

    def _said(self, fact: FactRead) -> str:
        written = self.value(fact.name, fact.value)
        return written if isinstance(fact.value, date) else f"«{written}»"

    def lines(self, facts: Iterable[FactRead], decisive: frozenset[str]) -> tuple[FactLine, ...]:
        """Return the rows of the table of facts."""
        return tuple(self._line(fact, fact.name in decisive) for fact in facts)

    def _line(self, fact: FactRead, decided: bool) -> FactLine:  # noqa: FBT001 - a column of the table
        source, before = fact.source, fact.before
        return FactLine(
            label=fact.label,
            value=capital(self.value(fact.name, fact.value)),
            decided=decided,
            source="Ingen har registrert det" if source is None else self.source(source),
            row=None if source is None else source.sequence,
            before="" if before is None else self._before(before),
        )

    def _before(self, fact: FactRead) -> str:
        source = fact.source
        since = "" if source is None else f" (rad {source.sequence}, {self.who(source.person, source.unit)})"
        return f"{capital(self.value(fact.name, fact.value))}{since}"

    def source(self, source: Source) -> str:
        """Say where a value came from: who, when, in which form or by which formula."""
        by = f"{self.who(source.person, source.unit)}, {any_date(source.at)}"
        place = f"«{source.name}»" if source.name else "saken"
        match source.kind:
            case "answered":
                return f"{by}, i skjemaet til {place}"
            case "computed":
                formula = "" if source.expression is None else f": {source.expression.text}"
                return f"Regnet ut av svarene i {place}{formula}. {by}"
            case "corrected":
                return f"Rettet av {by}. Grunn: {source.reason}"
            case "item":
                return f"En rad i listen i {place}. {by}"
            case "added":
                return f"Fulgte med da oppgaven ble lagt til. {by}"
        return f"Satt av forløpet. {by}"


def day_or_instant(due: Due) -> str:
    """Write a date; an instant at which an Oslo day begins as that day."""
    if due is None:
        return "ukjent dato"
    if isinstance(due, datetime) and start_of_day(oslo_date(due)) == due:
        return long_date(oslo_date(due))
    return any_date(due)
