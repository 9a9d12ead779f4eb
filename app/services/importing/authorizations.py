"""Authorizations by their number: they come in as drafts, and are changed as long as they are drafts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, PaperEvent, table_of
from app.db.queries import evidence
from app.db.queries.imports import Run
from app.domain.authorizing import PaperAct
from app.domain.importing import ImportVerdict
from app.domain.messages import importing as say
from app.domain.messages.core import Said, Word
from app.domain.transitions import AuthorizationState
from app.services.authorizing.evidencing import release
from app.services.importing.papers import EMPTY_LINE, LINE_FIELDS, Paper, Written
from app.services.importing.records import as_content

HISTORY, LINE = table_of(PaperEvent), table_of(AuthorizationLine)


def _why_not(stored: Any) -> Said | None:
    # one that waits for approval was submitted as it is; what is approved binds
    if stored["state"] is AuthorizationState.DRAFT:
        return None
    return Said(say.UNDER_WAY, {"record": stored["number"], "state": Word(stored["state"].value)})


def _tell(session: Session, run: Run, written: Written, now: datetime) -> None:
    rows = [
        {
            "site_id": run.site_id, "id": new_id(), "authorization_id": paper_id, "act": _ACTS[one.verdict], "at": now,
            "operator_id": run.created_by, "client_id": "", "changes": _changes(one.changes), "reason": run.file_name,
        }
        for paper_id, one in written
    ]  # fmt: skip
    if rows:
        session.execute(HISTORY.insert(), rows)


_ACTS = {ImportVerdict.CREATED: PaperAct.CREATED, ImportVerdict.UPDATED: PaperAct.EDITED}


def _changes(facts: Any) -> list[list[Any]]:
    return [[name, None, value] for name, value in as_content(facts).items()]


def _leave(session: Session, run: Run, paper_id: UUID, goes: Sequence[UUID]) -> None:
    """Let evidence stay with the goods: with a line of the same product, where the file has one."""
    at_hand = evidence.kinds(session, run.site_id, goes)
    if not at_hand:
        return
    rows = session.execute(
        sa.select(LINE.c.id, LINE.c.product_id)
        .where(LINE.c.site_id == run.site_id, LINE.c.authorization_id == paper_id)
        .order_by(LINE.c.position)
    ).all()
    heirs = {row.product_id: row.id for row in reversed(rows) if row.id not in goes}
    products = {row.id: row.product_id for row in rows}
    for line_id in at_hand:
        release(session, run.site_id, line_id, heirs.get(products[line_id]))


AUTHORIZATIONS = Paper(
    head=table_of(Authorization),
    line=LINE,
    parent="authorization_id",
    head_fields=(
        "number", "program", "party_id", "purchase_order", "credit_memo", "order", "recall_number", "agreement",
        "contact", "data_bearing", "return_place", "language", "expected_on", "expires_on",
    ),
    fresh=lambda now: {
        "state": AuthorizationState.DRAFT, "purchase_order": "", "credit_memo": "", "order": "", "recall_number": "",
        "agreement": "", "contact": "", "data_bearing": None, "return_place": "", "language": "en",
        "expected_on": None, "expires_on": None, "created_at": now, "version": 0,
    },
    line_fields=(*LINE_FIELDS, "reason", "claim", "asset_type", "condition", "evidence_to_follow"),
    empty_line={
        **EMPTY_LINE, "claim": "", "asset_type": "", "condition": frozenset(), "evidence_to_follow": frozenset(),
    },
    has_positions=True,
    why_not=_why_not,
    leave=_leave,
    tell=_tell,
)  # fmt: skip
