"""Authorizations by their number, as long as nothing has come of them yet."""

from typing import Any

from app.db.models import Authorization, AuthorizationLine, table_of
from app.domain.messages import importing as say
from app.domain.messages.core import Said, Word
from app.domain.transitions import AuthorizationState
from app.services.importing.papers import EMPTY_LINE, LINE_FIELDS, Paper

_STILL_OPEN = frozenset({AuthorizationState.DRAFT, AuthorizationState.APPROVED})


def _why_not(stored: Any) -> Said | None:
    if stored["state"] in _STILL_OPEN:
        return None
    return Said(say.UNDER_WAY, {"record": stored["number"], "state": Word(stored["state"].value)})


AUTHORIZATIONS = Paper(
    head=table_of(Authorization),
    line=table_of(AuthorizationLine),
    parent="authorization_id",
    head_fields=(
        "number", "program", "party_id", "purchase_order", "credit_memo", "tracking", "expected_on",
    ),
    fresh=lambda now: {
        "state": AuthorizationState.DRAFT, "purchase_order": "", "credit_memo": "", "tracking": "",
        "expected_on": None, "created_at": now,
    },
    line_fields=(*LINE_FIELDS, "reason", "claim"),
    empty_line={**EMPTY_LINE, "claim": ""},
    has_positions=True,
    why_not=_why_not,
)  # fmt: skip
