"""Types of packaging: written and changed in the office, each change guarded by the version that its page showed."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Operator, PackagingType, table_of
from app.db.queries import packaging as queries
from app.domain.errors import Overtaken, Refused
from app.domain.messages import packaging as say
from app.domain.messages.core import Said
from app.domain.packaging import CountedBy, Material, PackagingKind
from app.services.acting import Act, Answered, Outcome, answer
from app.services.packaging.guarding import check_role
from app.services.receiving.opening import is_new

TYPE, OPERATOR = table_of(PackagingType), table_of(Operator)


@dataclass(frozen=True, slots=True)
class Draft:
    """A type as the office wants it. How it is counted, and its currency, stay what they were at first."""

    code: str
    name: dict[str, str]
    kind: PackagingKind
    counted_by: CountedBy
    asset_type: str
    material: Material
    weight_grams: int
    deposit: Decimal
    currency: str
    dirty_percent: int
    damaged_percent: int
    beyond_percent: int
    wash_after: int
    cutoff_days: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A type as its page showed it."""

    id: UUID
    version: int


def keep(session: Session, act: Act, seen: Seen | None, draft: Draft) -> Answered[UUID]:
    """Write a new type, or change the one that was seen."""
    return answer(session, act, lambda: _keep(session, act, seen, draft))


def _keep(session: Session, act: Act, seen: Seen | None, draft: Draft) -> Outcome[UUID]:
    check_role(act)
    _check_free(session, seen, draft)
    by = {"changed_at": act.now, "changed_by": act.by.operator_id}
    type_id = _change(session, seen, draft, by) if seen else _write(session, draft, by)
    return Outcome(Said(say.TYPE_KEPT, {"code": draft.code}), result=type_id)


def _check_free(session: Session, seen: Seen | None, draft: Draft) -> None:
    """Refuse a code or an asset type that another type has: each scan means one type."""
    own = seen.id if seen else None
    coded = queries.type_by_code(session, draft.code)
    if coded and coded.id != own:
        raise Refused(say.CODE_TAKEN, got=draft.code)
    named = queries.type_by_asset_type(session, draft.asset_type) if draft.asset_type else None
    if named and named.id != own:
        raise Refused(say.ASSET_TYPE_TAKEN, got=draft.asset_type)


def _write(session: Session, draft: Draft, by: dict[str, Any]) -> UUID:
    type_id = new_id()
    if not is_new(session, TYPE, {"id": type_id, "version": 0, **asdict(draft), **by}):
        raise Refused(say.CODE_TAKEN, got=draft.code)  # another clerk wrote it at the same instant
    return type_id


def _change(session: Session, seen: Seen, draft: Draft, by: dict[str, Any]) -> UUID:
    columns = {name: value for name, value in asdict(draft).items() if name not in ("counted_by", "currency")}
    changed = session.execute(
        sa.update(TYPE)
        .where(TYPE.c.id == seen.id, TYPE.c.version == seen.version)
        .values(version=seen.version + 1, **columns, **by)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _overtaken(session, seen)
    return seen.id


def _overtaken(session: Session, seen: Seen) -> Overtaken | Refused:
    last = session.execute(
        sa.select(TYPE.c.code, TYPE.c.changed_at, sa.func.coalesce(OPERATOR.c.name, "Backdock").label("who"))
        .outerjoin(OPERATOR, OPERATOR.c.id == TYPE.c.changed_by)
        .where(TYPE.c.id == seen.id)
    ).one_or_none()
    if last is None:
        return Refused(say.UNKNOWN)
    return Overtaken(say.TYPE_CHANGED, who=last.who, code=last.code, when=last.changed_at)
