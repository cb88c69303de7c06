"""``somlos log export`` and ``somlos assign``: what stands outside of the pages."""

import csv
from contextlib import closing
from pathlib import Path

from prosesser.store import assignments
from prosesser.store.audit import accesses
from tests.cli.conftest import NOW, Run
from workflow_app import installation
from workflow_app.demo.people import HOME_INSTITUTION


def test_the_log_is_exported_as_cef_and_csv_and_that_is_logged(
    run: Run, demo_url: str, tmp_path: Path
) -> None:
    run("report", "--unit", HOME_INSTITUTION, "--database", demo_url)
    for form in ("cef", "csv"):
        file = tmp_path / f"logg.{form}"
        result = run("log", "export", "--format", form, "-o", file, "--database", demo_url)
        assert (result.exit_code, f"til {file}" in result.output) == (
            0,
            True,
        )
    (line, *_) = (tmp_path / "logg.cef").read_text(encoding="utf-8").splitlines()
    assert line.startswith("CEF:0|Oslo kommune|Sømløs|1.0|audit:access|")
    with (tmp_path / "logg.csv").open(encoding="utf-8-sig", newline="") as written:
        rows = list(csv.DictReader(written, delimiter=";"))
    assert [row["handling"] for row in rows][-2:] == ["hente ut tilgangslogg"] * 2
    assert "se rapport" in {row["handling"] for row in rows}
    with closing(installation.open_existing(demo_url)) as store:
        assert [row.what for row in accesses(store)[-2:]] == ["cef", "csv"]
    other_day = run("log", "export", "--until", "2020-01-01", "-o", tmp_path / "tom", "--database", demo_url)
    assert "Skrev 0 rader" in other_day.output


def test_the_first_assignment_is_given_from_the_command_line(run: Run, demo_url: str) -> None:
    asked = ("--purpose", "Tilsyn 2027", "--until", "2027-06-30", "--unit", "bydel-sagene")
    given = run("assign", "ruth.revisor", *asked, "--opened-from", "2026-01-01", "--database", demo_url)
    assert given.exit_code == 0
    with closing(installation.open_existing(demo_url)) as store, store.read() as connection:
        new = assignments.in_force(connection, "ruth.revisor", NOW)[-1]
    assert (new.purpose, new.selection.units, new.given_by) == ("Tilsyn 2027", ("bydel-sagene",), "system")
    refused = run("assign", "amina.granmyr", *asked, "--database", demo_url)
    assert (refused.exit_code, "rollen revisor" in refused.output) == (1, True)
