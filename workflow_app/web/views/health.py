"""Whether the app and its database answer, for whoever watches over it."""

from flask import Blueprint, Response

from workflow_app.web.desk import desk

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def show() -> Response:
    """Answer "ok" when the database does; the error page's 503 otherwise."""
    desk().directory.units()
    return Response("ok\n", mimetype="text/plain")
