"""What an audit package gets from around the store: the newest anchor's proof, and the replay as one page."""

from collections.abc import Callable
from importlib.metadata import version

from prosesser.access import Actor
from prosesser.audit import AuditFile
from prosesser.cases import OptionLists
from prosesser.packages import Sources
from prosesser.proof.anchors import Anchors, Proof
from prosesser.proof.errors import NotAnchored
from workflow_app.web.offline import offline_replay
from workflow_app.web.replaying_film import glossary


def sources(anchors: Anchors, options: Callable[[Actor], OptionLists]) -> Sources:
    """Return where packages get the rest; ``options`` are the lists that an actor's forms choose from."""

    def proof_for(case: str) -> Proof | None:
        try:
            return anchors.proof_for(case)
        except NotAnchored:
            return None

    def replay_of(file: AuditFile) -> bytes | None:
        words = glossary(file, options(file.actor))
        return None if words is None else offline_replay(file, words)

    return Sources(version("somlos"), proof_for, replay_of)
