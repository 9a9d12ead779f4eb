"""The OpenAPI 3.1 document of the HTTP API, drawn from its operations and schemas."""

from enum import StrEnum
from functools import cache
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.exchange.api import schemas
from app.exchange.api.operations import COLLECTIONS, LONGEST, MOST, PRINTABLE, USUAL, Collection, Filter

PROBLEM = "application/problem+json"
_REF = "#/components/schemas/{model}"
_PROBLEMS = {
    "400": "The request cannot be understood; `faults` name each parameter.",
    "401": "No token, or one that does not hold.",
    "403": "The token lacks the scope of this operation.",
    "404": "There is no such item.",
}


@cache
def document(prefix: str) -> dict[str, Any]:
    """Return the whole document; `prefix` is the path under which the API answers."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Backdock HTTP API",
            "version": "1",
            "description": "What comes back, on which paper, and what was found. Every list is paged by `after`.",
        },
        "servers": [{"url": prefix}],
        "security": [{"token": []}],
        "tags": [{"name": each.name, "description": each.title} for each in COLLECTIONS],
        "paths": {path: item for each in COLLECTIONS for path, item in _paths(each).items()},
        "components": {"schemas": _schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _paths(collection: Collection) -> dict[str, Any]:
    path, name = f"/{collection.name}", collection.name
    return {
        path: {"get": _operation(collection, f"list_{name}", f"List {name}", _page(collection), _query(collection))},
        f"{path}/{{id}}": {
            "get": _operation(collection, f"get_{name}", f"One of the {name}", _item(collection), [_ID], "404"),
        },
    }


_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _operation(
    collection: Collection, name: str, summary: str, answer: dict[str, Any], parameters: list[Any], *also: str
) -> dict[str, Any]:
    refused = ["400", "401", "403", *also] if parameters != [_ID] else ["401", "403", *also]
    return {
        "operationId": name,
        "tags": [collection.name],
        "summary": summary,
        "description": f"Needs the scope `{collection.scope}`.",
        "parameters": parameters,
        "responses": {
            "200": {"description": "Found.", "content": {"application/json": {"schema": answer}}},
            **{status: _problem(status) for status in sorted(refused)},
        },
    }


def _problem(status: str) -> dict[str, Any]:
    return {"description": _PROBLEMS[status], "content": {PROBLEM: {"schema": _of(schemas.Problem)}}}


def _item(collection: Collection) -> dict[str, Any]:
    return _of(collection.item)


def _page(collection: Collection) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["items", "next"],
        "additionalProperties": False,
        "properties": {
            "items": {"type": "array", "maxItems": MOST, "items": _of(collection.item)},
            "next": {"type": ["string", "null"], "format": "uuid", "description": "`after` of the next page"},
        },
    }


def _query(collection: Collection) -> list[dict[str, Any]]:
    paging = [
        {
            "name": "after", "in": "query", "schema": {"type": "string", "format": "uuid"},
            "description": "`next` of the page before; the first page has none",
        },
        {
            "name": "limit", "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        },
    ]  # fmt: skip
    return [*paging, *({"name": each.name, "in": "query", "schema": _of_filter(each)} for each in collection.filters)]


def _of_filter(wanted: Filter) -> dict[str, Any]:
    if wanted.of is UUID:
        return {"type": "string", "format": "uuid"}
    if issubclass(wanted.of, StrEnum):
        return {"type": "string", "enum": [word.value for word in wanted.of]}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": PRINTABLE}


def _of(model: type[schemas.Resource]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}


def _schemas() -> dict[str, Any]:
    models: list[type[BaseModel]] = [*(each.item for each in COLLECTIONS), schemas.Problem]
    whole: list[tuple[type[BaseModel], Literal["serialization"]]] = [(model, "serialization") for model in models]
    _names, found = models_json_schema(whole, ref_template=_REF)
    defined: dict[str, Any] = found["$defs"]
    return defined
