"""What the project promises about its own source: who imports whom, what is pinned, how big things are."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CODE = sorted(path for folder in ("prosesser", "workflow_app") for path in (ROOT / folder).glob("**/*.py"))
CODE = [path for path in CODE if "node_modules" not in path.parts]
CHECKED = [ROOT / "hatch_build.py", *CODE, *sorted((ROOT / "tests").glob("**/*.py"))]
LOCKS = ("requirements.lock", "requirements-dev.lock")
MAX_FILE_LINES = 300
ALONE = ROOT / "prosesser/packages/verify.py"
"""Goes into packages as one file, which has to do without any other (docs/adr/0028)."""
MAX_FUNCTION_LINES = 50
SUPPRESSION_WITHOUT_REASON = re.compile(r"#\s*(noqa(: [A-Z0-9, ]+)?|type: ignore(\[[a-z, -]+\])?)\s*$")

WRONG_IMPORTS = {
    "prosesser/engine/wrong.py": "import SpiffWorkflow",
    "prosesser/feel/wrong.py": "import sqlalchemy",
    "prosesser/store/wrong.py": "import flask",
    "prosesser/definition/wrong.py": "import prosesser.engine",
    "prosesser/stray.py": "",
    "workflow_app/wrong.py": "import SpiffWorkflow",
    "workflow_app/rehearsal/wrong.py": "import flask",
    "workflow_app/web/forms/wrong.py": "import workflow_app.web.views",
}
BROKEN_BY_THEM = {
    "Only prosesser.spiff knows SpiffWorkflow",
    "Only prosesser.store knows SQL",
    "The core knows neither the web nor the scheduler",
    "The core's layers, top down",
    "The web app's layers, top down",
    "The web's layers, top down",
    "Only the web knows Flask",
}


def test_every_import_goes_the_way_the_design_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == 0


def test_an_import_that_goes_the_wrong_way_is_found(tmp_path: Path) -> None:
    for path in [*CODE, ROOT / "pyproject.toml"]:
        _write(tmp_path / path.relative_to(ROOT), path.read_text())
    for name, text in WRONG_IMPORTS.items():
        _write(tmp_path / name, text)
        (tmp_path / name).with_name("__init__.py").touch()
    _write(tmp_path / "prosesser" / "__init__.py", "import workflow_app")
    outcome = subprocess.run(  # noqa: S603 - our own tool on our own files
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    broken = set(re.findall(r"^(.+?) BROKEN", outcome.stdout, flags=re.MULTILINE))
    assert broken == BROKEN_BY_THEM | {"The web app stands on the core"}, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_pins_and_hashes_all_it_installs_and_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text.partition("make lock\n")[2])
    assert len(entries) > len(PROJECT["project"]["dependencies"])
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==[^ ]+", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "-url" not in text


def test_both_lock_files_agree_on_what_they_share() -> None:
    runtime, development = (_pins(name) for name in LOCKS)
    assert runtime.items() <= development.items()


def test_every_dependency_is_in_the_lock_files() -> None:
    runtime, development = (_pins(name) for name in LOCKS)
    assert {_name(line) for line in PROJECT["project"]["dependencies"]} <= runtime.keys()
    assert {_name(line) for line in PROJECT["dependency-groups"]["build"]} <= runtime.keys()
    assert {_name(line) for line in PROJECT["project"]["optional-dependencies"]["dev"]} <= development.keys()


def test_the_build_of_a_package_needs_no_more_than_the_locked_build() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(PROJECT["dependency-groups"]["build"])


def test_npm_packages_are_pinned_by_hash_and_name_no_address() -> None:
    lock = json.loads((ROOT / "workflow_app/frontend/package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_every_suppressed_warning_says_why() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in CHECKED
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if SUPPRESSION_WITHOUT_REASON.search(line)
    ]
    assert silent == []


def test_every_rule_that_is_switched_off_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    switched_off = re.findall(
        r'^ +"[A-Z]+[0-9]*",(.*)$|^".*" = \["[A-Z0-9]+"\](.*)$', text, flags=re.MULTILINE
    )
    assert len(switched_off) > 5
    assert all(re.search(r"# \w+", "".join(rest)) for rest in switched_off)


def test_files_and_functions_stay_small() -> None:
    long_files = [
        path for path in CODE if path != ALONE and len(path.read_text().splitlines()) > MAX_FILE_LINES
    ]
    long_functions = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in CODE
        for node in _functions(path)
        if (node.end_lineno or node.lineno) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert [str(path.relative_to(ROOT)) for path in long_files] == []
    assert long_functions == []


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _pins(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text().splitlines()
    pins = (line.split(" ")[0].split("==") for line in lines if re.match(r"[a-z0-9]", line))
    return {_name(name): version for name, version in pins}


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
