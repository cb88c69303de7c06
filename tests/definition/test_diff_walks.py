"""Two generated versions of a journey: what is told is what differs, neither less nor more."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from prosesser.definition import Definition
from prosesser.definition.diff import compare
from prosesser.definition.examine import read_subject
from tests.builders import Journey, timer
from tests.form_files import date, textfield

LANES = ("bydel", "institusjon")
IDS = tuple("abcdef")


@dataclass(frozen=True)
class Step:
    """A task as a process owner draws it; months of 0: no deadline."""

    name: str
    lane: str
    months: int
    asks: tuple[str, ...]
    required: bool


STEPS = st.builds(
    Step,
    name=st.sampled_from(["Møte", "Rapport", "Plan"]),
    lane=st.sampled_from(LANES),
    months=st.integers(0, 3),
    asks=st.lists(st.sampled_from(["x", "y", "z"]), unique=True, max_size=3).map(tuple),
    required=st.booleans(),
)
Drawing = dict[str, Step]
DRAWINGS = st.dictionaries(st.sampled_from(IDS), STEPS, min_size=1, max_size=4)


def named(task: str, step: Step) -> str:
    """Names are told apart by their task: redrawn ones are another test's matter."""
    return f"{step.name} {task}"


def version(steps: Drawing) -> Definition:
    journey = Journey().form("dato", date("flyttet"))
    for lane in LANES:
        journey.lane(lane)
    journey.start(form="dato", lane="bydel")
    for task, step in steps.items():
        fields = [textfield(key, f"Felt {key}", required=step.required) for key in step.asks]
        journey.form(f"skjema_{task}", *fields)
        journey.node("userTask", task, name=named(task, step), lane=step.lane, form=f"skjema_{task}")
        if step.months:
            due = timer(date=f'=flyttet + duration("P{step.months}M")')
            journey.deadline(task, event=due)
    return read_subject(journey.node("endEvent", "slutt", lane="bydel").bundle()).definition


Told = tuple[str, str, str, str]


def differences(before: Drawing, after: Drawing) -> set[Told]:
    """What differs of two drawings: kind, subject, id and trait."""
    found: set[Told] = set()
    for task in before.keys() | after.keys():
        old, new = before.get(task), after.get(task)
        if old is None or new is None:
            kind = "added" if old is None else "removed"
            found |= {(kind, "step", task, ""), (kind, "form", f"skjema_{task}", "")}
            whole = old or new
            if whole is not None and whole.months:
                found.add((kind, "step", f"{task}_frist", "timer"))
            continue
        found |= set(_of_one(task, old, new))
    return found | _ways(before, after)


def _of_one(task: str, old: Step, new: Step) -> set[Told]:
    found: set[Told] = set()
    if old.name != new.name:
        found.add(("changed", "step", task, "name"))
    if old.lane != new.lane:
        found.add(("moved", "step", task, "lane"))
    if old.months != new.months:
        kind = "added" if not old.months else "removed" if not new.months else "changed"
        found.add((kind, "step", f"{task}_frist", "timer.expression" if kind == "changed" else "timer"))
    form = f"skjema_{task}"
    found |= {("added", "field", f"{form}.{key}", "") for key in set(new.asks) - set(old.asks)}
    found |= {("removed", "field", f"{form}.{key}", "") for key in set(old.asks) - set(new.asks)}
    common = set(old.asks) & set(new.asks)
    if old.required != new.required:
        found |= {("changed", "field", f"{form}.{key}", "rules.required") for key in common}
    if [key for key in old.asks if key in common] != [key for key in new.asks if key in common]:
        found.add(("changed", "form", form, "components"))
    return found


def _ways(before: Drawing, after: Drawing) -> set[Told]:
    """Ways between steps that both have; those of a step that came or went are told with it."""
    old, new = (set(pairwise(["start", *steps, "slutt"])) for steps in (before, after))
    both = {"start", "slutt", *(before.keys() & after.keys())}
    told = [("added", way) for way in new - old] + [("removed", way) for way in old - new]
    return {(kind, "flow", "_til_".join(way), "") for kind, way in told if both.issuperset(way)}


@settings(max_examples=60)
@given(DRAWINGS, DRAWINGS)
def test_what_is_told_is_what_differs(before: Drawing, after: Drawing) -> None:
    comparison = compare(version(before), version(after))
    told = {(change.kind, change.subject, change.id, change.what) for change in comparison.changes}
    assert told == differences(before, after)
    assert len(comparison.changes) == len(told)
    assert comparison.same == (before == after and list(before) == list(after))
    for change in comparison.changes:
        assert change.words.endswith(".")
        assert change.words[0].isupper() or change.words[0] == "«"


@settings(max_examples=60)
@given(DRAWINGS)
def test_a_version_does_not_differ_from_itself(steps: Drawing) -> None:
    comparison = compare(version(steps), version(steps))
    assert comparison.changes == ()
    assert comparison.layout == ()


@settings(max_examples=60)
@given(DRAWINGS, DRAWINGS)
def test_there_and_back_tells_the_same_things(before: Drawing, after: Drawing) -> None:
    turned = {"added": "removed", "removed": "added"}
    there, back = compare(version(before), version(after)), compare(version(after), version(before))
    undone = {
        (turned.get(one.kind, one.kind), one.id, one.what, one.after, one.before) for one in back.changes
    }
    assert {(one.kind, one.id, one.what, one.before, one.after) for one in there.changes} == undone
    assert sorted(there.layout) == sorted(back.layout)
