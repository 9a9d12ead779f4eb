"""Products as the office writes them: made, changed, given packs. Nothing on the floor moves by that."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Pack, Product, table_of
from app.db.queries import catalogue
from app.db.queries.catalogue import One
from app.db.queries.products import by_codes
from app.domain.cataloguing import MOST_IN_A_PACK, ProductDraft
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.identifiers import Gtin, IdentifierError
from app.domain.messages import products as say
from app.domain.messages.core import Local, Params, Said
from app.services.acting import Act, Answered, Outcome, answer

PRODUCT, PACK = table_of(Product), table_of(Pack)
SCOPE = "products"
SHORTEST_CODE, LONGEST_CODE = 3, 48


@dataclass(frozen=True, slots=True)
class Seen:
    """A product as its page showed it: `mark` is what `mark_of` said of it then."""

    id: UUID
    mark: str


def mark_of(draft: ProductDraft) -> str:
    """Return a short text that differs when anything of a product does: imports and systems change products too."""
    said = sorted((name, str(sorted(value.items()) if isinstance(value, dict) else value))
                  for name, value in draft.columns().items())  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def keep(session: Session, act: Act, seen: Seen | None, draft: ProductDraft) -> Answered[UUID]:
    """Make a product, or let the one that was `seen` say what `draft` says; the result is its id."""
    return answer(session, act, lambda: _keep(session, act, seen, draft))


def _keep(session: Session, act: Act, seen: Seen | None, draft: ProductDraft) -> Outcome[UUID]:
    there = _locked(session, act, seen) if seen else None
    taken = catalogue.id_of(session, draft.owner_id, draft.sku)
    if taken and (seen is None or taken != seen.id):
        raise _taken(session, act, taken)
    product_id = seen.id if seen else new_id()
    said: Params = {"product": Local(draft.name), "sku": draft.sku, "id": str(product_id)}
    if there and there.listed.draft.columns() == draft.columns():
        return Outcome(Said(say.UNCHANGED, said), result=product_id)
    if there is None:
        session.execute(sa.insert(PRODUCT).values(id=product_id, **draft.columns()))
        return Outcome(Said(say.CREATED, said), result=product_id)
    session.execute(sa.update(PRODUCT).where(PRODUCT.c.id == product_id).values(**draft.columns()))
    return Outcome(Said(say.CHANGED, said), result=product_id)


def _locked(session: Session, act: Act, seen: Seen) -> One:
    """Return the product as it stands until the transaction ends. Raises Overtaken when it is not what was seen."""
    session.execute(sa.select(PRODUCT.c.id).where(PRODUCT.c.id == seen.id).with_for_update(key_share=True))
    there = catalogue.one(session, act.site_id, seen.id)
    if there is None:
        raise Refused(say.UNKNOWN)
    if mark_of(there.listed.draft) != seen.mark:
        raise _overtaken(session, act, there)
    return there


def _overtaken(session: Session, act: Act, there: One) -> FloorError:
    sku = there.listed.draft.sku
    wrote = (say.CREATED.key, say.CHANGED.key)
    last = catalogue.last_change(session, act.site_id, SCOPE, wrote, there.listed.id)
    return (
        Overtaken(say.OVERTAKEN_BY, sku=sku, who=last[0], when=last[1]) if last else Overtaken(say.OVERTAKEN, sku=sku)
    )


def _taken(session: Session, act: Act, product_id: UUID) -> Refused:
    there = catalogue.one(session, act.site_id, product_id)
    assert there is not None, "its SKU is taken by it"
    draft = there.listed.draft
    return Refused(say.TAKEN, sku=draft.sku, owner=there.listed.owner, product=Local(draft.name))


def add_pack(session: Session, act: Act, product_id: UUID, code: str, quantity: str) -> Answered[UUID]:
    """Let `code` stand for so many base units of a product."""
    return answer(session, act, lambda: _add_pack(session, act, product_id, code, quantity))


def _add_pack(session: Session, act: Act, product_id: UUID, typed: str, quantity: str) -> Outcome[UUID]:
    there = catalogue.one(session, act.site_id, product_id)
    if there is None:
        raise Refused(say.UNKNOWN)
    if not (quantity.isascii() and quantity.isdecimal() and len(quantity) < 9 and 0 < int(quantity) <= MOST_IN_A_PACK):
        raise Refused(say.PACK_QUANTITY, got=quantity[:20] or "-", most=MOST_IN_A_PACK)
    code = _code(typed)
    if found := by_codes(session, [code]):
        raise Refused(say.PACK_TAKEN, code=code, product=found[0].product.said)
    session.execute(sa.insert(PACK).values(id=new_id(), code=code, product_id=product_id, quantity=int(quantity)))
    name = Local(there.listed.draft.name)
    return Outcome(Said(say.PACKED, {"code": code, "quantity": int(quantity), "product": name}), result=product_id)


def _code(typed: str) -> str:
    """Return a GTIN as its 14 digits, any other code as it is typed. Raises Refused."""
    code = typed.strip()
    try:
        return Gtin.parse(code).value
    except IdentifierError:
        pass
    is_plain = code.isprintable() and " " not in code and SHORTEST_CODE <= len(code) <= LONGEST_CODE
    if not is_plain or (code.isdecimal() and len(code) in (8, 12, 13, 14)):
        raise Refused(say.PACK_CODE, code=code[:LONGEST_CODE] or "-")
    return code


def drop_pack(session: Session, act: Act, product_id: UUID, pack_id: UUID) -> Answered[UUID]:
    """Let the code of a pack stand for the product no more."""
    return answer(session, act, lambda: _drop_pack(session, act, product_id, pack_id))


def _drop_pack(session: Session, act: Act, product_id: UUID, pack_id: UUID) -> Outcome[UUID]:
    there = catalogue.one(session, act.site_id, product_id)
    pack = next((each for each in there.packs if each.id == pack_id), None) if there else None
    if there is None or pack is None:
        raise Refused(say.PACK_GONE)
    session.execute(sa.delete(PACK).where(PACK.c.id == pack_id, PACK.c.product_id == product_id))
    return Outcome(
        Said(say.UNPACKED, {"code": pack.code, "product": Local(there.listed.draft.name)}), result=product_id
    )
