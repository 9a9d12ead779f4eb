"""Raising what needs a supervisor's eye."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import FloorException, table_of
from app.domain.messages.core import Params, params_to_json
from app.domain.vocabulary import ExceptionKind
from app.services.acting import Act

EXCEPTION = table_of(FloorException)


def raise_exception(
    session: Session,
    act: Act,
    kind: ExceptionKind,
    params: Params,
    receipt_id: UUID | None = None,
    carton_id: UUID | None = None,
) -> None:
    """Put an exception before the supervisors, at the operator's station."""
    session.execute(
        sa.insert(EXCEPTION).values(
            site_id=act.site_id,
            id=new_id(),
            kind=kind,
            params=params_to_json(params),
            station_id=act.station_id,
            receipt_id=receipt_id,
            carton_id=carton_id,
            raised_at=act.now,
            raised_by=act.by.operator_id,
        )
    )


def resolve(session: Session, act: Act, kind: ExceptionKind, receipt_id: UUID) -> None:
    """Settle what is open of a kind about a receipt: the act has put something truer in its place."""
    session.execute(
        sa.update(EXCEPTION)
        .where(
            EXCEPTION.c.site_id == act.site_id,
            EXCEPTION.c.receipt_id == receipt_id,
            EXCEPTION.c.kind == kind,
            EXCEPTION.c.resolved_at.is_(None),
        )
        .values(resolved_at=act.now, resolved_by=act.by.operator_id)
    )
