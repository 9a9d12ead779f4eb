"""Write a migration from the models: `python -m migrations.writing "what it does"`, then read it."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from app.db.engine import open_database
from app.db.migrating import SCRIPTS, config_for, upgrade


def write(message: str) -> None:
    """Write the script that leads from the newest revision to the models, by way of a scratch SQLite file."""
    with tempfile.TemporaryDirectory() as scratch:
        engine = open_database(f"sqlite:///{Path(scratch, 'scratch.sqlite')}").engine
        upgrade(engine)
        command.revision(config_for(engine), message, autogenerate=True)
        engine.dispose()


def start_over() -> None:
    """Forget every revision and write one for the whole schema. Only before the first release."""
    for script in (SCRIPTS / "versions").glob("*.py"):
        script.unlink()
    write("first tables")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--start-over"]:
            start_over()
        case [message]:
            write(message)
        case _:
            sys.exit('Say what the migration does: python -m migrations.writing "photos know their size"')
