"""Histories of a unit's cases, read from the store and remembered."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from threading import Lock
from typing import Any

from prosesser.calendar import start_of_day
from prosesser.record import Entry
from prosesser.reports.history import History, Part, history_of
from prosesser.reports.making import Case
from prosesser.reports.periods import Period
from prosesser.store import Connection, MasterKey, journal
from prosesser.store.histories import cases_of_unit, journals, states
from prosesser.store.instants import from_micros, to_micros
from prosesser.store.keys import CaseKey
from prosesser.store.versions import Versions

MOST = 20_000
"""Histories that are remembered, some ten kilobytes each; the one unused the longest goes first."""

Version = tuple[int, Part]


class Histories:
    """The histories read so far, by case and unit: each holds for one version of its case."""

    def __init__(self, master: MasterKey, versions: Versions) -> None:
        self._master = master
        self._versions = versions
        self._known: OrderedDict[tuple[str, str], tuple[Version, History]] = OrderedDict()
        self._lock = Lock()

    def of_unit(self, connection: Connection, unit: str, period: Period) -> list[Case]:
        """Return the unit's cases as they were when a period ended, those that had begun.

        Left out are cases that were over before the period, and erased ones.
        """
        found = cases_of_unit(connection, unit, to_micros(start_of_day(period.first)))
        rows = {case: list(its) for case, its in groupby(found, key=lambda row: str(row.case_id))}
        versions = {case: (its[0].version, _part(unit, its)) for case, its in rows.items()}
        histories = self._remembered(unit, versions)
        missing = sorted(rows.keys() - histories.keys())
        sealed = states(connection, missing)
        for case, its_journal in journals(connection, missing):
            _, part = versions[case]
            histories[case] = self._read(part, rows[case][0], sealed[case], its_journal)
            self._remember((case, unit), versions[case], histories[case])
        cases = (histories[case].at_end_of(period) for case in sorted(histories))
        return [case for case in cases if case is not None]

    def _remembered(self, unit: str, versions: Mapping[str, Version]) -> dict[str, History]:
        found = {}
        with self._lock:
            for case, version in versions.items():
                known = self._known.get((case, unit))
                if known is not None and known[0] == version:
                    self._known.move_to_end((case, unit))
                    found[case] = known[1]
        return found

    def _remember(self, key: tuple[str, str], version: Version, history: History) -> None:
        with self._lock:
            self._known[key] = (version, history)
            self._known.move_to_end(key)
            while len(self._known) > MOST:
                self._known.popitem(last=False)

    def _read(self, part: Part, row: Any, sealed: bytes, its_journal: Iterable[Any]) -> History:  # noqa: ANN401 - database rows
        key = self._master.case_key(row.case_id, row.sealed)
        state = journal.read_state(key.open("state", row.version, sealed))
        entries = list(self._entries(key, its_journal))
        return history_of(self._versions.get(row.definition), part, entries, state.facts)

    def _entries(self, key: CaseKey, rows: Iterable[Any]) -> Iterator[Entry]:
        for row in rows:
            command, events = journal.decode(key.open("payload", row.sequence, row.payload))
            version = self._versions.get(row.definition)
            yield Entry(row.sequence, from_micros(row.at), row.person, row.unit, command, events, version)


def _part(unit: str, rows: Iterable[Any]) -> Part:
    return Part(unit, tuple((row.first_sequence, row.last_sequence) for row in rows))
