"""A form as form-js writes it (``.form``, JSON), narrowed to what we honour.

Keys and component types that are not here are refused by name: a field that a modeler drew and
nobody renders would be an answer that nobody gets. Presentation that does not change what a form
asks (``layout``) is kept.
Schema: https://github.com/bpmn-io/form-js/tree/develop/packages/form-json-schema
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from prosesser.definition.forms.parts import (
    Conditional,
    FieldProperties,
    Key,
    ListProperties,
    LooseDecimal,
    MaybeFeel,
    NumberRules,
    Off,
    Part,
    Required,
    Text,
    TextRules,
    Texts,
    named_expressions,
)
from prosesser.feel import Expression

PROPOSAL = "forvalget"
"""What a default value decides: the one expression of a field that is read before any answer."""


class Component(Part):
    """What all components share."""

    id: Key
    conditional: Conditional = Conditional()
    layout: dict[str, Any] = Field(default_factory=dict)

    def expressions(self) -> Iterator[tuple[str, Expression]]:
        """Yield the component's expressions, each with what it decides (bokmål, definite form)."""
        yield from named_expressions(("betingelsen for å skjule", self.conditional.hide))


class TextView(Component):
    """A paragraph of text between the fields."""

    type: Literal["text"]
    text: Text


class Separator(Component):
    """A line between the fields."""

    type: Literal["separator"]


class Spacer(Component):
    """Empty space between the fields."""

    type: Literal["spacer"]
    height: int = 60


class InputField(Component):
    """A field with an answer, which becomes the fact ``key``."""

    key: Key
    label: Text = ""
    description: Text = ""
    properties: FieldProperties = FieldProperties()
    rules: Required = Field(default=Required(), alias="validate")
    readonly: Off = False
    disabled: Off = False

    @property
    def feel_type(self) -> str:
        """The FEEL type of the answer."""
        return "string"

    def expressions(self) -> Iterator[tuple[str, Expression]]:
        """Yield the component's expressions."""
        yield from super().expressions()
        said = self.properties
        bounds = (("tidligst", said.tidligst), ("senest", said.senest), ("ikke", said.ikke))
        yield from named_expressions(*bounds, (PROPOSAL, getattr(self, "default", None)))


class Textfield(InputField):
    """One line of text."""

    type: Literal["textfield"]
    rules: TextRules = Field(default=TextRules(), alias="validate")
    default: Annotated[Expression | str | None, MaybeFeel] = Field(default=None, alias="defaultValue")


class Textarea(InputField):
    """Several lines of text."""

    type: Literal["textarea"]
    rules: TextRules = Field(default=TextRules(), alias="validate")
    default: Annotated[Expression | str | None, MaybeFeel] = Field(default=None, alias="defaultValue")


class Number(InputField):
    """A number with at most ``decimals`` digits after the comma."""

    type: Literal["number"]
    rules: NumberRules = Field(default=NumberRules(), alias="validate")
    decimals: int | None = Field(default=None, alias="decimalDigits", ge=0, le=15)
    default: Annotated[Expression | LooseDecimal | None, MaybeFeel] = Field(None, alias="defaultValue")

    @property
    def feel_type(self) -> str:
        """The FEEL type of the answer."""
        return "number"


class Checkbox(InputField):
    """Yes or no; required means that it must be ticked."""

    type: Literal["checkbox"]
    default: Annotated[Expression | bool | None, MaybeFeel] = Field(default=None, alias="defaultValue")

    @property
    def feel_type(self) -> str:
        """The FEEL type of the answer."""
        return "boolean"


class Option(Part):
    """One of the answers to choose from."""

    label: Text
    value: Key


OptionList = Literal["bydeler", "institusjoner", "enheter", "ansatte"]
"""Lists of options that the application provides."""


class Choice(InputField):
    """A field whose options stand in the form, or come from a list of the application."""

    values: tuple[Option, ...] = Field(default=(), strict=False)
    values_key: OptionList | None = Field(default=None, alias="valuesKey")


class Radio(Choice):
    """One of few options, all visible."""

    type: Literal["radio"]
    default: Annotated[Expression | str | None, MaybeFeel] = Field(default=None, alias="defaultValue")


class Select(Choice):
    """One of many options."""

    type: Literal["select"]
    default: Annotated[Expression | str | None, MaybeFeel] = Field(default=None, alias="defaultValue")
    searchable: bool = False


class Checklist(Choice):
    """Any number of the options."""

    type: Literal["checklist"]
    default: Annotated[Expression | Texts | None, MaybeFeel] = Field(None, alias="defaultValue")

    @property
    def feel_type(self) -> str:
        """The FEEL type of the answer."""
        return "list<string>"


class Datetime(InputField):
    """A date, a time of day, or both (Oslo time)."""

    type: Literal["datetime"]
    subtype: Literal["date", "time", "datetime"] = "date"
    date_label: Text = Field(default="", alias="dateLabel")
    time_label: Text = Field(default="", alias="timeLabel")
    default: Annotated[Expression | str | None, MaybeFeel] = Field(default=None, alias="defaultValue")
    time_interval: int = Field(default=15, alias="timeInterval", ge=1, le=60)
    time_format: str = Field(default="", alias="timeSerializingFormat")
    use24h: Literal[True] = True

    @property
    def feel_type(self) -> str:
        """The FEEL type of the answer."""
        return "date and time" if self.subtype == "datetime" else self.subtype

    @model_validator(mode="before")
    @classmethod
    def _label(cls, data: object) -> object:
        """form-js labels each part of its own; the first part's label is the field's."""
        if isinstance(data, dict) and not data.get("label"):
            return {**data, "label": data.get("dateLabel") or data.get("timeLabel") or ""}
        return data


class Container(Component):
    """A component with others inside."""

    label: Text = ""
    components: tuple["AnyComponent", ...] = Field(default=(), strict=False)
    outline: bool = Field(default=False, alias="showOutline")
    vertical_alignment: str = Field(default="", alias="verticalAlignment")


class Group(Container):
    """Fields under a common heading; the answers are as if they stood outside it."""

    type: Literal["group"]
    path: Literal[""] = ""


class DynamicList(Container):
    """Rows of the same fields; the answer, a list of contexts, becomes the fact ``key``."""

    type: Literal["dynamiclist"]
    key: Key = Field(alias="path")
    properties: ListProperties = ListProperties()
    rows: int = Field(default=1, alias="defaultRepetitions", ge=0, le=20)
    repeating: Literal[True] = Field(default=True, alias="isRepeating")
    allow_add_remove: Literal[True] = Field(default=True, alias="allowAddRemove")
    disable_collapse: bool = Field(default=False, alias="disableCollapse")
    non_collapsed_items: int = Field(default=5, alias="nonCollapsedItems")

    @property
    def feel_type(self) -> str:
        """The FEEL type of the answer."""
        return "list<context>"


AnyComponent = Annotated[
    TextView
    | Separator
    | Spacer
    | Textfield
    | Textarea
    | Number
    | Checkbox
    | Radio
    | Select
    | Checklist
    | Datetime
    | Group
    | DynamicList,
    Field(discriminator="type"),
]


class Form(Part):
    """A form: what one task, message or start asks."""

    id: Key
    type: Literal["default"] = "default"
    components: tuple[AnyComponent, ...] = Field(strict=False)
    schema_version: int = Field(default=1, alias="schemaVersion")
    exporter: dict[str, str] = Field(default_factory=dict)
    execution_platform: str = Field(default="", alias="executionPlatform")
    execution_platform_version: str = Field(default="", alias="executionPlatformVersion")
    version_tag: str = Field(default="", alias="versionTag")

    def fields(self) -> Iterator["InputField | DynamicList"]:
        """Yield the fields whose answers become facts, in order; groups are looked into, rows are not."""
        return fields_of(self.components)


def fields_of(components: tuple[AnyComponent, ...]) -> Iterator[InputField | DynamicList]:
    """Yield the fields among components and the groups in them, in order."""
    for component in components:
        if isinstance(component, Group):
            yield from fields_of(component.components)
        elif isinstance(component, (InputField, DynamicList)):
            yield component


def walk(components: tuple[AnyComponent, ...]) -> Iterator[AnyComponent]:
    """Yield every component, those in groups and rows too, in order."""
    for component in components:
        yield component
        if isinstance(component, Container):
            yield from walk(component.components)
