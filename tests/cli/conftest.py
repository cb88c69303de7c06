"""The command line, run in an empty folder without settings from outside; a demo database to look into."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prosesser.store import Store
from workflow_app import installation
from workflow_app.cli import main
from workflow_app.clock import Clock, ManualClock

JOURNEY = Path(__file__).parents[2] / "bpmn" / "institusjon-bolig"
STORIES = JOURNEY / "stories"
CASES = 30
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

Run = Callable[..., Result]


def invoke(*arguments: object, clock: Clock | None = None) -> Result:
    texts = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, texts, catch_exceptions=False, obj=clock or ManualClock(NOW))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty working directory."""
    monkeypatch.chdir(tmp_path)
    for variable in ("DATABASE_URL", "PORT", "SOMLOS_MASTER_KEY", "SOMLOS_SIGNING_KEY", "SOMLOS_ANCHORS"):
        monkeypatch.delenv(variable, raising=False)
    return invoke


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a demo database and its key, to be copied by whoever changes it."""
    folder = tmp_path_factory.mktemp("demo")
    result = invoke("demo", "--cases", CASES, "--database", f"sqlite:///{folder / 'demo.db'}")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def demo_url(demo_folder: Path, tmp_path: Path) -> str:
    """The URL of a demo database of the test's own."""
    copied = shutil.copytree(demo_folder, tmp_path / "copied")
    return f"sqlite:///{copied / 'demo.db'}"


@pytest.fixture
def demo_store(demo_url: str) -> Iterator[Store]:
    """The same, open."""
    with closing(installation.open_existing(demo_url)) as store:
        yield store
