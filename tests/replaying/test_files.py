"""A replay as a file for the disk, and what its fragments say; and that it is measured as auditors wait."""

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import text, update

from prosesser.access import SYSTEM, Action
from prosesser.audit import AuditFile, Audits
from prosesser.engine.messages import ClaimTask, Start
from prosesser.store import Store
from prosesser.store.tables import journal
from prosesser.store.versions import Versions
from tests.builders import Journey
from tests.engine.play import NINE, Play
from tests.replaying.histories import History, record
from workflow_app.bench.replaying import lengthened, replay_frames
from workflow_app.web.offline import offline_replay
from workflow_app.web.replaying_film import glossary

EARLIER = NINE - timedelta(hours=1)


@pytest.fixture
def made(store: Store) -> History:
    """A task opened, and taken by a clock that had been put back."""
    play = Play(Journey().lane("bydel").start().task("moete").end())
    return record(store, play, [(Start({}), NINE), (ClaimTask("moete.1", "ida"), EARLIER)])


@contextmanager
def opened(store: Store, made: History) -> Iterator[AuditFile]:
    with Audits(store, Versions(store)).open(SYSTEM, Action.EXPORT_CASE, made.case, NINE) as file:
        yield file


def offline(store: Store, made: History) -> html.HtmlElement:
    with opened(store, made) as file:
        words = glossary(file, {})
        assert words is not None
        return html.document_fromstring(offline_replay(file, words).decode())


def digest(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def test_the_file_allows_its_own_style_and_script_and_nothing_else(store: Store, made: History) -> None:
    tree = offline(store, made)
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [style], [script] = tree.xpath("//style/text()"), tree.xpath("//script[@type='module']/text()")
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest(style)}'; "
        f"script-src 'sha256-{digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    assert not tree.xpath("//@src | //@style | //iframe | //form | //@*[starts-with(name(), 'on')]")
    assert all(link.startswith(("#", "data:")) for link in tree.xpath("//@href"))
    assert not re.search(r"@import|url\(|\bimport[ (]|https?:", style + script)


def test_a_clock_that_went_backwards_is_told_and_nothing_is_turned_round(store: Store, made: History) -> None:
    tree = offline(store, made)
    rows = [
        " ".join(row.text_content().split())
        for row in tree.xpath("//section[@aria-labelledby='alle']//tbody/tr")
    ]
    assert [row[:5] for row in rows] == ["Rad 1", "Rad 2"]
    assert "kl. 08.00" in rows[1]
    film = tree.xpath("//script[@data-frames]/text()")[0]
    assert film.count("Klokken gikk bakover") == 1


def test_a_file_of_a_damaged_case_says_where_it_stops(store: Store, made: History) -> None:
    with store.maintain() as connection:
        connection.execute(text("DROP TRIGGER journal_refuses_update"))
        connection.execute(update(journal).where(journal.c.sequence == 2).values(person="noen"))
    tree = offline(store, made)
    assert "Rad 2 stemmer ikke" in tree.text_content()
    assert len(tree.xpath("//section[@aria-labelledby='alle']//tbody/tr")) == 1
    assert not tree.xpath("//*[@data-color='success' and contains(@class, 'ds-alert')]")


def test_what_an_auditor_waits_for_is_measured(store: Store, made: History) -> None:
    assert len(list(lengthened(made.steps, 12))) == 12
    figures = replay_frames(store, made.steps, 12)
    assert figures.keys() == {
        "replay_rows",
        "replay_first_frame_ms",
        "replay_last_frame_ms",
        "replay_all_frames_ms",
    }
    assert figures["replay_rows"] == 12
    assert all(figures.values())
