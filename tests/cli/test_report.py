"""``somlos report``: a unit's report from the command line."""

import json
from contextlib import closing

from prosesser.store.audit import accesses
from tests.cli.conftest import Run
from workflow_app import installation
from workflow_app.demo.people import HOME_INSTITUTION


def test_a_report_is_written_as_text_and_as_json(run: Run, demo_url: str) -> None:
    text = run("report", "--unit", HOME_INSTITUTION, "--database", demo_url)
    assert text.exit_code == 0
    assert text.output.startswith("Lilleborg rehabiliteringssenter, 1. halvår 2026\n")
    assert "Institusjonens frister" in text.output
    data = run("report", "--unit", HOME_INSTITUTION, "--period", "2026H1", "--json", "--database", demo_url)
    told = json.loads(data.output)
    assert (told["unit"], told["period"], told["shared"]) == (HOME_INSTITUTION, "2026H1", False)
    lines = [line for section in told["sections"] for line in section["lines"]]
    assert lines
    counts = [
        count for line in lines for count in (line["decided"]["total"], *line["decided"]["parts"].values())
    ]
    assert all(count is None or count == 0 or count >= 5 for count in counts)


def test_what_has_no_report_is_refused(run: Run, demo_url: str) -> None:
    for arguments in (("--period", "2026H2"), ("--period", "2026"), ("--period", "1999H1")):
        result = run("report", "--unit", HOME_INSTITUTION, *arguments, "--database", demo_url)
        assert result.exit_code == 1
        assert "halvår som er over" in result.output
    assert run("report", "--unit", "finnes-ikke", "--database", demo_url).exit_code == 1


def test_it_leaves_a_row_in_the_access_log(run: Run, demo_url: str) -> None:
    run("report", "--unit", HOME_INSTITUTION, "--database", demo_url)
    with closing(installation.open_existing(demo_url)) as store:
        row = accesses(store)[-1]
    assert (row.person, row.action, row.what) == ("system", "se rapport", "rapport inst-lilleborg 2026H1")
