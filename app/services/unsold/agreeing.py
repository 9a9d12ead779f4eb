"""Writing down what a vendor agreed to, and changing it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import AgreementProduct, VendorAgreement, table_of
from app.db.queries import agreements
from app.domain.agreements import AgreementTerms, wrong
from app.domain.errors import Overtaken, Refused
from app.domain.messages import agreements as say
from app.domain.messages.core import Said
from app.services.acting import Act, Answered, Outcome, answer

AGREEMENT, NAMED = table_of(VendorAgreement), table_of(AgreementProduct)
NOTE = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """An agreement as its page showed it."""

    id: UUID
    revision: int


def keep_agreement(
    session: Session, act: Act, seen: Seen | None, terms: AgreementTerms, note: str, today: date
) -> Answered[UUID]:
    """Keep a new agreement, or what `seen` says now; the result is its id."""
    return answer(session, act, lambda: _keep(session, act, seen, terms, note, today))


def _keep(
    session: Session, act: Act, seen: Seen | None, terms: AgreementTerms, note: str, today: date
) -> Outcome[UUID]:
    if faults := wrong(terms):
        raise Refused(say.WRONG, count=len(faults))
    kept = agreements.id_of(session, terms.number)
    if kept is not None and (seen is None or kept != seen.id):
        raise Refused(say.NUMBER_TAKEN, agreement=terms.number)
    columns: dict[str, Any] = {name: getattr(terms, name) for name in agreements.TERMS}
    told = {"note": note.strip()[:NOTE], "changed_at": act.now, "changed_by": act.by.operator_id}
    agreement_id = (
        _insert(session, {**columns, **told}) if seen is None else _update(session, seen, today, {**columns, **told})
    )
    _name_products(session, agreement_id, terms)
    stored = agreements.one(session, agreement_id, today)
    assert stored is not None, "it was written just now"
    return Outcome(Said(say.KEPT, {"agreement": terms.number, "vendor": stored.vendor}), result=agreement_id)


def _insert(session: Session, columns: dict[str, Any]) -> UUID:
    agreement_id = new_id()
    session.execute(sa.insert(AGREEMENT).values(id=agreement_id, revision=0, **columns))
    return agreement_id


def _update(session: Session, seen: Seen, today: date, columns: dict[str, Any]) -> UUID:
    changed = session.execute(
        sa.update(AGREEMENT)
        .where(AGREEMENT.c.id == seen.id, AGREEMENT.c.revision == seen.revision)
        .values(revision=seen.revision + 1, **columns)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        now = agreements.one(session, seen.id, today)
        if now is None:
            raise Refused(say.UNKNOWN)
        raise Overtaken(
            say.CHANGED_BY_OTHER, agreement=now.terms.number, who=now.changed_by or "Backdock", when=now.changed_at
        )
    return seen.id


def _name_products(session: Session, agreement_id: UUID, terms: AgreementTerms) -> None:
    session.execute(sa.delete(NAMED).where(NAMED.c.agreement_id == agreement_id))
    rows = [{"agreement_id": agreement_id, "product_id": each} for each in sorted(terms.products)]
    if rows:
        session.execute(sa.insert(NAMED), rows)
