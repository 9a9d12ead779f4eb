"""Advance notices as the office writes them: judged as an import judges them, until something of them has come."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, table_of
from app.db.queries import authorization, pallets
from app.db.queries.authorization import Paper
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.importing import FileRow, ImportKind, ImportVerdict
from app.domain.messages import authorizing as say_paper
from app.domain.messages import noticing as say
from app.domain.messages.core import Said, Units, Word
from app.domain.transitions import CartonState
from app.services import announcing
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.guarding import SCOPE, Seen, claim, overtaken
from app.services.authorizing.history import tell
from app.services.importing import notices
from app.services.importing.notices import takes_notice
from app.services.importing.records import Line, Record, Staged
from app.services.importing.staging import resolved
from app.services.importing.taking import unkept

__all__ = ["SCOPE", "announce", "read", "takes_notice", "withdraw"]

PAPER = table_of(Authorization)


def read(session: Session, act: Act, rows: Sequence[FileRow]) -> list[Staged]:
    """Return typed rows with ids in place of names, each with all that is wrong with it."""
    return resolved(session, unkept(act, ImportKind.ASN, rows), rows)


def announce(session: Session, act: Act, seen: Seen, lines: Sequence[Staged]) -> Answered[UUID]:
    """Let the notice of an authorization say what `lines` say, and nothing else."""
    return answer(session, act, lambda: _announce(session, act, seen, lines))


def _announce(session: Session, act: Act, seen: Seen, lines: Sequence[Staged]) -> Outcome[UUID]:
    paper = _locked(session, act, seen)
    if not lines:
        raise Refused(say.EMPTY, number=paper.number)
    record = Record(paper.number, tuple(Line(each.number, {**each.facts, "number": paper.number}) for each in lines))
    run = replace(unkept(act, ImportKind.ASN, ()), file_name="")
    (judged,) = notices.judge(session, run, [record], lock=True)
    if judged.refusal:
        raise Refused(judged.refusal.message, **judged.refusal.params)
    if judged.verdict is ImportVerdict.UNCHANGED:
        return Outcome(Said(say.SAME, {"number": paper.number}), result=paper.id)
    notices.write(session, run, [judged], act.now)
    plates = {name: {each.facts.get(name) for each in lines} - {None} for name in ("pallet", "carton")}
    units = sum(int(each.facts["quantity"]) for each in lines)
    said = {"pallets": len(plates["pallet"]), "cartons": len(plates["carton"])}
    return Outcome(Said(say.ANNOUNCED, {"number": paper.number, "units": Units(units), **said}), result=paper.id)


def _locked(session: Session, act: Act, seen: Seen) -> Paper:
    """Return the authorization, locked. Raises Refused when it is not there, Overtaken when it was changed since."""
    mine = (PAPER.c.site_id == act.site_id, PAPER.c.id == seen.id)
    session.execute(sa.select(PAPER.c.id).where(*mine).with_for_update())
    paper = authorization.one(session, act.site_id, seen.id)
    if paper is None:
        raise Refused(say_paper.UNKNOWN)
    if paper.version != seen.version:
        raise overtaken(session, act, paper)
    return paper


def withdraw(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Take the whole notice of an authorization back, as long as nothing of it has come."""
    return answer(session, act, lambda: _withdraw(session, act, seen))


def _withdraw(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    paper = _locked(session, act, seen)
    announced = pallets.announced(session, act.site_id, paper.id)
    if not announced:
        raise Refused(say.NOTHING_ANNOUNCED, number=paper.number)
    if here := next((each for each in announced if each.state is not CartonState.EXPECTED), None):
        raise Refused(say.HAS_COME, lpn=here.lpn, number=paper.number, state=Word(here.state.value))
    announcing.withdraw(session, act.site_id, paper.id, act.now)
    claim(session, act, paper)
    tell(session, act, paper.id, PaperAct.NOTICE_WITHDRAWN)
    return Outcome(Said(say.WITHDRAWN, {"number": paper.number}), result=paper.id)
