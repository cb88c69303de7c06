"""The access log in ArcSight's Common Event Format, one line a row, for a system that gathers logs.

`CEF:0|vendor|product|version|signature|name|severity|extension`: in the header a backslash and a pipe
are escaped, in the extension's values a backslash, an equals sign and line breaks.
"""

from collections.abc import Iterable, Iterator

from prosesser.store.audit import Access
from prosesser.store.instants import to_micros

HEADER = ("CEF:0", "Oslo kommune", "Sømløs", "1.0", "audit:access")
PERMIT, DENY = "Permit", "Deny"
_SEVERITY = {PERMIT: "INFO", DENY: "WARN"}
_IN_HEADER = str.maketrans({"\\": r"\\", "|": r"\|", "\n": " ", "\r": " "})
_IN_EXTENSION = str.maketrans({"\\": r"\\", "=": r"\=", "\n": r"\n", "\r": r"\r"})


def lines(rows: Iterable[Access]) -> Iterator[str]:
    """Yield a line of CEF for each row, with its line break."""
    for row in rows:
        yield f"{line(row)}\n"


def line(row: Access) -> str:
    """Return a row of the log as a line of CEF, without its line break.

    ``end`` is milliseconds since 1970 UTC, ``suid`` who, ``duid`` the case ("" for a list).
    """
    decision = PERMIT if row.permitted else DENY
    header = "|".join((*HEADER, row.action.translate(_IN_HEADER), _SEVERITY[decision]))
    extension = {
        "end": str(to_micros(row.at) // 1000),
        "suid": row.person,
        "duid": row.case or "",
        "act": row.action,
        "spriv": " ".join(row.roles),
        "cs1Label": "Unit",
        "cs1": row.unit,
        "cs2Label": "Ground",
        "cs2": row.ground,
        "msg": row.what,
        "flexString1Label": "Decision",
        "flexString1": decision,
    }
    fields = " ".join(f"{name}={value.translate(_IN_EXTENSION)}" for name, value in extension.items())
    return f"{header}|{fields}"
