"""Commands, events and states come back from JSON as they went in, and stay small."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prosesser.engine import CaseState, OpenTask, Round, Timer, canonical, digest
from prosesser.engine.codec import Answers, Due, Facts, Names, Reviews
from prosesser.engine.messages import (
    COMMANDS,
    EVENTS,
    Message,
    UnknownMessage,
    command_from_json,
    event_from_json,
)

TEXT = st.text(max_size=10)
INSTANTS = st.datetimes(timezones=st.just(UTC))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    TEXT,
    st.dates(),
    INSTANTS,
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.lists(TEXT, max_size=3),
    st.dictionaries(TEXT, st.dates(), max_size=3),
)
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    str | None: st.none() | TEXT,
    bool: st.booleans(),
    date: st.dates(),
    date | None: st.none() | st.dates(),
    Answers: st.dictionaries(TEXT, st.none() | st.booleans() | st.integers() | TEXT, max_size=3),
    Facts: st.dictionaries(TEXT, VALUES, max_size=3),
    Reviews: st.dictionaries(TEXT, st.dictionaries(TEXT, st.none() | TEXT, max_size=2), max_size=2),
    Mapping[str, int]: st.dictionaries(TEXT, st.integers(), max_size=2),
    int: st.integers(),
    Names: st.lists(TEXT, max_size=3).map(tuple),
    Due: st.none() | st.dates() | INSTANTS,
    datetime | None: st.none() | INSTANTS,
    frozenset[str]: st.frozensets(TEXT, max_size=2),
    Mapping[str, datetime]: st.dictionaries(TEXT, INSTANTS, max_size=2),
    Mapping[str, Round]: st.builds(Round, TEXT, st.dictionaries(TEXT, VALUES, max_size=2)).map(
        lambda its: {its.id: its}
    ),
    tuple[Any, ...]: st.just(({"at": "a", "n": 2, "beside": [["a_frist", 2]]},)),
    CaseState: st.deferred(lambda: st.just(state())),
}


def messages() -> st.SearchStrategy[Message]:
    kinds = [*COMMANDS.values(), *EVENTS.values()]
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.builds(kind, **{item.name: BY_TYPE[item.type] for item in fields(kind)})
    )


@given(messages())
def test_a_message_comes_back_as_it_went(message: Message) -> None:
    data = json.loads(json.dumps(message.to_json()))
    read = command_from_json if message.kind in COMMANDS else event_from_json
    assert read(data) == message


@pytest.mark.parametrize("data", [{"kind": "Ukjent"}, {}, {"kind": None}, {"kind": "CaseStarted"}])
def test_an_unknown_kind_of_command_is_not_guessed(data: dict[str, Any]) -> None:
    with pytest.raises(UnknownMessage):
        command_from_json(data)


def test_every_kind_has_one_name() -> None:
    assert not COMMANDS.keys() & EVENTS.keys()


def state() -> CaseState:
    noon = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
    return CaseState(
        status="active",
        facts={"dag": date(2026, 1, 12), "tall": Decimal("1.50"), "liste": [{"a": None}]},
        rounds={"s.1": Round("s.1", {"loopCounter": Decimal(1)}, outer=None)},
        parties={"leder": "bydel", "ukjent": None},
        ended=frozenset({"institusjon", "bydel"}),
        ordinals={"a": 2},
        tasks={"a.2": OpenTask("a.2", "leder", "bydel", noon, claims={"bydel": "ida"})},
        timers={
            "a_frist.2": Timer("a_frist.2", noon, "a.2", deadline=True, due=date(2026, 1, 13), fires_at=noon)
        },
        tokens=({"at": "a", "n": 2, "beside": [["a_frist", 2]]},),
    )


def test_a_state_comes_back_as_it_went() -> None:
    assert CaseState.from_json(json.loads(canonical(state()))) == state()


def test_what_has_its_default_takes_no_room() -> None:
    assert CaseState("active").to_json() == {"status": "active"}
    optional = [
        item for item in fields(CaseState) if item.default is MISSING and item.default_factory is MISSING
    ]
    assert [item.name for item in optional] == ["status"]


def test_the_digest_does_not_depend_on_how_a_state_was_put_together() -> None:
    one = state()
    other = CaseState.from_json(dict(reversed(one.to_json().items())))
    assert digest(one) == digest(other) == digest(state())


def test_a_digest_is_the_same_for_ever() -> None:
    """Histories are chained over it: a change of the form would make old ones seem forged."""
    assert digest(state()) == "932907e015d2766b6a6e9d708d042fc0e3522609d80b36bcd73c378cc6cb37b0"
