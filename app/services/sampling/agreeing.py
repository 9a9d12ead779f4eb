"""Keeping at which AQL goods of a party are judged by samples."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import AqlSetting, Party, Product, table_of
from app.domain.errors import Refused
from app.domain.messages import sampling as say
from app.domain.messages.core import Params, Said
from app.domain.sampling import Aql
from app.services.acting import Act, Answered, Outcome, answer

SETTING, PARTY, PRODUCT = table_of(AqlSetting), table_of(Party), table_of(Product)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to hold for a party's goods: `sku` is empty for all products, `aql` None for no samples."""

    party_id: UUID
    sku: str
    aql: Aql | None
    may_reduce: bool = False


def keep_aql(session: Session, act: Act, wish: Wish) -> Answered[None]:
    """Keep at which AQL goods are judged, or that they are not any more. Lots that were begun keep their plan."""
    return answer(session, act, lambda: _keep(session, act, wish))


def _keep(session: Session, act: Act, wish: Wish) -> Outcome[None]:
    party = session.execute(sa.select(PARTY.c.name).where(PARTY.c.id == wish.party_id).with_for_update()).scalar()
    if party is None:
        raise Refused(say.NO_PARTY)
    product_id = _product(session, wish.sku) if wish.sku else None
    same = SETTING.c.product_id == product_id if product_id else SETTING.c.product_id.is_(None)
    session.execute(sa.delete(SETTING).where(SETTING.c.party_id == wish.party_id, same))
    named: Params = {"party": party, "which": wish.sku or "*"}
    if wish.aql is None:
        return Outcome(Said(say.AQL_GONE, named))
    session.execute(
        sa.insert(SETTING).values(
            id=new_id(), party_id=wish.party_id, product_id=product_id, aql=wish.aql, may_reduce=wish.may_reduce,
            changed_at=act.now, changed_by=act.by.operator_id,
        )
    )  # fmt: skip
    return Outcome(Said(say.AQL_KEPT, {**named, "aql": wish.aql.value}))


def _product(session: Session, sku: str) -> UUID:
    found = session.execute(sa.select(PRODUCT.c.id).where(PRODUCT.c.sku == sku).limit(1)).scalar()
    if found is None:
        raise Refused(say.NO_PRODUCT, sku=sku[:40])
    return found  # type: ignore[no-any-return]
