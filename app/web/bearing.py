"""Who asks the HTTP API: a system, by the bearer token of its request (RFC 6750)."""

from flask import g, request
from sqlalchemy.orm import Session
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from app.db.queries import tokens
from app.db.queries.tokens import Bearer
from app.domain.principals import Principal
from app.domain.scopes import Scope
from app.services import granting, stationing
from app.web import current

REALM = "backdock"


def admit() -> None:
    """Let the request pass with its bearer on hand, or raise Unauthorized."""
    authorization = request.authorization
    if authorization is None or authorization.type != "bearer" or not authorization.token:
        raise _unauthorized("Send a token: 'Authorization: Bearer bdk_...'. An administrator makes one.")
    now = current.now()
    with current.database().reading() as session:
        bearer = tokens.bearer(session, stationing.digest(authorization.token), now)
    if bearer is None:
        raise _unauthorized(_ENDED, "invalid_token")
    if granting.is_use_news(bearer, now):
        with current.database().unit_of_work() as session:
            granting.note_use(session, bearer, now)
    g.bearer = bearer


_ENDED = "This token is unknown, revoked or past its day. Ask an administrator for another."


def bearer() -> Bearer:
    """Return who asks; only behind `admit`."""
    found: Bearer = g.bearer
    return found


def system(session: Session) -> Principal:
    """Return on whose behalf the request writes, read where it writes: a token revoked just now stops it yet."""
    found = tokens.system(session, bearer().id, current.now())
    if found is None:
        raise _unauthorized(_ENDED, "invalid_token")
    return found


def require(scope: Scope) -> None:
    """Raise Forbidden when the token does not have `scope`."""
    if scope not in bearer().scopes:
        raise Forbidden(f"This token lacks the scope {scope}. It has: {', '.join(sorted(bearer().scopes)) or 'none'}.")


def _unauthorized(say: str, error: str = "") -> Unauthorized:
    values: dict[str, str | None] = {"realm": REALM, **({"error": error} if error else {})}
    return Unauthorized(say, www_authenticate=WWWAuthenticate("bearer", values))
