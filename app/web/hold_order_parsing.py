"""The form of an order to hold: read strictly, with every fault in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import hold_orders
from app.domain.errors import FloorError
from app.domain.hold_orders import LONGEST_WORDS, MAY_ALLOW, REASONS, About, Draft
from app.domain.messages import isolating as say
from app.domain.messages.core import Said
from app.domain.vocabulary import HoldScope
from app.services.isolating.naming import name_it

SCOPES = tuple(each for each in HoldScope if each is not HoldScope.LINE)
"""What the form can name; a line is chosen where it is listed."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was typed: the order, or None with what is wrong by field; `refusal` says it of what cannot be found."""

    draft: Draft | None
    faults: Mapping[str, Said]
    refusal: Said | None = None


def parse(session: Session, site_id: UUID, form: Mapping[str, str]) -> Parsed:
    """Read the form."""
    faults: dict[str, Said] = {}
    reason = next((each for each in REASONS if each.value == form.get("reason")), None)
    if reason is None:
        faults["reason"] = Said(say.NEEDS_REASON)
    code = next((each for each in MAY_ALLOW if each.value == form.get("code")), None)
    until = _day(form.get("until", "").strip(), faults)
    about, refusal = _about(session, site_id, form, faults)
    if faults or about is None or reason is None:
        return Parsed(None, faults, refusal)
    return Parsed(Draft(about, reason, form.get("words", "")[:LONGEST_WORDS], code, until), faults)


def _about(
    session: Session, site_id: UUID, form: Mapping[str, str], faults: dict[str, Said]
) -> tuple[About | None, Said | None]:
    if form.get("line"):
        return hold_orders.about_line(session, site_id, form["line"]), None
    scope = next((each for each in SCOPES if each.value == form.get("scope")), None)
    try:
        return name_it(session, site_id, form.get("what", ""), scope), None
    except FloorError as error:
        faults["what"] = error.said
        return None, error.said


def _day(text: str, faults: dict[str, Said]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults["until"] = Said(say.NOT_A_DAY, {"got": text[:20]})
        return None
