"""Functions on contexts (DMN 1.5, 10.3.4.10)."""

from tests.feel.helpers import Table

CONTEXTS: Table = {
    "get value": [
        ('get value({a: 1}, "a")', 1),
        ('get value({a: 1}, "b")', None),
        ('get value({a: {b: 2}}, ["a", "b"])', 2),
        ('get value({a: 1}, ["a", "b"])', None),
        ("get value({a: 1}, [])", None),
        ('get value(null, "a")', None),
    ],
    "get entries": [
        ('get entries({a: 1, b: "x"})', [{"key": "a", "value": 1}, {"key": "b", "value": "x"}]),
        ("get entries({})", []),
        ("get entries(1)", None),
    ],
    "context": [
        ('context([{key: "a", value: 1}, {key: "b", value: 2}])', {"a": 1, "b": 2}),
        ('context({key: "a", value: 1})', {"a": 1}),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', None),
        ('context([{key: "a"}])', None),
        ("context([{key: 1, value: 1}])", None),
        ("context([])", {}),
    ],
    "context put": [
        ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
        ('context put({a: 1}, "a", 2)', {"a": 2}),
        ('context put({a: {b: 1}}, ["a", "b"], 2)', {"a": {"b": 2}}),
        ('context put({a: 1}, ["a", "b"], 2)', None),
        ("context put({a: 1}, [], 2)", None),
        ('context put(null, "a", 1)', None),
    ],
    "context merge": [
        ("context merge([{a: 1}, {b: 2, a: 3}])", {"a": 3, "b": 2}),
        ("context merge([])", {}),
        ("context merge([{a: 1}, 2])", None),
    ],
}
