"""Help: every command says what it does and shows how it is typed."""

import click
import pytest

from tests.cli.conftest import Run
from workflow_app.cli import main

COMMANDS = [
    (name, *((inner,) if inner else ()))
    for name, command in main.commands.items()
    for inner in (command.commands if isinstance(command, click.Group) else (None,))
]
WITHOUT_DATABASE = {("lint",), ("simulate",), ("coverage",)}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_shows_an_example_of_itself(run: Run, command: tuple[str, ...]) -> None:
    shown = run(*command, "--help")
    assert shown.exit_code == 0
    assert f"somlos {' '.join(command)}" in shown.output.partition("Example: ")[2]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_that_touches_a_database_takes_its_address(run: Run, command: tuple[str, ...]) -> None:
    assert ("--database" in run(*command, "--help").output) is (command not in WITHOUT_DATABASE)


def test_an_unknown_command_is_a_wrong_use(run: Run) -> None:
    assert run("bankid").exit_code == 2


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert "0.1.0" in run("--version").output
