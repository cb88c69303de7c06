"""What is drawn, but not run: refused by the table of supported elements, or listed as kept."""

from collections.abc import Iterator

from lxml import etree

from prosesser.definition.dialect import EXTENSIONS, PROPERTIES, known_property
from prosesser.definition.elements import EVENT_DEFINITION, event_definitions
from prosesser.definition.markup import BPMN, BPMNDI, DC, DI, ZEEBE, children, extensions, flag, local
from prosesser.definition.markup import namespace as namespace_of
from prosesser.definition.rules.subject import Problem, Subject, begin
from prosesser.definition.support import ELEMENTS, EVENTS, NO_EVENT, Treatment
from prosesser.definition.zeebe import loop_characteristics, read_extensions

OWN_NAMESPACES = frozenset({BPMN, BPMNDI, DC, DI, ZEEBE, "http://www.w3.org/2001/XMLSchema-instance"})


def owner(element: etree._Element | None) -> str | None:
    """Return the id of the innermost element with an id, from an element outwards."""
    while element is not None:
        if element_id := element.get("id"):
            return element_id
        element = element.getparent()
    return None


def _named(node: etree._Element, fallback: str) -> str:
    return f"{begin(fallback)} «{node.get('name')}»" if node.get("name") else begin(fallback)


def only_supported_elements(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.root.iter(f"{{{BPMN}}}*"):
        support = ELEMENTS.get(local(node))
        if support is not None and support.treatment is Treatment.REFUSED:
            yield owner(node), f"{_named(node, support.name)} kan ikke kjøres. {support.advice}"


def only_supported_events(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.flow_nodes():
        definitions = event_definitions(node)
        if len(definitions) > 1 or children(node, "eventDefinitionRef"):
            yield node.get("id"), "Hendelsen har mer enn én utløser. Del den i flere hendelser."
            continue
        event = local(definitions[0]).removesuffix(EVENT_DEFINITION) if definitions else NO_EVENT
        support = EVENTS.get((local(node), event))
        if support is not None and support.treatment is Treatment.REFUSED:
            yield node.get("id"), f"{_named(node, support.name)} kan ikke kjøres. {support.advice}"


def no_event_subprocesses(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.all("subProcess"):
        if flag(node, "triggeredByEvent"):
            advice = "Bruk en vanlig delprosess etter en kanthendelse."
            yield node.get("id"), f"Hendelsesdelprosesser kan ikke kjøres. {advice}"


def no_instantiating_steps(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.all("receiveTask", "eventBasedGateway"):
        if flag(node, "instantiate") or node.get("eventGatewayType", "Exclusive") != "Exclusive":
            yield node.get("id"), "Elementet kan ikke starte en sak. Start med en starthendelse."


def quantities_are_one(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.flow_nodes():
        for name in ("startQuantity", "completionQuantity"):
            if node.get(name, "1").strip() != "1":
                yield node.get("id"), f"«{name}» har ingen virkning. Ta den bort; bruk en parallell port."


def multi_instance_is_a_subprocess_over_a_list(subject: Subject) -> Iterator[Problem]:
    for marker in subject.diagram.all("multiInstanceLoopCharacteristics"):
        node = marker.getparent()
        step = owner(marker)
        if node is None or local(node) != "subProcess":
            advice = "Legg oppgaven i en delprosess, og sett flere forekomster på den."
            yield step, f"Flere forekomster kjøres bare på delprosesser. {advice}"
        elif not _collection(marker):
            yield step, "Det står ikke hvilken liste forekomstene gjelder. Fyll ut «Input collection»."
        for extra in marker:
            if namespace_of(extra) == BPMN and local(extra) not in {"documentation", "extensionElements"}:
                yield step, f"«{local(extra)}» på flere forekomster kjøres ikke. Listen styrer antallet."


def _collection(marker: etree._Element) -> str:
    said = loop_characteristics(marker)
    return "" if said is None else (said.get("inputCollection") or "").strip()


def only_supported_extensions(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.root.iter(f"{{{ZEEBE}}}*"):
        support = EXTENSIONS.get(local(node))
        if support is None:
            advice = "Ta den bort, eller be om støtte for den."
            yield owner(node), f"Utvidelsen «zeebe:{local(node)}» er ukjent her. {advice}"
            continue
        if support.treatment is Treatment.REFUSED:
            yield (
                owner(node),
                f"{begin(support.name)} (zeebe:{local(node)}) kjøres ikke. {support.advice}",
            )
        for attribute, advice in support.refused_attributes.items():
            if (node.get(attribute) or "").strip():
                yield owner(node), f"«{attribute}» i {support.name} kjøres ikke. {advice}"


def properties_are_known(subject: Subject) -> Iterator[Problem]:
    for holder in subject.diagram.root.iter(f"{{{ZEEBE}}}properties"):
        names = [(entry.get("name") or "").strip() for entry in children(holder, "property", ZEEBE)]
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                yield owner(holder), f"Egenskapen «{name}» står {names.count(name)} ganger. La én stå."
    for node in subject.diagram.root.iter(f"{{{BPMN}}}*"):
        for name, value in read_extensions(node).properties.items():
            sentence = _property_problem(node, name, value)
            if sentence:
                yield owner(node), sentence


def _property_problem(node: etree._Element, name: str, value: str) -> str | None:
    known = known_property(name)
    if known is None:
        return f"Egenskapen «{name}» er ukjent. Kjente: {', '.join(PROPERTIES)}."
    events = {local(part).removesuffix(EVENT_DEFINITION) for part in event_definitions(node)}
    if not known.fits(local(node), events):
        return f"Egenskapen «{name}» har ingen virkning her. Den hører til på {known.place}."
    if known.values and value not in known.values:
        return f"Egenskapen «{name}» kan ikke være «{value}». Velg {' eller '.join(known.values)}."
    return None if value else f"Egenskapen «{name}» er tom. Fyll den ut, eller ta den bort."


def kept_elements_are_named(subject: Subject) -> Iterator[Problem]:
    for node in subject.diagram.root.iter(f"{{{BPMN}}}*"):
        support = ELEMENTS.get(local(node))
        if support is not None and support.treatment is Treatment.KEPT and node.get("id"):
            yield node.get("id"), f"{_named(node, support.name)} beholdes i diagrammet, uten virkning."
    for node in subject.diagram.root.iter(f"{{{ZEEBE}}}*"):
        extension = EXTENSIONS.get(local(node))
        if extension is not None and extension.treatment is Treatment.KEPT:
            yield owner(node), f"{begin(extension.name)} (zeebe:{local(node)}) beholdes, uten virkning."
    for node in subject.diagram.root.iter(f"{{{BPMN}}}*"):
        for foreign in extensions(node):
            if namespace_of(foreign) not in OWN_NAMESPACES:
                yield owner(node), f"Utvidelsen «{_qualified(foreign)}» beholdes, uten virkning."
        yield from _foreign_attributes(node)


def _foreign_attributes(node: etree._Element) -> Iterator[Problem]:
    for name in node.attrib:
        attribute = etree.QName(name)
        if attribute.namespace and attribute.namespace not in OWN_NAMESPACES:
            yield (
                owner(node),
                f"Attributtet «{attribute.localname}» ({attribute.namespace}) beholdes, uten virkning.",
            )


def _qualified(element: etree._Element) -> str:
    return f"{element.prefix}:{local(element)}" if element.prefix else local(element)
