"""How a command ends: 0 done, 1 no or refused, 2 input that cannot be used."""

from typing import Any

import click

from prosesser.definition.errors import Unreadable
from prosesser.errors import Broken, Refused
from workflow_app.rehearsal.facts_file import UnreadableFacts
from workflow_app.rehearsal.story import StoryNotUnderstood

REFUSED = 1
UNUSABLE = 2
UNUSABLE_INPUT = (Unreadable, UnreadableFacts, StoryNotUnderstood)


class Refusal(click.ClickException):
    """Ends the command with one sentence on standard error."""

    exit_code = REFUSED

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - click's signature
        """Write the sentence alone, as it is."""
        click.echo(self.message, file=file, err=file is None)


class Unusable(Refusal):
    """The same, for input that cannot be used."""

    exit_code = UNUSABLE


class Speaking(click.Group):
    """A group whose commands say why they refuse, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command; a refusal becomes its sentence and exit code."""
        try:
            return super().invoke(ctx)
        except UNUSABLE_INPUT as error:
            raise Unusable(str(error)) from error
        except (Refused, Broken) as error:
            raise Refusal(str(error)) from error
