"""Lists of the office as an operator likes to see them."""

from uuid import UUID

import sqlalchemy as sa

from app.db.models.base import Base, chars, key, ref


class SavedView(Base, table=True):
    """The filters, search and order of one list under a name, kept by one operator. `query` is that of its address."""

    __table_args__ = (sa.UniqueConstraint("operator_id", "room", "name"),)

    id: UUID = key()
    operator_id: UUID = ref("operator.id")
    room: str = chars(30)
    name: str = chars(40)
    query: str = chars(1000)
