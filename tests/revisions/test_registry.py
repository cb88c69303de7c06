"""The list of versions: who, when, why, how many cases run on it; and no number that singles anybody out."""

from dataclasses import replace

import pytest

from prosesser.access import NotAllowed
from prosesser.revisions import Registry
from tests.cases.world import DAY, MONDAY
from tests.revisions.owners import TODAY, Owners


def test_a_version_says_who_published_and_who_approved_it_and_why(owners: Owners, registry: Registry) -> None:
    first = owners.version().digest
    owners.publishes(owners.has_approved(), reason="Nytt rundskriv")
    second, before = registry.all(owners.world.actor("berit"), MONDAY)
    assert (second.publication.by, second.publication.reason, second.title) == (
        "petra",
        "Nytt rundskriv",
        "Plan etter en uke",
    )
    assert second.approval is not None
    assert (second.approval.deed.person, second.approval.deed.reason) == ("pia", "Det er greit")
    assert (second.before, second.standing) == (first, "current")
    assert (before.before, before.standing, before.approval, before.acts) == (None, "past", None, ())


def test_a_version_whose_day_has_not_come_is_told_apart(owners: Owners, registry: Registry) -> None:
    owners.publishes(owners.has_approved("Reise B"), TODAY + 9 * DAY)
    standing = [one.standing for one in registry.all(owners.world.actor("petra"), MONDAY)]
    assert standing == ["coming", "current"]
    owners.publishes(owners.has_approved("Reise C"), TODAY + 2 * DAY)
    for days, expected in ((0, ["coming", "past", "current"]), (2, ["current", "past", "past"])):
        standing = [one.standing for one in registry.all(owners.world.actor("petra"), MONDAY + days * DAY)]
        assert standing == expected


@pytest.mark.parametrize(("cases", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_few_cases_are_not_counted_aloud(
    owners: Owners, registry: Registry, cases: int, shown: int | None
) -> None:
    for _ in range(cases):
        owners.world.refer()
    (version,) = registry.all(owners.world.actor("petra"), MONDAY)
    assert version.running.count == shown


def test_a_version_is_found_by_its_digest(owners: Owners, registry: Registry) -> None:
    petra = owners.world.actor("petra")
    (version,) = registry.of(petra, owners.version().digest, MONDAY)
    assert version.definition.name == "Reisen"
    assert registry.of(petra, "0" * 64, MONDAY) == ()


def test_who_has_no_role_reads_no_versions(owners: Owners, registry: Registry) -> None:
    stranger = replace(owners.world.actor("berit"), roles=frozenset())
    with pytest.raises(NotAllowed):
        registry.all(stranger, MONDAY)
