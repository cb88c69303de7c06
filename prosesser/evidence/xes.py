"""Cases as XES, the interchange format of process mining: IEEE 1849-2016, one trace a case.

Written event by event: no more than one is in memory. Attributes of our own begin with ``somlos:``.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from prosesser.evidence.export import Log, Trace
from prosesser.evidence.happened import Row

NAMESPACE = "http://www.xes-standard.org/"
VERSION = "1849.2016"
ROOT = {"xmlns": NAMESPACE, "xes.version": VERSION, "xes.features": ""}
"""The attributes of the log. The namespace stands there alone, as a text: lxml would repeat it on each
event, and readers that clear elements as they begin (pm4py) crash on that."""
EXTENSIONS = {
    "concept": "Concept",
    "lifecycle": "Lifecycle",
    "org": "Organizational",
    "time": "Time",
    "identity": "Identity",
}
"""The standard's extensions that we use: prefix and name."""
CLASSIFIERS = {"Aktivitet": "concept:name", "Aktivitet og overgang": "concept:name lifecycle:transition"}
GLOBAL_EVENT = (
    ("string", "concept:name", "UKJENT"),
    ("string", "lifecycle:transition", "unknown"),
    ("date", "time:timestamp", "1970-01-01T00:00:00.000+00:00"),
)
GLOBAL_TRACE = (("string", "concept:name", "UKJENT"),)
"""What every event and every trace has, with what it would be if it had not."""

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attribute = tuple[str, str, str]
"""The type, key and value of an attribute."""


def write_xes(log: Log, target: IO[bytes]) -> None:
    """Write a log as XES in UTF-8."""
    with etree.xmlfile(target, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("log", ROOT):
            for part in _head(log):
                xml.write(part)
            for trace in log.traces:
                with xml.element("trace"):
                    for part in _trace(trace):
                        xml.write(part)
            if comment := log.comment():
                xml.write(etree.Comment(f" {_comment(comment)} "))


def _head(log: Log) -> Iterator[etree._Element]:
    for prefix, name in EXTENSIONS.items():
        yield _element("extension", name=name, prefix=prefix, uri=f"{NAMESPACE}{prefix}.xesext")
    yield _holding("global", GLOBAL_TRACE, scope="trace")
    yield _holding("global", GLOBAL_EVENT, scope="event")
    for name, keys in CLASSIFIERS.items():
        yield _element("classifier", name=name, keys=keys)
    yield _attribute(("string", "concept:name", log.name))
    yield _attribute(("string", "lifecycle:model", "standard"))
    yield _attribute(("int", "somlos:withheld", str(log.withheld)))
    yield _attribute(("int", "somlos:erased", str(log.erased)))


def _trace(trace: Trace) -> Iterator[etree._Element]:
    yield _attribute(("string", "concept:name", trace.case))
    yield _attribute(("id", "identity:id", str(uuid5(NAMESPACE_URL, trace.case))))
    yield _attribute(("string", "somlos:process", trace.process))
    yield _attribute(("string", "somlos:status", trace.status))
    for row in trace.rows:
        yield _holding("event", event_attributes(row))


def event_attributes(row: Row) -> Iterable[Attribute]:
    """Yield the attributes of an event that tell something."""
    yield "id", "identity:id", str(uuid5(NAMESPACE_URL, f"{row.case}/{row.number}"))
    for kind, key, value in (
        ("string", "concept:name", row.activity),
        ("string", "concept:instance", row.instance),
        ("string", "lifecycle:transition", row.transition),
        ("date", "time:timestamp", row.at),
        ("string", "org:resource", row.person),
        ("string", "org:group", row.unit),
        ("string", "org:role", row.role),
        ("int", "somlos:sequence", row.sequence),
        ("string", "somlos:kind", row.kind),
        ("string", "somlos:command", row.command),
        ("string", "somlos:element", row.element),
        ("string", "somlos:party", row.party),
        ("string", "somlos:lane", row.lane),
        ("string", "somlos:round", row.scope),
        ("date", "somlos:due", row.due),
        ("date", "somlos:rule", row.rule),
        ("date", "somlos:agreed", row.agreed),
        ("string", "somlos:clause", row.clause),
        ("string", "somlos:version", row.version),
    ):
        if value not in {"", None}:
            yield kind, key, _written(value)


def _written(value: str | int | date | None) -> str:
    """Write a value as XML Schema does; a day is the UTC midnight that begins it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00.000+00:00"
    return str(value)


def _holding(tag: str, attributes: Iterable[Attribute], **more: str) -> etree._Element:
    element = _element(tag, **more)
    element.extend(map(_attribute, attributes))
    return element


def _attribute(attribute: Attribute) -> etree._Element:
    kind, key, value = attribute
    return _element(kind, key=key, value=value)


def _element(tag: str, **attributes: str) -> etree._Element:
    written = {name: writable(text) for name, text in attributes.items()}
    return etree.Element(tag, written)


def writable(text: str) -> str:
    """Return a text with a mark in place of what XML cannot hold, such as control characters."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _comment(text: str) -> str:
    """Return a text that can stand in a comment."""
    return writable(text).replace("--", "- -").rstrip("-")
