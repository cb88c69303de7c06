"""Process owners' working copies: opened from a version, saved edition by edition, put away."""

from dataclasses import replace

import pytest

from prosesser.access import NotAllowed
from prosesser.definition import Unreadable
from prosesser.definition.bundle import DIAGRAM, is_part
from prosesser.revisions import (
    EditedMeanwhile,
    NotAFile,
    Revision,
    RevisionClosed,
    Revisions,
    RevisionUnknown,
    TitleMissing,
)
from prosesser.store import revisions as rows
from prosesser.store.audit import accesses
from prosesser.store.versions import DefinitionChanged
from tests.cases.world import DAY, MONDAY, World

FORM = "forms/ny.form"


def test_a_revision_begins_as_a_copy_of_a_version(world: World, revision: Revision) -> None:
    (version,) = world.cases.versions.latest()
    assert revision.bundle == version.bundle
    assert (revision.base, revision.key, revision.edition) == (version.digest, "reise", 1)


def test_what_is_saved_is_the_next_edition(world: World, revisions: Revisions, revision: Revision) -> None:
    petra = world.actor("petra")
    saved = revisions.save(petra, revision.id, 1, {FORM: b"{}"}, MONDAY + DAY)
    assert (saved.edition, saved.bundle[FORM], saved.changed_at) == (2, b"{}", MONDAY + DAY)
    assert revisions.get(petra, revision.id, MONDAY) == saved
    assert revisions.save(petra, revision.id, 2, {FORM: None}, MONDAY).bundle == revision.bundle


def test_saving_what_stands_is_no_new_edition(world: World, revisions: Revisions, revision: Revision) -> None:
    same = {DIAGRAM: revision.bundle[DIAGRAM]}
    assert revisions.save(world.actor("petra"), revision.id, 1, same, MONDAY + DAY) == revision


def test_who_saves_over_another_is_told_who_it_was(
    world: World, revisions: Revisions, revision: Revision
) -> None:
    petra = world.actor("petra")
    revisions.save(replace(petra, person="pål"), revision.id, 1, {FORM: b"{}"}, MONDAY)
    with pytest.raises(EditedMeanwhile, match="pål har lagret") as refused:
        revisions.save(petra, revision.id, 1, {FORM: b"[]"}, MONDAY)
    assert refused.value.edition == 2
    assert revisions.get(petra, revision.id, MONDAY).bundle[FORM] == b"{}"


def test_two_who_save_at_once_do_not_both_win(world: World, revision: Revision) -> None:
    first = replace(revision, edition=2, changed_by="pål")
    with world.store.maintain() as connection:
        assert rows.replace(connection, first, revision)
        assert not rows.replace(connection, replace(first, changed_by="petra"), revision)


@pytest.mark.parametrize(
    "path",
    ["../secrets", "forms/../x.form", "forms/.x.form", "stories/a/b.yaml", "README.md", "/journey.bpmn"],
)
def test_only_files_of_a_journey_are_saved(
    world: World, revisions: Revisions, revision: Revision, path: str
) -> None:
    assert not is_part(path)
    with pytest.raises(NotAFile, match="ingen fil i en prosess"):
        revisions.save(world.actor("petra"), revision.id, 1, {path: b""}, MONDAY)


def test_a_revision_keeps_its_diagram_and_a_size_that_can_be_read(
    world: World, revisions: Revisions, revision: Revision
) -> None:
    petra = world.actor("petra")
    for files in ({DIAGRAM: None}, {FORM: bytes(2_000_001)}):
        with pytest.raises(Unreadable):
            revisions.save(petra, revision.id, 1, files, MONDAY)
    assert revisions.get(petra, revision.id, MONDAY) == revision


def test_what_is_discarded_is_gone(world: World, revisions: Revisions, revision: Revision) -> None:
    petra = world.actor("petra")
    assert revisions.all(petra, MONDAY) == (revision,)
    revisions.discard(petra, revision.id, MONDAY)
    assert revisions.all(petra, MONDAY) == ()
    with pytest.raises(RevisionUnknown):
        revisions.get(petra, revision.id, MONDAY)


def test_what_is_published_is_not_changed_any_more(
    world: World, revisions: Revisions, revision: Revision
) -> None:
    petra = world.actor("petra")
    with world.store.maintain() as connection:
        rows.replace(connection, replace(revision, status="published"), revision)
    for closed in (
        lambda: revisions.save(petra, revision.id, 1, {FORM: b"{}"}, MONDAY),
        lambda: revisions.discard(petra, revision.id, MONDAY),
    ):
        with pytest.raises(RevisionClosed):
            closed()


@pytest.mark.parametrize("title", ["", "  ", "x" * 101])
def test_a_revision_has_a_title(world: World, revisions: Revisions, title: str) -> None:
    (version,) = world.cases.versions.latest()
    with pytest.raises(TitleMissing):
        revisions.open(world.actor("petra"), version.digest, title, MONDAY)


def test_a_revision_is_of_a_version(world: World, revisions: Revisions) -> None:
    with pytest.raises(DefinitionChanged):
        revisions.open(world.actor("petra"), "0" * 64, "Av ingenting", MONDAY)


@pytest.mark.parametrize("person", ["berit", "lars", "ragna", "ingrid", "line"])
def test_only_process_owners_have_to_do_with_revisions(
    world: World, revisions: Revisions, revision: Revision, person: str
) -> None:
    actor = world.actor(person)
    deeds = (
        lambda: revisions.open(actor, revision.base, "Nytt", MONDAY),
        lambda: revisions.get(actor, revision.id, MONDAY),
        lambda: revisions.all(actor, MONDAY),
        lambda: revisions.save(actor, revision.id, 1, {FORM: b"{}"}, MONDAY),
        lambda: revisions.discard(actor, revision.id, MONDAY),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    logged = [access.action for access in accesses(world.store) if access.person == person]
    assert logged == ["endre prosess"] * len(deeds)
