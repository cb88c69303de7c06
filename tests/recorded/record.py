"""Records the journals of a release, to be replayed by every later one.

    python -m tests.recorded.record 0.1.0

Makes cases of invented persons on a throw-away database, and writes them under tests/recorded/<release>.
A release that is recorded is never recorded again: see docs/package.md.
"""

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from prosesser.access import PROCESS_OWNER, SYSTEM
from prosesser.definition import load, read_folder
from prosesser.engine.messages import ClaimTask, CompleteTask, ProposeDate, Start
from prosesser.packages import Packages, Sources, verify
from prosesser.packages.verify import Files
from prosesser.store import MasterKey, Store, open_store, upgrade
from prosesser.store.versions import Versions
from tests.cases.test_moving import move, publish, undo
from tests.cases.versions import sooner, with_more
from tests.cases.world import DAY, MONDAY, World, people_world
from workflow_app import installation
from workflow_app.clock import ManualClock
from workflow_app.demo.deeds import Cast
from workflow_app.demo.people import BEGINNING, HOME_DISTRICT, populate, staff_of
from workflow_app.installation import JOURNEY
from workflow_app.rehearsal.story import read_story
from workflow_app.scheduler import fire_all_due

HERE = Path(__file__).parent
FILES = HERE / "files"
"""The files of all versions ever recorded, each once, by its SHA-256."""
STORIES = ("hovedlop", "etter_behov", "ny_bydel")
START = date(2024, 1, 15)
END = datetime(2026, 11, 1, tzinfo=UTC)

Recording = Callable[[Store], str]


def main(release: str) -> None:
    """Record a release; refuses one that is recorded."""
    folder = HERE / release
    folder.mkdir()
    versions: dict[str, dict[str, str]] = {}
    for name, record in {**{story: _played(story) for story in STORIES}, "flyttet": _moved}.items():
        files = _package(record, release)
        _write(folder / name, files)
        versions |= {digest: _kept(bundle) for digest, bundle in verify.versions(files).items()}
    text = json.dumps(versions, indent=1, sort_keys=True)
    (folder / "versions.json").write_text(f"{text}\n", encoding="utf-8")


def _package(record: Recording, release: str) -> Files:
    """Let a case be made on a database of its own, and return its package."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/somlos.db"
        upgrade(url)
        with closing(open_store(url, MasterKey(bytes(range(32))))) as store:
            case = record(store)
            sources = Sources(release, lambda _case: None, lambda _file: None)
            return verify.unpack(Packages(store, Versions(store)).export(SYSTEM, case, END, sources))


def _played(name: str) -> Recording:
    """Return what plays a story on the journey in bpmn/, to its end."""

    def record(store: Store) -> str:
        populate(store, BEGINNING)
        clock = ManualClock(BEGINNING)
        cases = installation.cases_of(store, clock)
        definition = load(read_folder(JOURNEY))
        cases.publish(definition.bundle, staff_of(HOME_DISTRICT, PROCESS_OWNER)[0].actor, BEGINNING)
        story = read_story(JOURNEY / "stories" / f"{name}.yaml")
        deeds, stopped = Cast(definition, story, START, 0).deeds(END)
        assert stopped is None, stopped
        case = ""
        for number, deed in enumerate(sorted(deeds, key=lambda deed: deed.at)):
            clock.advance(max(deed.at - clock.now(), timedelta()))
            if deed.actor is None:
                fire_all_due(cases, clock)
            elif isinstance(deed.command, Start):
                case = cases.start(deed.actor, definition.key, deed.command.answers, deed.at, f"nr-{number}")
            else:
                cases.execute(deed.actor, case, deed.command, deed.at, f"nr-{number}")
        return case

    return record


def _moved(store: Store) -> str:
    """Move a case, undo it, move it on to a third version, agree on a date, write a plan, and end it."""
    world = people_world(store)
    case = world.admitted()
    world.send("ingrid", case, ClaimTask("plan.1", "ingrid"), MONDAY + DAY)
    world.write("berit", case, MONDAY + DAY)
    tried = publish(world, sooner())
    move(world, case, tried)
    undo(world, case, tried)
    move(world, case, publish(world, with_more()))
    _finish(world, case)
    return case


def _finish(world: World, case: str) -> None:
    other = ProposeDate("plan_frist.1", date(2026, 6, 20), "institusjon", "Ferie", "Det er greit.")
    world.send("ingrid", case, other, MONDAY + 2 * DAY)
    world.complete("berit", case, "svar_bydel.1", MONDAY + 3 * DAY, forslag_svar="ja")
    reviewed = CompleteTask("rapport.1", {"tekst": "Rapporten"}, {"tiltak.1": {"status": "viderefores"}})
    world.send("berit", case, reviewed, MONDAY + 4 * DAY)
    world.complete("ingrid", case, "plan.1", MONDAY + 20 * DAY, tekst="Planen")
    world.complete("ingrid", case, "samtale.1", MONDAY + 21 * DAY)
    world.allocate(case, MONDAY + 22 * DAY)
    world.cases.fire_due(MONDAY + 30 * DAY)
    world.complete("berit", case, "avslutt.1", MONDAY + 31 * DAY)


def _write(folder: Path, files: Files) -> None:
    """Write a case as text: a row a line; of the states their digests, and the last one whole in the case."""
    folder.mkdir()
    rows, states = json.loads(files["journal.json"]), json.loads(files["states.json"])
    (folder / "journal.json").write_bytes(_lines(map(verify.canonical, rows)))
    (folder / "states.json").write_bytes(
        _lines(f'"{verify.sha256(one.encode())}"'.encode() for one in states)
    )
    (folder / "case.json").write_bytes(files["case.json"] + b"\n")
    (folder / "salt.txt").write_bytes(files["salt.txt"])


def _lines(parts: Iterable[bytes]) -> bytes:
    return b"[\n" + b",\n".join(parts) + b"\n]\n"


def _kept(bundle: Files) -> dict[str, str]:
    """Keep the files of a version where no other has kept them; return their digests."""
    FILES.mkdir(exist_ok=True)
    for content in bundle.values():
        (FILES / verify.sha256(content)).write_bytes(content)
    return {path: verify.sha256(content) for path, content in sorted(bundle.items())}


if __name__ == "__main__":
    main(*sys.argv[1:])
