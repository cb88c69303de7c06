"""A replay as one HTML file that opens from a disk: everything inside it, nothing fetched.

The content policy stands in the file itself and allows the two things by their hashes: this style and
this script. The film is data, which is not run.
"""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup

from prosesser.audit.file import AuditFile
from prosesser.audit.replaying import Replaying
from workflow_app.web import assets
from workflow_app.web.glossary import Glossary
from workflow_app.web.replaying_film import Cutting, environment, written

POLICY = (
    "default-src 'none'; img-src data:; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
    "base-uri 'none'; form-action 'none'"
)
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def offline_replay(file: AuditFile, words: Glossary, bundle: Path = assets.BUNDLE) -> bytes:
    """Return a case's whole replay as a self-contained HTML file, in UTF-8.

    Steps are made again to the last row, or to the first that is wrong, which the file then says.
    Raises `ContentErased`, and `assets.NotBuilt` where the front end is not there.
    """
    replaying = Replaying(file)
    look = replaying.look(file, file.rows)
    cutting = Cutting(file, words, replaying)
    style, script = assets.offline(bundle)
    script = SOURCE_MAP.sub("", script).replace("</script", "<\\/script")
    values: dict[str, object] = {
        "policy": POLICY.format(style=_digest(style), script=_digest(script)),
        "style": Markup(style),  # noqa: S704 - our own style sheet
        "script": Markup(script),  # noqa: S704 - our own script
        "subject": file.subject.get("navn", ""),
        "case": file.case,
        "made": file.now,
        "verdict": cutting.verdict(look),
    }
    if look.frames:
        views = [cutting.view(frame) for frame in look.frames]
        values |= {
            "parts": cutting.parts(views[0]),
            "player": cutting.player(views[0], look, _link),
            "leaps": cutting.leaps(_link),
            "drawing": cutting.drawing(look.frames[0], views[0]),
            "table": cutting.table(views, _link),
            "film": Markup(written(cutting.film(look))),  # noqa: S704 - written escapes what would end the element
        }
    return environment().get_template("audit/replay_offline.html").render(values).encode()


def _link(row: int) -> str:
    return f"#rad-{row}"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
