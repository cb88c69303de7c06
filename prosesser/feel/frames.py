"""Where names are looked up while an expression runs."""

from collections.abc import Callable, Mapping
from typing import Optional

from prosesser.feel.budget import Run
from prosesser.feel.nodes import Node
from prosesser.feel.values import Value


class Frame:
    """Variables of one scope, in front of those of the scopes around it."""

    __slots__ = ("parent", "run", "variables")

    def __init__(self, variables: Mapping[str, Value], parent: Optional["Frame"], run: Run) -> None:
        self.variables = variables
        self.parent = parent
        self.run = run


Code = Callable[[Frame], Value]
Compile = Callable[[Node], Code]
