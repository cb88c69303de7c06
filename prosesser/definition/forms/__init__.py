"""Forms: what they ask, how answers are read, checked and shown."""

from prosesser.definition.forms.defaults import defaults
from prosesser.definition.forms.display import Line, display
from prosesser.definition.forms.errors import FieldError, FormErrors
from prosesser.definition.forms.model import Form, Option
from prosesser.definition.forms.plain import plain
from prosesser.definition.forms.post import Post, as_post, parse_post, standing, without_empty_rows
from prosesser.definition.forms.read import hidden, read
from prosesser.definition.forms.recorded import AsRecorded, FieldPlace, as_recorded

__all__ = [
    "AsRecorded",
    "FieldError",
    "FieldPlace",
    "Form",
    "FormErrors",
    "Line",
    "Option",
    "Post",
    "as_post",
    "as_recorded",
    "defaults",
    "display",
    "hidden",
    "parse_post",
    "plain",
    "read",
    "standing",
    "without_empty_rows",
]
