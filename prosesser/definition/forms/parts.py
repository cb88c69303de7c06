"""What components of a form are made of: texts, expressions, rules and properties."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from prosesser.definition.expressions import parse_feel
from prosesser.feel import Expression, FeelBudgetExceeded, FeelSyntaxError

Text = Annotated[str, StringConstraints(max_length=4000)]
LooseDecimal = Annotated[Decimal, Field(strict=False)]
"""A number, whole or not."""

Texts = Annotated[tuple[str, ...], Field(strict=False)]
"""A list of texts."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=100)]


def _feel(text: object) -> object:
    """Parse ``=expression``; nothing stays None, other values stay constants and are validated as such."""
    if text == "":
        return None
    if not isinstance(text, str) or not text.startswith("="):
        return text
    try:
        return parse_feel(text)
    except (FeelSyntaxError, FeelBudgetExceeded) as error:
        raise ValueError(str(error)) from error


MaybeFeel = BeforeValidator(_feel)
"""Marks a value that may be an expression, so that a broken one is never taken for a constant."""

Feel = Annotated[Expression | None, MaybeFeel]

Off = Literal[False]
"""A form-js switch that we honour only when it is off."""


def named_expressions(*named: tuple[str, object]) -> Iterator[tuple[str, Expression]]:
    """Yield those of the values that are expressions, each with its name."""
    for what, value in named:
        if isinstance(value, Expression):
            yield what, value


class Part(BaseModel):
    """Anything in a form: immutable, and strict about what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


class Conditional(Part):
    """When the component is hidden; a hidden field is neither required nor accepted."""

    hide: Feel = None


Screened = Literal["overalt", "alltid", "adressesperre"] | None


class FieldProperties(Part):
    """What form-js has no word for.

    ``tidligst`` and ``senest`` bound a date. Of a choice: ``ikke`` is the value that may not be chosen,
    ``unntak`` the field whose «ja» lets a unit be chosen that the circular does not cover.
    ``skjermes``: the answer is on no print for the resident (``overalt``: nor in any other text of one),
    or on none where the resident's address is protected. ``egne_ord``: what the resident reads above
    the answer, which is in the resident's own words.
    """

    format: Literal["fodselsnummer", "telefon"] | None = None
    tidligst: Feel = None
    senest: Feel = None
    ikke: Feel = None
    unntak: str = ""
    skjermes: Screened = None
    egne_ord: Text = ""
    krav: str = ""


class Required(Part):
    """Whether an answer must be given."""

    required: bool = False


class TextRules(Required):
    """Bounds of a text. ``pattern`` must match somewhere in it, as in form-js."""

    min_length: int | None = Field(default=None, alias="minLength", ge=0)
    max_length: int | None = Field(default=None, alias="maxLength", ge=1)
    pattern: str | None = None


class NumberRules(Required):
    """Bounds of a number, both included."""

    min: LooseDecimal | None = None
    max: LooseDecimal | None = None


class ListProperties(Part):
    """``minst``: how many rows must be filled in. ``skjermes``: as of a field."""

    minst: int = Field(default=0, strict=False, ge=0)
    skjermes: Screened = None
    krav: str = ""
