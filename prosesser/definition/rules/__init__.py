"""The rules of the linter, by topic. A rule's name is its promise; it yields what breaks it."""
