"""The report of each party, through its page: deadlines by clause, agreed dates, stays and homes."""

import pytest
import yaml

from prosesser.access import SYSTEM
from prosesser.calendar import add_months, end_of_day, oslo_date
from prosesser.definition import Definition
from prosesser.engine import canonical
from prosesser.store.journal import Step
from tests.journeys.conftest import FOLDER
from tests.journeys.office import DISTRICT, INSTITUTION, Office
from tests.journeys.pages import words
from workflow_app.rehearsal.player import Player
from workflow_app.rehearsal.rehearse import Played, Rehearsal
from workflow_app.rehearsal.simulate import LONGEST_MONTHS, style_of
from workflow_app.rehearsal.story import Story

clause = pytest.mark.clause
CASES = 5
ALL = f"{CASES}"
OURS, SHARED = (
    "Institusjonens frister: Lilleborg rehabiliteringssenter",
    "Institusjonens frister i de samme sakene",
)
HOMES = "Bosituasjon etter innflytting i egen bolig"


def table(office: Office, unit: str, title: str, period: str) -> dict[str, dict[str, str]]:
    """The rows of a table of a unit's report, by heading: the cells by column."""
    page = office.at(unit).get(f"/rapport?periode={period}")
    found = page.tree.xpath("//table[caption[normalize-space()=$title]]", title=title)
    assert found, f"no table {title!r}: {page.text[:300]}"
    columns = [words(column) for column in found[0].xpath(".//thead//th")][1:]
    return {
        words(row[0]): dict(zip(columns, map(words, row[1:]), strict=True))
        for row in found[0].xpath(".//tbody/tr")
    }


@clause("F4-equal-responsibility")
def test_each_party_sees_how_both_keep_the_deadlines_of_the_cases_they_share(office: Office) -> None:
    for _ in range(CASES):
        office.admits("2026-01-05").does("kartlegging")
    office.on("2026-07-01")
    own = table(office, INSTITUTION, OURS, "2026H1")
    assert own == table(office, DISTRICT, SHARED, "2026H1")
    assert own["Kartlegging"]["I tide"] == ALL
    assert own["Plan for oppholdet"]["Åpne og forfalt"] == ALL


Turns = dict[str, dict[str, object]]


def went(office: Office, story: str, turns: Turns | None = None, **more: object) -> None:
    """Put cases into the office's files that went all their way as a story tells, with some turns changed."""
    definition = office.desk.cases.versions.latest()[0]
    told = yaml.safe_load((FOLDER / "stories" / f"{story}.yaml").read_text(encoding="utf-8"))
    told["svar"] |= {"henvisende_bydel": DISTRICT, "institusjon": INSTITUTION}
    for task, turn in (turns or {}).items():
        answers = told["oppgaver"].get(task, {}).get("svar", {})
        told["oppgaver"][task] = {"svar": answers, **turn}
    read = Story.model_validate({**told, **more})
    until = end_of_day(add_months(read.start, LONGEST_MONTHS))
    steps = [
        _step(office, definition, one)
        for one in Rehearsal(definition, Player(read), style_of(definition, read)).play(until)
    ]
    for number in range(CASES):
        with office.store.write() as transaction:
            name = f"{story}-{number}"
            transaction.create(name, steps, subject=b"{}", start_key=name)
    office.on(f"{oslo_date(steps[-1].at).year + 1}-01-01")


def _step(office: Office, definition: Definition, played: Played) -> Step:
    unit = played.state.units[played.party] if played.party else None
    actor = SYSTEM if unit is None else office.actor(unit)
    state = canonical(played.state)
    return Step(definition, actor, played.command, played.at, None, played.events, played.state, state)


@clause("R-outcome")
def test_homes_months_later_stand_beside_how_well_the_routine_was_followed(office: Office) -> None:
    lost: dict[str, object] = {"utfall": "mistet", "utfall_arsak": "okonomisk", "lagt_inn_pa_nytt": "ja"}
    went(office, "tidlig_bolig", {"utfall_6": {"svar": lost}})
    homes = table(office, DISTRICT, HOMES, "2026H2")
    assert homes["3 måneder"]["Bor fortsatt i boligen"] == ALL
    assert homes["6 måneder"]["Har mistet boligen"] == ALL
    assert homes["6 måneder"]["Lagt inn på nytt"] == ALL
    assert homes["6 måneder"]["Frister holdt i sakene (median)"] == "100 %"
    reasons = table(office, DISTRICT, "Hvorfor boliger er mistet", "2026H2")
    assert reasons["6 måneder"]["Økonomisk mislighold"] == ALL
    assert table(office, DISTRICT, HOMES, "2027H1")["12 måneder"]["I alt"] == ALL


@clause("R-outcome")
def test_both_parties_see_how_long_the_stays_were(office: Office) -> None:
    went(office, "tidlig_bolig")
    for unit in (DISTRICT, INSTITUTION):
        stays = table(office, unit, "Oppholdenes lengde", "2026H1")["Avsluttede opphold"]
        assert stays["Antall"] == ALL
        assert stays["Dager (median)"] == "91"
    assert "Ingenting er registrert om dette" in office.at(INSTITUTION).get("/rapport?periode=2026H2").text


@clause("F2.2-status-report", "F2.1-housing-meeting")
def test_what_lapsed_because_a_home_was_found_is_counted_apart(office: Office) -> None:
    went(office, "tidlig_bolig")
    lapsed = {"I tide": "0", "Bortfalt (bolig funnet)": ALL, "For sent": "0"}
    report = table(office, INSTITUTION, OURS, "2026H1")["Statusrapport"]
    assert {column: report[column] for column in lapsed} == lapsed
    meeting = table(office, DISTRICT, "Bydelens frister: Bydel Gamle Oslo", "2026H1")["Boligmøte"]
    assert {column: meeting[column] for column in lapsed} == lapsed


@clause("F1-deviation")
def test_agreed_dates_are_counted_apart_from_overruns(office: Office) -> None:
    agreed = {
        "oppgave": "statusrapport",
        "part": "institusjon",
        "ny_dato": "2026-06-10",
        "dato": "2026-05-04",
    }
    pace: Turns = {"statusrapport": {"dato": "2026-06-05"}, "boligmote": {"dato": "2026-06-26"}}
    went(office, "hovedlop", pace, andre_datoer=[agreed])
    report = table(office, INSTITUTION, OURS, "2026H1")
    assert (report["Statusrapport"]["I tide etter avtale"], report["Statusrapport"]["For sent"]) == (ALL, "0")
    assert (report["Boligmøte"]["I tide etter avtale"], report["Boligmøte"]["For sent"]) == ("0", ALL)
    assert report["Boligmøte"]["Dager for sent (median)"] == "7"
    answers = table(office, DISTRICT, "Avtaler om andre frister", "2026H1")["Forslag om annen frist"]
    assert answers == {"Avtalt": ALL, "Avslått": "0", "I alt": ALL}
