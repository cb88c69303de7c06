"""An app that stands for many tests, each at a desk of its own: making it takes longer than most tests."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from prosesser.store import Store
from workflow_app.app import assemble, lay_out
from workflow_app.clock import Clock
from workflow_app.web.assets import Assets
from workflow_app.web.desk import EXTENSION
from workflow_app.web.settings import Settings


class HandedClock:
    """The clock of whoever has the app now."""

    clock: Clock

    def now(self) -> datetime:
        return self.clock.now()

    def real(self) -> datetime:
        return self.clock.real()


@dataclass
class StandingApp:
    """The app, made for the first who asks; ``templates`` is where its compiled templates are kept."""

    assets: Assets
    templates: Path
    _clock: HandedClock = field(default_factory=HandedClock)
    _made: list[Flask] = field(default_factory=list)

    def at(self, settings: Settings, store: Store, clock: Clock) -> Flask:
        """Return the app on a store: until somebody else asks for it."""
        self._clock.clock = clock
        if not self._made:
            app = assemble(settings, store, self._clock, self.assets)
            app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(self.templates))
            app.testing = False  # errors are answered as they are in earnest
            self._made.append(app)
        app = self._made[0]
        app.extensions[EXTENSION] = lay_out(settings, store, clock)
        return app
