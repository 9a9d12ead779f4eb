"""The schema's revisions, run from code: `run.py`, the commands and the tests all come through here."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

SCRIPTS = Path(__file__).parents[2] / "migrations"
NEWEST = "head"
EMPTY = "base"


class SchemaBehind(RuntimeError):
    """The database is not at the revision this program was written for."""


def upgrade(engine: Engine, revision: str = NEWEST) -> None:
    """Bring the schema up to `revision`, in one transaction."""
    command.upgrade(config_for(engine), revision)


def downgrade(engine: Engine, revision: str = EMPTY) -> None:
    """Take the schema back to `revision`, in one transaction; rows of dropped tables are lost."""
    command.downgrade(config_for(engine), revision)


def require_newest(engine: Engine) -> None:
    """Raise `SchemaBehind`, saying what to run, unless the schema is at the newest revision."""
    stands, wanted = revision_of(engine), newest_revision()
    if stands != wanted:
        raise SchemaBehind(
            f"The database is at revision {stands or 'none'}, this program needs {wanted}. "
            "Run `flask --app app migrate` first; back up before you do."
        )


def revision_of(engine: Engine) -> str | None:
    """Return the revision the database says it is at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Return the newest revision among the scripts."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def config_for(engine: Engine) -> Config:
    """Return Alembic's configuration with `engine` in it, where `migrations/env.py` looks for it."""
    config = _config()
    config.attributes["engine"] = engine
    return config


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("prepend_sys_path", str(SCRIPTS.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    return config
