"""Who takes part, found from the facts: the party of each lane, each party's unit and contacts."""

from prosesser.definition.model import Lane
from prosesser.engine.draft import Draft
from prosesser.engine.errors import StepFailed
from prosesser.engine.events import ContactsChanged, LaneMoved, UnitChanged
from prosesser.feel import Expression


def settle(draft: Draft) -> None:
    """Find everyone again whose expression reads a fact that has changed."""
    for party, expression in draft.definition.units.items():
        if party not in draft.units or draft.reads_change(expression):
            _find_unit(draft, party, expression)
    for party, expression in draft.definition.contacts.items():
        if party not in draft.contacts or draft.reads_change(expression):
            _find_contacts(draft, party, expression)
    for lane in draft.definition.lanes.values():
        _settle_lane(draft, lane)


def find_again(draft: Draft) -> None:
    """Find everyone by the expressions of another version than before, and forget whom it does not have."""
    for party in sorted(draft.units.keys() - draft.definition.units.keys()):
        _become(draft, party, None)
        del draft.units[party]
    for party, expression in draft.definition.units.items():
        _find_unit(draft, party, expression)
    draft.contacts = {party: draft.contacts.get(party) for party in draft.definition.contacts}
    for party, expression in draft.definition.contacts.items():
        _find_contacts(draft, party, expression)
    before, draft.parties = draft.parties, {}
    for lane in draft.definition.lanes.values():
        _settle_lane(draft, lane)
        if lane.id in before and before[lane.id] != draft.parties[lane.id]:
            draft.events.append(LaneMoved(lane.id, before[lane.id], draft.parties[lane.id]))


def party_of(draft: Draft, element: str) -> str:
    """Return the party that works at an element now; StepFailed when its lane has none."""
    lane = draft.definition.elements[element].lane
    party = None if lane is None else draft.parties[lane]
    if party is None:
        raise StepFailed(element=element, reason="banen sier ikke hvilken part som har oppgaven nå")
    return party


def _find_unit(draft: Draft, party: str, expression: Expression) -> None:
    _become(draft, party, _text(draft, expression))


def _become(draft: Draft, party: str, now: str | None) -> None:
    before = draft.units.get(party)
    draft.units[party] = now
    if before != now:
        draft.moved_units.add(party)
        draft.events.append(UnitChanged(party, before, now))


def _find_contacts(draft: Draft, party: str, expression: Expression) -> None:
    before, now = draft.contacts.get(party), draft.evaluate(expression, draft.facts, draft.definition.key)
    draft.contacts[party] = now
    if before != now:
        draft.events.append(ContactsChanged(party))


def _settle_lane(draft: Draft, lane: Lane) -> None:
    if isinstance(lane.party, str):
        draft.parties[lane.id] = lane.party
    elif lane.id not in draft.parties:
        draft.parties[lane.id] = _text(draft, lane.party)
    elif draft.reads_change(lane.party):
        before, now = draft.parties[lane.id], _text(draft, lane.party)
        draft.parties[lane.id] = now
        if before != now:
            draft.events.append(LaneMoved(lane.id, before, now))


def _text(draft: Draft, expression: Expression) -> str | None:
    value = draft.evaluate(expression, draft.facts, draft.definition.key)
    if value is None or isinstance(value, str):
        return value
    raise StepFailed(element=draft.definition.key, reason=f"«{expression.text}» gir ingen tekst")
