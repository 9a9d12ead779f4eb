"""Is the server able to work: for the proxy and the watchdog."""

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.web import current

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def show() -> ResponseReturnValue:
    """Answer 200 when the database answers, else 503."""
    try:
        with current.database().reading() as session:
            session.execute(sa.text("SELECT 1"))
    except SQLAlchemyError:
        return _status("database does not answer", 503)
    return _status("ok", 200)


def _status(status: str, code: int) -> Response:
    response = jsonify(status=status)
    response.status_code = code
    return response
