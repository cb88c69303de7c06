"""Functions on contexts (DMN 1.5, 10.3.4.10), and the text of any value (10.3.4.1)."""

from collections.abc import Mapping, Sequence

from prosesser.feel.budget import Run
from prosesser.feel.builtins.registry import builtin, form, metered
from prosesser.feel.text import to_text
from prosesser.feel.values import Value

Context = Mapping[str, Value]


def _get_value(context: Context, key: str) -> Value:
    return context.get(key)


def _get_at(context: Context, keys: Sequence[Value]) -> Value:
    value: Value = context
    for key in keys:
        value = value.get(key) if isinstance(value, dict) and isinstance(key, str) else None
    return value if keys else None


def _get_entries(context: Context) -> list[Value]:
    return [{"key": key, "value": value} for key, value in context.items()]


def _context(entries: Sequence[Value]) -> Value:
    made: dict[str, Value] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not {"key", "value"} <= entry.keys():
            return None
        key = entry["key"]
        if not isinstance(key, str) or key in made:
            return None
        made[key] = entry["value"]
    return made


def _put(context: Context, key: str, value: Value) -> Value:
    return {**context, key: value}


def _put_at(run: Run, context: Context, keys: Sequence[Value], value: Value) -> Value:
    """Set a value below a path of keys; each but the last must lead to a context."""
    if not keys or not isinstance(keys[0], str):
        return None
    run.charge(1 + len(context))
    if len(keys) == 1:
        return _put(context, keys[0], value)
    inner = context.get(keys[0])
    if not isinstance(inner, dict):
        return None
    run.enter(1)
    below = _put_at(run, inner, keys[1:], value)
    run.leave(1)
    return None if below is None else _put(context, keys[0], below)


def _merge(contexts: Sequence[Value]) -> Value:
    merged: dict[str, Value] = {}
    for context in contexts:
        if not isinstance(context, dict):
            return None
        merged |= context
    return merged


def _string(run: Run, value: Value) -> str | None:
    return None if value is None else to_text(value, run)


CONTEXTS = (
    builtin("string", "Verdien som tekst.", metered("from: Any", _string)),
    builtin(
        "get value",
        "Verdien under en nøkkel, eller under flere nøkler etter hverandre.",
        form("m: context, key: string", _get_value),
        form("m: context, keys: list", _get_at),
    ),
    builtin("get entries", "Nøkler og verdier som en liste.", form("m: context", _get_entries)),
    builtin("context", "En kontekst av en liste med key og value.", form("entries: list", _context)),
    builtin(
        "context put",
        "Konteksten med en verdi satt inn under en nøkkel, eller under flere nøkler etter hverandre.",
        form("context: context, key: string, value: Any", _put),
        metered("context: context, keys: list, value: Any", _put_at),
    ),
    builtin(
        "context merge", "Flere kontekster slått sammen; den siste vinner.", form("contexts: list", _merge)
    ),
)
