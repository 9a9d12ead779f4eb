"""Grading: what was observed, what was decided and by which rule."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, money, ref, within_site, word, words
from app.domain.regrading import RegradeReason
from app.domain.vocabulary import Condition, DispositionCode, Grade

_AGAIN = sa.text("supersedes IS NOT NULL")
_AGREED = sa.text("agreement_id IS NOT NULL")


class Inspection(Base, table=True):
    """What an inspector observed on a quantity of one line. Undone ones stay, with the time of the undo.

    Of goods that were graded again `supersedes` is the inspection before, `because` the reason.

    What the customer claimed stands on the authorization line, what was shipped on the shipment line: neither is here.
    `photos` are those that answers needed, by question; `work_order_id` is the rework after which it was observed.
    """

    __table_args__ = (
        *within_site({"carton_line_id": "carton_line", "work_order_id": "work_order"}),
        sa.Index(None, "site_id", "carton_line_id"),
        sa.Index(None, "site_id", "event_id"),
        sa.Index(None, "site_id", "work_order_id"),
        sa.Index("ix_inspection_supersedes", "supersedes", sqlite_where=_AGAIN, postgresql_where=_AGAIN),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    event_id: UUID = ref()
    carton_line_id: UUID = ref()
    checklist_id: UUID = ref("checklist.id")
    quantity: int
    answers: dict[str, str] = document()
    photos: dict[str, str] = document()
    condition: frozenset[Condition] = words(Condition)
    function: int
    cosmetics: int
    grade: Grade = word(Grade)
    grade_table: int = Field(description="version of the grade table")
    supersedes: UUID | None = ref(optional=True)
    because: RegradeReason | None = word(RegradeReason, optional=True)
    inspected_at: datetime = instant()
    inspected_by: UUID = ref("operator.id")
    undone_at: datetime | None = instant(optional=True)
    work_order_id: UUID | None = ref(optional=True)


class BlindCheck(Base, table=True):
    """A graded unit drawn to be graded once more by somebody who does not see the first grade. It changes no goods.

    The second look stands here, the first on its inspection; `checked_at` is empty until there is one.
    """

    __table_args__ = (
        *within_site({"inspection_id": "inspection"}),
        sa.UniqueConstraint("site_id", "inspection_id"),
        sa.Index(None, "site_id", "checked_at"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    inspection_id: UUID = ref()
    drawn_at: datetime = instant()
    checklist_id: UUID | None = ref("checklist.id", optional=True)
    answers: dict[str, str] = document()
    function: int = 0
    cosmetics: int = 0
    grade: Grade | None = word(Grade, optional=True)
    checked_at: datetime | None = instant(optional=True)
    checked_by: UUID | None = ref("operator.id", optional=True)


class Defect(Base, table=True):
    """A defect that an inspection found: its code and its place on the item, in the words of that checklist."""

    __table_args__ = (
        *within_site({"inspection_id": "inspection"}),
        sa.UniqueConstraint("site_id", "inspection_id", "code", "place"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    inspection_id: UUID = ref()
    code: str = chars(20)
    place: str = chars(20)


class Decision(Base, table=True):
    """The recommended and the chosen code, with all that is needed to replay the recommendation.

    `agreement_id` is the vendor agreement whose quota goods that go back use up.
    """

    __table_args__ = (
        *within_site({"inspection_id": "inspection"}),
        sa.Index(None, "site_id", "inspection_id"),
        sa.Index("ix_decision_agreement_id", "agreement_id", sqlite_where=_AGREED, postgresql_where=_AGREED),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    inspection_id: UUID = ref()
    decided_on: date = Field(description="the day of the site")
    recommended: DispositionCode = word(DispositionCode)
    chosen: DispositionCode = word(DispositionCode)
    override_reason: str = chars(200)
    rule_version: int
    rule_position: int = Field(default=0, description="0 when net recovery alone decided")
    facts: dict[str, Any] = document()
    ranking: list[dict[str, Any]] = document()
    net_recovery: Decimal = money()
    list_price: Decimal = money()
    unit_cost: Decimal = money()
    currency: str = chars(3)
    agreement_id: UUID | None = ref("vendor_agreement.id", optional=True)
