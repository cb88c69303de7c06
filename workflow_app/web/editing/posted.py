"""What an editor posts, read strictly: files as text, by path."""

import codecs
from collections.abc import Mapping
from typing import TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from prosesser.definition import Unreadable
from prosesser.definition.bundle import DIAGRAM, MAX_FILE_BYTES, Bundle
from prosesser.definition.safe_xml import read_xml
from prosesser.errors import Refused

MAX_POST_BYTES = 3 * MAX_FILE_BYTES
"""A saved diagram and some forms; text in JSON is a little longer than the file."""

NOT_BPMN = "den er gyldig XML, men ikke et BPMN-diagram. Velg filen som modelleringsverktøyet lagret"
FALLBACK = "latin-1"
ROOT = "{http://www.omg.org/spec/BPMN/20100524/MODEL}definitions"


class NotAPost(Refused):
    """Siden sendte noe vi ikke kan lese. Last siden på nytt; endringene er tatt vare på i nettleseren."""


Post = TypeVar("Post", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Unsaved(_Strict):
    """Files of a revision as they stand in an editor; None removes one."""

    files: Mapping[str, str | None]


class Saved(Unsaved):
    """Files that are to be saved over an edition."""

    edition: int


class Beat(_Strict):
    """That a window has the revision open."""

    window: str = Field(min_length=1, max_length=64)


def posted(kind: type[Post]) -> Post:
    """Read the body of the request; raises `NotAPost`."""
    try:
        return kind.model_validate_json(request.get_data())
    except ValidationError as error:
        raise NotAPost from error


def as_bytes(files: Mapping[str, str | None]) -> dict[str, bytes | None]:
    """Return the files as they are stored. Raises `NotAPost` for text that no file can hold."""
    try:
        return {path: None if text is None else text.encode() for path, text in files.items()}
    except UnicodeEncodeError as error:
        raise NotAPost from error


def as_text(bundle: Bundle) -> dict[str, str]:
    """Return all files as text; a diagram in another encoding than UTF-8 in the one that it declares."""
    return {path: _text(content) for path, content in bundle.items()}


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_declared_encoding(content), errors="replace")


def _declared_encoding(content: bytes) -> str:
    try:
        declared = read_xml(content, DIAGRAM).getroottree().docinfo.encoding or FALLBACK
        return codecs.lookup(declared).name
    except (Unreadable, LookupError):
        return FALLBACK


def check_diagram(content: bytes, name: str) -> None:
    """Refuse what is no BPMN diagram, or none that we open. Raises `Unreadable` with what to do."""
    if len(content) > MAX_FILE_BYTES:
        size = f"{MAX_FILE_BYTES // 1_000_000} MB"
        raise Unreadable(file=name, problem=f"den er større enn {size}. Velg en mindre fil")
    root = read_xml(content, name)
    if root.tag != ROOT or root.find("{*}process") is None:
        raise Unreadable(file=name, problem=NOT_BPMN)
