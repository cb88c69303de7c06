"""A facts file's bytes to plain data, strictly: YAML or JSON from people we do not know.

Aliases are refused (a few lines of them can mean gigabytes), and so is a key that is given
twice, where YAML and JSON libraries quietly keep the last.
"""

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from prosesser.errors import Refused

MAX_BYTES = 200_000


class UnreadableFacts(Refused):
    """Faktafilen {file} kan ikke leses: {problem}."""


class _Strict(yaml.SafeLoader):
    """YAML without aliases, repeated keys or keys that are not text; dates stay the text they are."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the overridden one
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            message = "den bruker alias (*). Skriv innholdet ut i stedet"
            raise yaml.YAMLError(message)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - the overridden signature
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        _refuse_odd_keys(keys)
        return super().construct_mapping(node, deep=deep)


def read(path: Path) -> object:
    """Return the file's data. Raises UnreadableFacts."""
    return parse(path.name, _bytes(path))


def parse(name: str, content: bytes) -> object:
    """Return the data of a file's bytes: JSON by its name, else YAML. Raises UnreadableFacts."""
    if len(content) > MAX_BYTES:
        raise UnreadableFacts(file=name, problem=f"den er større enn {MAX_BYTES // 1000} kB")
    try:
        text = content.decode("utf-8-sig")
        return _json(text) if name.endswith(".json") else yaml.load(text, _Strict)  # noqa: S506 - _Strict is a SafeLoader
    except UnicodeDecodeError:
        raise UnreadableFacts(file=name, problem="den er ikke lagret som UTF-8") from None
    except RecursionError:
        raise UnreadableFacts(file=name, problem="den er for dypt nøstet") from None
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableFacts(file=name, problem=_problem(error)) from None


def _problem(error: Exception) -> str:
    """Say what our rules object to, or where the libraries lost the thread."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return f"linje {mark.line + 1}, tegn {mark.column + 1} er ikke gyldig YAML"
    if isinstance(error, yaml.reader.ReaderError):
        return f"tegn {error.position + 1} er ikke skrivbar tekst"
    if isinstance(error, json.JSONDecodeError):
        return f"linje {error.lineno}, tegn {error.colno} er ikke gyldig JSON"
    return str(error)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFacts(file=path.name, problem=f"{error.strerror}") from None


def _json(text: str) -> object:
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_such_number)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _refuse_odd_keys([key for key, _ in pairs])
    return dict(pairs)


def _no_such_number(name: str) -> object:
    message = f"{name} er ikke et tall"
    raise ValueError(message)


def _refuse_odd_keys(keys: list[Any]) -> None:
    for number, key in enumerate(keys):
        if not isinstance(key, str):
            message = f"nøkkelen {key} må stå i anførselstegn"
            raise ValueError(message)  # noqa: TRY004 - a wrong file, not a wrong call
        if key in keys[:number]:
            message = f"«{key}» står to ganger på samme nivå"
            raise ValueError(message)
