"""The access log for auditors: searching it, taking it out, patterns, and who could see a case at a time.

Searches are posted: what is searched for stands in the form, and in no address.
"""

from datetime import timedelta

from flask import Blueprint, Response, make_response, render_template, request, stream_with_context

from prosesser.access import SYSTEM, Action
from prosesser.audit.could_see import could_see
from prosesser.audit.errors import DaysBackwards, PeriodTooLong
from prosesser.audit.questions import Question
from prosesser.calendar import oslo_date
from prosesser.errors import Refused
from prosesser.store.instants import from_micros
from workflow_app.reporting.access_files import FORMATS
from workflow_app.web import access_words
from workflow_app.web.access_words import Names
from workflow_app.web.asking import (
    NotACase,
    NotADay,
    NotATime,
    Period,
    asked_period,
    asked_turn,
    day,
    posted_question,
    turn_text,
)
from workflow_app.web.desk import desk
from workflow_app.web.identity import current

pages = Blueprint("access_log", __name__, url_prefix="/tilsyn")
BAD = (NotACase, NotADay, NotATime, DaysBackwards, PeriodTooLong)
PATTERN_DAYS = 30


@pages.get("/logg")
def index() -> str:
    """Show the newest rows, and the form to search by."""
    return _page(Question())


@pages.post("/logg")
def search() -> Response:
    """Show a page of what is searched for."""
    try:
        return make_response(_page(posted_question()))
    except BAD as refusal:
        return make_response(_shown(Question(), None, refusal), 422)


@pages.post("/logg/fil")
def export() -> Response:
    """Answer with all that is searched for, as a file."""
    try:
        question = posted_question()
        form = FORMATS.get(request.form.get("format", ""), FORMATS["csv"])
        rows = desk().logs.export(current().actor, question, desk().now(), form.name)
    except BAD as refusal:
        return make_response(_shown(Question(), None, refusal), 422)
    answer = Response(stream_with_context(form.write(rows)), mimetype=form.mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=f"tilgangslogg.{form.name}")
    return answer


@pages.get("/logg/monstre")
def patterns() -> Response:
    """Show the patterns that are found in some days (``?fra=&til=``), else in the last thirty."""
    actor, now = current().actor, desk().now()
    today = oslo_date(now)
    question, fault = Question(first=today - timedelta(days=PATTERN_DAYS), last=today), None
    try:
        asked = Question(
            first=day(request.args.get("fra", "")) or question.first,
            last=day(request.args.get("til", "")) or today,
        )
        found = desk().logs.patterns(actor, asked, now)
        question = asked
    except BAD as refusal:
        fault, found = refusal, ()
    shown = render_template(
        "audit/log_patterns.html",
        question=question,
        fault=fault,
        found={one: [its for its in found if its.pattern is one] for one in access_words.PATTERNS},
        told=access_words.PATTERNS,
        reason=access_words.MAY_BE_GOOD,
        numbers=access_words.numbers,
        names=names(),
    )
    return make_response(shown, 422 if fault else 200)


@pages.get("/saker/<case>/innsyn")
def could(case: str) -> Response:
    """Show who could see a case in some days or at a moment, and why, and who did (``?fra=&til=&kl=``)."""
    actor, now = current().actor, desk().now()
    with desk().audits.open(actor, Action.READ_ACCESS_LOG, case, now, "hvem kunne se saken") as file:
        opened = from_micros(file.stored.row.opened_at)
        fault = None
        try:
            period = asked_period(opened, now)
        except BAD as refusal:
            fault, period = refusal, Period(oslo_date(opened), oslo_date(now))
        called = names()
        asked = Question(case, first=period.first, last=period.last)
        shown = render_template(
            "audit/log_case.html",
            file=file,
            period=period,
            fault=fault,
            groups=access_words.groups(could_see(file, period.time), called),
            page=desk().logs.of_case(file, asked, asked_turn()),
            turn=turn_text,
            ground=access_words.ground,
            names=called,
        )
    return make_response(shown, 422 if fault else 200)


def names() -> Names:
    """Return what persons, units and processes are called."""
    versions = desk().cases.versions
    return Names(
        persons={
            **{person.id: person.name for person in desk().directory.persons()},
            SYSTEM.person: "Systemet",
        },
        units={unit.id: unit.name for unit in desk().directory.units()},
        processes={version.key: version.name for version in versions.published(desk().now())},
    )


def _page(question: Question) -> str:
    page = desk().logs.search(current().actor, question, desk().now(), asked_turn())
    return _shown(question, page, None)


def _shown(question: Question, page: object, fault: Refused | None) -> str:
    return render_template(
        "audit/log.html",
        question=question,
        page=page,
        fault=fault,
        formats=FORMATS.values(),
        actions=desk().logs.actions() if page else (),
        ground=access_words.ground,
        turn=turn_text,
        names=names(),
        posted=request.form,
        asks=question != Question(),
    )
