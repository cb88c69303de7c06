"""`somlos serve`: from nothing to a page, as a process of its own, and down again when told."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import IO

from tests.cli.conftest import Run
from workflow_app.demo.people import PASSWORD, SUGGESTED

PATIENCE_SECONDS = 60
ADDRESS = "Sømløs svarer på "


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    settings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    serve = [sys.executable, "-c", "from workflow_app.cli import main; main()", "serve", "--port", "0"]
    command = [*serve, "--cases", "3", *more]
    return subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours


def lines_until_address(output: IO[str]) -> list[str]:
    lines: list[str] = []
    for line in output:
        lines.append(line.rstrip())
        if line.startswith(ADDRESS):
            return lines
    raise AssertionError(lines)


def page_at(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as page:  # noqa: S310 - our own server
        text: str = page.read().decode()
        return text


def test_serve_makes_a_demo_once_answers_and_stops_tidily(tmp_path: Path) -> None:
    for announced in (True, False):
        with started(tmp_path) as server:
            assert server.stdout is not None
            lines = lines_until_address(server.stdout)
            assert any("demodatabase" in line for line in lines) is announced
            assert any(line.startswith("Laget 3 saker") for line in lines) is announced
            assert "Logg inn" in page_at(lines[-1].removeprefix(ADDRESS))
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=PATIENCE_SECONDS) == 0
            rest = server.stdout.read()  # not communicate(): it skips what was read ahead with the address
            assert PASSWORD in rest
            assert all(person.id in rest for person in SUGGESTED)
    made = ["somlos.anchors", "somlos.db", "somlos.key", "somlos.sign"]
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == made


def test_an_empty_database_on_a_server_is_filled_when_asked_once(tmp_path: Path, pg_url: str) -> None:
    for announced in (True, False):
        with started(tmp_path, "--demo", "--database", pg_url) as server:
            assert server.stdout is not None
            lines = lines_until_address(server.stdout)
            assert "Logg inn" in page_at(lines[-1].removeprefix(ADDRESS))
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=PATIENCE_SECONDS) == 0
        assert any("demodatabase" in line for line in lines) is announced


def test_a_taken_port_is_refused_with_what_to_do(run: Run, demo_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", taken.getsockname()[1], "--database", demo_url)
    assert result.exit_code == 1
    assert "--port" in result.output


def test_an_empty_database_on_a_server_is_not_filled_unasked(run: Run, pg_url: str) -> None:
    result = run("serve", "--database", pg_url)
    assert result.exit_code == 1
    assert "somlos db upgrade" in result.output
