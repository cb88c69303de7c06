"""Lanes: who works in the journey."""

from collections.abc import Iterator, Mapping

from prosesser.definition.diff.model import Change, Group
from prosesser.definition.diff.sides import Sides
from prosesser.definition.diff.telling import Place, Trait, parties, raw, told
from prosesser.definition.model import Lane

IRRELEVANT: Mapping[str, str] = {"id": "which lane it is"}


PARTY = Trait(Group.WHO, "Hvem som arbeider i {name},", parties)


def lane_changes(both: Sides) -> Iterator[Change]:
    """Yield the lanes that came and went, got another name or another party."""
    before, after = both.before.definition.lanes, both.after.definition.lanes
    for lane in after.values():
        place = _place(lane)
        if lane.id not in before:
            words = f"Banen {place.name} er lagt til, for {parties(lane.party, both.after)}."
            yield place.change("added", Group.WHO, "", words, texts=("", raw(lane.party)))
            continue
        old = before[lane.id]
        if old.name != lane.name:
            words = f"Banen «{old.name}» heter nå «{lane.name}»."
            yield place.change("changed", Group.WHO, "name", words, texts=(old.name, lane.name))
        yield from told(place, PARTY, "party", (old.party, both.before), (lane.party, both.after))
    for lane in before.values():
        if lane.id not in after:
            place = _place(lane)
            words = f"Banen {place.name} er tatt bort."
            yield place.change("removed", Group.WHO, "", words, texts=(raw(lane.party), ""))


def _place(lane: Lane) -> Place:
    return Place("lane", lane.id, f"«{lane.name or lane.id}»", (lane.id,))
