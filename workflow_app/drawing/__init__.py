"""The diagram of a version as standalone SVG, drawn from its diagram interchange (BPMN DI).

For pages that must work without JavaScript, for files that are opened from a disk, and for prints. It
is the same drawing as in the modeler, without its editor.
"""

from workflow_app.drawing.picture import svg

__all__ = ["svg"]
