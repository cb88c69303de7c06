"""SpiffWorkflow, behind one door: the only package that imports it.

A definition is compiled into SpiffWorkflow's process specs, a ``Run`` moves tokens over them, and
tokens travel as JSON of our own. Timers, messages and conditions are no business of this package:
their tokens wait until the engine says that they fire.
"""

from prosesser.spiff.host import Host, NotOpen, StepFailed
from prosesser.spiff.naming import places, renamed
from prosesser.spiff.run import Run, Waiting
from prosesser.spiff.seam import install, run_at
from prosesser.spiff.tokens import Token

install()

__all__ = ["Host", "NotOpen", "Run", "StepFailed", "Token", "Waiting", "places", "renamed", "run_at"]
