"""The expressions of a diagram: each parsed once, and remembered with its place for the rules."""

import re
from dataclasses import dataclass, field

from prosesser.feel import Expression, FeelBudgetExceeded, FeelSyntaxError, parse


@dataclass(frozen=True, slots=True)
class Site:
    """An expression where it stands: in which element, as ``what`` (bokmål, definite form).

    ``expression`` is None when ``problem`` (bokmål) says why it cannot be read. ``names`` are those
    that the place itself gives (a form's own answers, the fields of a row) instead of the case's facts.
    ``form`` is the id of the form that it stands in, if it does.
    """

    element: str | None
    what: str
    text: str
    expression: Expression | None
    problem: str | None = None
    names: frozenset[str] = frozenset()
    form: str | None = None


def names_read(site: Site) -> frozenset[str]:
    """Return the names that an expression may read from the facts, keys of filtered items among them."""
    expression = site.expression
    return frozenset() if expression is None else (expression.names | expression.item_names) - site.names


def parse_feel(text: str) -> Expression:
    """Parse ``=expression``. Raises FeelSyntaxError, whose place counts the equals sign too."""
    try:
        return parse(text[1:])
    except FeelSyntaxError as error:
        column = error.column + (1 if error.line == 1 else 0)
        raise FeelSyntaxError(line=error.line, column=column, advice=error.advice) from error


@dataclass(slots=True)
class Reader:
    """Parses expressions and keeps their sites, in the order in which they were read."""

    sites: list[Site] = field(default_factory=list)

    def feel(
        self, element: str | None, what: str, text: str, names: frozenset[str] = frozenset()
    ) -> Expression | None:
        """Read ``=expression``; None when it cannot be read. ``names`` are those of its ``Site``."""
        text = text.strip()
        if not text.startswith("="):
            return self._keep(Site(element, what, text, None, "Uttrykket må begynne med likhetstegn (=)."))
        try:
            return self._keep(Site(element, what, text, parse_feel(text), names=names))
        except (FeelSyntaxError, FeelBudgetExceeded) as error:
            return self._keep(Site(element, what, text, None, str(error)))

    def temporal(self, element: str | None, what: str, text: str) -> Expression | None:
        """Read ``=expression`` or an ISO 8601 literal: the same as the expression that it means."""
        text = text.strip()
        literal = literal_expression(text)
        if literal is None:
            return self.feel(element, what, text)
        try:
            return self._keep(Site(element, what, text, parse(literal)))
        except FeelSyntaxError as error:
            return self._keep(Site(element, what, text, None, error.advice))

    def _keep(self, site: Site) -> Expression | None:
        self.sites.append(site)
        return site.expression


_LITERALS = (
    (re.compile(r"-?P[0-9A-Z.,]*"), "duration"),
    (re.compile(r"\d{4}-\d{2}-\d{2}T[0-9:.+\-Z]*"), "date and time"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
)


def literal_expression(text: str) -> str | None:
    """Return the FEEL for an ISO 8601 duration, date, or date and time; None for anything else."""
    text = text.strip()
    for pattern, function in _LITERALS:
        if pattern.fullmatch(text):
            return f'{function}("{text}")'
    return None
