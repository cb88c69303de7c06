"""`somlos bench`: that it measures what it says, on both databases; how fast is never asserted."""

import json
from pathlib import Path

from tests.cli.conftest import Run

FIGURES = {
    "floor_per_s",
    "complete_per_s",
    "complete_ratio",
    "start_per_s",
    "start_ratio",
    "growth_1000",
    "state_bytes",
    "inbox_p95_ms",
    "report_first_s",
    "report_again_ms",
    "report_rows",
}


def test_all_figures_and_what_they_were_measured_on(run: Run, database_url: str) -> None:
    result = run("bench", "--quick", "--database", database_url)
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert report.keys() == {*FIGURES, "ran_on"}
    assert all(report[name] > 0 for name in FIGURES)
    assert report["ran_on"]["database"].split()[0] in database_url
    assert {"durability", "cpu_count", "python", "versions", "size"} <= report["ran_on"].keys()


def test_a_database_in_use_is_refused(run: Run, demo_url: str) -> None:
    result = run("bench", "--quick", "--database", demo_url)
    assert result.exit_code == 1
    assert "ikke tom" in result.output


def test_without_a_database_it_makes_one_and_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    assert run("bench", "--quick").exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_trying_a_draft_is_measured_with_exactly_these_figures(run: Run, database_url: str) -> None:
    result = run("bench", "whatif", "--quick", "--database", database_url)
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert list(report) == ["cases", "events", "seconds", "cases_per_s", "peak_rss_mb"]
    assert (report["cases"], report["events"]) == (16, 473)
    assert all(figure > 0 for figure in report.values())


def test_auditing_is_measured_with_these_figures_among_others(run: Run, database_url: str) -> None:
    result = run("bench", "audit", "--quick", "--database", database_url)
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert {"verify_cases_per_s", "replay_first_frame_ms", "access_log_page_ms", "peak_rss_mb"} <= set(report)
    assert (report["cases"], report["events"]) == (16, 473)
    pages = report.pop("access_log_page_ms")  # measured on PostgreSQL alone
    assert (pages is not None and pages > 0) is database_url.startswith("postgresql")
    assert all(figure > 0 for figure in report.values())
