"""From an error to a page: one table says which status a refusal gets, one the pages' words."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from prosesser.access import CaseNotFound, NotAllowed, TaskElsewhere
from prosesser.audit.errors import AssignmentUnknown, RequestUnknown
from prosesser.cases import Busy
from prosesser.engine.errors import UnknownItem, UnknownPlan, UnknownSection
from prosesser.errors import Refused
from prosesser.evidence import NotASelection
from prosesser.impact import RunUnknown
from prosesser.inbox import PartHasEnded
from prosesser.moves import MoveUnknown, VersionUnknown
from prosesser.reports import NotAPeriod
from prosesser.revisions import (
    DayPassed,
    NotAFile,
    NothingChanged,
    ReasonMissing,
    RevisionUnknown,
    TitleMissing,
)
from prosesser.store.database import DatabaseBusy, DatabaseUnreachable
from prosesser.store.directory import WrongPassword
from prosesser.store.transaction import CaseErased
from workflow_app import logs
from workflow_app.prints.press import PressBusy
from workflow_app.web.editing.posted import NotAPost
from workflow_app.web.forms.sheet import BAD_ANSWERS
from workflow_app.web.identity import TooManyAttempts

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Page:
    """What a person reads when something was not done: what happened, and what to do."""

    title: str
    text: str


PAGES: Mapping[int, Page] = {
    400: Page("Forespørselen kan ikke leses", "Gå tilbake, last siden på nytt og prøv igjen."),
    403: Page(
        "Du kan ikke gjøre dette",
        "Rollen din i enheten kan ikke gjøre dette. Bytt enhet hvis du har flere, eller spør lederen din.",
    ),
    404: Page(
        "Vi finner ikke siden",
        "Den finnes ikke, eller enheten din har ikke tilgang til den. "
        "Kontroller adressen, eller gå til oppgavene.",
    ),
    405: Page("Siden kan ikke brukes slik", "Gå til oppgavene og prøv på nytt derfra."),
    409: Page("Dette lar seg ikke gjøre nå", "Gå til saken for å se hvordan den står."),
    410: Page("Innholdet i saken er slettet", "Det som sto i saken, finnes ikke lenger."),
    413: Page("Du sendte for mye på en gang", "Gå tilbake, kort ned teksten og send på nytt."),
    422: Page("Noe må rettes", "Gå tilbake, rett det og send på nytt."),
    429: Page("For mange forsøk", "Vent et kvarter og prøv på nytt."),
    500: Page("Noe gikk galt hos oss", "Det du sendte, er ikke lagret. Prøv igjen om litt."),
    503: Page(
        "Systemet er ikke tilgjengelig akkurat nå",
        "Det du sendte, er ikke lagret. Prøv igjen om noen minutter.",
    ),
}
EXPIRED = Page(
    "Siden har vært åpen for lenge",
    "Av sikkerhetsgrunner må skjemaet hentes på nytt. Gå tilbake, last siden på nytt og send igjen.",
)

STATUS: tuple[tuple[type[Refused] | tuple[type[Refused], ...], int], ...] = (
    (CaseNotFound, 404),
    ((UnknownPlan, UnknownSection, UnknownItem, RevisionUnknown, RunUnknown), 404),
    ((MoveUnknown, VersionUnknown), 404),
    ((AssignmentUnknown, RequestUnknown), 404),
    (NotAllowed, 403),
    (TaskElsewhere, 403),
    (CaseErased, 410),
    (PartHasEnded, 403),
    (TooManyAttempts, 429),
    (WrongPassword, 422),
    (BAD_ANSWERS, 422),
    (
        (
            NotAPeriod,
            NotAFile,
            NotAPost,
            NotASelection,
            TitleMissing,
            NothingChanged,
            ReasonMissing,
            DayPassed,
        ),
        422,
    ),
    (DatabaseUnreachable, 503),
    (DatabaseBusy, 503),
    (Busy, 503),
    (PressBusy, 503),
    (Refused, 409),
)
"""The first row whose class matches decides."""


def register(app: Flask) -> None:
    """Answer every error that a view lets through with a page."""
    app.register_error_handler(CSRFError, lambda _error: answer(400, EXPIRED))
    app.register_error_handler(HTTPException, _refused_by_http)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Exception, _broken)


def answer(status: int, page: Page | None = None, **more: object) -> Response:
    """Make the page of an error; one without words of its own gets those of its status."""
    shown = page or PAGES.get(status) or PAGES[400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500]
    return make_response(render_template("error.html", page=shown, **more), status)


def status_of(error: Refused) -> int:
    """Return the HTTP status of a refusal."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _refused_by_http(error: HTTPException) -> Response:
    if isinstance(error, SecurityError):  # a host that is not ours: there are no addresses to put in a page
        return Response("Ukjent vertsnavn.\n", 400, mimetype="text/plain")
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    answered = answer(error.code)
    if error.code == HTTPStatus.METHOD_NOT_ALLOWED:
        answered.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))  # type: ignore[attr-defined] # of MethodNotAllowed, the only 405
    return answered


def _refused(error: Refused) -> Response:
    status = status_of(error)
    log.info("refused", kind=type(error).__name__, status=status, endpoint=request.endpoint)
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE}:
        return answer(status)  # these tell nothing of what is behind them
    named = {} if status == HTTPStatus.GONE else request.view_args or {}
    case = named.get("case")  # who is refused for another reason may see the case
    return answer(status, Page(PAGES[status].title, str(error)), case=case)


def _broken(error: Exception) -> Response:
    incident = secrets.token_hex(4)
    log.error(
        "broken",
        incident=incident,
        kinds=logs.kinds(error),
        trail=logs.trail(error),
        endpoint=request.endpoint,
    )
    return answer(500, incident=incident)
