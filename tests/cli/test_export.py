"""``somlos export``: cases as files, whole or not at all."""

from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree

from prosesser.access import SYSTEM
from prosesser.store.audit import accesses
from tests.cli.conftest import CASES, Run
from workflow_app import installation
from workflow_app.cli.export import FORMATS, written_whole


def test_all_cases_are_written_as_xes(run: Run, demo_url: str, tmp_path: Path) -> None:
    result = run("export", "--all", "--format", "xes", "-o", "saker.xes", "--database", demo_url)
    assert result.exit_code == 0
    assert result.output == f"Skrev {CASES} saker til saker.xes.\n"
    log = etree.parse(tmp_path / "saker.xes")
    assert len(log.findall("{*}trace")) == CASES
    assert (tmp_path / "saker.xes").stat().st_mode & 0o077 == 0  # for who asked alone


def test_a_case_is_written_as_csv_and_that_is_logged(run: Run, demo_url: str, tmp_path: Path) -> None:
    with closing(installation.open_existing(demo_url)) as store:
        case = installation.cases_of(store, None).all_cases()[0]  # type: ignore[arg-type] # no clock is asked
    result = run(
        "export", case, "--format", "csv", "-o", "sak.csv", "--persons", "ids", "--database", demo_url
    )
    assert result.exit_code == 0
    text = (tmp_path / "sak.csv").read_text("utf-8-sig")
    assert all(line.startswith((case, "case;")) for line in text.splitlines())
    assert "ansatt-" not in text
    with closing(installation.open_existing(demo_url)) as store:
        last = accesses(store)[-1]
    assert (last.person, last.case, last.what) == (SYSTEM.person, case, "hendelser som csv")


def test_a_file_that_is_there_stays_unless_told_otherwise(run: Run, demo_url: str, tmp_path: Path) -> None:
    there = tmp_path / "saker.csv"
    there.write_text("mitt")
    arguments = ("export", "--all", "--format", "csv", "-o", there, "--database", demo_url)
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert "--force" in refused.output
    assert there.read_text() == "mitt"
    assert run(*arguments, "--force").exit_code == 0
    assert there.read_text("utf-8-sig").startswith("case;")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("finnes-ikke", "-o", "x.csv"), 1, "Fant ikke saken"),
        (("-o", "x.csv"), 2, "enten én sak eller --all"),
        (("finnes-ikke", "--all", "-o", "x.csv"), 2, "enten én sak eller --all"),
        (("--all", "-o", "ingen/mappe/x.csv"), 2, "Kan ikke skrive i mappen"),
    ],
)
def test_what_cannot_be_written_leaves_nothing(
    arguments: tuple[str, ...], code: int, said: str, run: Run, demo_url: str, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    result = run("export", *arguments, "--format", "csv", "--database", demo_url)
    assert (result.exit_code, said in result.output) == (code, True)
    assert set(tmp_path.iterdir()) == before


def test_a_file_that_fails_half_way_is_not_there(tmp_path: Path) -> None:
    def fails(file: object) -> None:
        file.write(b"halv")  # type: ignore[attr-defined] # an open file
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written_whole(tmp_path / "saker.csv", fails)  # type: ignore[arg-type] # writes nothing whole
    assert list(tmp_path.iterdir()) == []
    assert set(FORMATS) >= {"xes", "csv"}
