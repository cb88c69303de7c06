"""The report as a page and as a file: who sees whose, and that nothing hidden is anywhere in it."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest

from prosesser.engine.commands import CompleteTask
from prosesser.reports import Period, Quartiles, Report, Reports, Retention, Stays
from prosesser.reports.suppression import line
from prosesser.store import Store
from prosesser.store.audit import accesses
from tests.engine.fill import filled
from tests.web.conftest import BEGINNING, REPORTED, actor
from tests.web.visitor import Visitor
from workflow_app.reporting import words_of
from workflow_app.web.desk import Desk
from workflow_app.web.report_page import page_of

DISTRICT, INSTITUTION = "bydel-gamle-oslo", "inst-lilleborg"
Visit = Callable[..., Visitor]


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize(
    ("person", "title"),
    [
        ("institusjon", "Institusjonens frister: Lilleborg rehabiliteringssenter"),
        ("bydel", "Institusjonens frister i de samme sakene"),
        ("bydelsleder", "Institusjonens frister i de samme sakene"),
    ],
)
def test_a_unit_sees_its_own_deadlines_and_those_it_shares(person: str, title: str, visit: Visit) -> None:
    page = visit(person).get("/rapport")
    assert (page.status, page.heading) == (200, "Rapport")
    (table,) = page.tree.xpath("//table[caption[normalize-space()=$title]]", title=title)
    rows = {
        row[0].text_content(): [cell.text_content() for cell in row[1:]] for row in table.xpath(".//tbody/tr")
    }
    plan = next(cells for name, cells in rows.items() if "Plan for oppholdet" in name)
    assert plan[-2:] == ["0", f"{REPORTED}"]


@pytest.mark.usefixtures("reported")
def test_a_process_owner_chooses_among_units_and_sees_what_each_owes_itself(visit: Visit) -> None:
    owner = visit("prosesseier")
    own = owner.get("/rapport")
    assert "Institusjonens frister" not in own.text
    other = owner.get(f"/rapport?enhet={INSTITUTION}")
    assert "Institusjonens frister: Lilleborg" in other.text
    assert other.tree.xpath("//select[@name='enhet']/option[@selected]/@value") == [INSTITUTION]
    assert visit("bydel").get("/rapport").tree.xpath("//select[@name='enhet']") == []


@pytest.mark.usefixtures("reported")
def test_who_asks_for_another_units_report_is_refused_and_that_is_logged(visit: Visit, store: Store) -> None:
    for path in ("/rapport", "/rapport/tabeller.csv"):
        assert visit("bydel").get(f"{path}?enhet={INSTITUTION}&periode=2026H1").status == 403
        assert visit("fremmed").get(f"{path}?enhet={DISTRICT}").status == 403
        assert visit("fremmed").get(f"{path}?enhet=finnes-ikke").status == 403
    denied = [row for row in accesses(store) if "rapport" in row.action]
    assert len(denied) == 6
    assert not any(row.permitted for row in denied)


@pytest.mark.usefixtures("reported")
def test_a_report_that_was_seen_and_one_taken_out_each_leave_a_row(visit: Visit, store: Store) -> None:
    page = visit("institusjon").get("/rapport")
    page.follow("Last ned tabellene (CSV)")
    rows = [(row.person, row.action, row.what) for row in accesses(store) if "rapport" in row.action]
    assert rows == [
        ("institusjon", "se rapport", f"rapport {INSTITUTION} 2026H1"),
        ("institusjon", "hente ut rapport", f"rapport {INSTITUTION} 2026H1"),
    ]


@pytest.mark.usefixtures("reported")
def test_the_file_has_the_tables_of_the_page(visit: Visit) -> None:
    page = visit("institusjon").get("/rapport")
    answer = page.follow("Last ned tabellene (CSV)").response
    assert answer.headers["Content-Disposition"] == "attachment; filename=rapport-inst-lilleborg-2026H1.csv"
    assert answer.mimetype == "text/csv"
    text = answer.get_data().decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {row["Periode"] for row in told} == {"2026H1"}
    plan = {row["Kolonne"]: row["Verdi"] for row in told if row["Rad"] == "Plan for oppholdet"}
    assert plan["Åpne og forfalt"] == f"{REPORTED}"
    assert {row["Krav"] for row in told if row["Rad"] == "Plan for oppholdet"} == {"F2.2-stay-plan-start"}


@pytest.mark.parametrize("path", ["/rapport", "/rapport/tabeller.csv"])
@pytest.mark.parametrize(("asked", "status"), [("2026", 422), ("2026H3", 422), ("%00", 422), ("<b>", 422)])
@pytest.mark.usefixtures("reported")
def test_what_is_no_period_is_refused_with_what_to_do(
    path: str, asked: str, status: int, visit: Visit
) -> None:
    page = visit("institusjon").get(f"{path}?periode={asked}")
    assert page.status == status
    assert "Velg en periode i listen" in page.text


@pytest.mark.usefixtures("reported")
def test_a_period_without_a_report_says_so_and_offers_those_there_are(visit: Visit) -> None:
    page = visit("institusjon").get("/rapport?periode=2026H2")
    assert "ingen rapport for denne perioden" in page.text
    assert "Rapporten for 2. halvår 2026 kommer 1. januar 2027" in page.text
    assert page.tree.xpath("//select[@name='periode']/option/@value") == ["2026H1"]
    assert visit("institusjon").get("/rapport/tabeller.csv?periode=2026H2").status == 422


def test_a_unit_without_cases_has_no_report_yet(visit: Visit) -> None:
    page = visit("fremmed").get("/rapport")
    assert "har ingen rapport ennå" in page.text
    assert page.tree.xpath("//table") == []


def test_a_unit_with_nul_in_it_is_none(visit: Visit) -> None:
    assert visit("prosesseier").get("/rapport?enhet=a%00b").status == 404


def outcomes() -> Report:
    """A report with stays and homes in which some counts have to be hidden."""
    homes = line({"bor_fortsatt": 31, "flyttet": 3, "mistet": 8, "ukjent": 0})
    reasons = line({"okonomi": 8}, hidden=homes.parts["mistet"] is None)
    readmitted = line({"ja": 6, "nei": 36, "ukjent": 0})
    return Report(
        unit=DISTRICT,
        period=Period(2026, 1),
        shared=True,
        cases=42,
        sections=(),
        proposals=line({"agreed": 9, "declined": 5}),
        stays=Stays(17, Quartiles(120, 164.5, 210)),
        retention=(Retention(3, homes, reasons, readmitted, 0.876),),
    )


@pytest.mark.usefixtures("reported")
def test_stays_and_homes_are_drawn_and_told(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reports, "report", lambda *_: outcomes())
    seen = visit("bydel").get("/rapport")
    page, text = page_of(outcomes(), words_of((), {})), seen.text
    assert "Halvparten av oppholdene varte fra 120 til 210 dager. Medianen er 164,5 dager." in text
    assert "42 i alt: 31 bor fortsatt i boligen, resten er skjult" in text
    assert "88 %" in text
    assert [bar.segments[0].width for bar in page.home_bars.bars] == ["73.81%"]
    assert page.home_bars.legend == (("bor_fortsatt", "Bor fortsatt i boligen"), ("hidden", "Skjult"))
    assert (page.spread and page.spread.median) == "71.21%"
    assert "style=" not in seen.response.get_data(as_text=True)


@pytest.mark.usefixtures("reported")
def test_what_is_hidden_is_not_on_the_page(desk: Desk, visit: Visit) -> None:
    """Three of seven did one thing late: neither the three nor the other four can be read."""
    now = BEGINNING + timedelta(days=40)
    for case in desk.cases.all_cases()[:3]:
        task = desk.inbox.task(actor("institusjon"), case, "innkalling.1", now)
        assert task.form is not None
        answers = filled(task.form, task.facts, now, {})  # type: ignore[arg-type] # values of facts
        command = CompleteTask("innkalling.1", answers)
        desk.cases.execute(actor("institusjon"), case, command, now, f"p{case}"[:30])
    page = visit("institusjon").get("/rapport")
    (row,) = page.tree.xpath("//tbody/tr[th[contains(., 'Innkalling til første møte')]]")
    cells = [cell.text_content() for cell in row[1:]]
    assert set(cells[:7]) == {"skjult"}
    assert not page.tree.xpath("//ul[@class='bars']/li[contains(., 'Innkalling')]")
