"""Disposition: versions of its rules and prices, what clients want of their goods, rules tried against the past."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, money, ref, word, words
from app.domain.transitions import RulesetState
from app.domain.vocabulary import DispositionCode, RuleEffect


class Ruleset(Base, table=True):
    """One version of the rules and prices; versions are numbered through the company. Only a draft changes.

    In force at a site is the active version that is its own, else the one for all sites (`site_id` empty). `prices` is
    `domain.pricing.Prices` as JSON. `revision` counts the changes of a draft.
    """

    __table_args__ = (sa.UniqueConstraint("version"),)

    id: UUID = key()
    version: int
    site_id: UUID | None = ref("site.id", optional=True)
    state: RulesetState = word(RulesetState)
    note: str = chars(200)
    based_on: int = Field(default=0, description="the version it was copied from; 0 for none")
    prices: dict[str, Any] = document()
    revision: int = 0
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)
    activated_at: datetime | None = instant(optional=True)
    activated_by: UUID | None = ref("operator.id", optional=True)


class DispositionRule(Base, table=True):
    """One row of the ordered rule table: when its conditions hold it excludes or requires codes and says why."""

    __table_args__ = (sa.UniqueConstraint("version", "position"),)

    id: UUID = key()
    version: int = Field(foreign_key="ruleset.version")
    position: int
    when: dict[str, Any] = document()
    effect: RuleEffect = word(RuleEffect)
    codes: list[str] = document()
    sentence: dict[str, str] = document()


class ClientWish(Base, table=True):
    """What one client wants of its goods at every site (see `domain.circumstances.Wishes`); `revision` guards it."""

    __table_args__ = (sa.CheckConstraint("least >= 0", name="least_counted"),)

    owner_id: UUID = Field(foreign_key="party.id", primary_key=True)
    forbids: frozenset[DispositionCode] = words(DispositionCode)
    least: Decimal = money()
    currency: str = chars(3)
    note: str = chars(200)
    revision: int = 0
    changed_at: datetime = instant()
    changed_by: UUID | None = ref("operator.id", optional=True)


class DryRun(Base, table=True):
    """One version tried against what a site decided since a day. `outcome` is `domain.dry_runs.Outcome` as JSON.

    `units` are those to be judged again, `judged` how far it is; `revision` is that of the draft it was asked for.
    """

    __table_args__ = (sa.Index(None, "site_id", "version"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    version: int
    revision: int
    days: int
    units: int = 0
    judged: int = 0
    outcome: dict[str, Any] = document()
    failure: str = chars(200)
    asked_at: datetime = instant()
    asked_by: UUID | None = ref("operator.id", optional=True)
    finished_at: datetime | None = instant(optional=True)
