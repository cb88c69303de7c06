"""What a scenario is called on screen, and its file in the bundle."""

import re

from prosesser.errors import Refused

LONGEST = 50
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "é": "e", "ö": "o", "ä": "a"})
_OTHER = re.compile(r"[^a-z0-9]+")


class ScenarioUnnamed(Refused):
    """Gi scenarioet et navn med bokstaver eller tall, høyst {longest} tegn."""


def stem_of(name: str) -> str:
    """Return the file name, without ending, of what somebody calls a scenario; raises `ScenarioUnnamed`."""
    stem = _OTHER.sub("_", name.lower().translate(_LETTERS)).strip("_")
    if not stem or len(stem) > LONGEST:
        raise ScenarioUnnamed(longest=LONGEST)
    return stem


def path_of(stem: str) -> str:
    """Return the path of a scenario's file in its bundle."""
    return f"stories/{stem}.yaml"
