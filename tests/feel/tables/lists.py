"""Functions on lists (DMN 1.5, 10.3.4.4)."""

from datetime import timedelta

from tests.feel.helpers import Table, n

LISTS: Table = {
    "list contains": [
        ("list contains([1, 2, 3], 2)", True),
        ("list contains([1, null], null)", True),
        ("list contains([1], 2)", False),
        ('list contains([1], "1")', False),
        ("list contains(null, 1)", None),
    ],
    "list replace": [
        ("list replace([2, 4, 7, 8], 3, 6)", [2, 4, 6, 8]),
        ("list replace([1, 2], -1, 9)", [1, 9]),
        ("list replace([1, 2], 3, 9)", None),
        ("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", [5, 5, 7, 8]),
        ("list replace([1], function(a, b) null, 5)", None),
    ],
    "count": [("count([1, 2, 3])", 3), ("count([])", 0), ("count([[1, 2]])", 1), ("count(null)", None)],
    "min": [
        ("min([1, 2, 3])", 1),
        ("min(1, 2, 3)", 1),
        ("min(5)", 5),
        ("min([])", None),
        ('min("b", "a")', "a"),
        ("min(1, null)", None),
        ('min(1, "a")', None),
        ("min([true])", None),
    ],
    "max": [
        ("max([1, 2, 3])", 3),
        ("max(1, 3, 2)", 3),
        ("max([])", None),
        ('max(@"P1D", @"PT1H")', timedelta(days=1)),
    ],
    "sum": [
        ("sum([1, 2, 3])", 6),
        ("sum(1, 2)", 3),
        ("sum([])", None),
        ("sum(1, null)", None),
        ('sum("a", "b")', None),
    ],
    "mean": [("mean([1, 2, 3])", 2), ("mean(1, 2)", n("1.5")), ("mean([])", None), ('mean(1, "a")', None)],
    "all": [
        ("all([true, true])", True),
        ("all([true, null])", None),
        ("all([false, null])", False),
        ("all([])", True),
        ("all(true, false)", False),
        ("all([1])", None),
        ("all(null)", None),
    ],
    "any": [
        ("any([false, true])", True),
        ("any([false, null])", None),
        ("any([true, null])", True),
        ("any([])", False),
        ("any(false, false)", False),
    ],
    "sublist": [
        ("sublist([4, 5, 6], 1, 2)", [4, 5]),
        ("sublist([4, 5, 6], 2)", [5, 6]),
        ("sublist([4, 5, 6], -1, 1)", [6]),
        ("sublist([4, 5, 6], 0)", None),
        ("sublist([4, 5, 6], 4)", None),
        ("sublist([4, 5, 6], 2, 3)", None),
        ("sublist([4, 5, 6], 2, -1)", None),
        ("sublist([4, 5, 6], 2, 0)", []),
        ("sublist([4, 5, 6], 1.5)", None),
    ],
    "append": [
        ("append([1], 2, 3)", [1, 2, 3]),
        ("append([1], [2])", [1, [2]]),
        ("append([1], null)", [1, None]),
    ],
    "concatenate": [
        ("concatenate([1, 2], [3])", [1, 2, 3]),
        ("concatenate([1], 2)", [1, 2]),
        ("concatenate([1], null)", None),
    ],
    "insert before": [
        ("insert before([1, 3], 1, 2)", [2, 1, 3]),
        ("insert before([1, 3], 2, 2)", [1, 2, 3]),
        ("insert before([1, 3], -1, 2)", [1, 2, 3]),
        ("insert before([1, 3], 3, 2)", None),
    ],
    "remove": [("remove([1, 2, 3], 2)", [1, 3]), ("remove([1, 2, 3], -1)", [1, 2]), ("remove([1], 0)", None)],
    "reverse": [("reverse([1, 2, 3])", [3, 2, 1]), ("reverse([])", [])],
    "index of": [
        ("index of([1, 2, 3, 2], 2)", [2, 4]),
        ("index of([1, null], null)", [2]),
        ("index of([1], 9)", []),
    ],
    "union": [("union([1, 2], [2, 3])", [1, 2, 3])],
    "distinct values": [
        ("distinct values([1, 2, 3, 2, 1])", [1, 2, 3]),
        ("distinct values([1, 1.0, null, null])", [1, None]),
        ("distinct values([[1], [1]])", [[1]]),
    ],
    "flatten": [("flatten([[1, 2], [[3]], 4])", [1, 2, 3, 4]), ("flatten([])", [])],
    "product": [("product([2, 3, 4])", 24), ("product(2, 3)", 6), ("product([])", None)],
    "median": [("median(8, 2, 5, 3, 4)", 4), ("median([6, 1, 2, 3])", n("2.5")), ("median([])", None)],
    "stddev": [
        ("stddev(2, 4, 7, 5)", n("2.081665999466132735282297706979931")),
        ("stddev([47])", None),
        ("stddev([])", None),
    ],
    "mode": [
        ("mode(6, 3, 9, 6, 6)", [6]),
        ("mode([6, 1, 9, 6, 1])", [1, 6]),
        ("mode([])", []),
        ("mode([null])", None),
    ],
    "sort": [
        ("sort([3, 1, 4, 5, 2], function(x, y) x < y)", [1, 2, 3, 4, 5]),
        ('sort(list: ["b", "a"], precedes: function(x, y) x < y)', ["a", "b"]),
        ("sort([2, null, 1], function(x, y) x < y)", [2, None, 1]),
        ("sort([1], 1)", None),
    ],
}
