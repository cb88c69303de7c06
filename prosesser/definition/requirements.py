"""The catalogue of a bundle: the routine's requirements, by the ids that its diagram and forms name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from prosesser.calendar import Duration, NotADuration, parse_duration
from prosesser.definition.bundle import REQUIREMENTS, Bundle
from prosesser.definition.errors import Unreadable
from prosesser.definition.model import Definition

_YAML: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Plain data only; libyaml's reader where it was built in, since it is many times faster."""


RESPONSIBLE: Mapping[str, tuple[str, ...]] = {
    "institution": ("institusjon",),
    "district": ("bydel",),
    "both": ("bydel", "institusjon"),
}
"""The parties that the catalogue's words for who is responsible mean."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a requirement is to be met: so long after the date that the fact ``anchor`` holds.

    ``since`` is what the catalogue calls that date. ``nature`` is "latest", "about" or "advice".
    ``decision`` is the recorded local decision where the diagram counts otherwise, else empty.
    """

    anchor: str
    since: str
    duration: Duration
    nature: str
    decision: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """Where a requirement stands ("F §2.2") and what it says in our words; empty where that is left out.

    ``parties`` are those that are responsible for it; ``modality`` is "must", "should", "may" or "goal".
    """

    clause: str
    text: str
    parties: tuple[str, ...] = ()
    modality: str = ""
    deadline: Deadline | None = None


def is_advice(requirements: Mapping[str, Requirement], clauses: Iterable[str]) -> bool:
    """Tell whether deadlines of these clauses are advice, which nobody breaks."""
    deadlines = (found.deadline for clause in clauses if (found := requirements.get(clause)) is not None)
    return {deadline.nature for deadline in deadlines if deadline is not None} == {"advice"}


def read_catalogue(bundle: Bundle) -> Mapping[str, Requirement]:
    """Return the requirements by id, in the catalogue's order; raises `Unreadable` with what is wrong."""
    if REQUIREMENTS not in bundle:
        raise Unreadable(file=REQUIREMENTS, problem="mappen har ingen slik fil. Legg den dit")
    try:
        catalogue = yaml.load(bundle[REQUIREMENTS], Loader=_YAML)  # noqa: S506 - either loader makes plain data only
        anchors, entries = catalogue.get("anchors", {}), catalogue["requirements"]
        found = {str(entry["id"]): _requirement(entry, anchors) for entry in entries}
    except NotADuration as error:
        raise Unreadable(file=REQUIREMENTS, problem=str(error).rstrip(".")) from None
    except _UNUSABLE:
        problem = "den er ikke YAML med en liste av krav, hvert med en id"
        raise Unreadable(file=REQUIREMENTS, problem=problem) from None
    if len(found) != len(entries):
        raise Unreadable(file=REQUIREMENTS, problem="to krav har samme id. Gi hvert krav sin egen")
    return found


_UNUSABLE = (AttributeError, KeyError, TypeError, ValueError, yaml.YAMLError, RecursionError)


def _requirement(entry: Mapping[str, Any], anchors: Mapping[str, str]) -> Requirement:
    deadline = entry.get("deadline")
    return Requirement(
        clause=str(entry.get("clause", "")),
        text=str(entry.get("text", "")),
        parties=RESPONSIBLE.get(str(entry.get("responsible", "")), ()),
        modality=str(entry.get("modality", "")),
        deadline=None if deadline is None else _deadline(deadline, anchors),
    )


def _deadline(entry: Mapping[str, Any], anchors: Mapping[str, str]) -> Deadline:
    anchor = str(entry["anchor"])
    return Deadline(
        anchor=anchor,
        since=str(anchors.get(anchor, anchor)),
        duration=parse_duration(str(entry["duration"])),
        nature=str(entry["nature"]),
        decision=str(entry.get("decision", "")),
    )


def read_requirements(bundle: Bundle) -> Mapping[str, Requirement] | None:
    """Return the requirements by id; None when the bundle has no catalogue that can be read."""
    try:
        return read_catalogue(bundle)
    except Unreadable:
        return None


def requirements_of(definition: Definition) -> Mapping[str, Requirement]:
    """Return the requirements by id that a definition came with.

    Of a catalogue that cannot be read, which lint says, there are none.
    """
    return _read(definition.bundle.get(REQUIREMENTS, b""))


@lru_cache(maxsize=16)
def _read(content: bytes) -> Mapping[str, Requirement]:
    return read_requirements({REQUIREMENTS: content}) or {}
