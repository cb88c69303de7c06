"""What differs in a step that both versions have."""

from collections.abc import Callable, Iterator, Mapping

from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Sides
from prosesser.definition.diff.telling import (
    Place,
    Trait,
    condition,
    day,
    parties,
    place_of,
    raw,
    steps,
    text,
    told,
)
from prosesser.definition.diff.timers import timer_changes
from prosesser.definition.model import Addition, Element, Output
from prosesser.definition.support import GATEWAYS

TRAITS: Mapping[str, Trait] = {
    "form": Trait(Group.FORMS, "Skjemaet for {name}", text),
    "message": Trait(Group.STEPS, "Meldingen som {name} venter på,", text),
    "senders": Trait(Group.WHO, "Hvem som kan melde {name},", parties),
    "ends_party": Trait(Group.WHO, "Parten som er ferdig ved {name},", parties),
    "called": Trait(Group.STEPS, "Forløpet som {name} setter i gang,", steps),
    "condition": Trait(Group.CONDITIONS, "Vilkåret for {name}", condition),
    "guard": Trait(Group.CONDITIONS, "Vilkåret for å melde {name}", condition),
    "title": Trait(Group.OTHERS, "Det lister skriver etter navnet på {name},", text),
    "assignee": Trait(Group.WHO, "Hvem som får {name} når den åpnes,", text),
    "done_on": Trait(Group.OTHERS, "Dagen {name} regnes som utført,", day),
    "takes_place": Trait(Group.OTHERS, "Dagen beboeren leser at {name} skal skje,", day),
    "plain": Trait(Group.OTHERS, "Det beboeren leser om {name} mens det venter,", text),
    "plain_done": Trait(Group.OTHERS, "Det beboeren leser når {name} er gjort,", text),
}
"""The traits whose difference is told alike: what it was, and what it is."""

OTHERWISE: Mapping[str, str] = {
    "name": "a sentence of its own",
    "kind": "a sentence of its own, together with event",
    "event": "a sentence of its own, together with kind",
    "scope": "a sentence of its own",
    "lane": "a sentence of its own",
    "attached_to": "a sentence of its own",
    "interrupting": "a sentence of its own",
    "timer": "timers.py",
    "default_flow": "flows.py",
    "outgoing": "flows.py: the flows, and their order where it decides",
    "clauses": "clauses.py, with what else names clauses",
    "outputs": "entry by entry",
    "gaps": "entry by entry",
    "follow_ups": "entry by entry",
    "properties": "properties.py: those that nothing else is made from",
    "loop": "a sentence of its own",
    "addition": "part by part",
}
"""Traits that are compared in another way, and where."""

IRRELEVANT: Mapping[str, str] = {
    "id": "which element it is",
    "incoming": "the flows' targets, compared with the flows; no rule depends on their order",
}
"""Traits that are not compared, and why."""

ADDITION = {
    "form": Trait(Group.FORMS, "Skjemaet for å legge til {name}", text),
    "parties": Trait(Group.WHO, "Hvem som kan legge til {name},", parties),
}
AGREED = {
    True: "Når {name} legges til, må nå den andre parten være enig.",
    False: "Når {name} legges til, trenger den andre parten ikke lenger være enig.",
}
ANSWERS = {
    True: "{name} er nå oppgaven der en part svarer på et forslag.",
    False: "{name} er ikke lenger oppgaven der en part svarer på et forslag.",
}
INTERRUPTING = {
    True: "{name} avbryter nå {host}.",
    False: "{name} avbryter ikke lenger {host}.",
}


def element_changes(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    """Yield what differs of one element."""
    place = place_of(both.after, new)
    for tell in (_name, _kind, _scope, _lane, _host, timer_changes, _loop, _added, _entries):
        yield from tell(both, old, new)
    for name, trait in TRAITS.items():
        was, now = getattr(old, name), getattr(new, name)
        yield from told(place, trait, name, (was, both.before), (now, both.after))


Tell = Callable[[Sides, Element, Element], Iterator[Change]]


def _name(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    if old.name == new.name:
        return
    place = place_of(both.after, new)
    if new.name and old.name:
        words = f"«{old.name}» heter nå «{new.name}»."
    elif new.name:
        words = f"{both.before.step(old.id)} heter nå «{new.name}»."
    else:
        words = f"«{old.name}» har ikke lenger noe navn."
    group = Group.OTHERS if new.kind == "process" else Group.STEPS
    yield place.change("changed", group, "name", words, texts=(old.name, new.name))


def _kind(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    if (old.kind, old.event) == (new.kind, new.event):
        return
    was, now = both.before.kind(old), both.after.kind(new)
    words = f"{both.after.step(new.id)} er endret fra {was} til {now}."
    yield place_of(both.after, new).change("changed", Group.STEPS, "kind", words, texts=(was, now))


def _scope(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    """Tell that a step lies in another part; what sits on a step goes where that goes."""
    if both.now(old.scope) == new.scope or new.attached_to is not None:
        return
    was, now = both.before.part(old.scope), both.after.part(new.scope)
    words = f"{both.after.step(new.id)} er flyttet fra {was} til {now}."
    yield place_of(both.after, new).change("moved", Group.STEPS, "scope", words, texts=(was, now))


def _lane(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    """Tell that a step lies in another lane; nobody works in a gateway's, and an edge has its step's."""
    if old.lane == new.lane or not has_lane(new):
        return
    was, now = both.before.lane(old.lane), both.after.lane(new.lane)
    words = f"{both.after.step(new.id)} er flyttet fra {was} til {now}."
    yield place_of(both.after, new).change("moved", Group.WHO, "lane", words, texts=(was, now))


def has_lane(element: Element) -> bool:
    """Tell whether it matters in which lane an element lies."""
    return element.kind not in GATEWAYS and element.attached_to is None


def _host(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    place = place_of(both.after, new)
    if both.now(old.attached_to) != new.attached_to:
        was, now = (
            side.step(element.attached_to) if element.attached_to else ""
            for side, element in ((both.before, old), (both.after, new))
        )
        words = f"{place.name} sitter nå på {now or 'ingenting'}, ikke på {was or 'ingenting'}."
        yield place.change("moved", Group.STEPS, "attached_to", words, texts=(was, now))
    if old.interrupting != new.interrupting and new.attached_to is not None:
        host = both.after.step(new.attached_to)
        words = INTERRUPTING[new.interrupting].format(name=place.name, host=host)
        texts = raw(old.interrupting), raw(new.interrupting)
        yield place.change("changed", Group.STEPS, "interrupting", words, texts=texts)


def _loop(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    if old.loop == new.loop:
        return
    place = place_of(both.after, new)
    if old.loop is None or new.loop is None:
        was, now = (loop.collection.text if loop else "" for loop in (old.loop, new.loop))
        each = f"én gang for hver rad i formelen «{now}»" if now else "bare én gang"
        yield place.change(
            "changed", Group.STEPS, "loop", f"{place.name} gjøres nå {each}.", texts=(was, now)
        )
        return
    lists = Trait(Group.STEPS, "Lista som {name} gjøres én gang for hver rad i,", text)
    values = (old.loop.collection, both.before), (new.loop.collection, both.after)
    yield from told(place, lists, "loop.collection", *values)
    items = Trait(Group.OTHERS, "Navnet på raden i {name}", text)
    yield from told(place, items, "loop.item", (old.loop.item, both.before), (new.loop.item, both.after))
    if old.loop.sequential != new.loop.sequential:
        how = "én etter én" if new.loop.sequential else "samtidig"
        texts = raw(old.loop.sequential), raw(new.loop.sequential)
        words = f"Rundene i {place.name} går nå {how}."
        yield place.change("changed", Group.STEPS, "loop.sequential", words, texts=texts)


def _added(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    was, now, place = old.addition or Addition(), new.addition or Addition(), place_of(both.after, new)
    for name, trait in ADDITION.items():
        values = (getattr(was, name), both.before), (getattr(now, name), both.after)
        yield from told(place, trait, f"addition.{name}", *values)
    for name, words in (("agreed", AGREED), ("answers", ANSWERS)):
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            sentence = words[after].format(name=place.name)
            texts = raw(before), raw(after)
            yield place.change("changed", Group.WHO, f"addition.{name}", sentence, texts=texts)


def _entries(both: Sides, old: Element, new: Element) -> Iterator[Change]:
    """Tell the traits that hold several things, each by its name."""
    place = place_of(both.after, new)
    gap = "Vilkåret for at {{name}} regnes som mangel etter kravet «{key}»,"
    yield from _by_key(both, place, "gaps", (old.gaps, new.gaps), Trait(Group.CONDITIONS, gap, condition))
    follow = "Oppgavene som radene i «{key}» blir til i {{name}},"
    tasks = old.follow_ups, new.follow_ups
    yield from _by_key(both, place, "follow_ups", tasks, Trait(Group.STEPS, follow, steps))
    outputs = _outputs(old.outputs), _outputs(new.outputs)
    given = "Det {{name}} setter opplysningen «{key}» til,"
    yield from _by_key(both, place, "outputs", outputs, Trait(Group.OTHERS, given, text))


def _outputs(outputs: tuple[Output, ...]) -> Mapping[str, object]:
    return {output.target: output.source for output in outputs}


def _by_key(
    both: Sides,
    place: Place,
    name: str,
    values: tuple[Mapping[str, object], Mapping[str, object]],
    trait: Trait,
) -> Iterator[Change]:
    old, new = values
    for key in dict.fromkeys((*old, *new)):
        label = both.after.words.labels.get(key, key)
        told_of = Trait(trait.group, trait.what.format(key=label), trait.write)
        yield from told(
            place, told_of, f"{name}.{key}", (old.get(key), both.before), (new.get(key), both.after)
        )
