"""The small world of the use cases, whose history can be changed."""

from tests.cases.conftest import unguarded_world

__all__ = ["unguarded_world"]
