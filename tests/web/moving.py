"""Another version of the real journey, and orders to move cases to it."""

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime

from prosesser.definition.bundle import DIAGRAM, Bundle
from prosesser.moves import Wanted
from prosesser.store import open_store
from tests.movers import work
from tests.web.conftest import actor
from workflow_app.web.desk import Desk

DEADLINE = "statusrapport_frist"
FOUR = b'=innflyttet_institusjon + duration("P4M")'
THREE = b'=innflyttet_institusjon + duration("P3M")'
RULE = (
    b'name="Frist: 4 m\xc3\xa5neder etter innflytting" cancelActivity="false" attachedToRef="statusrapport"'
)


def shorter(bundle: Bundle) -> dict[str, bytes]:
    """Return the journey with the status report due after three months instead of four."""
    diagram = bundle[DIAGRAM]
    before, found, after = diagram.partition(b'id="statusrapport_frist_tid"')
    assert found
    assert RULE in before
    assert FOUR in after
    before = before.replace(RULE, RULE.replace(b"4 m", b"3 m"))
    return {**bundle, DIAGRAM: before + found + after.replace(FOUR, THREE, 1)}


def publish_shorter(desk: Desk, now: datetime) -> str:
    """Publish it, and return its digest."""
    published = desk.cases.versions.latest()[0]
    return desk.cases.publish(shorter(published.bundle), actor("prosesseier"), now)


def work_on(desk: Desk) -> None:
    """Let the moves that were ordered be done."""
    with closing(open_store(desk.settings.database_url, desk.settings.master)) as store:
        work(store, desk.now)


def ordered_move(desk: Desk, now: datetime) -> Mapping[str, object]:
    """Order the move of all cases to that version; nobody has begun on it."""
    owner, digest = actor("prosesseier"), publish_shorter(desk, now)
    plan = desk.moves.find_out(owner, digest, now)
    work_on(desk)
    told = desk.moves.overview.plan(owner, plan, now)
    sources = frozenset(source.version for source in told.sources)
    run = desk.moves.begin(owner, plan, Wanted("Rapporten trengs tidligere", frozenset(), sources), now)
    return {"digest": digest, "run": run, "number": 1}
