"""The order of steps and the conditions on the ways."""

from collections.abc import Iterator, Mapping

from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Side, Sides
from prosesser.definition.diff.telling import Place, condition, place_of, raw, said
from prosesser.definition.model import Flow

ORDER_DECIDES = "exclusiveGateway"
"""Of the ways out of it the first whose condition holds is taken."""

IRRELEVANT: Mapping[str, str] = {"id": "which flow it is"}


def flow_changes(both: Sides) -> Iterator[Change]:
    """Yield what differs of the flows, of the default flows, and of the order in which ways are tried."""
    pairs = _pairs(both)
    for old, new in pairs:
        yield from _changed(both, old, new)
    same = {old.id: new.id for old, new in pairs}
    yield from _came(both, set(same.values()))
    yield from _went(both, set(same))
    yield from _defaults(both, same)
    yield from _orders(both, same)


def _pairs(both: Sides) -> list[tuple[Flow, Flow]]:
    """Return the flows that mean the same: of the same id, else redrawn between the same two steps."""
    before, after = both.before.definition.flows, both.after.definition.flows
    pairs = [(before[flow], after[flow]) for flow in before if flow in after]
    gone = [flow for flow in before.values() if flow.id not in after]
    come = [flow for flow in after.values() if flow.id not in before]
    for old in gone:
        ends = both.now(old.source), both.now(old.target)
        new = next((flow for flow in come if (flow.source, flow.target) == ends), None)
        if new is not None:
            come.remove(new)
            pairs.append((old, new))
    return pairs


def _place(side: Side, flow: Flow) -> Place:
    """Return what a flow's changes are told of."""
    return Place("flow", flow.id, side.way(flow), (flow.id,))


def _changed(both: Sides, old: Flow, new: Flow) -> Iterator[Change]:
    place = _place(both.after, new)
    for name, word in (("source", "kommer nå fra"), ("target", "går nå til")):
        was, now = getattr(old, name), getattr(new, name)
        if both.now(was) != now:
            steps = both.before.step(was), both.after.step(now)
            words = f"{both.before.way(old)} {word} {steps[1]}."
            yield place.change("changed", Group.STEPS, name, words, texts=steps)
    if old.name != new.name:
        words = f"{both.before.way(old)} " + (
            f"heter nå «{new.name}»." if new.name else "har ikke lenger navn."
        )
        yield place.change("changed", Group.CONDITIONS, "name", words, texts=(old.name, new.name))
    if old.condition != new.condition:
        yield _condition(both, old, new)


def _condition(both: Sides, old: Flow, new: Flow) -> Change:
    place = _place(both.after, new)
    was, now = condition(old.condition, both.before), condition(new.condition, both.after)
    if old.condition is None:
        words = f"{place.name} har fått et vilkår: {now.removeprefix('at ')}."
    else:
        words = said(f"Vilkåret på {place.name}", was, "" if new.condition is None else now)
    texts = raw(old.condition), raw(new.condition)
    return place.change("changed", Group.CONDITIONS, "condition", words, texts=texts)


def _came(both: Sides, known: set[str]) -> Iterator[Change]:
    """Tell of new ways; one to or from a new step is told with the step, unless it has a condition."""
    old_steps = set(both.pairs.values())
    for flow in both.after.definition.flows.values():
        if flow.id in known or (flow.condition is None and not {flow.source, flow.target} <= old_steps):
            continue
        after = f", når {_when(flow, both.after)}" if flow.condition else ""
        words = (
            f"Det går nå en vei fra {both.after.leaving(flow.source)} til {both.after.reaching(flow.target)}"
        )
        place = _place(both.after, flow)
        group = Group.CONDITIONS if flow.condition else Group.STEPS
        yield place.change("added", group, "", f"{words}{after}.", texts=("", raw(flow.condition)))


def _went(both: Sides, known: set[str]) -> Iterator[Change]:
    for flow in both.before.definition.flows.values():
        if flow.id in known or (
            flow.condition is None and not {flow.source, flow.target} <= both.pairs.keys()
        ):
            continue
        after = f" Den ble valgt når {_when(flow, both.before)}." if flow.condition else ""
        place = _place(both.before, flow)
        group = Group.CONDITIONS if flow.condition else Group.STEPS
        words = f"{place.name} er tatt bort.{after}"
        yield place.change("removed", group, "", words, texts=(raw(flow.condition), ""))


def _when(flow: Flow, side: Side) -> str:
    return condition(flow.condition, side).removeprefix("at ")


def _defaults(both: Sides, same: Mapping[str, str]) -> Iterator[Change]:
    """Tell of ways that are taken when no condition holds."""
    for old, new in both.both():
        if same.get(old.default_flow or "", old.default_flow) == new.default_flow:
            continue
        place = place_of(both.after, new)
        was, now = (
            side.reaching(side.definition.flows[element.default_flow].target) if element.default_flow else ""
            for side, element in ((both.before, old), (both.after, new))
        )
        goes = f"går det nå til {now}" if now else "er det ikke lenger noen vei å gå"
        words = f"Når ingen av vilkårene etter {place.name} holder, {goes}{f' (før: {was})' if was else ''}."
        yield place.change("changed", Group.CONDITIONS, "default_flow", words, texts=(was, now))


def _orders(both: Sides, same: Mapping[str, str]) -> Iterator[Change]:
    """Tell where the ways out of a gateway are tried in another order."""
    for old, new in both.both():
        was = [same[flow] for flow in old.outgoing if same.get(flow) in new.outgoing]
        now = [flow for flow in new.outgoing if flow in was]
        if new.kind == ORDER_DECIDES and was != now:
            place = place_of(both.after, new)
            flows = both.after.definition.flows
            texts = [
                ", ".join(both.after.reaching(flows[one].target) for one in order) for order in (was, now)
            ]
            words = f"Veiene ut fra {place.name} prøves nå i rekkefølgen {texts[1]} (før: {texts[0]})."
            yield place.change("changed", Group.CONDITIONS, "outgoing", words, texts=(texts[0], texts[1]))
