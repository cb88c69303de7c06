"""``somlos export --format package`` and ``somlos verify PACKAGE``: nothing altered is believed."""

import zipfile
from pathlib import Path

import pytest

from prosesser.proof.signing import SigningKey, to_pem
from prosesser.store import Store, queries
from tests.cli.conftest import Run
from workflow_app import anchoring


@pytest.fixture
def case(demo_store: Store) -> str:
    with demo_store.read() as connection:
        return queries.case_ids(connection)[-1]


@pytest.fixture
def package(run: Run, demo_url: str, case: str, tmp_path: Path) -> Path:
    """A package of a demo case, which is anchored when it is made."""
    out = tmp_path / "pakke.zip"
    result = run("export", case, "--format", "package", "-o", out, "--database", demo_url)
    assert result.exit_code == 0, result.output
    return out


@pytest.fixture
def key(demo_url: str) -> Path:
    """The public key, as it is published beside the anchors."""
    (found,) = anchoring.folder(demo_url).glob("*.pem")
    return found


def test_a_package_is_made_again_and_held_against_the_key(run: Run, package: Path, key: Path) -> None:
    result = run("verify", package, "--public-key", key)
    assert (result.exit_code, "IKKE KONTROLLERT" in result.output) == (0, False)
    assert "gjort de" in result.output
    assert "signert" in result.output
    assert package.stat().st_mode & 0o077 == 0  # it tells of a person


def test_without_a_key_it_says_what_it_did_not_check(run: Run, package: Path) -> None:
    result = run("verify", package)
    assert (result.exit_code, "IKKE KONTROLLERT: roten" in result.output) == (3, True)


def test_another_key_is_named_and_refused(run: Run, package: Path, tmp_path: Path) -> None:
    (tmp_path / "annen.pem").write_bytes(to_pem(SigningKey(bytes(32)).public))
    result = run("verify", package, "--public-key", tmp_path / "annen.pem")
    assert (result.exit_code, "ikke er den du oppga" in result.output) == (1, True)


def test_it_holds_unpacked_too_and_a_changed_file_is_named(
    run: Run, package: Path, key: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "mappe")
    assert run("verify", tmp_path / "mappe", "--public-key", key).exit_code == 0
    people = tmp_path / "mappe" / "people.json"
    people.write_bytes(people.read_bytes().replace(b"a", b"e", 1))
    result = run("verify", tmp_path / "mappe", "--public-key", key)
    assert (result.exit_code, result.output) == (1, "FEIL: people.json er endret.\n")


def test_a_package_cut_short_is_refused(run: Run, package: Path, key: Path) -> None:
    package.write_bytes(package.read_bytes()[:-100])
    result = run("verify", package, "--public-key", key)
    assert (result.exit_code, result.output.startswith("FEIL: ")) == (1, True)


def test_it_needs_no_database(run: Run, package: Path) -> None:
    assert run("verify", package, "--database", "sqlite:///finnes-ikke.db").exit_code == 3


def test_a_package_that_is_not_there_is_not_taken_for_a_case(run: Run) -> None:
    result = run("verify", "borte.zip")
    assert (result.exit_code, result.output) == (1, "FEIL: borte.zip finnes ikke.\n")


def test_no_package_is_written_of_a_case_that_is_not_there(run: Run, demo_url: str, tmp_path: Path) -> None:
    out = tmp_path / "pakke.zip"
    result = run("export", "finnes-ikke", "--format", "package", "-o", out, "--database", demo_url)
    assert (result.exit_code, out.exists()) == (1, False)
