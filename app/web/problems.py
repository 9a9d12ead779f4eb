"""Refusals and failures of the HTTP API: problem documents (RFC 9457) in English, whoever asks."""

from collections.abc import Iterable

from flask import Response, request
from werkzeug.exceptions import HTTPException

from app.domain import importing
from app.domain.errors import FloorError, Overtaken, Replayed
from app.domain.importing import Unfit
from app.domain.plain import in_english
from app.exchange.api.document import PROBLEM
from app.exchange.api.schemas import Fault, Problem
from app.exchange.api.writing import MATCH

PREFIX = "/api/"

DETAILS = {
    400: "This request cannot be read. The document at /api/v1/openapi.json says how to ask.",
    404: "There is nothing at this address. The document at /api/v1/openapi.json lists what there is.",
    405: "This address does not take that method. Allow names those it takes.",
    413: "This is larger than Backdock takes. Send less at once.",
    500: "The server failed and has written down why. Nothing was changed.",
}
"""What to say where the exception's own words are for people before a browser."""


def is_wanted() -> bool:
    """Tell whether this request is the API's: also one that leads nowhere in it."""
    return request.path.startswith(PREFIX)


def answer(error: HTTPException) -> Response:
    """Return the problem document of a status, with the headers that go with it."""
    code = error.code or 500
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "WWW-Authenticate", "Retry-After"}}
    response = problem(code, error.name, DETAILS.get(code) or error.description or error.name)
    response.headers.update(kept)
    return response


def refusal(error: FloorError) -> Response:
    """Return the problem document of what a rule refuses, with a pointer for each entry at fault."""
    said = _USED if isinstance(error, Replayed) else in_english(error.said)
    faults = _faults(error.faults) if isinstance(error, Unfit) else []
    return problem(_status(error), _TITLES[_status(error)], said, faults)


_USED = "This key was used before for another content. Nothing was changed. Choose a new key for a new act."


_TITLES = {409: "Overtaken", 412: "Overtaken", 422: "Refused"}


def _status(error: FloorError) -> int:
    match error:
        case Overtaken():
            return 412 if MATCH in request.headers else 409
        case Replayed():
            return 409
        case _:
            return 422


def _faults(faults: Iterable[importing.Fault]) -> list[Fault]:
    return [
        Fault(name=fault.column.rpartition("/")[2], detail=in_english(fault.said), pointer=fault.column)
        for fault in faults
    ]


def problem(status: int, title: str, detail: str, faults: list[Fault] | None = None) -> Response:
    """Return a problem document."""
    body = Problem(title=title, status=status, detail=detail, faults=faults or [])
    return Response(body.model_dump_json(exclude_none=True), status, mimetype=PROBLEM)
