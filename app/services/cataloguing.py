"""Telling Backdock what an unknown code stands for, at the place where it was scanned."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Pack, Party, Product, Site, table_of
from app.db.queries.products import Coded, by_codes
from app.domain.errors import Refused
from app.domain.messages import home as say
from app.domain.messages.core import Local, Params, Said
from app.domain.readings import Reading
from app.domain.vocabulary import Category, PartyKind
from app.services.acting import Act, Answered, Outcome, answer
from app.services.reading import readings_of
from app.services.resolving import code_of

PRODUCT, PACK, PARTY, SITE = table_of(Product), table_of(Pack), table_of(Party), table_of(Site)


def assign(session: Session, act: Act, sku: str, quantity: int) -> Answered[None]:
    """Let the scanned code stand for `quantity` of the product with `sku`."""
    return answer(session, act, lambda: _assign(session, act, sku.strip(), quantity))


def _assign(session: Session, act: Act, sku: str, quantity: int) -> Outcome[None]:
    reading = readings_of(act)[0]
    _check_free(session, reading)
    found = [coded for coded in by_codes(session, [sku]) if coded.product.sku == sku]
    if not found:
        raise Refused(say.UNKNOWN_SKU, sku=sku)
    _add_code(session, found[0].product.id, reading, quantity)
    said: Params = {"product": found[0].product.said, "text": reading.text, "quantity": quantity}
    return Outcome(Said(say.CODE_ASSIGNED, said))


@dataclass(frozen=True, slots=True)
class NewProduct:
    """What must be known of a product to receive it; the office completes the rest."""

    sku: str
    name: str
    category: Category
    lot_tracked: bool = False
    expiry_tracked: bool = False
    serial_tracked: bool = False


def create(session: Session, act: Act, new: NewProduct) -> Answered[None]:
    """Create a product of the company's own and let the scanned code stand for one of it."""
    return answer(session, act, lambda: _create(session, act, new))


def _create(session: Session, act: Act, new: NewProduct) -> Outcome[None]:
    reading = readings_of(act)[0]
    _check_free(session, reading)
    taken = [coded for coded in by_codes(session, [new.sku]) if coded.product.sku == new.sku]
    if taken:
        raise Refused(say.SKU_TAKEN, sku=new.sku, product=taken[0].product.said)
    product_id = _insert(session, act, new, reading)
    if not reading.gtin:
        _add_code(session, product_id, reading, 1)
    said: Params = {"product": Local({"en": new.name, "es": new.name}), "sku": new.sku, "text": reading.text}
    return Outcome(Said(say.PRODUCT_CREATED, said))


def _check_free(session: Session, reading: Reading) -> None:
    taken: list[Coded] = by_codes(session, [code_of(reading)])
    if taken:
        raise Refused(say.CODE_TAKEN, text=reading.text, product=taken[0].product.said)


def _add_code(session: Session, product_id: UUID, reading: Reading, quantity: int) -> None:
    session.execute(
        sa.insert(PACK).values(id=new_id(), code=code_of(reading)[:48], product_id=product_id, quantity=quantity)
    )


def _insert(session: Session, act: Act, new: NewProduct, reading: Reading) -> UUID:
    owner = sa.select(PARTY.c.id).where(PARTY.c.kind == PartyKind.CLIENT).order_by(PARTY.c.id).limit(1)
    currency = sa.select(SITE.c.currency).where(SITE.c.id == act.site_id)
    product_id = new_id()
    session.execute(
        sa.insert(PRODUCT).values(
            id=product_id,
            owner_id=session.execute(owner).scalar_one(),
            sku=new.sku,
            gtin=reading.gtin.value if reading.gtin else "",
            name={"en": new.name, "es": new.name},
            category=new.category,
            unit_cost=Decimal(0),
            list_price=Decimal(0),
            currency=session.execute(currency).scalar_one(),
            lot_tracked=new.lot_tracked,
            expiry_tracked=new.expiry_tracked,
            serial_tracked=new.serial_tracked,
        )
    )
    return product_id
