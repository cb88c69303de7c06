"""`verify` against anchors, `anchor` and `erase`: as whoever runs or audits a deployment types them."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from prosesser.key_files import create_key_file
from prosesser.proof.certificates import read_certificate
from prosesser.proof.signing import read_public
from tests.cli.conftest import NOW, Run, invoke
from tests.cli.test_database import a_case, alter, lift_append_only
from workflow_app import anchoring, installation
from workflow_app.clock import ManualClock

LATER = NOW + timedelta(days=120)
ORDER = ("--basis", "personvernforordningen artikkel 17", "--decided-by", "Bydelsdirektøren")


@pytest.fixture(scope="module")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("liten")
    made = invoke("demo", "--cases", 4, "--database", f"sqlite:///{folder / 'demo.db'}")
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture
def demo_url(small_demo: Path, tmp_path: Path) -> str:
    """The URL of a demo of the test's own, with its keys and its anchor beside it."""
    return f"sqlite:///{shutil.copytree(small_demo, tmp_path / 'copied') / 'demo.db'}"


def files(url: str) -> tuple[Path, Path]:
    """Return the database's file, and the folder of its anchors."""
    file = installation.database_file(url)
    assert file is not None
    return file, anchoring.folder(url)


def test_a_demo_is_anchored_and_every_case_says_how_far(run: Run, demo_url: str) -> None:
    result = run("verify", a_case(demo_url), "--database", demo_url)
    assert result.exit_code == 0
    assert "forankret til rad" in result.output
    assert "(23. november 2026)" in result.output
    assert "Kontrollert mot 1 anker" in result.output


def test_rows_after_the_anchor_are_said_to_be_newer(run: Run, demo_url: str) -> None:
    assert run("tick", "--database", demo_url, clock=ManualClock(LATER)).exit_code == 0
    result = run("verify", "--all", "--database", demo_url)
    assert result.exit_code == 0
    assert "er nyere enn siste anker" in result.output
    made = run("anchor", "--database", demo_url, clock=ManualClock(LATER))
    assert (made.exit_code, "Anker 2 laget" in made.output) == (0, True)
    again = run("anchor", "--database", demo_url)
    assert "Ingenting er endret" in again.output
    assert "nyere enn siste" not in run("verify", "--all", "--database", demo_url).output


def test_without_anchors_nothing_is_green(run: Run, demo_url: str) -> None:
    _, folder = files(demo_url)
    shutil.rmtree(folder)
    result = run("verify", a_case(demo_url), "--database", demo_url)
    assert result.exit_code == 1  # the database made one, and it is gone
    assert "Anker 1 er laget, men er ikke i ankermappen" in result.output
    lift_append_only(demo_url)
    alter(demo_url, "DELETE FROM anchors")
    result = run("verify", a_case(demo_url), "--database", demo_url)
    assert result.exit_code == 3
    assert "ikke kontrollert mot anker" in result.output


def test_a_database_put_back_whole_is_older_than_its_anchors(run: Run, demo_url: str) -> None:
    file, _ = files(demo_url)
    earlier = file.read_bytes()
    later = ManualClock(LATER)
    run("tick", "--database", demo_url, clock=later)
    run("anchor", "--database", demo_url, clock=later)
    for log in file.parent.glob(f"{file.name}-*"):
        log.unlink()
    file.write_bytes(earlier)
    result = run("verify", "--all", "--database", demo_url)
    assert result.exit_code == 1
    assert "Databasen kjenner ikke anker 2: den er eldre enn ankeret." in result.output
    assert "Raden er borte" in result.output
    assert run("anchor", "--database", demo_url, clock=later).exit_code == 1  # and a new anchor hides nothing
    assert run("verify", "--all", "--database", demo_url).exit_code == 1


def test_copies_of_the_anchors_tell_on_their_own(run: Run, demo_url: str, tmp_path: Path) -> None:
    _, folder = files(demo_url)
    copy = shutil.copytree(folder, tmp_path / "kopi")
    key = tmp_path / "somlos.pem"
    key.write_text(run("anchor", "--public-key", "--database", demo_url).output)
    assert read_public(key) == anchoring.signing_key(demo_url).public
    later = ManualClock(LATER)
    run("tick", "--database", demo_url, clock=later)
    run("anchor", "--database", demo_url, clock=later)
    outside = ("--anchors", copy, "--public-key", key, "--database", demo_url)
    assert run("verify", a_case(demo_url), *outside).exit_code == 0
    lift_append_only(demo_url)
    case = a_case(demo_url)
    alter(demo_url, "UPDATE journal SET hash = ? WHERE case_id = ? AND sequence = 1", "x", case)
    assert run("verify", case, *outside).exit_code == 1


def test_signatures_of_another_key_do_not_count(run: Run, demo_url: str, tmp_path: Path) -> None:
    key = anchoring.key_file(demo_url)
    key.unlink()
    beside = run("verify", a_case(demo_url), "--database", demo_url)
    assert (beside.exit_code, "hvem som signerte" in beside.output) == (3, True)
    refused = run("anchor", "--database", demo_url)
    assert (refused.exit_code, "signeringsnøkkel" in refused.output) == (1, True)
    assert not key.exists()
    create_key_file(key)
    other = run("verify", a_case(demo_url), "--database", demo_url)
    assert (other.exit_code, "en annen nøkkel" in other.output) == (1, True)
    none = tmp_path / "ingen.pem"
    none.write_text("ikke en nøkkel")
    assert run("verify", "--all", "--public-key", none, "--database", demo_url).exit_code == 1


def test_the_verdict_as_data(run: Run, demo_url: str) -> None:
    case = a_case(demo_url)
    sound = json.loads(run("verify", case, "--json", "--database", demo_url).output)
    assert (sound["verdict"], sound["faults"], sound["unchecked"]) == ("stemmer", [], [])
    (told,) = sound["cases"]
    assert (told["case"], told["anchored"]["row"], told["anchored"]["anchor"]) == (case, told["rows"], 1)
    lift_append_only(demo_url)
    alter(demo_url, "UPDATE journal SET person = 'en.annen' WHERE case_id = ? AND sequence = 3", case)
    result = run("verify", case, "--json", "--database", demo_url)
    assert (result.exit_code, json.loads(result.output)["cases"][0]["faults"][0]["row"]) == (1, 3)


def test_a_new_demo_does_not_go_where_another_s_anchors_lie(run: Run, demo_url: str) -> None:
    file, folder = files(demo_url)
    file.unlink()
    result = run("demo", "--cases", 1, "--database", demo_url)
    assert (result.exit_code, str(folder) in result.output) == (1, True)
    assert not file.exists()


def test_the_environment_says_where_anchors_go_and_what_signs_them(
    run: Run, demo_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = anchoring.key_file(demo_url)
    monkeypatch.setenv("SOMLOS_SIGNING_KEY", key.read_text())
    monkeypatch.setenv("SOMLOS_ANCHORS", str(tmp_path / "andre"))
    key.unlink()
    assert run("anchor", "--database", demo_url).exit_code == 0
    assert (tmp_path / "andre" / "000001.json").exists()
    assert run("verify", a_case(demo_url), "--database", demo_url).exit_code == 0


def test_a_case_that_is_over_is_erased_with_a_certificate(run: Run, demo_url: str, tmp_path: Path) -> None:
    case, certificate = a_case(demo_url, "completed"), tmp_path / "bevis.json"
    unsure = run("erase", case, *ORDER, "-o", certificate, "--database", demo_url)
    assert (unsure.exit_code, certificate.exists()) == (2, False)
    done = run("erase", case, *ORDER, "--yes", "-o", certificate, "--database", demo_url)
    assert (done.exit_code, "slettet" in done.output) == (0, True)
    told = read_certificate(certificate.read_bytes())
    assert told is not None
    assert (told.case, told.decided_by) == (case, "Bydelsdirektøren")
    checked = run("verify", case, "--database", demo_url)
    assert (checked.exit_code, "innholdet er slettet" in checked.output) == (0, True)
    again = run("erase", case, *ORDER, "--yes", "--database", demo_url)
    assert (again.exit_code, "slettet fra før" in again.output) == (1, True)
    assert run("db", "sweep", "--database", demo_url).exit_code == 0


def test_a_case_that_runs_is_not_erased(run: Run, demo_url: str) -> None:
    result = run("erase", a_case(demo_url), *ORDER, "--yes", "--database", demo_url)
    assert (result.exit_code, "ikke avsluttet" in result.output) == (1, True)
    assert run("erase", "ukjent", *ORDER, "--yes", "--database", demo_url).exit_code == 1
