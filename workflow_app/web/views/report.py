"""The report of a unit for a half-year, as a page and as a file."""

from flask import Blueprint, Response, abort, render_template, request

from prosesser.access import Action, may
from prosesser.calendar import add_days, oslo_date
from prosesser.reports import Asked, NotAPeriod, Period
from prosesser.store.directory import Unit
from workflow_app.options import in_cases
from workflow_app.reporting import Words, as_csv, words_of
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.report_page import page_of
from workflow_app.web.requests import NUL

pages = Blueprint("report", __name__)


@pages.get("/rapport")
def show() -> str:
    """Show the report that is asked for (``?enhet=&periode=``), else the unit's own last one."""
    actor, now, unit = current().actor, desk().now(), _unit()
    periods = desk().reports.periods(actor, unit, now)
    period = _period(periods)
    report = desk().reports.report(actor, Asked(unit, period), now) if period in periods else None
    words, running = _words(), Period.of(oslo_date(now))
    return render_template(
        "report.html",
        unit=unit,
        unit_name=words.unit(unit),
        units=_units(),
        period=period,
        periods=periods,
        running=running,
        comes=add_days(running.last, 1),
        page=None if report is None else page_of(report, words),
    )


@pages.get("/rapport/tabeller.csv")
def export() -> Response:
    """Answer with the tables of the report as a file."""
    actor, now, unit = current().actor, desk().now(), _unit()
    period = _period(desk().reports.periods(actor, unit, now))
    if period is None:
        raise NotAPeriod
    report = desk().reports.report(actor, Asked(unit, period, Action.EXPORT_REPORT), now)
    name = f"rapport-{unit}-{period.code}.csv"
    answer = Response(as_csv(report, _words()), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _unit() -> str:
    """Return the unit asked for; its own for who asks for none."""
    unit = request.args.get("enhet") or current().actor.unit
    if NUL in unit:
        abort(404)
    return unit


def _period(offered: tuple[Period, ...]) -> Period | None:
    """Return the period asked for, else the last one that there is a report for."""
    code = request.args.get("periode")
    return Period.read(code) if code else next(iter(offered), None)


def _units() -> tuple[Unit, ...]:
    """Return the units to choose from; none for who sees the report of one alone."""
    return in_cases(desk().directory) if may(current().actor, Action.COMPARE_UNITS) else ()


def _words() -> Words:
    units = {unit.id: unit.name for unit in desk().directory.units()}
    return words_of(desk().cases.versions.published(desk().now()), units)
