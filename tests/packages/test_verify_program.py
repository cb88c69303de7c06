"""The program in a package runs alone, with nothing but Python's standard library."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from prosesser.packages import verify
from tests.packages.altering import again
from tests.packages.conftest import Handed

OLDEST = (3, 9)


def run(folder: Path, *arguments: object) -> tuple[int, str]:
    """Run the program that is in the package, without this project or any library in reach."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", folder / "verify.py", *arguments]
    done = subprocess.run(  # noqa: S603 - our own program
        list(map(str, command)), cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def folder(handed: Handed, tmp_path: Path) -> Path:
    (tmp_path / "pakke.zip").write_bytes(handed.zip)
    (tmp_path / "verify.py").write_bytes(handed.files["verify.py"])
    return tmp_path


def test_it_says_what_it_checked_and_what_it_did_not(folder: Path, handed: Handed) -> None:
    code, said = run(folder, "pakke.zip", "--rot", handed.root)
    assert (code, "IKKE KONTROLLERT" in said) == (0, False)
    assert "Journalen har alle radene 1–6" in said
    assert "signatur er ikke kontrollert: bruk somlos verify" in said
    code, said = run(folder, "pakke.zip")
    assert (code, f"IKKE KONTROLLERT: roten {handed.root}" in said) == (3, True)


def test_it_names_the_first_bad_row(folder: Path, handed: Handed) -> None:
    rows = handed.json("journal.json")
    rows[3]["person"] = "noen"
    (folder / "endret.zip").write_bytes(again({**handed.files, "journal.json": verify.canonical(rows)}))
    assert run(folder, "endret.zip") == (1, "FEIL: rad 4: raden er endret etter at den ble skrevet.\n")


def test_it_does_not_judge_a_newer_format(folder: Path, handed: Handed) -> None:
    (folder / "ny.zip").write_bytes(again(handed.files, format=2))
    code, said = run(folder, "ny.zip")
    assert (code, "Hent et nyere program" in said) == (3, True)


def test_a_file_that_is_not_there_is_said_plainly(folder: Path) -> None:
    assert run(folder, "borte.zip") == (1, "FEIL: borte.zip finnes ikke.\n")


def test_it_needs_only_an_old_python_and_its_standard_library() -> None:
    program = ast.parse(Path(verify.__file__).read_text(encoding="utf-8"), feature_version=OLDEST)
    imported = {
        alias.name for node in ast.walk(program) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {node.module or "" for node in ast.walk(program) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
