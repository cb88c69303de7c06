"""Cases taken out of the system as logs of events.

What leaves holds no name, national id or free text of a resident. Cases of persons whose address is
protected stay, for a unit tells in which part of town somebody lives; alone, such a case leaves once another
auditor has approved.
Each case that leaves has a row of its own in the access log, which is there before the case is written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from prosesser.access import Action, Actor, Ground, NotAllowed, may
from prosesser.audit import Audits
from prosesser.audit.approvals import leaving
from prosesser.evidence.export import Log, Persons, Trace, Write, events
from prosesser.evidence.reading import Extent, Head
from prosesser.evidence.samples import Sample, sampled
from prosesser.evidence.selection import Narrowing
from prosesser.store import Store
from prosesser.store.audit import denials_logged, log_access, permitted
from prosesser.store.keys import Unsealable
from prosesser.store.versions import Versions

NAME = "Sømløs: hendelser i saker"


@dataclass(frozen=True, slots=True)
class Form:
    """How a log is written: by what, what that is called, and what persons are called in it."""

    write: Write
    name: str
    persons: Persons


class Exports:
    """Takes cases of a store out as logs."""

    def __init__(self, store: Store, versions: Versions) -> None:
        self._store = store
        self._versions = versions
        self._audits = Audits(store, versions)

    def case(self, actor: Actor, case: str, form: Form, now: datetime, target: IO[bytes]) -> Extent:
        """Write one case; raises `CaseNotFound`, `ExportNeedsApproval`, `ContentErased` or `Unsealable`."""
        with self._audits.open(actor, Action.EXPORT_CASE, case, now, _what(form)) as file:
            entries = file.entries()
            process, status = entries[-1].definition.key, file.stored.row.status
            trace = Trace(case, process, status, events(case, entries, form.persons))
            with leaving(self._store, file):
                form.write(Log(NAME, (trace,), withheld=0, erased=0, comment=str), target)
        return Extent(cases=1)

    def selection(
        self, actor: Actor, wanted: Narrowing, form: Form, now: datetime, target: IO[bytes]
    ) -> Extent:
        """Write the cases that the actor may audit, narrowed; return how many. Raises `NotAllowed`."""
        with denials_logged(self._store, actor, Action.EXPORT_EVIDENCE, now):
            if not may(actor, Action.EXPORT_EVIDENCE):
                raise NotAllowed
        self._log(actor, Action.EXPORT_EVIDENCE, now, f"{_what(form)}: {wanted}")
        with sampled(self._store, self._versions, actor, wanted, now) as sample:
            heads = tuple(_leaving(sample))
            extent = sample.extent
            log = Log(
                name=NAME,
                traces=self._traces(actor, sample, heads, form, now),
                withheld=extent.withheld,
                erased=extent.erased,
                comment=lambda: not_in_it(extent),
            )
            form.write(log, target)
        return extent

    def _traces(
        self, actor: Actor, sample: Sample, heads: Sequence[Head], form: Form, now: datetime
    ) -> Iterator[Trace]:
        for told in sample.told(heads):
            head = told.head
            self._log(actor, Action.EXPORT_CASE, now, _what(form), head.case)
            yield Trace(head.case, head.process, head.status, events(head.case, told.entries, form.persons))

    def _log(self, actor: Actor, action: Action, now: datetime, what: str, case: str | None = None) -> None:
        log_access(self._store, permitted(actor, action, now, case, Ground.ASSIGNED, what))


def not_in_it(extent: Extent) -> str:
    """Say which cases of a selection are not in a file; nothing when all are."""
    reasons = (
        (
            extent.withheld,
            "har adressesperre og tas bare ut én og én, når en annen revisor har godkjent det",
        ),
        (extent.erased, "er slettet"),
        (extent.unreadable, "kunne ikke leses: kontroller dem med somlos verify"),
    )
    told = [f"{count} {why}" for count, why in reasons if count]
    return f"Saker som ikke er med: {'. '.join(told)}." if told else ""


def _leaving(sample: Sample) -> Iterator[Head]:
    """Yield the cases that may leave, and count the others."""
    for head in sample.heads:
        try:
            protected = head.protected
        except Unsealable:
            sample.extent.unreadable += 1
            continue
        if protected:
            sample.extent.withheld += 1
        else:
            yield head


def _what(form: Form) -> str:
    return f"hendelser som {form.name}"
