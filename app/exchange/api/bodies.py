"""The body of a request -> an entry, or every fault in it with a pointer and in words."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.exchange.api.asking import NotAsked
from app.exchange.api.entries import Entry
from app.exchange.api.operations import LONGEST
from app.exchange.api.schemas import Fault

MOST_BYTES = 256 * 1024
"""Of a body: a paper of some hundred lines. Longer ones are imports."""
MOST_FAULTS = 50

E = TypeVar("E", bound=Entry)


class NotJson(ValueError):
    """The body is no JSON at all; the message says where it ends to be."""


def read(entry: type[E], body: bytes) -> E:
    """Read a body. Raises NotJson, or NotAsked with its faults, `MOST_FAULTS` at most."""
    try:
        return entry.model_validate_json(body or b"{}")
    except ValidationError as error:
        found = error.errors(include_url=False)
        if found[0]["type"] == "json_invalid":
            raise NotJson(f"The body is not JSON: {found[0]['ctx']['error']}.") from None
        raise NotAsked([_fault(entry, each) for each in found[:MOST_FAULTS]]) from None


def pointer(path: tuple[int | str, ...]) -> str:
    """Return a path as a JSON pointer (RFC 6901)."""
    return "".join(f"/{str(step)[:LONGEST].replace('~', '~0').replace('/', '~1')}" for step in path)


def _fault(entry: type[Entry], error: ErrorDetails) -> Fault:
    where = error["loc"]
    say = _WORDS.get(error["type"], _as_it_says)
    return Fault(name=str(where[-1])[:LONGEST] if where else "", detail=say(entry, error), pointer=pointer(where))


def _as_it_says(_entry: type[Entry], error: ErrorDetails) -> str:
    return f"{error['msg']}."


def _got(error: ErrorDetails) -> str:
    return _written(error["input"])


def _written(value: Any) -> str:
    match value:
        case str():
            return repr(value if len(value) <= LONGEST else value[:LONGEST] + "...")
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case int() | float():
            return f"{value}"[:LONGEST]
        case list():
            return "a list"
        case _:
            return "an object"


def _expected(what: str) -> Callable[[type[Entry], ErrorDetails], str]:
    """Say what was expected, with what the error names in braces, and what came."""
    return lambda _entry, error: f"Expected {what.format_map(error.get('ctx', {}))}, got {_got(error)}."


def _known(entry: type[Entry], error: ErrorDetails) -> str:
    fields = _fields_at(entry, error["loc"][:-1])
    return f"There is no such field here. Known are: {', '.join(fields)}." if fields else "Nothing is to be said here."


def _fields_at(entry: type[Entry], path: tuple[int | str, ...]) -> list[str]:
    """Return the fields of the model that a path leads to: the entry itself, what it holds, or what its list holds."""
    at: Any = entry
    for step in path:
        if isinstance(step, str):
            kind = at.model_fields[step].annotation
            at = getattr(kind, "__args__", (kind,))[0]
    return list(at.model_fields)


_WORDS: Mapping[str, Callable[[type[Entry], ErrorDetails], str]] = {
    "extra_forbidden": _known,
    "missing": lambda _entry, _error: "This field is needed.",
    "string_type": _expected("a text"),
    "string_too_short": _expected("at least one character"),
    "string_too_long": lambda _entry, error: (
        f"Expected at most {error['ctx']['max_length']} characters, got {len(str(error['input']))}."
    ),
    "string_pattern_mismatch": _expected("a text of the form {pattern}"),
    "int_type": _expected("a whole number"),
    "int_from_float": _expected("a whole number"),
    "greater_than_equal": _expected("at least {ge}"),
    "less_than_equal": _expected("at most {le}"),
    "bool_type": _expected("true or false"),
    "enum": _expected("one of {expected}"),
    "date_type": _expected("a day such as 2026-04-03"),
    "date_parsing": _expected("a day such as 2026-04-03"),
    "date_from_datetime_parsing": _expected("a day such as 2026-04-03"),
    "date_from_datetime_inexact": _expected("a day such as 2026-04-03"),
    "datetime_type": _expected("an instant such as 2026-04-03T14:30:00-06:00"),
    "datetime_parsing": _expected("an instant such as 2026-04-03T14:30:00-06:00"),
    "datetime_from_date_parsing": _expected("an instant such as 2026-04-03T14:30:00-06:00"),
    "timezone_aware": _expected("an instant with its offset such as 2026-04-03T14:30:00-06:00"),
    "list_type": _expected("a list"),
    "model_type": _expected("an object"),
    "model_attributes_type": _expected("an object"),
    "too_short": _expected("at least {min_length} in the list"),
    "too_long": _expected("at most {max_length} in the list"),
}
"""By pydantic's name of an error."""
