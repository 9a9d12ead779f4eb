"""Ways for tests to do at once what a server may take its time over: it starts once, and they start an app each."""

import pickle
from dataclasses import fields, replace
from types import CodeType
from typing import Any, ClassVar

from argon2 import PasswordHasher
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

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


class Address(Rule):
    """A rule of the URL map that is compiled for the first app alone: they are most of what it takes to make one."""

    _first: ClassVar[dict[tuple[Any, ...], Rule]] = {}

    def compile(self) -> None:
        """Take over what the same rule of an earlier app came to, with builders that are this rule's own."""
        first = self._first.setdefault((self.rule, *sorted((self.defaults or {}).items())), self)
        if first is self:
            super().compile()
            return
        compiled = vars(first)
        vars(self).update({name: compiled[name] for name in ("arguments", "_converters", "_parts", "_trace")})
        for name in ("_build", "_build_unknown"):
            setattr(self, name, compiled[name].__func__.__get__(self))


def prepare_apps_once() -> None:
    """Let all apps of this process share what is the same in each: templates and the rules of addresses."""
    Flask.jinja_options = {"bytecode_cache": Compiled()}
    Flask.url_rule_class = Address


def copied_floor(floor: Floor, database: Database) -> Floor:
    """Put all that is in the floor's SQLite file into another database; return the same floor, there."""
    with floor.database.engine.connect() as source, database.engine.connect() as target:
        source.connection.driver_connection.backup(target.connection.driver_connection)  # type: ignore[union-attr]
    rows = {each.name: getattr(floor, each.name) for each in fields(floor) if each.name != "database"}
    return replace(floor, database=database, **pickle.loads(pickle.dumps(rows)))
