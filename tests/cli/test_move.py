"""``somlos move`` on a demo database: told first, then done, each case whole."""

import json
from datetime import date

from prosesser.definition import load
from prosesser.store import Store
from prosesser.store.publications import publish
from prosesser.store.versions import Versions
from tests.cli.conftest import NOW, Run
from tests.movers import publish_from
from tests.web.moving import DEADLINE, shorter


def published(store: Store) -> str:
    """Publish the journey with an earlier status report; its digest."""
    versions = Versions(store)
    bundle = shorter(versions.latest()[0].bundle)
    definition = load(bundle)
    with store.maintain() as connection:
        publish(connection, definition, "petra", NOW)
    return definition.digest


def test_a_dry_run_tells_and_changes_nothing(run: Run, demo_url: str, demo_store: Store) -> None:
    version = published(demo_store)
    result = run("move", version[:12], "--dry-run", "--json", "--database", demo_url)
    told = json.loads(result.stdout)
    assert told["version"] == version
    assert sum(told["plan"].values()) == told["cases"] > 0
    assert told["moved"] is None
    assert run("verify", "--all", "--database", demo_url).exit_code == 0


def test_cases_are_moved_and_verify(run: Run, demo_url: str, demo_store: Store) -> None:
    version = published(demo_store)
    arguments = ("--recompute", DEADLINE, "--reason", "Tidligere", "--json", "--database", demo_url)
    result = run("move", version, *arguments)
    told = json.loads(result.stdout)
    assert told["moved"]["moved"] > 0
    assert result.exit_code == (0 if told["moved"]["moved"] == told["cases"] else 1)
    assert run("verify", "--all", "--database", demo_url).exit_code == 0
    again = run("move", version, "--dry-run", "--json", "--database", demo_url)
    assert again.exit_code == 1 or json.loads(again.stdout)["cases"] < told["cases"]


def test_a_version_whose_day_is_to_come_is_told_of_but_takes_no_case(
    run: Run, demo_url: str, demo_store: Store
) -> None:
    bundle = shorter(Versions(demo_store).latest()[0].bundle)
    version = publish_from(demo_store, bundle, date(2026, 12, 1), NOW)
    refused = run("move", version, "--reason", "Vedtak", "--database", demo_url)
    assert refused.exit_code == 1
    assert "Versjonen gjelder fra 1. desember 2026. Saker kan flyttes til den" in refused.output
    result = run("move", version, "--dry-run", "--json", "--database", demo_url)
    told = json.loads(result.stdout)
    assert (told["day_to_come"], told["moved"]) == ("2026-12-01", None)
    assert sum(told["plan"].values()) == told["cases"] > 0
    assert "in force from 2026-12-01" in run("move", version, "--dry-run", "--database", demo_url).stdout


def test_cases_are_not_moved_without_a_reason(run: Run, demo_url: str) -> None:
    result = run("move", "0" * 64, "--database", demo_url)
    assert result.exit_code == 1
    assert "Skriv hvorfor sakene flyttes" in result.output


def test_a_version_that_is_none_is_refused(run: Run, demo_url: str) -> None:
    for wanted in ("1a2b", "0" * 64):
        result = run("move", wanted, "--dry-run", "--database", demo_url)
        assert (result.exit_code, "finnes ikke" in result.output) == (1, True)
