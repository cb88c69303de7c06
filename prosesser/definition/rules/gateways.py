"""Choices, splits and joins."""

import re
from collections.abc import Iterator

from lxml import etree

from prosesser.definition.graph import flows_after
from prosesser.definition.markup import child, content, local
from prosesser.definition.model import Definition, Element
from prosesser.definition.rules.subject import Problem, Subject
from prosesser.definition.support import CHOICES, GATEWAYS

Branches = list[tuple[str, ...]]
EQUALITY = re.compile(r'(.+?) = ("[^"]*"|-?[0-9.]+|true|false|null)')
DIFFERENCE = re.compile(r"(.+?) != null")


def only_choices_have_conditions(subject: Subject) -> Iterator[Problem]:
    for flow in subject.diagram.all("sequenceFlow"):
        source = subject.diagram.nodes.get(flow.get("sourceRef", ""))
        if _condition(flow) and source is not None and local(source) not in CHOICES:
            advice = "Sett inn en eksklusiv eller inklusiv port, og la flyten gå fra den."
            yield flow.get("id"), f"Betingelsen på flyten har ingen virkning her. {advice}"


def choices_have_conditions(subject: Subject) -> Iterator[Problem]:
    for gateway in subject.elements(*CHOICES):
        for flow_id in gateway.outgoing:
            conditional = bool(_condition(subject.diagram.nodes[flow_id]))
            if flow_id == gateway.default_flow and conditional:
                yield flow_id, "Standardflyten skal ikke ha betingelse. Ta betingelsen bort."
            elif flow_id != gateway.default_flow and not conditional and len(gateway.outgoing) > 1:
                advice = "Skriv betingelsen, eller gjør flyten til standardflyt."
                yield flow_id, f"Flyten fra «{subject.name(gateway.id)}» mangler betingelse. {advice}"
            elif conditional and len(gateway.outgoing) == 1:
                yield flow_id, "Porten har bare én vei ut, så betingelsen avgjør ingenting. Ta den bort."


def choices_have_a_default(subject: Subject) -> Iterator[Problem]:
    for gateway in subject.elements(*CHOICES):
        conditions = _conditions(subject, gateway)
        if len(gateway.outgoing) > 1 and gateway.default_flow is None and not _exhaustive(conditions):
            yield gateway.id, "Det er ikke sikkert at noen av veiene kan tas. Velg en standardflyt."


def exclusive_conditions_exclude_each_other(subject: Subject) -> Iterator[Problem]:
    for gateway in subject.elements("exclusiveGateway"):
        conditions = _conditions(subject, gateway)
        pairs = [(one, other) for n, one in enumerate(conditions) for other in conditions[n + 1 :]]
        if any(not _exclude(one, other) for one, other in pairs):
            advice = "Skriv dem så de utelukker hverandre, eller la porten dele på to veier om gangen."
            yield (
                gateway.id,
                f"Flere betingelser kan være sanne samtidig; da tas den første i filen. {advice}",
            )


def _condition(flow: etree._Element) -> str:
    return " ".join(content(child(flow, "conditionExpression")).split())


def _conditions(subject: Subject, gateway: Element) -> list[str]:
    texts = (_condition(subject.diagram.nodes[flow]) for flow in gateway.outgoing)
    return [text.removeprefix("=").strip() for text in texts if text]


def _exhaustive(conditions: list[str]) -> bool:
    """Say whether one of the conditions is always true: comparisons with null are never null themselves."""
    differences = {match[1] for text in conditions if (match := DIFFERENCE.fullmatch(text))}
    equalities = {
        match[1] for text in conditions if (match := EQUALITY.fullmatch(text)) and match[2] == "null"
    }
    return "true" in conditions or bool(differences & equalities)


def _exclude(one: str, other: str) -> bool:
    """Say whether two conditions can be seen never to be true together."""
    first, second = EQUALITY.fullmatch(one), EQUALITY.fullmatch(other)
    if first and second:
        return first[1] == second[1] and first[2] != second[2]
    null = first if first and first[2] == "null" else second if second and second[2] == "null" else None
    different = DIFFERENCE.fullmatch(one) or DIFFERENCE.fullmatch(other)
    if null and different and null[1] == different[1]:
        return True
    return f"not({one})" == other or f"not({other})" == one


def only_gateways_split(subject: Subject) -> Iterator[Problem]:
    for element in subject.elements():
        if len(element.outgoing) > 1 and not element.kind.endswith("Gateway"):
            yield (
                element.id,
                "Flere flyter går ut herfra. Sett inn en port som sier om alle eller én skal tas.",
            )


def parallel_joins_get_every_token(subject: Subject) -> Iterator[Problem]:
    joins = [gateway for gateway in subject.elements("parallelGateway") if len(gateway.incoming) > 1]
    for join in joins:
        for split in subject.elements():
            branches = _alternatives(subject.definition, split)
            if split.scope == join.scope and _starves(subject.definition, split, branches, join):
                what = f"«{subject.name(split.id)}» sender ikke alltid noe til alle veiene inn hit"
                advice = "Samle alternativene med en eksklusiv port foran."
                yield join.id, f"Porten venter på alle veiene, men {what}. {advice}"
                break


def _alternatives(definition: Definition, split: Element) -> Branches:
    """Return the ways of which an element takes only some, each as its first flows."""
    if split.kind in {"exclusiveGateway", "inclusiveGateway", "eventBasedGateway"}:
        return [(flow,) for flow in split.outgoing]
    interrupting = (boundary for boundary in definition.boundaries(split.id) if boundary.interrupting)
    exits = [split.outgoing, *(boundary.outgoing for boundary in interrupting)]
    return [leaving for leaving in exits if leaving] if split.kind not in GATEWAYS else []


def _starves(definition: Definition, split: Element, branches: Branches, join: Element) -> bool:
    """Say whether some way from the split leaves the join waiting for what another way would bring."""
    if len(branches) < 2:  # noqa: PLR2004 - one way is no choice
        return False
    stops = frozenset({split.id, join.id})
    ways = [flows_after(definition, branch, stops) for branch in branches]
    inputs = set(join.incoming)
    back = [way for way in ways if any(definition.flows[flow].target == split.id for flow in way)]
    settled = [way & inputs for way in ways if way not in back and not _ends_all(definition, way)]
    fed = set().union(*settled) if settled else set()
    if not fed:
        return False
    partial = fed != inputs
    return len({frozenset(way) for way in settled if way}) > 1 or (
        partial and any(not way for way in settled)
    )


def _ends_all(definition: Definition, way: set[str]) -> bool:
    return any(definition.elements[definition.flows[flow].target].event == "terminate" for flow in way)


def event_gateways_lead_to_events(subject: Subject) -> Iterator[Problem]:
    for gateway in subject.elements("eventBasedGateway"):
        following = [
            subject.definition.elements[subject.definition.flows[flow].target] for flow in gateway.outgoing
        ]
        if len(following) < 2:  # noqa: PLR2004 - one way is no choice
            yield (
                gateway.id,
                "Porten har færre enn to veier ut. Trekk en flyt til hver hendelse som kan komme først.",
            )
        for element in following:
            if element.kind not in {"intermediateCatchEvent", "receiveTask"} or len(element.incoming) > 1:
                advice = "La den gå rett til en ventende hendelse som ingen annen flyt går til."
                yield element.id, f"Flyten fra en hendelsesbasert port kan ikke gå hit. {advice}"
            elif subject.definition.boundaries(element.id):
                advice = "Tegn dem som egne hendelser etter porten."
                yield (
                    element.id,
                    f"Etter en slik port kan en oppgave ikke ha kanthendelser. {advice}",
                )
