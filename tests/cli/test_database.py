"""`verify` of a database alone, `tick` and `db upgrade`: looking after a database."""

import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy

from prosesser.key_files import create_key_file
from prosesser.store.meta import Meta
from tests.cli.conftest import CASES, NOW, Run, invoke
from workflow_app import installation
from workflow_app.clock import ManualClock


def test_an_upgraded_empty_database_is_ready_and_upgrading_again_changes_nothing(
    run: Run, database_url: str
) -> None:
    for _ in range(2):
        assert run("db", "upgrade", "--database", database_url).exit_code == 0
    checked = run("verify", "--all", "--database", database_url)
    assert (checked.exit_code, "ikke kontrollert" in checked.output) == (3, True)  # nothing is anchored
    assert "0 frister" in run("tick", "--database", database_url).output


def test_the_key_files_beside_a_database_are_its_owners_alone(
    run: Run, sqlite_url: str, tmp_path: Path
) -> None:
    run("db", "upgrade", "--database", sqlite_url)
    for key in ("somlos.key", "somlos.sign"):
        assert stat.S_IMODE((tmp_path / key).stat().st_mode) == 0o600


def test_a_database_in_use_never_gets_another_key(run: Run, demo_url: str) -> None:
    key = installation.key_file(demo_url)
    key.unlink()
    for command in (("db", "upgrade"), ("tick",), ("verify", "--all"), ("demo",)):
        result = run(*command, "--database", demo_url)
        assert result.exit_code == 1
        assert "hovednøkkel" in result.output
    assert not key.exists()


def test_the_embedded_database_is_the_default(run: Run, tmp_path: Path) -> None:
    assert run("db", "upgrade").exit_code == 0
    assert (tmp_path / "var" / "somlos.db").exists()
    assert (tmp_path / "var" / "somlos.key").exists()
    assert run("tick").exit_code == 0


def test_the_environment_names_the_database(run: Run, demo_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", demo_url)
    assert f"{CASES} saker" in run("verify", "--all").output


@pytest.mark.parametrize(
    "command", [("tick",), ("verify", "--all"), ("serve",), ("demo",), ("db", "upgrade")]
)
@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://localhost/x", "ikke gyldig"),
        ("ikke en adresse", "ikke gyldig"),
        ("postgresql://noen:hemmelig@127.0.0.1:1/x", "Får ikke kontakt"),
    ],
)
def test_a_database_that_cannot_be_reached_is_refused_without_its_password(
    run: Run, command: tuple[str, ...], address: str, sentence: str
) -> None:
    result = run(*command, "--database", address)
    assert result.exit_code == 1
    assert sentence in result.output
    assert "hemmelig" not in result.output


@pytest.mark.parametrize("command", [("tick",), ("verify", "--all")])
def test_a_mistyped_file_name_is_refused_and_makes_no_file(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = run(*command, "--database", f"sqlite:///{tmp_path / 'borte.db'}")
    assert result.exit_code == 1
    assert "ingen database" in result.output
    assert not (tmp_path / "borte.db").exists()


def test_a_database_of_another_version_is_refused(run: Run, demo_url: str) -> None:
    alter(demo_url, "UPDATE alembic_version SET version_num = 'fra fremtiden'")
    for command in (("tick",), ("db", "upgrade"), ("serve",)):
        result = run(*command, "--database", demo_url)
        assert result.exit_code == 1
        assert "nyere" in result.output


def test_verify_needs_to_be_told_what(run: Run, demo_url: str) -> None:
    assert run("verify", "--database", demo_url).exit_code == 2
    assert run("verify", "abc", "--all", "--database", demo_url).exit_code == 2
    unknown = run("verify", "finnesikke", "--database", demo_url)
    assert (unknown.exit_code, "Fant ikke saken" in unknown.output) == (1, True)


def test_verify_names_the_first_row_that_was_tampered_with(run: Run, demo_url: str) -> None:
    case = a_case(demo_url)
    assert run("verify", case, "--database", demo_url).exit_code == 0
    lift_append_only(demo_url)
    alter(demo_url, "UPDATE journal SET person = 'en.annen' WHERE case_id = ? AND sequence >= 3", case)
    result = run("verify", "--all", "--database", demo_url)
    assert result.exit_code == 1
    assert f"{case}: FEIL, rad 3:" in result.output
    assert "1 med feil" in result.output


def test_verify_finds_a_state_that_the_journal_does_not_give(run: Run, demo_url: str) -> None:
    case = a_case(demo_url)
    alter(demo_url, "UPDATE cases SET status = 'cancelled' WHERE id = ?", case)
    result = run("verify", case, "--database", demo_url)
    assert result.exit_code == 1
    assert "FEIL, etter siste rad" in result.output


def test_tick_fires_everything_that_is_due_once(demo_url: str) -> None:
    clock = ManualClock(NOW)
    assert fired(demo_url, clock) == 0
    clock.advance(timedelta(days=45))
    first = fired(demo_url, clock)
    assert first > 0
    assert fired(demo_url, clock) == 0
    assert invoke("verify", "--all", "--database", demo_url, clock=clock).exit_code == 0


def test_tick_follows_the_clock_of_a_demo_database(demo_url: str) -> None:
    clock = ManualClock(NOW)
    with closing(installation.open_existing(demo_url)) as store:
        Meta(store).advance_clock(timedelta(days=45))
    assert fired(demo_url, clock) > 0
    assert fired(demo_url, clock) == 0


def fired(url: str, clock: ManualClock) -> int:
    result = invoke("tick", "--database", url, clock=clock)
    assert result.exit_code == 0
    assert result.output.rstrip().endswith(" 0 feilet")
    return int(result.output.split()[0])


def a_case(url: str, status: str = "active") -> str:
    """Return a case that is under way, or stands otherwise."""
    engine = sqlalchemy.create_engine(url)
    with engine.connect() as connection:
        query = "SELECT id FROM cases WHERE status = ? AND version > 5"
        found = connection.exec_driver_sql(query, (status,))
        case = str(found.scalars().first())
    engine.dispose()
    return case


def lift_append_only(url: str) -> None:
    """Drop the triggers that refuse changes, as somebody with the database's password could."""
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
        for name in names.all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    engine.dispose()


def alter(url: str, statement: str, *values: str) -> None:
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement, values)
    engine.dispose()


@pytest.mark.parametrize("command", [("tick",), ("db", "upgrade"), ("demo", "--cases", "1"), ("serve",)])
@pytest.mark.parametrize(
    "address", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///x.db?mode=ro"]
)
def test_an_sqlite_address_has_to_name_a_file_and_nothing_else(
    run: Run, tmp_path: Path, command: tuple[str, ...], address: str
) -> None:
    result = run(*command, "--database", address)
    assert result.exit_code == 1
    assert "ikke gyldig" in result.output
    assert not any(tmp_path.iterdir())


def test_another_key_than_the_cases_is_refused_before_anything_is_sealed_with_it(
    run: Run, demo_url: str
) -> None:
    key = installation.key_file(demo_url)
    key.unlink()
    create_key_file(key)
    for command in (("serve",), ("tick",), ("verify", "--all")):
        result = run(*command, "--database", demo_url)
        assert result.exit_code == 1
        assert "ikke den som sakene" in result.output


def test_a_damaged_database_file_is_said_to_be_so(run: Run, demo_url: str) -> None:
    file = installation.database_file(demo_url)
    assert file is not None
    whole = file.read_bytes()
    half = len(whole) // 8192 * 4096
    file.write_bytes(whole[:half] + bytes(len(whole) - half))
    result = run("verify", "--all", "--database", demo_url)
    assert result.exit_code == 1
    assert "er skadet" in result.output
