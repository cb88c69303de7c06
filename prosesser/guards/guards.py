"""All warnings about one version that would replace another."""

from prosesser.definition.diff.sides import sides
from prosesser.definition.model import Definition
from prosesser.guards.clauses import catalogue_changed, unrealised
from prosesser.guards.deadlines import moved
from prosesser.guards.fields import no_longer_asked
from prosesser.guards.lanes import left_without_tasks
from prosesser.guards.model import Guard


def guards(before: Definition, after: Definition) -> tuple[Guard, ...]:
    """Return what a publisher must be warned of when ``after`` replaces ``before``."""
    both = sides(before, after)
    return (
        *moved(both),
        *unrealised(before, after),
        *catalogue_changed(before, after),
        *left_without_tasks(both.before, both.after),
        *no_longer_asked(both.before, both.after),
    )
