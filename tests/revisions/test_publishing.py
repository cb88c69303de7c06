"""A revision becomes a version: checked, sent, approved by another person, published, each act kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest

from prosesser.access import NotAllowed
from prosesser.definition.bundle import DIAGRAM, digest
from prosesser.errors import Refused
from prosesser.revisions import (
    BaseReplaced,
    BothChanged,
    Check,
    CheckOutdated,
    DayPassed,
    EditedMeanwhile,
    NotApproved,
    NotAsApproved,
    NotChecked,
    NothingChanged,
    NotSent,
    OtherProcess,
    OwnWork,
    Publishing,
    ReasonMissing,
    Release,
    Revision,
    RevisionClosed,
    last_check,
)
from prosesser.store import revisions as rows
from tests.cases.world import DAY, MONDAY, World
from tests.revisions.owners import SHORTER, TODAY, Owners

FORM = "forms/tekst.form"


def refuses(owners: Owners, revision: Revision, refusal: type[Exception], deed: Callable[[], object]) -> None:
    """Check that a deed is refused, and that nothing has become of the revision or the versions."""
    before = owners.stands(revision), owners.log(revision), owners.version().digest
    with pytest.raises(refusal):
        deed()
    assert (owners.stands(revision), owners.log(revision), owners.version().digest) == before


def test_a_change_is_checked_sent_approved_by_another_and_published(owners: Owners) -> None:
    revision = owners.has_approved()
    definition = owners.publishes(revision)
    assert definition.name == "Den nye reisen"
    assert owners.version().digest == digest(revision.bundle)
    assert owners.stands(revision).status == "published"
    assert owners.log(revision) == [
        ("opened", "petra"),
        ("edited", "petra"),
        ("checked", "petra"),
        ("sent", "petra"),
        ("approved", "pia"),
        ("published", "petra"),
    ]


def test_new_cases_take_the_version_from_its_day_and_running_ones_keep_theirs(owners: Owners) -> None:
    world = owners.world
    old, running = owners.version().digest, world.refer()
    new = owners.publishes(owners.has_approved(), TODAY + 3 * DAY).digest
    before, after = world.refer(MONDAY + 2 * DAY), world.refer(MONDAY + 3 * DAY)
    pages = [world.inbox.case_page(world.actor("berit"), case, MONDAY) for case in (running, before, after)]
    assert [page.definition for page in pages] == [old, old, new]


def test_a_person_who_saves_again_and_again_is_one_line_of_the_log(owners: Owners) -> None:
    revision = owners.edits(owners.edits(owners.opens(), "Reise B"), "Reise C")
    revision = owners.revisions.save(
        owners.world.actor("pia"), revision.id, revision.edition, {FORM: None}, MONDAY
    )
    assert owners.log(revision) == [("opened", "petra"), ("edited", "petra"), ("edited", "pia")]


@pytest.mark.parametrize("reached", ["checked", "sent", "approved"])
def test_what_is_saved_again_is_a_draft_again(owners: Owners, reached: str) -> None:
    revision = owners.checks(owners.edits(owners.opens()))
    if reached != "checked":
        revision = owners.sends(revision)
    if reached == "approved":
        revision = owners.approves(revision)
    saved = owners.revisions.save(
        owners.world.actor("petra"), revision.id, revision.edition, {FORM: None}, MONDAY
    )
    assert (revision.status, saved.status) == (reached, "draft")
    acts = owners.publishing.acts(owners.world.actor("petra"), saved.id, MONDAY)
    assert last_check(saved, acts) is None
    refuses(owners, saved, NotApproved, lambda: owners.publishes(saved))


def test_a_check_counts_for_the_very_files_that_it_was_made_of(owners: Owners) -> None:
    revision = owners.edits(owners.opens())
    petra = owners.world.actor("petra")
    of_other_files = Check(revision.edition, "0" * 64)
    refuses(
        owners,
        revision,
        CheckOutdated,
        lambda: owners.publishing.check(petra, revision.id, of_other_files, MONDAY),
    )
    saved = owners.revisions.save(petra, revision.id, revision.edition, {FORM: None}, MONDAY)
    refuses(owners, saved, EditedMeanwhile, lambda: owners.checks(revision))


def test_what_changes_nothing_is_not_checked(owners: Owners) -> None:
    revision = owners.opens()
    refuses(owners, revision, NothingChanged, lambda: owners.checks(revision))


def test_errors_keep_a_revision_from_being_sent(owners: Owners) -> None:
    revision = owners.checks(owners.edits(owners.opens()), errors=("Plan har ingen bane.",))
    assert revision.status == "draft"
    refuses(owners, revision, NotChecked, lambda: owners.sends(revision))
    acts = owners.publishing.acts(owners.world.actor("petra"), revision.id, MONDAY)
    check = last_check(revision, acts)
    assert check is not None
    assert check.errors == ("Plan har ingen bane.",)


def test_what_was_not_checked_is_not_sent(owners: Owners) -> None:
    revision = owners.edits(owners.opens())
    refuses(owners, revision, NotChecked, lambda: owners.sends(revision))


def test_a_concern_is_sent_with_a_reason_that_stays(owners: Owners) -> None:
    revision = owners.checks(owners.edits(owners.opens()), SHORTER)
    for wrong in ("", "  ", "x" * 2001):
        refuses(owners, revision, ReasonMissing, partial(owners.sends, revision, frist=wrong))
    sent = owners.sends(revision, frist=" Beboere venter for lenge ")
    acts = owners.publishing.acts(owners.world.actor("pia"), sent.id, MONDAY)
    assert acts[-1].deed.details == {"reasons": {"frist": "Beboere venter for lenge"}}
    check = last_check(sent, acts)
    assert check is not None
    assert check.concerns == (SHORTER,)


def test_nobody_approves_what_they_have_worked_on(owners: Owners) -> None:
    revision = owners.edits(owners.opens(), person="pia")  # opened by Petra, edited by Pia
    sent = owners.sends(owners.checks(revision))
    for author in ("petra", "pia"):
        refuses(owners, sent, OwnWork, partial(owners.approves, sent, person=author))


def test_who_only_sent_it_does_not_approve_it(owners: Owners) -> None:
    sent = owners.sends(owners.checks(owners.edits(owners.opens())), person="pia")
    refuses(owners, sent, OwnWork, lambda: owners.approves(sent))


def test_an_approval_has_a_comment(owners: Owners) -> None:
    sent = owners.sends(owners.checks(owners.edits(owners.opens())))
    refuses(owners, sent, ReasonMissing, lambda: owners.approves(sent, " "))


def test_what_was_saved_and_sent_again_since_is_not_approved_unseen(owners: Owners) -> None:
    seen = owners.sends(owners.checks(owners.edits(owners.opens())))
    petra = owners.world.actor("petra")
    saved = owners.revisions.save(petra, seen.id, seen.edition, {FORM: seen.bundle[FORM] + b" "}, MONDAY)
    again = owners.sends(owners.checks(saved))
    refuses(owners, again, EditedMeanwhile, lambda: owners.approves(seen))
    assert owners.approves(again).status == "approved"


def test_only_what_was_sent_is_approved_or_sent_back(owners: Owners) -> None:
    revision = owners.checks(owners.edits(owners.opens()))
    refuses(owners, revision, NotSent, lambda: owners.approves(revision))
    refuses(owners, revision, NotSent, lambda: owners.sends_back(revision, "Vent litt"))


def test_what_is_sent_back_is_a_draft_with_the_reason(owners: Owners) -> None:
    sent = owners.sends(owners.checks(owners.edits(owners.opens())))
    refuses(owners, sent, ReasonMissing, lambda: owners.sends_back(sent, ""))
    back = owners.sends_back(sent, "Fristen må være fire måneder")
    assert back.status == "draft"
    acts = owners.publishing.acts(owners.world.actor("petra"), back.id, MONDAY)
    assert (acts[-1].deed.act, acts[-1].deed.reason) == ("returned", "Fristen må være fire måneder")
    refuses(owners, back, NotChecked, lambda: owners.sends(back))


def test_what_is_not_approved_is_not_published(owners: Owners) -> None:
    revision = owners.sends(owners.checks(owners.edits(owners.opens())))
    refuses(owners, revision, NotApproved, lambda: owners.publishes(revision))


@pytest.mark.parametrize(
    ("day", "reason", "refusal"),
    [(TODAY - timedelta(days=1), "Nytt", DayPassed), (TODAY, " ", ReasonMissing)],
)
def test_a_version_is_published_from_a_day_to_come_and_for_a_reason(
    owners: Owners, day: object, reason: str, refusal: type[Refused]
) -> None:
    revision = owners.has_approved()
    refuses(owners, revision, refusal, lambda: owners.publishes(revision, day, reason))  # type: ignore[arg-type] # a date of the table


def test_the_day_is_oslos(owners: Owners) -> None:
    revision = owners.has_approved()
    late = MONDAY.replace(hour=22, minute=30)  # 00:30 on Tuesday in Oslo
    refuses(owners, revision, DayPassed, lambda: owners.publishes(revision, TODAY, now=late))


def test_what_builds_on_a_version_to_come_may_begin_before_it_and_overtakes_it(owners: Owners) -> None:
    owners.publishes(owners.has_approved("Reise B"), TODAY + 9 * DAY)
    owners.publishes(owners.has_approved("Reise C"), TODAY + 2 * DAY)
    versions = owners.world.cases.versions
    names = [version.name for day in (1, 2, 9) for version in versions.published(MONDAY + day * DAY)]
    assert names == ["Reisen", "Reise C", "Reise C"]


def test_of_two_owners_with_the_same_base_the_second_is_told_what_to_do(owners: Owners) -> None:
    first, second = owners.has_approved("Reise B"), owners.has_approved("Reise C", "Noe annet")
    owners.publishes(first)
    refuses(owners, second, BaseReplaced, lambda: owners.publishes(second))
    with pytest.raises(BaseReplaced, match=r"erstattet 01\.06\.2026 av Petra.*Flytt utkastet over"):
        owners.publishes(second)
    refuses(owners, second, BothChanged, lambda: owners.moves_over(second))


def test_a_revision_moves_over_when_the_other_changed_other_files(owners: Owners) -> None:
    first, second = owners.has_approved("Reise B"), owners.opens("Kortere skjema")
    petra = owners.world.actor("petra")
    shorter = second.bundle[FORM] + b" "
    second = owners.revisions.save(petra, second.id, 1, {FORM: shorter}, MONDAY)
    second = owners.approves(owners.sends(owners.checks(second)))
    new = owners.publishes(first)
    moved = owners.moves_over(second)
    assert (moved.base, moved.status, moved.edition) == (new.digest, "draft", second.edition + 1)
    assert moved.bundle == {**new.bundle, FORM: shorter}
    assert owners.moves_over(moved) == moved
    assert owners.publishes(owners.approves(owners.sends(owners.checks(moved)))).name == "Reise B"


def test_two_who_publish_in_the_same_instant_do_not_both_win(owners: Owners) -> None:
    both = [owners.has_approved("Reise B"), owners.has_approved("Reise C", "Noe annet")]
    together, answers = Barrier(2), list[object]()

    def publish(revision: Revision) -> None:
        together.wait()
        try:
            answers.append(owners.publishes(revision).name)
        except BaseReplaced as refusal:
            answers.append(type(refusal))

    threads = [Thread(target=publish, args=(revision,)) for revision in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert BaseReplaced in answers
    assert owners.version().name in answers
    assert sorted(owners.stands(revision).status for revision in both) == ["approved", "published"]


def test_what_is_published_is_neither_changed_nor_discarded_nor_published_again(owners: Owners) -> None:
    revision = owners.has_approved()
    owners.publishes(revision)
    petra, pia = owners.world.actor("petra"), owners.world.actor("pia")
    deeds: list[Callable[[], object]] = [
        lambda: owners.revisions.save(petra, revision.id, revision.edition, {FORM: b"{}"}, MONDAY),
        lambda: owners.revisions.discard(petra, revision.id, MONDAY),
        lambda: owners.checks(revision),
        lambda: owners.publishing.send_back(pia, revision.id, revision.edition, "Nei", MONDAY),
        lambda: owners.publishes(revision),
        lambda: owners.moves_over(revision),
    ]
    for deed in deeds:
        refuses(owners, revision, RevisionClosed, deed)


def test_an_earlier_version_is_copied_to_take_back_what_has_changed(owners: Owners) -> None:
    first = owners.version()
    second = owners.publishes(owners.has_approved("Reise B"))
    petra = owners.world.actor("petra")
    back = owners.revisions.open(petra, first.digest, "Tilbake til slik det var", MONDAY)
    assert (back.base, back.bundle) == (second.digest, first.bundle)
    owners.publishes(owners.approves(owners.sends(owners.checks(back))), TODAY + DAY)
    versions = owners.world.cases.versions
    assert [version.name for version in versions.published(MONDAY)] == ["Reise B"]
    assert [version.name for version in versions.published(MONDAY + DAY)] == ["Reisen"]


def test_bytes_that_are_not_those_approved_are_never_published(owners: Owners) -> None:
    revision = owners.has_approved()
    with owners.world.store.maintain() as connection:
        tampered = replace(revision, bundle={**revision.bundle, FORM: b"{}"})
        rows.replace(connection, tampered, revision)
    refuses(owners, revision, NotAsApproved, lambda: owners.publishes(revision))


def test_another_process_is_not_published_as_a_version_of_this_one(owners: Owners) -> None:
    revision = owners.opens()
    other = revision.bundle[DIAGRAM].replace(b'"reise"', b'"ferd"')
    petra = owners.world.actor("petra")
    revision = owners.revisions.save(petra, revision.id, 1, {DIAGRAM: other}, MONDAY)
    revision = owners.approves(owners.sends(owners.checks(revision)))
    refuses(owners, revision, OtherProcess, lambda: owners.publishes(revision))


@pytest.mark.parametrize("person", ["berit", "lars", "ragna", "ingrid"])
def test_only_process_owners_take_part(
    world: World, publishing: Publishing, owners: Owners, person: str
) -> None:
    revision = owners.edits(owners.opens())
    actor, edition = world.actor(person), revision.edition
    check = Check(edition, digest(revision.bundle))
    deeds: list[Callable[[], object]] = [
        lambda: publishing.acts(actor, revision.id, MONDAY),
        lambda: publishing.authors(actor, MONDAY),
        lambda: publishing.check(actor, revision.id, check, MONDAY),
        lambda: publishing.send(actor, revision.id, edition, {}, MONDAY),
        lambda: publishing.approve(actor, revision.id, edition, "Ja", MONDAY),
        lambda: publishing.send_back(actor, revision.id, edition, "Nei", MONDAY),
        lambda: publishing.publish(actor, revision.id, edition, Release(TODAY, "Nå"), MONDAY),
        lambda: publishing.rebase(actor, revision.id, edition, MONDAY),
    ]
    for deed in deeds:
        refuses(owners, revision, NotAllowed, deed)
