"""The core of Sømløs: a case system that runs on a BPMN diagram. Knows nothing of the web."""
