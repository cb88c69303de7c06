"""The catalogue of a bundle: the routine's requirements, by the ids that its diagram and forms name."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from prosesser.definition.bundle import REQUIREMENTS, Bundle

_YAML: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Plain data only; libyaml's reader where it was built in, since it is many times faster."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Where a requirement stands ("F §2.2") and what it says in our words; empty where that is left out."""

    clause: str
    text: str


def read_requirements(bundle: Bundle) -> Mapping[str, Requirement] | None:
    """Return the requirements by id; None when the bundle has no catalogue that can be read."""
    try:
        catalogue = yaml.load(bundle[REQUIREMENTS], Loader=_YAML)  # noqa: S506 - either loader makes plain data only
        return {
            str(entry["id"]): Requirement(str(entry.get("clause", "")), str(entry.get("text", "")))
            for entry in catalogue["requirements"]
        }
    except (AttributeError, KeyError, TypeError, ValueError, yaml.YAMLError, RecursionError):
        return None
