"""Diagram and forms: from bytes to an immutable, checked version."""
