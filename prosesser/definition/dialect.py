"""THE tables of what the diagram says beyond BPMN: Camunda 8's extension elements, and our properties."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from prosesser.definition.support import Treatment


@dataclass(frozen=True, slots=True)
class Extension:
    """How an extension element is treated, and which of its attributes may not be filled in."""

    treatment: Treatment
    name: str
    advice: str = ""
    refused_attributes: Mapping[str, str] = field(default_factory=dict)


def _runs(name: str, **refused_attributes: str) -> Extension:
    return Extension(Treatment.RUNS, name, refused_attributes=refused_attributes)


def _kept(name: str) -> Extension:
    return Extension(Treatment.KEPT, name)


def _refused(name: str, advice: str) -> Extension:
    return Extension(Treatment.REFUSED, name, advice)


_FACTS = "Uttrykk leser sakens fakta direkte."
_LANE = "Banen sier hvem som har oppgaven. Ta det bort."
_EFFECT = "Systemet utfører ingen slike ennå. Bruk en brukeroppgave."

EXTENSIONS: Mapping[str, Extension] = {
    "formDefinition": _runs(
        "skjemaet",
        formKey="Velg et skjema med form-id.",
        externalReference="Velg et skjema med form-id.",
        bindingType="Skjemaet hører til samme versjon som diagrammet. Ta det bort.",
    ),
    "ioMapping": _runs("verdiene"),
    "output": _runs("utdata"),
    "properties": _runs("egenskapene"),
    "property": _runs("egenskapen"),
    "userTask": _runs("brukeroppgaven"),
    "loopCharacteristics": _runs(
        "flere forekomster",
        outputCollection="Samle svarene i et skjema etterpå. Ta det bort.",
        outputElement="Samle svarene i et skjema etterpå. Ta det bort.",
    ),
    "calledElement": _runs(
        "kallet",
        bindingType="Prosessen som kalles, ligger i samme fil. Ta det bort.",
        versionTag="Prosessen som kalles, ligger i samme fil. Ta det bort.",
    ),
    "taskSchedule": _kept("oppfølgingsdato"),
    "assignmentDefinition": _runs("tildelingen", candidateGroups=_LANE, candidateUsers=_LANE),
    "subscription": _kept("korrelasjonsnøkkel"),
    "versionTag": _kept("versjonsmerke"),
    "priorityDefinition": _kept("prioritet"),
    "modelerTemplateIcon": _kept("ikon"),
    "input": _refused("inndata", _FACTS + " Ta det bort."),
    "taskDefinition": _refused("jobbtypen", _EFFECT),
    "taskHeaders": _refused("jobbens egenskaper", _EFFECT),
    "header": _refused("jobbens egenskap", _EFFECT),
    "calledDecision": _refused("beslutningen", "Legg regelen i et FEEL-uttrykk."),
    "script": _refused("skriptet", "Regn ut verdien som utdata på oppgaven foran."),
    "executionListeners": _refused("lyttere", _EFFECT),
    "executionListener": _refused("lytteren", _EFFECT),
    "taskListeners": _refused("lyttere", _EFFECT),
    "taskListener": _refused("lytteren", _EFFECT),
    "userTaskForm": _refused("innebygd skjema", "Lagre skjemaet som egen fil i mappen forms."),
    "adHoc": _refused("ad hoc-delprosessen", "Bruk en delprosess med parallelle grener."),
    "linkedResources": _refused("koblede filer", "Alt forløpet trenger, ligger i mappen."),
    "linkedResource": _refused("den koblede filen", "Alt forløpet trenger, ligger i mappen."),
    "conditionalFilter": _refused("betingelsens filter", "Betingelsen prøves når fakta endres. Ta det bort."),
}
"""By local name in Camunda 8's namespace. What is not here is refused too: it would have no effect."""


@dataclass(frozen=True, slots=True)
class Property:
    """One of our properties: where it belongs (kinds of elements or events; none: anywhere), its values."""

    place: str
    kinds: AbstractSet[str] = frozenset()
    events: AbstractSet[str] = frozenset()
    values: tuple[str, ...] = ()

    def fits(self, kind: str, events: AbstractSet[str]) -> bool:
        """Say whether it means something on an element of that kind with those event definitions."""
        return kind in self.kinds or bool(self.events & events) or not (self.kinds or self.events)


HOME_FOUND = "bolig_funnet"
"""Why the tasks that a boundary event withdraws fall away: reports count these apart."""

PLAIN, PLAIN_DONE, PLAIN_WHEN = "klarsprak", "klarsprak_gjort", "klarsprak_nar"
"""What the resident reads of an element: while it waits, when it has happened, and the day it takes place."""

NOT_SAID = "nei"
"""In their place: the resident need not read of it."""

TITLE_PLACE = "{tittel}"
"""In them: where the title of the task goes."""

PRINT = "utskrift"
"""What a task's answers are called as a document for the resident."""

_PROCESS = Property("prosessen", frozenset({"process"}))
_TIMER = frozenset({"timer"})
_MESSAGES = frozenset({"message"})
_MESSAGE = Property("en melding", frozenset({"receiveTask"}), _MESSAGES)
_TASK = Property("en brukeroppgave", frozenset({"userTask"}))
_ADDED_OR_MESSAGE = Property(
    "en melding eller en oppgave som kan legges til", frozenset({"receiveTask", "userTask"}), _MESSAGES
)
_ANSWERED = Property(
    "en oppgave, en melding eller starten", frozenset({"receiveTask", "userTask", "startEvent"}), _MESSAGES
)
_YES = ("ja",)

PROPERTIES: Mapping[str, Property] = {
    "krav": Property("ethvert element"),
    "virkedag": Property("en tidshendelse", events=_TIMER, values=("forrige", "neste", "nei")),
    "varsel": Property("en tidshendelse", events=_TIMER),
    "sjekkliste": _TASK,
    "gjennomgar": _TASK,
    "punkter.": _TASK,
    "kan_avtales": Property("en frist", events=_TIMER, values=_YES),
    "part": Property(
        "en bane, en melding eller en oppgave som kan legges til",
        frozenset({"lane", "receiveTask", "userTask"}),
        _MESSAGES,
    ),
    "skjema": _ADDED_OR_MESSAGE,
    "gjelder_nar": _MESSAGE,
    "tittel": _TASK,
    PLAIN: Property(
        "en oppgave, en melding eller en tidshendelse det ventes på",
        frozenset({"userTask", "receiveTask", "intermediateCatchEvent"}),
        _MESSAGES,
    ),
    PLAIN_DONE: _ANSWERED,
    PLAIN_WHEN: _TASK,
    PRINT: _TASK,
    "utfort": _TASK,
    "avtales": Property(_TASK.place, _TASK.kinds, values=_YES),
    "svarer_pa": Property(_TASK.place, _TASK.kinds, values=("forslag",)),
    "mangel.": _ANSWERED,
    "oppgaver.": _ADDED_OR_MESSAGE,
    "avslutter": Property(
        "en milepæl eller en slutthendelse", frozenset({"intermediateThrowEvent", "endEvent"})
    ),
    "bortfall": Property("en hendelse på kanten", frozenset({"boundaryEvent"}), values=(HOME_FOUND,)),
    "versjon": _PROCESS,
    "navn": _PROCESS,
    "enhet.": _PROCESS,
    "kontakter.": _PROCESS,
    "opplysning.": _PROCESS,
    "ansvarlig.": _PROCESS,
    "maling.": _PROCESS,
    "hovedansvar": _PROCESS,
    "beboer.navn": _PROCESS,
    "beboer.fodselsnummer": _PROCESS,
    "beboer.adressesperre": _PROCESS,
}
"""By name; a name that ends in a dot stands for all that begin so (a party or a fact follows)."""

ANSWER, ANSWER_REASON = "forslag_svar", "forslag_grunn"
"""What the form of a task that answers a proposal asks: whether the party agrees, and why not."""

AGREES, DECLINES = "ja", "nei"
"""How a proposal is answered."""

FACT_LABEL = "opplysning."
"""Before a fact's name: what the case calls the fact, whatever a form's field is called."""


def known_property(name: str) -> Property | None:
    """Return the property of that name, or of the family that it belongs to."""
    return PROPERTIES.get(name) or PROPERTIES.get(name[: name.find(".") + 1])
