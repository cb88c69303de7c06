"""Messages and the parties that send them."""

import re
from collections.abc import Iterator

from prosesser.definition.rules.subject import Problem, Subject

STRING = re.compile(r'"([^"]*)"')


def messages_have_names(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        catches = element.kind == "receiveTask" or element.event == "message"
        if catches and element.message is None:
            yield element.id, "Det står ikke hvilken melding som ventes. Velg en melding, og gi den navn."


def messages_name_their_sender(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        if element.message is not None and not element.senders:
            advice = "Gi den egenskapen «part» med parten eller partene."
            yield element.id, f"Det står ikke hvem som kan sende meldingen. {advice}"


def messages_mean_one_thing(subject: Subject) -> Iterator[Problem]:
    for name, elements in subject.definition.messages().items():
        first = elements[0]
        for other in elements[1:]:
            if (other.form, set(other.senders)) != (first.form, set(first.senders)):
                advice = "Gi den ene et annet navn, eller samme skjema og part."
                yield other.id, f"Meldingen «{name}» har et annet skjema eller en annen part her. {advice}"


def parties_have_lanes(subject: Subject) -> Iterator[Problem]:
    known = _parties(subject)
    for element in subject.elements():
        adding = () if element.addition is None else element.addition.parties
        ending = (element.ends_party,) if element.ends_party else ()
        for party in (*element.senders, *adding, *ending):
            if party not in known:
                yield element.id, _unknown(party, known)
    definition = subject.definition
    for party in (*definition.units, *definition.contacts, *definition.assignees):
        if party not in known:
            yield definition.key, _unknown(party, known)


def _unknown(party: str, known: set[str]) -> str:
    return f"Parten «{party}» har ingen bane. Kjente parter: {', '.join(sorted(known)) or 'ingen'}."


def parties_have_units(subject: Subject) -> Iterator[Problem]:
    definition = subject.definition
    written = {site.what for site in subject.sites}
    for party in sorted(_parties(subject)):
        if party not in definition.units and f"egenskapen «enhet.{party}»" not in written:
            advice = f"Gi prosessen egenskapen «enhet.{party}» med et uttrykk (=)."
            yield definition.key or None, f"Det står ikke hvilken enhet som er «{party}» i saken. {advice}"


def _parties(subject: Subject) -> set[str]:
    """Return the parties that lanes name, as constants or as texts in their expressions."""
    found: set[str] = set()
    for lane in subject.definition.lanes.values():
        found |= {lane.party} if isinstance(lane.party, str) else set(STRING.findall(lane.party.text))
    return found - {""}
