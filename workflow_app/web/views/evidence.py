"""Evidence on the process, over the cases of an auditor's assignments: how the routine is followed."""

from collections.abc import Callable
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Blueprint, Response, abort, render_template, request, send_file

from prosesser.calendar import oslo_date
from prosesser.evidence import (
    MOST_PATHS,
    OUTCOMES,
    WRITERS,
    Count,
    Form,
    NotASelection,
    Pseudonyms,
    as_they_are,
)
from workflow_app.options import in_cases
from workflow_app.reporting import Words, words_of
from workflow_app.web import evidence_figures as shown
from workflow_app.web import evidence_words as told
from workflow_app.web.desk import desk
from workflow_app.web.evidence_drawing import drawn
from workflow_app.web.evidence_form import Choices, asked, narrowing
from workflow_app.web.identity import current
from workflow_app.web.requests import NUL, page_number

pages = Blueprint("evidence", __name__, url_prefix="/tilsyn")

MIME_TYPES = {"csv": "text/csv", "xes": "application/xml"}
LONGEST_LINE = 1000
IN_MEMORY = 2**20
"""Bytes of a file that are kept in memory until it is sent; what is longer is on disk."""


@pages.get("/prosess")
def show() -> str:
    """Show how each clause was kept."""
    extent, lines = desk().evidence.conformance(current().actor, asked(), desk().now())
    return _page("conformance", extent=told.extent(extent), table=told.conformance(lines, _words()))


@pages.get("/prosess/frister")
def cases() -> str:
    """Show the deadlines behind a count, and the cases they are in."""
    count = _count()
    page = desk().evidence.instances(current().actor, asked(), count, desk().now(), page_number())
    words = _words()
    clauses = [(clause, words.clause(clause)) for clause in count.line.split("+")]
    return _page(
        "cases",
        page=page,
        count=count,
        outcomes={name: told.OUTCOME_TAGS[name].text for name in OUTCOMES},
        clauses=[(clause, text) for clause, text in clauses if clause in words.requirements],
        tag_of=lambda instance: told.outcome_tag(instance, words),
        unit=words.unit,
    )


@pages.get("/prosess/ventetid")
def waiting() -> str:
    """Show how long tasks wait with each party."""
    extent, lines = desk().evidence.waiting(current().actor, asked(), desk().now())
    return _page("waiting", extent=told.extent(extent), parties=shown.parties(lines))


@pages.get("/prosess/diagram")
def diagram() -> str:
    """Show the diagram with how often and how long."""
    extent, figures = desk().evidence.diagram(current().actor, asked(), desk().now())
    if figures is None:
        return _page("diagram", extent=told.extent(extent), figures_told=None)
    return _page(
        "diagram",
        extent=told.extent(extent),
        figures_told=figures,
        most=MOST_PATHS,
        drawing=drawn(figures),
        stops=shown.stops(figures),
        passages=shown.passages(figures),
        flows=shown.flows(figures),
    )


@pages.get("/prosess/forlop")
def variants() -> str:
    """Show the ways that cases have gone."""
    grain = request.args.get("steg", next(iter(told.GRAIN_NAMES)))
    extent, ways = desk().evidence.variants(current().actor, asked(), grain, desk().now())
    return _page(
        "variants",
        extent=told.extent(extent),
        table=told.ways(ways, grain),
        grain=grain,
        grains=told.GRAIN_NAMES,
    )


@pages.post("/prosess/uttrekk")
def export() -> Response:
    """Answer with the events of the cases of a selection as a file."""
    actor, now, wanted = current().actor, desk().now(), narrowing(request.form)
    form = _form(request.form.get("format", ""), request.form.get("ansatte", ""))
    name = f"hendelser-{oslo_date(now).isoformat()}"
    return _file(form, name, lambda file: desk().exports.selection(actor, wanted, form, now, file))


@pages.get("/saker/<case>/hendelser.<kind>")
def export_case(case: str, kind: str) -> Response:
    """Answer with the events of a case as a file, staff by other names."""
    if kind not in WRITERS:
        abort(404)
    actor, now, form = current().actor, desk().now(), _form(kind)
    return _file(form, "hendelser-i-sak", lambda file: desk().exports.case(actor, case, form, now, file))


def _form(kind: str, persons: str = "") -> Form:
    """Return how to write a file; raises `NotASelection` for a format that we do not have."""
    if kind not in WRITERS:
        raise NotASelection
    return Form(WRITERS[kind], kind, as_they_are if persons == "brukernavn" else Pseudonyms())


def _file(form: Form, name: str, write: Callable[[IO[bytes]], object]) -> Response:
    """Answer with a file once it is written whole; it is gone when it has been sent."""
    with ExitStack() as stack:
        file = stack.enter_context(SpooledTemporaryFile(IN_MEMORY))
        write(file)
        file.seek(0)
        answer = send_file(
            file, MIME_TYPES[form.name], as_attachment=True, download_name=f"{name}.{form.name}"
        )
        answer.call_on_close(stack.pop_all().close)
    return answer


def _count() -> Count:
    """Return which deadlines are asked for; raises `NotASelection`."""
    line, outcome = request.args.get("krav", ""), request.args.get("utfall", "")
    if outcome not in {"", *OUTCOMES} or len(line) > LONGEST_LINE or NUL in line:
        raise NotASelection
    return Count(line, outcome)


def _page(name: str, **more: object) -> str:
    choices = Choices(asked(), in_cases(desk().directory), desk().cases.versions.known())
    return render_template(f"audit/evidence/{name}.html", choices=choices, formats=WRITERS, **more)


def _words() -> Words:
    units = {unit.id: unit.name for unit in desk().directory.units()}
    versions = desk().cases.versions
    return words_of((versions.get(known.digest) for known in versions.known()), units)
