"""Orders to hold: what one may be about, who gives and lifts it, and which codes it may allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.errors import Refused
from app.domain.messages import isolating as say
from app.domain.messages.core import Word
from app.domain.principals import Principal
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope, Role

REASONS = (
    HoldReason.RECALL, HoldReason.QUALITY_CHECK, HoldReason.DISPUTE, HoldReason.CUSTOMS, HoldReason.DECONTAMINATION,
)  # fmt: skip
"""Why people hold goods; every other reason is found by the floor itself."""

MAY_ALLOW = (
    DispositionCode.DESTROY, DispositionCode.RECYCLE, DispositionCode.RETURN_TO_VENDOR,
    DispositionCode.RETURN_TO_CUSTOMER,
)  # fmt: skip
"""Codes that an order may name: none of them brings held goods back to sale."""

LONGEST_WORDS = 200
GIVES = (Role.SUPERVISOR, Role.QUALITY, Role.OFFICE)
GIVEN_BY: Mapping[HoldReason, tuple[Role, ...]] = {
    HoldReason.RECALL: (Role.QUALITY,),
    HoldReason.DECONTAMINATION: (Role.QUALITY,),
}
"""Who gives an order for that reason; every other is given by those of `GIVES`."""


@dataclass(frozen=True, slots=True)
class About:
    """What an order is about: of the references those that its scope needs; a lot is told by its product too."""

    scope: HoldScope
    carton_line_id: UUID | None = None
    carton_id: UUID | None = None
    product_id: UUID | None = None
    lot: str = ""
    party_id: UUID | None = None
    authorization_id: UUID | None = None

    def columns(self) -> Mapping[str, object]:
        """Return the columns of the order."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Draft:
    """An order as somebody wants to give it; `until` is the last day it locks, `code` the one code it allows."""

    about: About
    reason: HoldReason
    words: str = ""
    code: DispositionCode | None = None
    until: date | None = None


def check(draft: Draft, by: Principal, today: date) -> None:
    """Refuse an order that `by` may not give, or that says what no order may say."""
    roles = GIVEN_BY.get(draft.reason, GIVES)
    if not by.has(*roles):
        raise Refused(say.NOT_BY_YOU, reason=Word(draft.reason.value), role=Word(roles[0].value))
    if draft.reason not in REASONS:
        raise Refused(say.NOT_A_REASON, reason=Word(draft.reason.value))
    if draft.code and draft.code not in MAY_ALLOW:
        raise Refused(say.NOT_A_WAY_OUT, code=Word(draft.code.value))
    if draft.until and draft.until < today:
        raise Refused(say.ENDS_BEFORE, until=draft.until)
