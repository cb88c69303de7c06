"""A database full of invented people, to try the system with."""
