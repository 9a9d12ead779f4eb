"""Backdock: the warehouse floor's side of reverse logistics."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Return the web application. Imports wait until here, so that `app.domain` is light to use alone."""
    from flask import Flask

    from app import cli, web
    from app.config import Settings
    from app.context import Backdock
    from app.db.engine import open_database

    settings = settings or Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app = Flask(__name__)
    app.config.from_mapping(settings.for_flask())
    app.extensions["backdock"] = Backdock(settings, open_database(settings.database_url))
    web.register(app)
    cli.register(app)
    return app
