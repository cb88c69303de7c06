"""``somlos serve``: the web server, with the scheduler beside it."""

import os
import secrets
import signal
import socket
from collections.abc import Mapping
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import click
import waitress
from flask import Flask
from waitress.server import BaseWSGIServer

from prosesser.errors import Refused
from prosesser.store import Store, is_set_up
from prosesser.store.meta import Meta
from workflow_app import anchoring, installation, logs, scheduler
from workflow_app.app import assemble
from workflow_app.cli import options
from workflow_app.cli.demo import logins, made
from workflow_app.clock import Clock
from workflow_app.demo.create import create
from workflow_app.web import assets
from workflow_app.web.settings import DEFAULT_PORT, Settings, switch, whole_number
from workflow_app.work import Foreman, Processes

THREADS = 8


class AddressTaken(Refused):
    """Kan ikke svare på {host}:{port}: {reason}. Velg en annen port med --port eller PORT."""


@click.command(epilog="Example: somlos serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    envvar="PORT",
    default=DEFAULT_PORT,
    show_default=True,
    help="The port to answer on; also $PORT.",
)
@click.option(
    "--demo", "fills", is_flag=True, help="Fill a database that is not set up with demo data first."
)
@options.demo_cases
@options.journey
@options.database
@click.pass_obj
def serve(  # noqa: PLR0913 - one parameter an option
    clock: Clock, host: str, port: int, number: int, journey: Path, database: str, *, fills: bool
) -> None:
    """Serve the web pages, let timers fire when they are due, and anchor the histories every hour.

    Without a database file yet, one is made with demo data, its key file beside it. A database on
    a server has to be set up, or to be filled by --demo: see `somlos db upgrade` and `somlos demo`.

    Behind a reverse proxy, set SOMLOS_TLS=1, SOMLOS_HOSTS (names, space separated) and
    SOMLOS_PROXIES (how many).
    """
    logs.set_up()
    with ExitStack() as opened:
        listening = opened.enter_context(_listening(host, port))
        if _wants_demo(database, fills=fills):
            click.echo("Lager en demodatabase …")
            click.echo(made(create(database, journey, number, clock.real())))
        store = opened.enter_context(closing(installation.open_existing(database)))
        app_clock = installation.DatabaseClock(store, clock)
        settings = _settings(database, store, os.environ)
        server = _server(assemble(settings, store, app_clock, assets.read()), settings, listening)
        click.echo(f"Sømløs svarer på http://{host}:{listening.getsockname()[1]}")
        if settings.demo:
            click.echo(logins())
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # stops as Ctrl-C does: tidily
        timers = partial(scheduler.tick, installation.cases_of(store, app_clock), app_clock)
        opened.enter_context(scheduler.running(timers))
        anchors = partial(anchoring.tick, store, database, clock)
        opened.enter_context(scheduler.running(anchors, anchoring.INTERVAL_SECONDS))
        opened.enter_context(_foreman(store, clock).at_work())
        server.run()


def _foreman(store: Store, clock: Clock) -> Foreman:
    name = f"{socket.gethostname()}-{secrets.token_hex(4)}"
    return Foreman(store, clock, name, partial(Processes, store))


def _wants_demo(database: str, *, fills: bool) -> bool:
    file = installation.database_file(database)
    if file is not None and not file.exists():
        return True
    return fills and not is_set_up(database)


def _settings(database: str, store: Store, environment: Mapping[str, str]) -> Settings:
    return Settings(
        database_url=database,
        master=installation.master_key(database),
        demo=Meta(store).is_demo(),
        tls=switch(environment, "SOMLOS_TLS"),
        hosts=tuple(environment.get("SOMLOS_HOSTS", "").split()),
        proxies=whole_number(environment, "SOMLOS_PROXIES", 0),
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressTaken(host=host, port=port, reason=error.strerror) from error


def _server(app: Flask, settings: Settings, listening: socket.socket) -> BaseWSGIServer:
    server: BaseWSGIServer = waitress.create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=settings.proxies == 0,  # else the app itself knows whom to trust
    )
    return server
