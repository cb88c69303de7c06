"""The engine: the only place where a case changes."""
