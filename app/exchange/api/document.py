"""The OpenAPI 3.1 document of the HTTP API, drawn from its operations and schemas."""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.domain.authorizing import MOST_LINES
from app.exchange.api import schemas
from app.exchange.api.operations import (
    COLLECTIONS,
    LONGEST,
    LONGEST_NAME,
    MOST,
    NAME_FORM,
    OUTCOMES,
    PRINTABLE,
    PROPOSALS,
    USUAL,
    YIELDS,
    Collection,
    Filter,
)
from app.exchange.api.writing import KEY, KEY_FORM, LONGEST_KEY, MATCH, MATCH_FORM, Writing
from app.exchange.api.writings import WRITINGS

PROBLEM = "application/problem+json"
EVERY = (*COLLECTIONS, PROPOSALS, YIELDS, OUTCOMES)
_REF = "#/components/schemas/{model}"
_PROBLEMS = {
    "400": "The request cannot be understood; `faults` name each parameter.",
    "401": "No token, or one that does not hold.",
    "403": "The token lacks the scope of this operation.",
    "404": "There is no such item.",
    "409": "The key was used for another content, or the item is at another version by now.",
    "412": "The item is at another version by now: somebody was first.",
    "413": "The body is too large.",
    "415": "The body is not `application/json`.",
    "422": "The body is understood and is refused; `faults` point at each field, `detail` says the rule.",
    "428": "The version to be changed is not named by `If-Match`.",
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
        "tags": [{"name": each.name, "description": each.title} for each in EVERY],
        "paths": _all_paths(),
        "components": {"schemas": _schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _all_paths() -> dict[str, Any]:
    paths = {path: item for each in EVERY for path, item in _paths(each).items()}
    del paths["/proposals/{id}"], paths["/yields/{id}"]  # worked out at every question, none of them has an id
    paths["/policies/in_force"] = {"get": _in_force()}
    for writing in WRITINGS:
        paths.setdefault(writing.path, {})[writing.method] = _writing(writing)
    return paths


def _in_force() -> dict[str, Any]:
    (policies,) = (each for each in COLLECTIONS if each.name == "policies")
    return _operation(
        policies, "get_policy_in_force", "The return policy that counts today", _item(policies), [], "404"
    )


def _writing(writing: Writing) -> dict[str, Any]:
    (item,) = (each.item for each in COLLECTIONS if each.name == writing.collection)
    is_new = writing.method == "put" or not writing.has_id
    once = ["412", "428"] if writing.needs_match else ["409"] if writing.needs_key else []
    also = [*([] if is_new else ["404"]), *once]
    schema = _many(item) if writing.has_many else _of(item)
    found = {"description": "Done.", "content": {"application/json": {"schema": schema}}}
    body: dict[str, Any] = {"schema": _of(writing.entry)}
    if writing.example:
        body["example"] = writing.example
    return {
        "operationId": writing.name,
        "tags": [writing.collection],
        "summary": writing.summary,
        "description": f"Needs the scope `{writing.scope}`.",
        "parameters": [*_path_parameters(writing), *_headers(writing)],
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": {
            **dict.fromkeys(writing.statuses, found),
            **{status: _problem(status) for status in sorted({"400", "401", "403", "413", "415", "422", *also})},
        },
    }


def _many(item: type[BaseModel]) -> dict[str, Any]:
    properties = {"items": {"type": "array", "items": _of(item)}}
    return {"type": "object", "required": ["items"], "additionalProperties": False, "properties": properties}


def _headers(writing: Writing) -> list[dict[str, Any]]:
    key = {
        "name": KEY, "in": "header", "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": KEY_FORM},
        "description": "of your choice, new for each act; the same again is answered as before and does nothing",
    }  # fmt: skip
    match = {
        "name": MATCH, "in": "header", "required": True, "schema": {"type": "string", "pattern": MATCH_FORM},
        "description": "the version that you have seen, as `ETag` names it",
    }  # fmt: skip
    return [key] if writing.needs_key else [match] if writing.needs_match else []


def _path_parameters(writing: Writing) -> list[dict[str, Any]]:
    (collection,) = (each for each in COLLECTIONS if each.name == writing.collection)
    which = _named(collection, by_id=not writing.is_by_key) if collection.called else _ID
    return [{"id": which, "n": _POSITION}[name] for name in writing.parameters]


def _named(collection: Collection, by_id: bool) -> dict[str, Any]:
    """Return the parameter that says which item is meant, by what the company calls it, or by its id."""
    says = f"its {collection.called}, or its id" if by_id else f"its {collection.called}"
    form = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": NAME_FORM}
    return {"name": "id", "in": "path", "required": True, "description": says, "schema": form}


_POSITION = {
    "name": "n", "in": "path", "required": True, "description": "the position of the line, from 1",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST_LINES},
}  # fmt: skip


def _paths(collection: Collection) -> dict[str, Any]:
    path, name = f"/{collection.name}", collection.name
    which = _named(collection, by_id=True) if collection.called else _ID
    return {
        path: {"get": _operation(collection, f"list_{name}", f"List {name}", _page(collection), _query(collection))},
        f"{path}/{{id}}": {
            "get": _operation(collection, f"get_{name}", f"One of the {name}", _item(collection), [which], "404"),
        },
    }


_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _operation(
    collection: Collection, name: str, summary: str, answer: dict[str, Any], parameters: list[Any], *also: str
) -> dict[str, Any]:
    refused = ["400", "401", "403", *also] if parameters and parameters[0]["in"] == "query" else ["401", "403", *also]
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
    more = {"more": {"type": "boolean", "description": "there are later changes already"}}
    properties = {
        "items": {"type": "array", "maxItems": MOST, "items": _of(collection.item)},
        "next": {"type": ["string", "null"], "format": "uuid", "description": "`after` of the next page"},
        **(more if collection is OUTCOMES else {}),
    }
    return {
        "type": "object", "required": list(properties), "additionalProperties": False, "properties": properties,
    }  # fmt: skip


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
    if wanted.of is date:
        return {"type": "string", "format": "date"}
    if issubclass(wanted.of, StrEnum):
        return {"type": "string", "enum": [word.value for word in wanted.of]}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": PRINTABLE}


def _of(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}


def _schemas() -> dict[str, Any]:
    models: list[type[BaseModel]] = [*(each.item for each in EVERY), schemas.Problem]
    whole: list[tuple[type[BaseModel], Literal["serialization", "validation"]]] = [
        *((model, "serialization") for model in models),
        *((writing.entry, "validation") for writing in WRITINGS),
    ]
    _names, found = models_json_schema(whole, ref_template=_REF)
    defined: dict[str, Any] = found["$defs"]
    return defined
