"""A difference, and all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["added", "removed", "changed", "moved", "replaced"]
Subject = Literal["step", "flow", "lane", "form", "field", "plan", "clause", "process", "scenario"]


class Group(StrEnum):
    """What a reader looks for."""

    DEADLINES = "deadlines"
    STEPS = "steps"
    WHO = "who"
    CONDITIONS = "conditions"
    FORMS = "forms"
    PLANS = "plans"
    CLAUSES = "clauses"
    OTHERS = "others"
    SCENARIOS = "scenarios"


GROUPS: Mapping[Group, str] = {
    Group.DEADLINES: "Frister og ventetider",
    Group.STEPS: "Steg og rekkefølge",
    Group.WHO: "Hvem som gjør hva",
    Group.CONDITIONS: "Vilkår",
    Group.FORMS: "Skjemaer",
    Group.PLANS: "Planer",
    Group.CLAUSES: "Krav i rutinen",
    Group.OTHERS: "Annet",
    Group.SCENARIOS: "Scenarioer",
}
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    ``id`` and ``name`` are those of what changed: an element, a flow or a lane of the diagram, a form,
    a field (``form.key``, in rows ``form.list.key``), a plan, a clause, a scenario. ``what`` names the
    trait that changed, as the model does (``timer``, ``lane``, ``rules.required``); empty where the whole
    came or went. ``before`` and ``after`` are what stood there, as text; empty for nothing. ``words`` is
    the sentence in bokmål. ``elements`` are the ids of the diagram where it shows.
    """

    kind: Kind
    subject: Subject
    group: Group
    id: str
    name: str
    what: str
    before: str
    after: str
    words: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs of two versions, known by their digests.

    ``changes`` stand in the order of `GROUPS`. ``layout`` are the ids of what is only drawn otherwise.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    layout: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether cases run alike on both."""
        return not self.changes

    def by_group(self) -> Mapping[Group, tuple[Change, ...]]:
        """Return the changes of each group that has any."""
        grouped = {group: tuple(one for one in self.changes if one.group is group) for group in GROUPS}
        return {group: changes for group, changes in grouped.items() if changes}
