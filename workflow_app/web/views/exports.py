"""Taking a case out as an audit package: what is in it and how to check it, and the file itself."""

from flask import Blueprint, Response, render_template

from prosesser.access import Action
from prosesser.audit.approvals import may_export
from prosesser.packages import Sources
from prosesser.proof.anchors import Anchors
from workflow_app import anchoring
from workflow_app.web.desk import desk
from workflow_app.web.identity import current
from workflow_app.web.packaging import sources

pages = Blueprint("exports", __name__, url_prefix="/tilsyn/saker")
NAMED_BY = 8
"""How much of a case's id tells packages apart."""


@pages.get("/<case>/uttrekk")
def show(case: str) -> str:
    """Tell what a package of the case holds, and how whoever gets it checks it."""
    actor, now = current().actor, desk().now()
    with desk().audits.open(actor, Action.EXPORT_CASE, case, now, "uttrekk: veiledning") as file:
        return render_template(
            "audit/export.html",
            file=file,
            proof=_sources().proof_for(case),
            name=_name(case),
            approval=may_export(file.connection, case, actor.person, now),
        )


@pages.post("/<case>/uttrekk")
def download(case: str) -> Response:
    """Answer with the package."""
    content = desk().packages.export(current().actor, case, desk().now(), _sources())
    answer = Response(content, mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=_name(case))
    return answer


def _sources() -> Sources:
    anchors = Anchors(anchoring.folder(desk().settings.database_url))
    return sources(anchors, desk().policy.options)


def _name(case: str) -> str:
    """Return the file's name: it tells packages apart, and nothing of whom they are about."""
    return f"revisjonspakke-{case[:NAMED_BY]}.zip"
