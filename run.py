"""The server: `python run.py`, set up by the environment (docs/settings.md)."""

import gc

gc.disable()  # until `settle`: a quarter of a start is looking for garbage among what is only just being imported

import signal
import sys

import click
from pydantic import ValidationError
from waitress.server import create_server

from app import create_app, logging
from app.config import MissingSecretKey, Settings
from app.db.locks import SecondServer
from app.db.migrating import SchemaBehind, require_newest
from app.jobs import running
from app.memory import settle


def serve(settings: Settings) -> None:
    settings.require_secret_key()
    logging.set_up(settings)
    app = create_app(settings)
    backdock = app.extensions["backdock"]
    require_newest(backdock.database.engine)
    with backdock.alone(), running(backdock):
        server = create_server(app, **settings.for_waitress())
        settle()
        click.echo(f"Backdock answers at http://{settings.host}:{settings.port}")
        server.run()  # until SIGINT or SIGTERM; requests under way are finished
    backdock.database.engine.dispose()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        serve(Settings())
    except (ValidationError, MissingSecretKey, SchemaBehind, SecondServer, OSError) as refusal:
        sys.exit(f"Backdock did not start. {refusal}")
