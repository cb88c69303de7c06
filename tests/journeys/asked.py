"""A case that went far, and an auditor who asks about it as the addresses of the page do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from prosesser.access import LEADER, SYSTEM, Action, Actor
from prosesser.audit.why import Retold, overview, retold
from prosesser.engine.messages import ChangeFacts
from tests.journeys.office import DISTRICT, INSTITUTION, OTHER_DISTRICT, Case, Office
from workflow_app.web.why import Answer, Question, Speaker, ask, listing

NOT_ENOUGH = {"tilstrekkelig_boform": "nei", "tilstrekkelig_oppfolging": "ja"}
ENOUGH = {"tilstrekkelig_boform": "ja", "tilstrekkelig_oppfolging": "ja"}
CONTACT = [{"navn": "Siv Sagene", "telefon": "40000003"}]
APPLICATIONS = [
    {"type": "kommunal_bolig", "utarbeides_av": "bydel", "sendes_av": "bydel", "egen_rapport": "ja"},
    {"type": "booppfolging", "utarbeides_av": "institusjon", "sendes_av": "bydel", "egen_rapport": "nei"},
]


def corrects(case: Case, day: date, why: str) -> None:
    """The leader of the district corrects the day of admission."""
    leader = Actor("berit", DISTRICT, "bydel", frozenset({LEADER}))
    facts = ChangeFacts({"innflyttet_institusjon": day}, why)
    case.office.desk.cases.execute(leader, case.id, facts, case.office.calendar.now(), "rettet-innflytting-1")


def goes_far(office: Office) -> Case:
    """A report that is not enough, an agreed date, an offer in another district that sends the case back."""
    case = office.admits("2026-01-05")
    office.on("2026-01-12")
    corrects(case, date(2026, 1, 6), "Skrivefeil i innflyttingsdagen")
    office.on("2026-01-22")
    case.does("kartlegging", kartlegging_ferdig="ja", har_ip="ja", parorende_aktuelt="nei")
    case.holds("forste_mote_referat", "2026-01-22")
    office.on("2026-04-10")
    case.proposes(INSTITUTION, "statusrapport", "05.06.2026", "Beboeren har vært innlagt.")
    case.does("svar_bydel", forslag_svar="ja")
    office.on("2026-05-20")
    case.does(
        "statusrapport",
        rapport_utarbeidet="ja",
        rapport_ferdigstilt="2026-05-18",
        rapport_oversendt="2026-05-20",
    )
    case.does("vurdering_av_rapport", rapport_vurdert="2026-05-20", **NOT_ENOUGH)
    case.does("felles_kartlegging", rapport_videre="revidert_rapport", revidert_rapport_frist="2026-05-29")
    office.on("2026-05-28")
    case.does(
        "revidert_rapport",
        rapport_utarbeidet="ja",
        rapport_ferdigstilt="2026-05-28",
        rapport_oversendt="2026-05-28",
    )
    case.does("vurdering_av_rapport", **ENOUGH)
    case.holds("boligmote", "2026-05-28", soknader_trengs="ja", soknader=APPLICATIONS)
    case.is_offered_a_home(
        "2026-05-28",
        bolig_bydel=OTHER_DISTRICT,
        planlagt_innflytting="2026-07-01",
        vedtak_om_booppfolging="nei",
    )
    case.does("samtykke_til_ny_bydel", ny_bydel=OTHER_DISTRICT, samtykke_ny_bydel="ja")
    case.does("overforing", overfort_dato="2026-05-28")
    case.does("ta_imot_saken", mottak_svar="nei", retur_grunn="Boligen ligger ikke hos oss")
    case.does("overforing", overfort_dato="2026-05-28")
    case.does("ta_imot_saken", mottak_svar="ja", overtatt_dato="2026-05-28", bydelskontakter=CONTACT)
    return case


class Auditor:
    """Asks about the case, as the addresses of the page do."""

    def __init__(self, case: Case) -> None:
        self.case = case
        with self._open() as (self.told, speaker):
            self.lists = {each.id: each.lines for each in listing(overview(self.told), speaker.glossary)}

    @contextmanager
    def _open(self) -> Iterator[tuple[Retold, Speaker]]:
        office = self.case.office
        now = office.calendar.now()
        with office.desk.audits.open(SYSTEM, Action.REPLAY_CASE, self.case.id, now) as file:
            yield retold(file), Speaker(file, office.desk.policy.options(SYSTEM))

    def asks(self, **address: str) -> Answer:
        """Ask, and expect one answer."""
        (answer,) = self.asks_all(**address)
        return answer

    def asks_all(self, **address: str) -> tuple[Answer, ...]:
        with self._open() as (told, speaker):
            answers = ask(told, Question.read(address), speaker)
        assert all(answer.agrees for answer in answers)
        return answers

    def row_of(self, element: str, passing: int = 0) -> str:
        """The row in which a gateway was passed for the nth time."""
        rows = [its.entry.sequence for its in overview(self.told).choices if its.element.id == element]
        return str(rows[passing])
