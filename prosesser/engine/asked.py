"""Which form a command of the journal answers."""

from typing import TypeAlias

from prosesser.definition.model import Definition, Element
from prosesser.engine.commands import AddTask, CompleteTask, SendMessage, Start
from prosesser.engine.plan_commands import SaveItem

Answering: TypeAlias = AddTask | CompleteTask | SaveItem | SendMessage | Start
"""The commands that answer a form."""


def form_answered(definition: Definition, command: Answering) -> str | None:
    """Return the id of the form that a command answers; None where nothing is asked."""
    if isinstance(command, SaveItem):
        return definition.checklists[command.plan].form
    if isinstance(command, AddTask):
        addition = definition.elements[command.element].addition
        return None if addition is None else addition.form
    return _element(definition, command).form


def _element(definition: Definition, command: CompleteTask | SendMessage | Start) -> Element:
    if isinstance(command, CompleteTask):
        return definition.elements[command.task.rpartition(".")[0]]
    if isinstance(command, SendMessage):
        caught = command.catch.rpartition(".")[0] if command.catch else None
        return definition.elements[caught] if caught else definition.messages()[command.name][0]
    return definition.start
