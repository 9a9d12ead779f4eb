"""Ways for tests to do at once what a server may take its time over: it starts once, and they start an app each."""

import pickle
from dataclasses import fields, replace
from types import CodeType

from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from app.db.engine import Database
from tests.factories import Floor


def hash_pin(pin: str) -> str:
    """Return a hash that is checked at once; the real one takes long on purpose (tests/services/test_signing_in.py)."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(pin)


class Compiled(BytecodeCache):
    """Templates as one app compiled them, for the next."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the template's code, where this very text was compiled before."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template's code."""
        assert bucket.code
        self._kept[bucket.key, bucket.checksum] = bucket.code


def read_files_once() -> None:
    """Let all apps of this process share the templates that they compiled; translations are shared anyway."""
    Flask.jinja_options = {"bytecode_cache": Compiled()}


def copied_floor(floor: Floor, database: Database) -> Floor:
    """Put all that is in the floor's SQLite file into another database; return the same floor, there."""
    with floor.database.engine.connect() as source, database.engine.connect() as target:
        source.connection.driver_connection.backup(target.connection.driver_connection)  # type: ignore[union-attr]
    rows = {each.name: getattr(floor, each.name) for each in fields(floor) if each.name != "database"}
    return replace(floor, database=database, **pickle.loads(pickle.dumps(rows)))
