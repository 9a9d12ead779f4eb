"""The only writer of the history of authorizations: one row for each act, in the transaction of the change."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import PaperEvent, table_of
from app.domain.authorizing import PaperAct
from app.services.acting import Act

HISTORY = table_of(PaperEvent)
Changes = Iterable[tuple[str, Any, Any]]


def tell(session: Session, act: Act, paper_id: UUID, told: PaperAct, changes: Changes = (), reason: str = "") -> None:
    """Write down what `act` did to an authorization: each change as field, before and after."""
    session.execute(
        sa.insert(HISTORY).values(
            site_id=act.site_id,
            id=new_id(),
            authorization_id=paper_id,
            act=told,
            at=act.now,
            operator_id=act.by.operator_id,
            client_id=act.client_id,
            changes=[[name, _json(was), _json(now)] for name, was, now in changes],
            reason=reason,
        )
    )


def _json(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value
