"""What a system is answered: the same request under the same key gets the same answer, and nothing is done twice."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import FloorError
from app.domain.messages.core import Said
from app.domain.messages.sending import REPLIED
from app.domain.principals import Principal
from app.services.acting import Act, Outcome, answer

SCOPE = "api"


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer as it is kept: status, body as it was sent, and the headers that belong to it."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


def client_id(by: Principal, key: str) -> str:
    """Return the client id of a key that a system chose: what two systems choose never meets."""
    return hashlib.sha256(f"{by.operator_id} {key}".encode()).hexdigest()[:36]


def reply_once(session: Session, act: Act, do: Callable[[], Reply], refusal: Callable[[FloorError], Reply]) -> Reply:
    """Do `act` once and keep its reply; what `do` refuses is undone, and `refusal` of it is kept.

    Raises Replayed when the key was used for another content.
    """
    answered = answer(session, act, lambda: _outcome(do, refusal))
    return _read(answered.pending)


def _outcome(do: Callable[[], Reply], refusal: Callable[[FloorError], Reply]) -> Outcome[None]:
    try:
        return Outcome(Said(REPLIED), pending=asdict(do()))
    except FloorError as error:
        raise error.keeping(asdict(refusal(error))) from None


def _read(kept: Mapping[str, Any]) -> Reply:
    return Reply(kept["status"], kept["body"], kept["headers"])
