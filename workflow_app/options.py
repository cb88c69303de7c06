"""The application's policy, and the lists that forms name in ``valuesKey``: units by kind, colleagues."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from prosesser.access import Actor
from prosesser.cases import OptionLists, Policy
from prosesser.definition.forms.model import Option
from prosesser.store.directory import Directory, Person, Unit
from workflow_app.clock import Clock
from workflow_app.units import DISTRICT, INSTITUTION, PARTIES

Choices = Iterable[Unit | Person]


class _Lists(Mapping[str, tuple[Option, ...]]):
    """Lists by name, each read from the directory only when it is asked for: a form names few of them."""

    def __init__(self, choices: Mapping[str, Callable[[], Choices]]) -> None:
        self._choices = choices

    def __getitem__(self, name: str) -> tuple[Option, ...]:
        return tuple(Option(label=choice.name, value=choice.id) for choice in self._choices[name]())

    def __iter__(self) -> Iterator[str]:
        return iter(self._choices)

    def __len__(self) -> int:
        return len(self._choices)


def policy(directory: Directory, clock: Clock, *, demo: bool) -> Policy:
    """Return what this application decides: its directory's lists, and no real persons in a ``demo``."""
    return Policy(
        options=lambda actor: option_lists(directory, actor, clock.now()),
        synthetic_only=demo,
        outside=lambda: {unit.id: unit.name for unit in directory.units(INSTITUTION) if not unit.covered},
    )


def in_cases(directory: Directory) -> tuple[Unit, ...]:
    """Return the units that can have a part in cases, by name: not the auditors'."""
    return tuple(unit for unit in directory.units() if unit.party in PARTIES)


def option_lists(directory: Directory, actor: Actor, now: datetime) -> OptionLists:
    """Return every list that a form may name, as ``actor`` may choose from it at ``now``."""
    return _Lists(
        {
            "bydeler": lambda: directory.units(DISTRICT),
            "institusjoner": lambda: directory.units(INSTITUTION),
            "enheter": lambda: in_cases(directory),
            "ansatte": lambda: directory.members(actor.unit, now),
        }
    )
