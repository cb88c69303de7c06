"""The build hook: bundles follow their sources, and are whole."""

import json
from pathlib import Path

import pytest

import hatch_build
from workflow_app.web import assets

ROOT = Path(__file__).parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    source = tmp_path / hatch_build.FRONTEND / "src" / "app.js"
    source.parent.mkdir(parents=True)
    source.write_text("export {};")
    (tmp_path / "hatch_build.py").write_text("# the hook")
    return tmp_path


@pytest.fixture(scope="module")
def bundles() -> Path:
    hatch_build.build_frontend(ROOT)
    return ROOT / hatch_build.OUTPUT


@pytest.mark.parametrize("changed", ["workflow_app/frontend/src/app.js", "hatch_build.py"])
def test_a_changed_source_calls_for_a_new_build(checkout: Path, changed: str) -> None:
    before = hatch_build.source_digest(checkout)
    (checkout / changed).write_text("changed")
    assert hatch_build.source_digest(checkout) != before


def test_a_moved_source_calls_for_a_new_build(checkout: Path) -> None:
    before = hatch_build.source_digest(checkout)
    source = checkout / hatch_build.FRONTEND / "src" / "app.js"
    source.rename(source.parent.parent / "app.js")
    assert hatch_build.source_digest(checkout) != before


@pytest.mark.parametrize("folder", ["node_modules", "theme"])
def test_what_the_build_itself_makes_calls_for_none(checkout: Path, folder: str) -> None:
    before = hatch_build.source_digest(checkout)
    made = checkout / hatch_build.FRONTEND / folder / "made.js"
    made.parent.mkdir()
    made.write_text("made")
    assert hatch_build.source_digest(checkout) == before


def test_an_unchanged_source_is_not_built_again(checkout: Path) -> None:
    stamp = checkout / hatch_build.STAMP
    stamp.parent.mkdir(parents=True)
    stamp.write_text(hatch_build.source_digest(checkout))
    hatch_build.build_frontend(checkout)
    assert [path.name for path in stamp.parent.iterdir()] == [stamp.name]


def test_a_failing_build_stops_with_what_npm_said_and_leaves_no_stamp(checkout: Path) -> None:
    with pytest.raises(SystemExit, match="npm ci --ignore-scripts failed"):
        hatch_build.build_frontend(checkout)
    assert not (checkout / hatch_build.STAMP).exists()


def test_the_manifest_names_bundles_that_exist_and_the_viewer_is_loaded_apart(bundles: Path) -> None:
    manifest = json.loads((bundles / "manifest.json").read_text())
    app = manifest["src/app.js"]
    assert app["dynamicImports"] == ["src/diagram.js"]
    named = [entry["file"] for entry in manifest.values()] + app["css"]
    assert [name for name in named if not (bundles / name).is_file()] == []


def test_nothing_that_the_style_sheets_need_comes_from_elsewhere(bundles: Path) -> None:
    styles = "".join(path.read_text() for path in bundles.glob("assets/*.css"))
    assert "Oslo Sans" in styles
    assert "url(http" not in styles
    assert "url(//" not in styles
    assert "@import" not in styles


def test_the_licences_of_what_is_bundled_are_beside_it(bundles: Path) -> None:
    licences = (bundles / "licenses.md").read_text()
    assert "## bpmn-js" in licences
    assert "## htmx.org" in licences
    beside = {path.stem for path in bundles.glob("licenses/*.txt")}
    assert beside == {"designsystemet-css", "punkt-assets"}


def test_what_an_older_release_built_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({assets.ENTRY: {"file": "app.js"}}))
    with pytest.raises(assets.NotBuilt):
        assets.read(tmp_path)
