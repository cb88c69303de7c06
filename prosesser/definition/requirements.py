"""The catalogue of a bundle: the routine's requirements, by the ids that its diagram and forms name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from prosesser.definition.bundle import REQUIREMENTS, Bundle
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
class Requirement:
    """Where a requirement stands ("F §2.2") and what it says in our words; empty where that is left out.

    ``parties`` are those that are responsible for it.
    """

    clause: str
    text: str
    parties: tuple[str, ...] = ()


def read_requirements(bundle: Bundle) -> Mapping[str, Requirement] | None:
    """Return the requirements by id; None when the bundle has no catalogue that can be read."""
    try:
        catalogue = yaml.load(bundle[REQUIREMENTS], Loader=_YAML)  # noqa: S506 - either loader makes plain data only
        return {
            str(entry["id"]): Requirement(
                clause=str(entry.get("clause", "")),
                text=str(entry.get("text", "")),
                parties=RESPONSIBLE.get(str(entry.get("responsible", "")), ()),
            )
            for entry in catalogue["requirements"]
        }
    except (AttributeError, KeyError, TypeError, ValueError, yaml.YAMLError, RecursionError):
        return None


def requirements_of(definition: Definition) -> Mapping[str, Requirement]:
    """Return the requirements by id that a definition came with.

    Of a catalogue that cannot be read, which lint says, there are none.
    """
    return _read(definition.bundle.get(REQUIREMENTS, b""))


@lru_cache(maxsize=16)
def _read(content: bytes) -> Mapping[str, Requirement]:
    return read_requirements({REQUIREMENTS: content}) or {}
