"""The journey itself: the journals of its stories, and its diagram edited as a process owner would."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from prosesser.calendar import end_of_day
from prosesser.definition import Definition, load, read_folder
from prosesser.definition.markup import BPMN, BPMNDI
from prosesser.engine import CaseState
from prosesser.engine.retraced import Recorded
from workflow_app.rehearsal.player import Player
from workflow_app.rehearsal.rehearse import Played, Rehearsal
from workflow_app.rehearsal.simulate import style_of
from workflow_app.rehearsal.story import read_story

JOURNEY = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
DIAGRAM = "journey.bpmn"
Xml = Any


@cache
def routine() -> Definition:
    """Return the journey as it is."""
    return load(read_folder(JOURNEY))


@cache
def played(story: str) -> tuple[Played, ...]:
    """Return the steps of a story, to its end."""
    told = read_story(JOURNEY / "stories" / f"{story}.yaml")
    rehearsal = Rehearsal(routine(), Player(told), style_of(routine(), told))
    end = told.end or told.start.replace(year=told.start.year + 3)
    return tuple(rehearsal.play(end_of_day(end)))


class Told:
    """A case of the routine, as a story has it up to something that happens, and not beyond."""

    def __init__(self, story: str, until: Callable[[CaseState], bool] = lambda _state: False) -> None:
        steps = list(played(story))
        last = next((number for number, step in enumerate(steps, 1) if until(step.state)), len(steps))
        self.history = [
            Recorded(number, step.at, step.command, step.events, step.party is None)
            for number, step in enumerate(steps[:last], 1)
        ]
        self.state = steps[last - 1].state
        self.now = steps[last - 1].at


def at(day: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(day), time(12), UTC)


class Edits:
    """A copy of the routine's folder."""

    def __init__(self) -> None:
        self.files = dict(read_folder(JOURNEY))
        self.root: Xml = etree.fromstring(self.files[DIAGRAM])

    def publish(self) -> Definition:
        """Return the version that it has become; refused when it does not hold."""
        return load({**self.files, DIAGRAM: etree.tostring(self.root, encoding="UTF-8")})

    def find(self, element: str) -> Xml:
        return next(xml for xml in self.root.iter() if xml.get("id") == element)

    def wait(self, timer: str, expression: str) -> "Edits":
        """Change when a timer falls due."""
        (time_of,) = self.find(timer).iter(f"{{{BPMN}}}timeDate")
        time_of.text = expression
        return self

    def draw_at(self, element: str, there: str) -> "Edits":
        """Move an element to where another one is drawn: into its lane."""
        mine, its = self._shape(element), self._shape(there)
        mine.replace(mine[0], deepcopy(its[0]))
        return self

    def task(self, element: str, beside: str, form: str = "oppgave_utfort") -> "Edits":
        """Draw a task in the part and lane of another one."""
        self._add(element, "userTask", beside)
        zeebe = "http://camunda.org/schema/zeebe/1.0"
        extensions = etree.SubElement(self.find(element), f"{{{BPMN}}}extensionElements")
        etree.SubElement(extensions, f"{{{zeebe}}}formDefinition", formId=form)
        return self

    def end(self, element: str, beside: str) -> "Edits":
        """Draw an end event."""
        return self._add(element, "endEvent", beside)

    def flow(self, source: str, target: str) -> "Edits":
        """Draw a flow."""
        name = f"{source}_til_{target}"
        flow = etree.SubElement(
            self.find(source).getparent(),
            f"{{{BPMN}}}sequenceFlow",
            id=name,
            sourceRef=source,
            targetRef=target,
        )
        etree.SubElement(self.find(source), f"{{{BPMN}}}outgoing").text = flow.get("id")
        etree.SubElement(self.find(target), f"{{{BPMN}}}incoming").text = flow.get("id")
        return self

    def lead(self, flow: str, target: str) -> "Edits":
        """Let a flow lead elsewhere."""
        xml = self.find(flow)
        old = self.find(xml.get("targetRef"))
        for incoming in old.findall(f"{{{BPMN}}}incoming"):
            if incoming.text == flow:
                old.remove(incoming)
        xml.set("targetRef", target)
        etree.SubElement(self.find(target), f"{{{BPMN}}}incoming").text = flow
        return self

    def remove(self, element: str) -> "Edits":
        """Take an element away, with what sits on it and what leads out of it."""
        gone = {element}
        gone |= {xml.get("id") for xml in self.root.iter() if xml.get("attachedToRef") == element}
        gone |= {xml.get("id") for xml in self.root.iter() if xml.get("sourceRef") in gone}
        for xml in list(self.root.iter()):
            if xml.get("id") in gone or xml.get("bpmnElement") in gone or xml.text in gone:
                xml.getparent().remove(xml)
        return self

    def ask(self, form: str, *fields: dict[str, Any]) -> "Edits":
        """Add fields to a form."""
        path = f"forms/{form}.form"
        content = json.loads(self.files[path])
        content["components"] += fields
        self.files[path] = json.dumps(content).encode()
        return self

    def _add(self, element: str, kind: str, beside: str) -> "Edits":
        part = self.find(beside).getparent()
        part.append(
            etree.Element(f"{{{BPMN}}}{kind}", id=element, name=element.replace("_", " ").capitalize())
        )
        shape = deepcopy(self._shape(beside))
        shape.set("id", f"{element}_form")
        shape.set("bpmnElement", element)
        self._shape(beside).getparent().append(shape)
        return self

    def _shape(self, element: str) -> Xml:
        return next(
            xml for xml in self.root.iter(f"{{{BPMNDI}}}BPMNShape") if xml.get("bpmnElement") == element
        )
