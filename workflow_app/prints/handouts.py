"""What of a case can be shown to the resident and printed, for the links on its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from prosesser.access import Action, Actor, Ground, may
from prosesser.inbox import CasePage, TimelineRow
from workflow_app.prints.report import written

Titles = tuple[tuple[str, str], ...]
"""Ids, each with what it is called."""


@dataclass(frozen=True, slots=True)
class Handouts:
    """What the actor may show and print; ``overview`` says whether the unit knows what comes next."""

    overview: bool
    plans: Titles
    reports: Titles


def handouts(actor: Actor, page: CasePage, timeline: Iterable[TimelineRow]) -> Handouts | None:
    """Return what ``actor`` may show and print of a case with that timeline; None for nothing."""
    if not may(actor, Action.PRINT, Ground.HAD_PART):
        return None
    plans = tuple((plan.id, plan.title) for plan in page.plans)
    return Handouts(page.ended is None, plans, tuple(written(page.versions, timeline).items()))
