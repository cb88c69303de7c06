"""The drawing of a process, as its modeler wrote it: the same for every case of a version."""

from flask import Blueprint, Response, abort

from prosesser.definition.bundle import DIAGRAM
from prosesser.store.versions import DefinitionChanged
from workflow_app.web.desk import desk

pages = Blueprint("diagram", __name__)


@pages.get("/prosesser/<digest>/diagram.bpmn")
def show(digest: str) -> Response:
    """Answer with the BPMN file of a published version."""
    try:
        definition = desk().cases.versions.get(digest)
    except DefinitionChanged:  # what is asked for is no version of ours
        abort(404)
    return Response(definition.bundle[DIAGRAM], mimetype="application/xml")
