"""The schema's revisions, run from code: `run.py`, the commands and the tests all come through here.

Alembic is imported only to move: a server that merely asks where the schema stands starts a fifth faster without it.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Engine

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parents[2] / "migrations"
NEWEST = "head"
EMPTY = "base"
_NAMED = re.compile(r'^(down_)?revision = "(\w+)"$', re.MULTILINE)


class SchemaBehind(RuntimeError):
    """The database is not at the revision this program was written for."""


def upgrade(engine: Engine, revision: str = NEWEST) -> None:
    """Bring the schema up to `revision`, in one transaction."""
    from alembic import command

    command.upgrade(config_for(engine), revision)


def downgrade(engine: Engine, revision: str = EMPTY) -> None:
    """Take the schema back to `revision`, in one transaction; rows of dropped tables are lost."""
    from alembic import command

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
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        stands: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return stands


def newest_revision() -> str:
    """Return the one revision among the scripts that no other builds on."""
    said = [names for script in (SCRIPTS / "versions").glob("*.py") for names in _NAMED.findall(script.read_text())]
    built_on = {revision for down, revision in said if down}
    (newest,) = {revision for down, revision in said if not down} - built_on
    return str(newest)


def config_for(engine: Engine) -> "Config":
    """Return Alembic's configuration with `engine` in it, where `migrations/env.py` looks for it."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("prepend_sys_path", str(SCRIPTS.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    config.attributes["engine"] = engine
    return config
