"""What the sender says of the goods of a line, and which evidence it promises: the ground of eligibility."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import AuthorizationLine, table_of
from app.db.queries import eligibility
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import authorizing as say
from app.domain.messages.core import Said
from app.domain.terms import Evidence
from app.domain.transitions import Move
from app.domain.vocabulary import Condition
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import Seen, change, facts, may_change

LINE = table_of(AuthorizationLine)


@dataclass(frozen=True, slots=True)
class Statement:
    """Of one line: the conditions that the sender names, and the evidence that is to follow."""

    line_id: UUID
    condition: frozenset[Condition]
    evidence_to_follow: frozenset[Evidence]


def state(session: Session, act: Act, seen: Seen, statement: Statement) -> Answered[UUID]:
    """Note what the sender says of a line, as long as the authorization can be changed."""
    return answer(session, act, lambda: _state(session, act, seen, statement))


def _state(session: Session, act: Act, seen: Seen, statement: Statement) -> Outcome[UUID]:
    paper = may_change(session, act, seen, Move.EDIT)
    before = eligibility.request_of(session, act.site_id, statement.line_id)
    if before is None or before.authorization_id != paper.id:
        raise Refused(say.UNKNOWN)
    change(session, act, paper, Move.EDIT, PaperAct.EDITED, also=[
        ("condition", sorted(before.condition), sorted(statement.condition)),
        ("evidence_to_follow", sorted(before.to_follow), sorted(statement.evidence_to_follow)),
    ])  # fmt: skip
    session.execute(
        sa.update(LINE)
        .where(LINE.c.site_id == act.site_id, LINE.c.id == statement.line_id)
        .values(condition=statement.condition, evidence_to_follow=statement.evidence_to_follow)
    )
    return Outcome(Said(say.STATED, {**facts(paper), "product": before.product}), result=paper.id)
