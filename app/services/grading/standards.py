"""What the goods on the bench are judged by, and the worksheet as far as it may be believed."""

from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import checklists as queries
from app.domain.checklists import Checklist
from app.domain.errors import Refused
from app.domain.inspection import Goods
from app.domain.messages.checklists import NONE_IN_FORCE
from app.domain.messages.core import Word
from app.domain.worksheet import Worksheet


def checklist_for(session: Session, goods: Goods) -> Checklist:
    """Return the checklist in force for `goods`. Raises Refused when the house has put none in force."""
    found = queries.in_force(session, goods.product.category)
    if found is None:
        raise Refused(NONE_IN_FORCE, category=Word(goods.product.category.value))
    return found


def with_own_photos(session: Session, site_id: UUID, sheet: Worksheet, goods: Goods) -> Worksheet:
    """Return the worksheet without photos of other goods: an address can name any."""
    if not sheet.photos:
        return sheet
    own = queries.own_photos(session, site_id, [goods.receipt_line_id], sheet.photos)
    return replace(sheet, photos=MappingProxyType(own))
