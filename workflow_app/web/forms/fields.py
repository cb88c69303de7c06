"""From a form's components to nodes that the templates render one by one.

Field names are the ones that the form's post reader expects: a field's key, and in a list
``list-row-key``. What stands in a field is always text as a browser would post it, so that what
somebody typed comes back as typed, right or wrong.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from prosesser.definition.forms import Post
from prosesser.definition.forms.model import (
    AnyComponent,
    Checkbox,
    Checklist,
    Choice,
    Component,
    Datetime,
    DynamicList,
    Form,
    Group,
    InputField,
    Number,
    Option,
    Radio,
    Select,
    Separator,
    Spacer,
    Textarea,
    Textfield,
    TextView,
)
from prosesser.definition.forms.typed import EXAMPLES
from workflow_app.wording import capital

ID_PREFIX = "felt-"

AnyField: TypeAlias = Textfield | Textarea | Number | Checkbox | Choice | Datetime


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in a form: texts, the error of each wrong field, fields that are hidden now.

    ``options`` are the lists that the application provides, ``rows`` tells how many rows each
    list has; errors, hidden fields and rows go by field name. ``focus`` names the list or row
    that was just changed.
    """

    post: Post
    errors: Mapping[str, str]
    hidden: Collection[str]
    rows: Mapping[str, int]
    options: Mapping[str, Sequence[Option]]
    focus: str

    def has_error(self, name: str) -> bool:
        """Whether a field, or something in the rows of a list, is wrong."""
        return any(path == name or path.startswith(f"{name}-") for path in self.errors)


@dataclass(frozen=True, slots=True)
class RowNode:
    """One row of a list."""

    name: str
    children: tuple["Node", ...]
    focused: bool

    @property
    def id(self) -> str:
        """The row's id in the page."""
        return ID_PREFIX + self.name


@dataclass(frozen=True, slots=True)
class Node:
    """A component with everything its template macro, named by ``kind``, needs."""

    kind: str
    name: str = ""
    label: str = ""
    description: str = ""
    required: bool = False
    error: str = ""
    value: str = ""
    chosen: tuple[str, ...] = ()
    options: Sequence[Option] = ()
    input_type: str = "text"
    input_mode: str = ""
    short: bool = False
    paragraphs: tuple[str, ...] = ()
    children: tuple["Node", ...] = ()
    rows: tuple[RowNode, ...] = ()
    focused: bool = False

    @property
    def id(self) -> str:
        """The field's id in the page."""
        return ID_PREFIX + self.name

    @property
    def described_by(self) -> str:
        """Ids of the texts that explain the field, for ``aria-describedby``."""
        parts = ((self.description, "hjelp"), (self.error, "feil"))
        return " ".join(f"{self.id}-{suffix}" for text, suffix in parts if text)


Builder: TypeAlias = Callable[[Any, str, Filling], Node]


def nodes(form: Form, filling: Filling, prefix: str = "") -> tuple[Node, ...]:
    """Return the nodes of the components that are visible now, in order; names begin with ``prefix``."""
    return _nodes(form.components, prefix, filling)


def _nodes(components: Sequence[AnyComponent], prefix: str, filling: Filling) -> tuple[Node, ...]:
    shown = (part for part in components if _is_shown(part, prefix, filling))
    return tuple(BUILDERS[type(part)](part, prefix, filling) for part in shown)


def _is_shown(part: AnyComponent, prefix: str, filling: Filling) -> bool:
    """Tell whether a component is shown.

    A hidden field is when it must be corrected, a group when something in it is.
    """
    if isinstance(part, Group):
        return any(_is_shown(inner, prefix, filling) for inner in part.components)
    if prefix + part.id not in filling.hidden:
        return True
    return isinstance(part, InputField | DynamicList) and filling.has_error(prefix + part.key)


def _field(kind: str, part: AnyField, prefix: str, filling: Filling) -> Node:
    name = prefix + part.key
    texts = tuple(filling.post.getlist(name))
    return Node(
        kind=kind,
        name=name,
        label=part.label,
        description=part.description,
        required=part.rules.required,
        error=filling.errors.get(name, ""),
        value=texts[0] if texts else "",
        chosen=texts,
    )


def _textfield(part: Textfield, prefix: str, filling: Filling) -> Node:
    node = _field("line", part, prefix, filling)
    match part.properties.format:
        case "telefon":
            return replace(node, input_type="tel", short=True)
        case "fodselsnummer":
            return replace(node, input_mode="numeric", short=True)
        case None:
            return node


def _number(part: Number, prefix: str, filling: Filling) -> Node:
    mode = "numeric" if part.decimals == 0 else "decimal"
    return replace(_field("line", part, prefix, filling), input_mode=mode, short=True)


def _datetime(part: Datetime, prefix: str, filling: Filling) -> Node:
    node = _field("line", part, prefix, filling)
    hint = " ".join(filter(None, (part.description, f"{capital(EXAMPLES[part.subtype])}.")))
    label = part.label or part.date_label or part.time_label
    return replace(node, label=label, description=hint, short=True)


def _choice(kind: str) -> Builder:
    def build(part: Choice, prefix: str, filling: Filling) -> Node:
        options = part.values or filling.options.get(part.values_key or "", ())
        return replace(_field(kind, part, prefix, filling), options=options)

    return build


def _group(part: Group, prefix: str, filling: Filling) -> Node:
    return Node("group", part.id, part.label, children=_nodes(part.components, prefix, filling))


def _rows(part: DynamicList, prefix: str, filling: Filling) -> Node:
    name = prefix + part.key
    return Node(
        "rows",
        name,
        part.label,
        error=filling.errors.get(name, ""),
        rows=tuple(_row(part, f"{name}-{number}", filling) for number in range(filling.rows.get(name, 0))),
        focused=filling.focus == name,
    )


def _row(part: DynamicList, name: str, filling: Filling) -> RowNode:
    return RowNode(name, _nodes(part.components, f"{name}-", filling), focused=filling.focus == name)


def _text(part: TextView, _prefix: str, _filling: Filling) -> Node:
    return Node("text", paragraphs=tuple(filter(None, map(str.strip, part.text.split("\n\n")))))


BUILDERS: Mapping[type[Component], Builder] = {
    Textfield: _textfield,
    Textarea: partial(_field, "textarea"),
    Checkbox: partial(_field, "checkbox"),
    Number: _number,
    Datetime: _datetime,
    Select: _choice("select"),
    Radio: _choice("radio"),
    Checklist: _choice("checklist"),
    Group: _group,
    DynamicList: _rows,
    TextView: _text,
    Separator: lambda _part, _prefix, _filling: Node("separator"),
    Spacer: lambda _part, _prefix, _filling: Node("spacer"),
}
"""How each type of component becomes a node."""
