"""Build form-js files in a few words."""

import json
from typing import Any

Json = dict[str, Any]


def form_file(form_id: str, *components: Json) -> bytes:
    """Return the bytes of a ``.form`` file."""
    schema = {"type": "default", "id": form_id, "schemaVersion": 18, "components": list(components)}
    return json.dumps(schema, ensure_ascii=False).encode()


def component(kind: str, key: str, label: str, **more: Any) -> Json:
    """Return any component with a key; ``required``, ``min`` and the like are validations."""
    rules = {name: more.pop(name) for name in _RULES if name in more}
    validate = {"validate": rules} if rules else {}
    hide = {"conditional": {"hide": more.pop("hide")}} if "hide" in more else {}
    return {"type": kind, "id": f"felt_{key}", "key": key, "label": label, **validate, **hide, **more}


_RULES = ("required", "min", "max", "minLength", "maxLength", "pattern")


def textfield(key: str, label: str = "Tekst", **more: Any) -> Json:
    """Return a field for a line of text."""
    return component("textfield", key, label, **more)


def textarea(key: str, label: str = "Merknad", **more: Any) -> Json:
    """Return a field for several lines."""
    return component("textarea", key, label, **more)


def number(key: str, label: str = "Antall", **more: Any) -> Json:
    """Return a field for a number."""
    return component("number", key, label, **more)


def checkbox(key: str, label: str = "Ja", **more: Any) -> Json:
    """Return a box to tick."""
    return component("checkbox", key, label, **more)


def date(key: str, label: str = "Dato", **more: Any) -> Json:
    """Return a field for a date (or by ``subtype``); the label stands where form-js has it."""
    return {"subtype": "date", **component("datetime", key, "", **more), "dateLabel": label}


def select(key: str, label: str = "Valg", options: tuple[str, ...] = ("a", "b"), **more: Any) -> Json:
    """Return a field with options; ``type="radio"`` or ``"checklist"`` shows them otherwise."""
    kind = more.pop("type", "select")
    values = (
        [] if "valuesKey" in more else [{"label": option.capitalize(), "value": option} for option in options]
    )
    return component(kind, key, label, **({"values": values} if values else {}), **more)


def rows(path: str, *components: Json, label: str = "Rader", **more: Any) -> Json:
    """Return a list of rows with the same fields."""
    return {
        "type": "dynamiclist",
        "id": f"felt_{path}",
        "path": path,
        "label": label,
        "isRepeating": True,
        "allowAddRemove": True,
        "components": list(components),
        **more,
    }


def group(*components: Json, label: str = "Gruppe", **more: Any) -> Json:
    """Return fields under a heading."""
    return {"type": "group", "id": f"gruppe_{label}", "label": label, "components": list(components), **more}
