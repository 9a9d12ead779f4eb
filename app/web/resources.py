"""Resources of the HTTP API as JSON: what a named read found -> what its schema says."""

from typing import Any, get_args

from flask import Response
from pydantic import TypeAdapter

from app.db.queries.outward import Found
from app.exchange.api.operations import COLLECTIONS, Collection
from app.exchange.api.schemas import Resource

BY_NAME = {each.name: each for each in COLLECTIONS}
JSON = "application/json"

_ANY: TypeAdapter[Any] = TypeAdapter(Any)


def shown(collection: Collection, found: Found) -> dict[str, Any]:
    """Return one item as its schema has it."""
    fields = collection.item.model_fields
    values = {name: _value(fields[name].annotation, found[name]) for name in fields}
    return collection.item.model_validate(values).model_dump()


def _value(annotation: Any, value: Any) -> Any:
    """Return a field: of a list of rows each as its schema has it, all else as it was found."""
    model = next(iter(get_args(annotation)), None)
    if isinstance(value, list) and isinstance(model, type) and issubclass(model, Resource):
        return [{name: _in_order(line[name]) for name in model.model_fields} for line in value]
    return _in_order(value)


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
