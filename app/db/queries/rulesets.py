"""Versions of the disposition rules and prices: the one in force, one of them, all of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import DispositionRule, Operator, Site, table_of
from app.db.models import Ruleset as RulesetTable
from app.domain.pricing import STARTING, Prices, prices_of
from app.domain.rules import RuleTable
from app.domain.rulesets import NO_RULES, Ruleset
from app.domain.transitions import RulesetState

RULESET, RULE, OPERATOR = table_of(RulesetTable), table_of(DispositionRule), table_of(Operator)
SITE = table_of(Site)

# read as text: the same text is the same prices, parsed once (see domain.pricing.prices_of)
_PRICES = sa.cast(RULESET.c.prices, sa.Text).label("prices")


def in_force(session: Session, site_id: UUID) -> Ruleset:
    """Return the rules and prices in force at a site; NO_RULES where none was put in force."""
    found = session.execute(_in_force(site_id)).one_or_none()
    return _whole(session, found) if found else NO_RULES


def prices_in_force(session: Session, site_id: UUID) -> Prices:
    """Return the prices in force at a site, in one statement."""
    found = session.execute(_in_force(site_id)).one_or_none()
    return prices_of(found.prices) if found else STARTING


def version_in_force(session: Session, site_id: UUID) -> int:
    """Return the number of the version in force, 0 for none."""
    found = session.execute(_in_force(site_id)).one_or_none()
    return int(found.version) if found else 0


def _in_force(site_id: UUID) -> "sa.Select[Any]":
    return (
        sa.select(RULESET.c.version, _PRICES)
        .where(RULESET.c.state == RulesetState.ACTIVE, _concerns(site_id))
        .order_by(RULESET.c.site_id.is_(None))
        .limit(1)
    )


def _concerns(site_id: UUID) -> sa.ColumnElement[bool]:
    return sa.or_(RULESET.c.site_id == site_id, RULESET.c.site_id.is_(None))


def whole(session: Session, number: int) -> Ruleset:
    """Return the rules and prices of one version. Raises RuleError or PriceError for what cannot be read."""
    statement = sa.select(RULESET.c.version, _PRICES).where(RULESET.c.version == number)
    return _whole(session, session.execute(statement).one())


def _whole(session: Session, row: Any) -> Ruleset:
    table = RuleTable.parse(rules(session, row.version))
    return Ruleset(RuleTable(row.version, table.rules), prices_of(row.prices))


def rules(session: Session, number: int) -> list[Any]:
    """Return the stored rules of a version, in their order."""
    return list(session.execute(sa.select(RULE).where(RULE.c.version == number).order_by(RULE.c.position)))


def currency(session: Session, site_id: UUID) -> str:
    """Return the currency that a site's prices are in."""
    return str(session.execute(sa.select(SITE.c.currency).where(SITE.c.id == site_id)).scalar_one())


@dataclass(frozen=True, slots=True)
class Version:
    """One version as the list shows it. `is_ours` tells a site's own from one for all sites."""

    id: UUID
    version: int
    state: RulesetState
    note: str
    is_ours: bool
    based_on: int
    revision: int
    changed_at: datetime
    changed_by: str
    activated_at: datetime | None
    activated_by: str
    rules: int

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state is RulesetState.DRAFT


def versions(session: Session, site_id: UUID) -> list[Version]:
    """Return the versions that concern a site, the newest first."""
    return _versions(session, _concerns(site_id))


def version(session: Session, site_id: UUID, number: int) -> Version | None:
    """Return one version that concerns a site."""
    return next(iter(_versions(session, _concerns(site_id), RULESET.c.version == number)), None)


def newest_draft(session: Session, site_id: UUID) -> Version | None:
    """Return the draft that was made last."""
    return next(iter(_versions(session, _concerns(site_id), RULESET.c.state == RulesetState.DRAFT)), None)


def _versions(session: Session, *where: sa.ColumnElement[bool]) -> list[Version]:
    number = sa.select(sa.func.count()).where(RULE.c.version == RULESET.c.version).scalar_subquery()
    changer, activator = OPERATOR.alias("changer"), OPERATOR.alias("activator")
    own = ("id", "version", "state", "note", "based_on", "revision", "changed_at", "activated_at")
    rows = session.execute(
        sa.select(
            *(RULESET.c[name] for name in own),
            RULESET.c.site_id.is_not(None).label("is_ours"),
            sa.func.coalesce(changer.c.name, "").label("changed_by"),
            sa.func.coalesce(activator.c.name, "").label("activated_by"),
            number.label("rules"),
        )
        .outerjoin(changer, changer.c.id == RULESET.c.changed_by)
        .outerjoin(activator, activator.c.id == RULESET.c.activated_by)
        .where(*where)
        .order_by(RULESET.c.version.desc())
    )
    return [Version(**row._asdict()) for row in rows]
