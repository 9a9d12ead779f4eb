"""What is approved by whom, and every approval that was given."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, money, ref, word, words
from app.db.types import Word
from app.domain.approvals import ApprovalAct, Measure
from app.domain.vocabulary import Role


class ApprovalTable(Base, table=True):
    """One version of a site's table; the highest is in force, and none ever changes."""

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    version: int = Field(primary_key=True)
    note: str = chars(200)
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)


class ApprovalRule(Base, table=True):
    """One row of a version (see `domain.approvals.Rule`)."""

    __table_args__ = (
        sa.ForeignKeyConstraint(["site_id", "version"], ["approval_table.site_id", "approval_table.version"]),
    )

    site_id: UUID = Field(primary_key=True)
    version: int = Field(primary_key=True)
    deed: ApprovalAct = Field(sa_type=Word(ApprovalAct), primary_key=True)
    roles: frozenset[Role] = words(Role)
    measure: Measure = word(Measure)
    threshold: Decimal = money()
    currency: str = chars(3)
    second_person: bool = False


class Approval(Base, table=True):
    """One approval that was given, by whoever asked or by another; written in the transaction of what it lets happen.

    `scope` and `client_id` name that act's answer, and so its event, `about_id` the paper or the goods, `what` says
    them ({"what": a message parameter}). Units and money are what the act came to, as far as that was known.
    """

    __table_args__ = (sa.Index(None, "site_id", "given_at"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    deed: ApprovalAct = word(ApprovalAct)
    what: dict[str, Any] = document()
    about_id: UUID | None = ref(optional=True)
    units: int | None = Field(default=None)
    amount: Decimal | None = money(optional=True)
    currency: str = chars(3)
    table_version: int
    asked_by: UUID = ref("operator.id")
    approved_by: UUID = ref("operator.id")
    given_at: datetime = instant()
    scope: str = chars(20)
    client_id: str = chars(36)
