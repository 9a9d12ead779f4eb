"""Making authorizations of what is proposed: one for each place, way out and agreement, in one act.

The proposals are worked out again under lock. What the page showed must still stand: another clerk may have sent the
goods, or used up the quota, since it was drawn.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import UnsoldReturn, table_of
from app.db.queries import agreements, authorization, surpluses
from app.db.queries.authorization import Paper
from app.db.queries.surpluses import Candidate
from app.domain.agreements import AgreementTerms
from app.domain.authorizing import MOST_LINES, Detail, Draft, DraftLine
from app.domain.errors import FloorError, Overtaken, Refused
from app.domain.messages import unsold as say
from app.domain.messages.core import Local, Money, Said, Units
from app.domain.proposing import Proposal, propose
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import DispositionCode, Program
from app.services import authorizing
from app.services.acting import Act, Answered, Outcome, answer

RETURN = table_of(UnsoldReturn)
SCOPE = "unsold"
MOST_CHOSEN = 200
"""Lines of one act, a page of them: all or none holds the write lock for some half a second."""
NAMED = 5
"""Numbers that the sentence names; the list of authorizations has them all."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One proposal as the page showed it: so many base units of a line by one way."""

    line_id: UUID
    way: DispositionCode
    quantity: int


@dataclass(frozen=True, slots=True)
class Made:
    """A proposal together with what its authorization says of the goods."""

    proposal: Proposal
    candidate: Candidate


_Group = tuple[UUID, DispositionCode, UUID | None]


def make(session: Session, act: Act, chosen: Sequence[Chosen]) -> Answered[tuple[UUID, ...]]:
    """Make authorizations of the proposals that were `chosen`; all of them, or none and why."""
    return answer(session, act, lambda: _make(session, act, chosen))


def _make(session: Session, act: Act, chosen: Sequence[Chosen]) -> Outcome[tuple[UUID, ...]]:
    if not chosen:
        raise Refused(say.NOTHING_CHOSEN)
    if len(chosen) > MOST_CHOSEN:
        raise Refused(say.TOO_MANY_CHOSEN, count=len(chosen), most=MOST_CHOSEN)
    today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    wanted = tuple(dict.fromkeys(chosen))
    groups = _grouped(_still_proposed(session, act, wanted, today))
    _check_minimums(groups)
    papers = tuple(
        paper_id
        for group in groups.values()
        for part in _parts(group)
        for paper_id in _papers(session, act, part, today)
    )
    units = sum(one.quantity for one in wanted)
    return Outcome(_said(session, act, papers, units), result=papers)


def _still_proposed(session: Session, act: Act, chosen: Sequence[Chosen], today: date) -> list[Made]:
    """Work the proposals out again, with every other such act kept out. Raises when one of `chosen` is not the same."""
    surpluses.lock_site(session, act.site_id)
    standing = agreements.locked(session, today)
    candidates = {each.surplus.line_id: each for each in surpluses.candidates(session, act.site_id, today)}
    proposals = propose((each.surplus for each in candidates.values()), standing, today)
    by_way = {(each.surplus.line_id, each.way.code): each for each in proposals}
    made = []
    for one in chosen:
        proposal = by_way.get((one.line_id, one.way))
        if proposal is None or proposal.surplus.quantity != one.quantity:
            raise _why_not(session, act, one, candidates.get(one.line_id), proposal)
        made.append(Made(proposal, candidates[one.line_id]))
    return made


def _why_not(
    session: Session, act: Act, one: Chosen, candidate: Candidate | None, proposal: Proposal | None
) -> FloorError:
    papers = surpluses.papers_of(session, act.site_id, [one.line_id]).get(one.line_id)
    goods = surpluses.goods_of(session, act.site_id, one.line_id)
    if goods is None:
        return Refused(say.GONE)
    if candidate is None and papers:
        last, (product, lot) = papers[0], goods
        return Overtaken(say.IN_AUTHORIZATION, product=Local(product), lot=lot or "-", number=last.number,
                         who=last.made_by or "Backdock", when=last.made_at)  # fmt: skip
    now = proposal.surplus.quantity if proposal else 0
    return Overtaken(say.PROPOSAL_CHANGED, product=Local(goods[0]), shown=Units(one.quantity), now=Units(now))


def _grouped(made: Sequence[Made]) -> dict[_Group, list[Made]]:
    groups: dict[_Group, list[Made]] = defaultdict(list)
    for one in made:
        agreement = one.proposal.agreement
        groups[one.proposal.surplus.place_id, one.proposal.way.code, agreement.id if agreement else None].append(one)
    return groups


def _check_minimums(groups: dict[_Group, list[Made]]) -> None:
    """Raise Refused where what was chosen of a place is worth less than its agreement takes."""
    for group in groups.values():
        first = group[0].proposal
        value = sum((each.proposal.surplus.value for each in group), Decimal(0))
        if first.agreement and value < first.agreement.terms.minimum:
            raise _too_little(group[0], first.agreement.terms, value)


def _too_little(one: Made, terms: AgreementTerms, value: Decimal) -> Refused:
    currency, place = one.proposal.surplus.goods.currency, one.candidate.place
    worth, least = Money(value, currency), Money(terms.minimum, currency)
    return Refused(say.CHOSEN_BELOW_MINIMUM, agreement=terms.number, place=place, value=worth, least=least)


def _parts(group: list[Made]) -> Iterator[list[Made]]:
    for start in range(0, len(group), MOST_LINES):
        yield group[start : start + MOST_LINES]


def _papers(session: Session, act: Act, group: list[Made], today: date) -> Iterator[UUID]:
    """Make one authorization of a group, or two: lines that the policy refuses stay on a draft of their own."""
    drawn = authorizing.draw_up(session, act, new_id(), _draft(act, group))
    refused = authorizing.submit_drawn(session, act, drawn)
    papers = dict.fromkeys((line.position for line in drawn.lines), drawn.id)
    if refused and len(refused) < len(drawn.lines):
        apart_id = new_id()
        authorizing.split_off(session, act, drawn, apart_id, refused)
        papers |= {line.position: apart_id for line in refused}
        authorizing.submit_drawn(session, act, _read(session, act, drawn.id))
    rows = [_return(act, papers[position], one, today) for position, one in enumerate(group, start=1)]
    session.execute(sa.insert(RETURN), rows)
    yield from dict.fromkeys(papers.values())


def _read(session: Session, act: Act, paper_id: UUID) -> Paper:
    paper = authorization.one(session, act.site_id, paper_id)
    assert paper is not None, "it was written just now"
    return paper


def _draft(act: Act, group: list[Made]) -> Draft:
    first = group[0].proposal
    terms = first.agreement.terms if first.agreement else None
    # an authorization for unsold goods says under what they go out: an agreement, else the way itself
    under = terms.number if terms else first.way.code.value
    lines = tuple(
        DraftLine(each.candidate.product, each.proposal.surplus.quantity, each.candidate.worst.reason,
                  lot=each.candidate.lot, expiry=each.candidate.expiry)
        for each in group
    )  # fmt: skip
    return Draft(
        program=Program.UNSOLD,
        party_id=first.surplus.place_id,
        lines=lines,
        details={Detail.AGREEMENT: under},
        expires_on=terms.ends_on if terms else None,
        language=act.by.language,
    )


def _return(act: Act, paper_id: UUID, one: Made, today: date) -> dict[str, Any]:
    proposal = one.proposal
    return {
        "site_id": act.site_id, "id": new_id(), "snapshot_line_id": proposal.surplus.line_id,
        "authorization_id": paper_id, "agreement_id": proposal.agreement.id if proposal.agreement else None,
        "way": proposal.way.code, "quantity": proposal.surplus.quantity, "credit": proposal.credit,
        "currency": proposal.surplus.goods.currency, "made_on": today, "made_at": act.now,
        "made_by": act.by.operator_id,
    }  # fmt: skip


def _said(session: Session, act: Act, papers: Sequence[UUID], units: int) -> Said:
    made = [_read(session, act, paper_id) for paper_id in papers]
    states, numbers = Counter(paper.state for paper in made), sorted(paper.number for paper in made)
    named = ", ".join(numbers[:NAMED]) + (f" (+{len(numbers) - NAMED})" if len(numbers) > NAMED else "")
    approved, waiting = states[AuthorizationState.APPROVED], states[AuthorizationState.PENDING_APPROVAL]
    drafts = states[AuthorizationState.DRAFT]
    return Said(
        say.MADE,
        {"units": Units(units), "numbers": named, "approved": approved, "waiting": waiting, "drafts": drafts},
    )
