"""Who may do what: one table, deny by default.

A rule names the roles that carry an action and the ground it stands on: what the actor's unit
has to do with the case. Both must hold. An action without a rule is denied to everyone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, Flag, auto

from prosesser.definition.model import Definition
from prosesser.errors import Refused

CASEWORKER = "saksbehandler"
LEADER = "leder"
PROCESS_OWNER = "prosesseier"
AUDITOR = "revisor"
SYSTEM_ROLE = "system"
ROLES = frozenset({CASEWORKER, LEADER, PROCESS_OWNER, AUDITOR, SYSTEM_ROLE})


class Denied(Refused):
    """Du har ikke tilgang til dette."""


class CaseNotFound(Denied):
    """Fant ikke saken. Den finnes ikke, eller enheten din har ingen del i den."""


class TaskGone(Refused):
    """Oppgaven er ikke åpen lenger: den er fullført, eller det er ikke bruk for den. Se saken."""


class TaskElsewhere(Denied):
    """Oppgaven ligger hos en annen enhet. Se saken for hvem som har den."""


class TaskTaken(Refused):
    """En kollega har oppgaven. Ta den over først."""


class NotAllowed(Denied):
    """Rollen din i enheten kan ikke gjøre dette. Bytt enhet hvis du har flere, eller spør lederen din."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person on behalf of one unit, with the roles the person holds there.

    ``party`` is the side that the unit takes in cases ("bydel", "institusjon"), None when it takes none.
    """

    person: str
    unit: str
    party: str | None
    roles: frozenset[str]


SYSTEM = Actor(person="system", unit="", party=None, roles=frozenset({SYSTEM_ROLE}))


class Ground(Flag):
    """What the actor's unit has to do with the case."""

    NONE = 0
    HAD_PART = auto()  # has or had a part in it
    HAS_PART = auto()  # has a part in it now
    HAS_TASK = auto()  # the task stands with the unit
    IS_NAMED = auto()  # the diagram names the unit's party for this
    ASSIGNED = auto()  # an assignment to audit, given to the person, covers the case


class Action(Enum):
    """What can be done; the value is the word in the access log."""

    LIST_TASKS = "liste over oppgaver"
    LIST_CASES = "liste over saker"
    READ_CASE = "se sak"
    READ_TASK = "se oppgave"
    START_CASE = "opprette sak"
    WORK_ON_TASK = "arbeide med oppgave"
    ASSIGN_TASK = "fordele oppgave"
    SEND_MESSAGE = "sende melding"
    ADD_TASK = "legge til oppgave"
    EDIT_PLAN = "skrive i plan"
    PROPOSE_DATE = "foreslå annen frist"
    SHOW_RESIDENT = "vise for beboer"
    PRINT = "skrive ut"
    CHANGE_FACTS = "rette opplysninger"
    CANCEL_CASE = "avbryte sak"
    FIRE_TIMER = "utløse frist"
    PUBLISH_DEFINITION = "publisere prosess"
    READ_DEFINITION = "se prosess"
    EDIT_DEFINITION = "endre prosess"
    APPROVE_DEFINITION = "godkjenne prosess"
    RUN_IMPACT = "prøve utkast på saker"
    EXPORT_IMPACT = "hente ut virkning av utkast"
    MOVE_CASES = "flytte saker"
    READ_REPORT = "se rapport"
    EXPORT_REPORT = "hente ut rapport"
    COMPARE_UNITS = "se rapporter på tvers av enheter"
    AUDIT_CASES = "liste over saker i oppdrag"
    AUDIT_CASE = "revidere sak"
    REPLAY_CASE = "spille av sak"
    EXPORT_CASE = "hente ut sak"
    APPROVE_EXPORT = "godkjenne uttrekk"
    READ_ACCESS_LOG = "se tilgangslogg"
    SEARCH_ACCESS_LOG = "søke i tilgangslogg"
    EXPORT_ACCESS_LOG = "hente ut tilgangslogg"
    READ_EVIDENCE = "se prosessdata"
    EXPORT_EVIDENCE = "hente ut prosessdata"
    GIVE_ASSIGNMENT = "gi tilsynsoppdrag"
    ERASE_CASE = "slette sak"


@dataclass(frozen=True, slots=True)
class Rule:
    """The roles that carry an action (any of them) and the ground it needs (all of it)."""

    roles: frozenset[str]
    ground: Ground


_STAFF = frozenset({CASEWORKER, LEADER})
_AUDITORS = frozenset({AUDITOR, SYSTEM_ROLE})
_REPORT_READERS = _STAFF | {PROCESS_OWNER, SYSTEM_ROLE}

RULES: Mapping[Action, Rule] = {
    Action.LIST_TASKS: Rule(_STAFF, Ground.NONE),
    Action.LIST_CASES: Rule(_STAFF, Ground.NONE),
    Action.READ_CASE: Rule(_STAFF, Ground.HAD_PART),
    Action.READ_TASK: Rule(_STAFF, Ground.HAD_PART | Ground.HAS_TASK),
    Action.START_CASE: Rule(_STAFF, Ground.IS_NAMED),
    Action.WORK_ON_TASK: Rule(_STAFF, Ground.HAD_PART | Ground.HAS_TASK),
    Action.ASSIGN_TASK: Rule(_STAFF, Ground.HAD_PART | Ground.HAS_TASK),
    Action.SEND_MESSAGE: Rule(_STAFF, Ground.HAS_PART | Ground.IS_NAMED),
    Action.ADD_TASK: Rule(_STAFF, Ground.HAS_PART),
    Action.EDIT_PLAN: Rule(_STAFF, Ground.HAS_PART),
    Action.PROPOSE_DATE: Rule(_STAFF, Ground.HAS_PART),
    Action.SHOW_RESIDENT: Rule(_STAFF, Ground.HAS_PART),
    Action.PRINT: Rule(_STAFF, Ground.HAD_PART),
    Action.CHANGE_FACTS: Rule(frozenset({LEADER}), Ground.HAS_PART),
    Action.CANCEL_CASE: Rule(frozenset({LEADER}), Ground.HAS_PART),
    Action.FIRE_TIMER: Rule(frozenset({SYSTEM_ROLE}), Ground.NONE),
    Action.PUBLISH_DEFINITION: Rule(frozenset({PROCESS_OWNER}), Ground.NONE),
    Action.READ_DEFINITION: Rule(ROLES, Ground.NONE),
    Action.EDIT_DEFINITION: Rule(frozenset({PROCESS_OWNER}), Ground.NONE),
    Action.APPROVE_DEFINITION: Rule(frozenset({PROCESS_OWNER}), Ground.NONE),
    Action.RUN_IMPACT: Rule(frozenset({PROCESS_OWNER, SYSTEM_ROLE}), Ground.NONE),
    Action.EXPORT_IMPACT: Rule(frozenset({PROCESS_OWNER, SYSTEM_ROLE}), Ground.NONE),
    Action.MOVE_CASES: Rule(frozenset({PROCESS_OWNER, SYSTEM_ROLE}), Ground.NONE),
    Action.READ_REPORT: Rule(_REPORT_READERS, Ground.NONE),
    Action.EXPORT_REPORT: Rule(_REPORT_READERS, Ground.NONE),
    Action.COMPARE_UNITS: Rule(frozenset({PROCESS_OWNER, SYSTEM_ROLE}), Ground.NONE),
    Action.AUDIT_CASES: Rule(_AUDITORS, Ground.NONE),
    Action.AUDIT_CASE: Rule(_AUDITORS, Ground.ASSIGNED),
    Action.REPLAY_CASE: Rule(_AUDITORS, Ground.ASSIGNED),
    Action.EXPORT_CASE: Rule(_AUDITORS, Ground.ASSIGNED),
    Action.APPROVE_EXPORT: Rule(_AUDITORS, Ground.ASSIGNED),
    Action.READ_ACCESS_LOG: Rule(_AUDITORS, Ground.ASSIGNED),
    Action.SEARCH_ACCESS_LOG: Rule(_AUDITORS, Ground.NONE),
    Action.EXPORT_ACCESS_LOG: Rule(_AUDITORS, Ground.NONE),
    Action.READ_EVIDENCE: Rule(_AUDITORS, Ground.NONE),
    Action.EXPORT_EVIDENCE: Rule(_AUDITORS, Ground.NONE),
    Action.GIVE_ASSIGNMENT: Rule(_AUDITORS, Ground.NONE),
    Action.ERASE_CASE: Rule(frozenset({SYSTEM_ROLE}), Ground.NONE),
}


def may(actor: Actor, action: Action, ground: Ground = Ground.NONE) -> bool:
    """Whether ``actor`` may do ``action``, given what the actor's unit has to do with the case."""
    rule = RULES.get(action)
    return rule is not None and not actor.roles.isdisjoint(rule.roles) and rule.ground in ground


def may_start(actor: Actor, definition: Definition) -> bool:
    """Whether ``actor`` may start a case: the process must start in a lane of the actor's party."""
    lane = definition.start.lane
    named = lane is not None and definition.lanes[lane].party == actor.party
    return may(actor, Action.START_CASE, Ground.IS_NAMED if named else Ground.NONE)
