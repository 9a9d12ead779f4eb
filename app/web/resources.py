"""Resources of the HTTP API as JSON: what a named read found -> what its schema says."""

from typing import Any

from flask import Response
from pydantic import TypeAdapter

from app.db.queries.outward import Found
from app.exchange.api.operations import COLLECTIONS, Collection

BY_NAME = {each.name: each for each in COLLECTIONS}
JSON = "application/json"

_ANY: TypeAdapter[Any] = TypeAdapter(Any)


def shown(collection: Collection, found: Found) -> dict[str, Any]:
    """Return one item as its schema has it."""
    fields = collection.item.model_fields
    lines = [_line(collection, line) for line in found["lines"]] if "lines" in fields else None
    values = {name: found[name] for name in fields if name != "lines"}
    return collection.item.model_validate({**values, **({"lines": lines} if lines is not None else {})}).model_dump()


def _line(collection: Collection, line: Found) -> dict[str, Any]:
    (model,) = collection.item.model_fields["lines"].annotation.__args__  # type: ignore[union-attr]
    return {name: _in_order(line[name]) for name in model.model_fields}


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def tags(found: Found) -> dict[str, str]:
    """Return the header that names the version of an item, for those that have one (RFC 9110, 8.8.3)."""
    return {"ETag": f'"{found["version"]}"'} if "version" in found else {}


def text(body: object) -> str:
    """Return `body` as JSON text."""
    return _ANY.dump_json(body).decode()


def as_json(body: object, headers: dict[str, str] | None = None) -> Response:
    """Return `body` as an answer."""
    return Response(text(body), mimetype=JSON, headers=headers)
