"""THE table of BPMN: what runs, explains, is kept without effect, or is refused, with advice.

Every global element of the BPMN schema is in ``ELEMENTS``; every combination of event and event
definition is in ``EVENTS``. The linter, the documentation and the modeler's palette are made from it.
What SpiffWorkflow would run, but not as BPMN says, is refused until it is made right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Treatment(StrEnum):
    """What becomes of an element; what is drawn only explains the diagram to its readers."""

    RUNS = "runs"
    DRAWN = "drawn"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Support:
    """How an element is treated; ``advice`` (bokmål) says what to draw instead of a refused one."""

    treatment: Treatment
    name: str
    advice: str = ""


_RUNS = {
    "process": "prosess",
    "extensionElements": "utvidelser",
    "formalExpression": "uttrykk",
    "laneSet": "baner",
    "lane": "bane",
    "sequenceFlow": "sekvensflyt",
    "startEvent": "starthendelse",
    "endEvent": "slutthendelse",
    "intermediateCatchEvent": "ventende hendelse",
    "intermediateThrowEvent": "milepæl",
    "boundaryEvent": "kanthendelse",
    "userTask": "brukeroppgave",
    "receiveTask": "mottaksoppgave",
    "subProcess": "delprosess",
    "adHocSubProcess": "ad hoc-delprosess",
    "multiInstanceLoopCharacteristics": "flere forekomster",
    "exclusiveGateway": "eksklusiv port",
    "parallelGateway": "parallell port",
    "inclusiveGateway": "inklusiv port",
    "eventBasedGateway": "hendelsesbasert port",
    "message": "melding",
    "timerEventDefinition": "tidshendelse",
    "messageEventDefinition": "meldingshendelse",
    "conditionalEventDefinition": "betingelseshendelse",
    "terminateEventDefinition": "avslutt alt",
}

_DRAWN = {
    "documentation": "dokumentasjon",
    "textAnnotation": "merknad",
    "text": "merknadstekst",
    "association": "forbindelse til merknad",
    "group": "gruppe",
    "category": "kategori",
    "categoryValue": "kategoriverdi",
    "collaboration": "samarbeid",
    "participant": "deltaker",
}

_KEPT = {
    "messageFlow": "meldingsflyt",
    "dataObject": "dataobjekt",
    "dataObjectReference": "dataobjekt",
    "dataState": "datatilstand",
    "dataStore": "datalager",
    "dataStoreReference": "datalager",
    "itemDefinition": "datatype",
    "auditing": "revisjonsopplysninger",
    "monitoring": "overvåking",
    "relationship": "forhold til andre filer",
    "error": "feil",
    "escalation": "eskalering",
    "signal": "signal",
}

_USER_TASK = "Bruk en brukeroppgave."
_SEPARATE = "Tegn det som en egen kanthendelse på delprosessen."
_MAPPINGS = "Verdier settes i skjemaer, eller som utdata (FEEL) på oppgaver og hendelser. Ta det bort."
_LANES = "Banen sier hvem som har oppgaven. Ta det bort."
_MESSAGES = "Navnet på meldingen er nok. Ta det bort."
_NOT_DRAWN = "Det har ingen plass i et forløp. Ta det bort."

_REFUSED = {
    "task": ("oppgave uten type", _USER_TASK),
    "manualTask": ("manuell oppgave", _USER_TASK),
    "scriptTask": ("skriptoppgave", "Regn ut verdien som utdata (FEEL) på oppgaven foran."),
    "businessRuleTask": ("regeloppgave", "Legg regelen i et FEEL-uttrykk på porten eller hendelsen."),
    "serviceTask": ("tjenesteoppgave", "Systemet utfører ingen slike ennå. " + _USER_TASK),
    "sendTask": ("sendeoppgave", "Systemet sender ingen meldinger herfra ennå. " + _USER_TASK),
    "callActivity": ("kallaktivitet", "Bruk en innebygd delprosess."),
    "transaction": ("transaksjon", "Bruk en vanlig delprosess."),
    "complexGateway": ("kompleks port", "Bruk en inklusiv eller parallell port."),
    "standardLoopCharacteristics": ("løkkemerke", "Tegn løkken med en eksklusiv port."),
    "implicitThrowEvent": ("implisitt hendelse", "Bruk en milepæl."),
    "signalEventDefinition": (
        "signalhendelse",
        "Bruk en betingelseshendelse på et faktum, eller en melding.",
    ),
    "errorEventDefinition": ("feilhendelse", "Bruk en betingelseshendelse på et faktum."),
    "escalationEventDefinition": ("eskaleringshendelse", "Bruk en betingelseshendelse på et faktum."),
    "compensateEventDefinition": ("kompensering", "Tegn det som skal gjøres om, som egne oppgaver."),
    "cancelEventDefinition": ("avbrutt transaksjon", _SEPARATE),
    "linkEventDefinition": ("lenke", "Tegn en sekvensflyt i stedet."),
    "correlationKey": ("korrelasjonsnøkkel", _MESSAGES),
    "correlationProperty": ("korrelasjonsegenskap", _MESSAGES),
    "correlationPropertyBinding": ("korrelasjonsegenskap", _MESSAGES),
    "correlationPropertyRetrievalExpression": ("korrelasjonsuttrykk", _MESSAGES),
    "correlationSubscription": ("korrelasjonsabonnement", _MESSAGES),
    "messageFlowAssociation": ("meldingsflytkobling", _NOT_DRAWN),
    "resourceRole": ("ressursrolle", _LANES),
    "performer": ("utfører", _LANES),
    "humanPerformer": ("utfører", _LANES),
    "potentialOwner": ("mulig utfører", _LANES),
    "resource": ("ressurs", _LANES),
    "resourceParameter": ("ressursparameter", _LANES),
    "resourceParameterBinding": ("ressursparameter", _LANES),
    "resourceAssignmentExpression": ("ressursuttrykk", _LANES),
    "property": ("prosessvariabel", _MAPPINGS),
    "ioSpecification": ("inn- og utdata", _MAPPINGS),
    "ioBinding": ("inn- og utdatakobling", _MAPPINGS),
    "inputSet": ("inndatasett", _MAPPINGS),
    "outputSet": ("utdatasett", _MAPPINGS),
    "dataInput": ("inndata", _MAPPINGS),
    "dataOutput": ("utdata", _MAPPINGS),
    "dataAssociation": ("datakobling", _MAPPINGS),
    "dataInputAssociation": ("inndatakobling", _MAPPINGS),
    "dataOutputAssociation": ("utdatakobling", _MAPPINGS),
    "assignment": ("datatilordning", _MAPPINGS),
    "complexBehaviorDefinition": ("hendelse per forekomst", _SEPARATE),
    "script": ("skript", _MAPPINGS),
    "rendering": ("skjemavisning", "Koble oppgaven til et skjema (form)."),
    "extension": ("påkrevd utvidelse", "Systemet kjenner ingen påkrevde utvidelser. Ta den bort."),
    "import": ("import", "Legg alt i samme fil."),
    "interface": ("grensesnitt", _NOT_DRAWN),
    "operation": ("operasjon", _NOT_DRAWN),
    "endPoint": ("endepunkt", _NOT_DRAWN),
    "partnerEntity": ("partner", _NOT_DRAWN),
    "partnerRole": ("partnerrolle", _NOT_DRAWN),
    "participantAssociation": ("deltakerkobling", _NOT_DRAWN),
    "participantMultiplicity": ("flere deltakere", _NOT_DRAWN),
    "conversation": ("samtale", _NOT_DRAWN),
    "subConversation": ("samtale", _NOT_DRAWN),
    "callConversation": ("samtale", _NOT_DRAWN),
    "globalConversation": ("samtale", _NOT_DRAWN),
    "conversationAssociation": ("samtalekobling", _NOT_DRAWN),
    "conversationLink": ("samtalekobling", _NOT_DRAWN),
    "choreography": ("koreografi", _NOT_DRAWN),
    "subChoreography": ("koreografi", _NOT_DRAWN),
    "callChoreography": ("koreografi", _NOT_DRAWN),
    "choreographyTask": ("koreografioppgave", _NOT_DRAWN),
    "globalChoreographyTask": ("koreografioppgave", _NOT_DRAWN),
    "globalTask": ("global oppgave", _USER_TASK),
    "globalUserTask": ("global brukeroppgave", _USER_TASK),
    "globalManualTask": ("global manuell oppgave", _USER_TASK),
    "globalScriptTask": ("globalt skript", _USER_TASK),
    "globalBusinessRuleTask": ("global regel", _USER_TASK),
}

_ABSTRACT = (
    "activity",
    "artifact",
    "baseElement",
    "baseElementWithMixedContent",
    "callableElement",
    "catchEvent",
    "choreographyActivity",
    "conversationNode",
    "event",
    "eventDefinition",
    "expression",
    "flowElement",
    "flowNode",
    "gateway",
    "loopCharacteristics",
    "rootElement",
    "throwEvent",
)

ELEMENTS: Mapping[str, Support] = {
    **{element: Support(Treatment.RUNS, name) for element, name in _RUNS.items()},
    **{element: Support(Treatment.DRAWN, name) for element, name in _DRAWN.items()},
    **{element: Support(Treatment.KEPT, name) for element, name in _KEPT.items()},
    **{element: Support(Treatment.REFUSED, name, advice) for element, (name, advice) in _REFUSED.items()},
    **{
        element: Support(Treatment.REFUSED, element, "Det er en fellesbetegnelse, ikke noe å tegne.")
        for element in _ABSTRACT
    },
}
"""By local name in the BPMN namespace."""

NO_EVENT = "none"

_EVENT_NAMES = {
    NO_EVENT: "uten symbol",
    "message": "med melding",
    "timer": "med tid",
    "conditional": "med betingelse",
    "terminate": "som avslutter alt",
    "signal": "med signal",
    "error": "med feil",
    "escalation": "med eskalering",
    "compensate": "med kompensering",
    "cancel": "med avbrudd",
    "link": "med lenke",
}

_RUNNING_EVENTS = {
    "startEvent": {NO_EVENT},
    "endEvent": {NO_EVENT, "terminate"},
    "intermediateCatchEvent": {"message", "timer", "conditional"},
    "intermediateThrowEvent": {NO_EVENT},
    "boundaryEvent": {"message", "timer", "conditional"},
}

_EVENT_ADVICE = {
    "startEvent": "Start uten symbol, og la det som skal ventes på, være en hendelse etter starten.",
    "endEvent": "Avslutt uten symbol eller med «avslutt alt».",
    "intermediateCatchEvent": "Vent på en melding, en tid eller en betingelse.",
    "intermediateThrowEvent": "Bruk en hendelse uten symbol.",
    "boundaryEvent": "Bruk en melding, en tid eller en betingelse på kanten.",
}

EVENTS: Mapping[tuple[str, str], Support] = {
    (kind, event): Support(
        Treatment.RUNS if event in running else Treatment.REFUSED,
        f"{_RUNS[kind]} {name}",
        "" if event in running else _EVENT_ADVICE[kind],
    )
    for kind, running in _RUNNING_EVENTS.items()
    for event, name in _EVENT_NAMES.items()
}
"""By local name of the event and of its event definition without ``EventDefinition``."""

GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"})
CHOICES = frozenset({"exclusiveGateway", "inclusiveGateway"})
"""The gateways whose outgoing flows carry conditions."""
