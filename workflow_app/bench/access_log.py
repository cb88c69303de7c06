"""What a page of the access log costs when the log is long: on PostgreSQL, filled by the database itself.

The rows have placeholders for hashes: pages do not look at the chain. A page is timed as auditors get
it, from the search to the row that logs it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from prosesser.access import AUDITOR, Actor
from prosesser.audit.log import AccessLogs, Turn
from prosesser.audit.questions import Question
from prosesser.store import Store, assignments
from prosesser.store.access_search import Spot
from prosesser.store.assignments import Assignment, Selection
from prosesser.store.instants import to_micros

ROWS = 10_000_000
CASES, PERSONS, UNITS = 100_000, 2_000, 20
BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
EVERY = timedelta(seconds=6)
ROUNDS = 15
WHOLE = Actor("bench.alt", "bench", None, frozenset({AUDITOR}))
LIMITED = Actor("bench.enhet", "bench", None, frozenset({AUDITOR}))

# {g}: the row's number. One row in five is a list; one in fifty is denied; a case has two parties.
_FILL = """
INSERT INTO access_log
    (at, person, unit, action, case_id, ground, permitted, roles, what, sequence, previous, hash)
SELECT %(first)s + g * %(every)s, 'person-' || g * 7919 %% %(persons)s, 'unit-' || g %% %(units)s,
    CASE WHEN g %% 5 = 0 THEN 'liste over saker' WHEN g %% 500 = 1 THEN 'skrive ut' ELSE 'se sak' END,
    CASE WHEN g %% 5 = 0 THEN NULL ELSE 'case-' || g * 7 %% %(cases)s END,
    CASE WHEN g %% 50 = 1 THEN 'none' ELSE 'had_part+has_part' END, g %% 50 <> 1, 'saksbehandler', '', g,
    decode(md5(g::text) || md5(g::text), 'hex'), decode(md5(g::text) || md5(g::text), 'hex')
FROM generate_series(1, %(rows)s::bigint) AS g
"""
_CASES = """
INSERT INTO cases (id, definition, version, head, state, subject, status, opened_at, changed_at, started_by,
    start_key)
SELECT 'case-' || g, 'bench', 1, '', '', '', 'active', %(first)s, %(first)s, 'bench', g
FROM generate_series(0, %(cases)s - 1) AS g
"""
_PARTS = """
INSERT INTO participations (case_id, unit, party, first_sequence, starts_at)
SELECT 'case-' || g, 'unit-' || (g + side) %% %(units)s, 'side-' || side, 1, %(first)s
FROM generate_series(0, %(cases)s - 1) AS g, generate_series(0, 1) AS side
"""


def access_log_pages(store: Store, rows: int = ROWS) -> Mapping[str, float]:
    """Return the median milliseconds of a page of a log of so many rows, by what was searched for.

    The store is on PostgreSQL, and is filled. The statistics are brought up to date after that, as
    autovacuum would.
    """
    _fill(store, rows)
    now = BEGINNING + rows * EVERY + timedelta(days=1)
    _assign(store, now)
    logs = AccessLogs(store)
    return {name: _timed(search, logs, now) for name, search in _searches(rows).items()}


Search = Callable[[AccessLogs, datetime], object]


def _searches(rows: int) -> Mapping[str, Search]:
    middle = Turn(Spot(to_micros(BEGINNING + rows // 2 * EVERY), 0))
    day = (BEGINNING + rows // 3 * EVERY).date()

    def search(question: Question, actor: Actor = WHOLE, turn: Turn | None = None) -> Search:
        return lambda logs, now: logs.search(actor, question, now, turn)

    return {
        "first": search(Question()),
        "deep": search(Question(), turn=middle),
        "case": search(Question(case="case-777")),
        "person": search(Question(person="person-77")),
        "person_deep": search(Question(person="person-77"), turn=middle),
        "unit": search(Question(unit="unit-7")),
        "action": search(Question(action="skrive ut")),
        "denials": search(Question(denied=True)),
        "period": search(Question(first=day, last=day)),
        "person_and_period": search(Question(person="person-77", last=day)),
        "assignment": search(Question(), LIMITED),
        "assignment_deep": search(Question(), LIMITED, middle),
    }


def _timed(search: Search, logs: AccessLogs, now: datetime) -> float:
    times = []
    for _ in range(ROUNDS + 1):  # the first warms up
        began = perf_counter()
        search(logs, now)
        times.append((perf_counter() - began) * 1000)
    return round(median(times[1:]), 2)


def _fill(store: Store, rows: int) -> None:
    values = {
        "rows": rows,
        "cases": CASES,
        "persons": PERSONS,
        "units": UNITS,
        "first": to_micros(BEGINNING),
        "every": EVERY // timedelta(microseconds=1),
    }
    with store.driver() as connection:
        run: Callable[..., Any] = connection.cursor().execute
        run("SET synchronous_commit = off")
        run("SET maintenance_work_mem = '512MB'")
        run("INSERT INTO definitions (digest, key, name, bundle) VALUES ('bench', 'bench', 'Bench', '')")
        run(_CASES, values)
        run(_PARTS, values)
        # Filled first and indexed afterwards: as fast as the database can.
        indexes = run(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'access_log' "
            "AND indexname LIKE 'ix_%%'",
            {},
        ).fetchall()
        for name, _ in indexes:
            run(f"DROP INDEX {name}")
        run(_FILL, values)
        for _, definition in indexes:
            run(definition)
        connection.commit()
        connection.autocommit = True
        run("VACUUM ANALYZE")
        connection.autocommit = False


def _assign(store: Store, now: datetime) -> None:
    whole = Assignment(
        id="bench-alt",
        person=WHOLE.person,
        purpose="Bench",
        selection=Selection(),
        given_by="bench",
        given_at=BEGINNING,
        start=BEGINNING,
        end=now + timedelta(days=1),
    )
    limited = replace(whole, id="bench-enhet", person=LIMITED.person, selection=Selection(units=("unit-3",)))
    with store.maintain() as connection:
        for assignment in (whole, limited):
            assignments.give(connection, assignment)
