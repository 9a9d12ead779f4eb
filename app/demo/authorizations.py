"""80 authorizations in all seven programs: numbers, states and dates for the returns of `returns.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, Party, Site, Tracking
from app.demo.dates import at, days_before
from app.demo.paperwork import details
from app.demo.parties import SOL_Y_MAR
from app.demo.returns import Return, ReturnLine
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Category, Condition, Program, ReasonCode

TRADE_RETURN, WARRANTY = "RMA-104418", "RMA-104502"
_CREDIT_MEMOS = {104418: "CM-88210"}

_S = AuthorizationState


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where authorizations of one age stand; `days` is how long ago they were made."""

    state: AuthorizationState
    days: int


@dataclass(slots=True)
class Papers:
    """Authorizations in the order of their numbers and ages, their lines, and their tracking numbers."""

    authorizations: list[Authorization] = field(default_factory=list)
    lines: list[AuthorizationLine] = field(default_factory=list)
    tracking: list[Tracking] = field(default_factory=list)


def authorization_rows(
    site: Site, parties: Mapping[str, Party], returns: list[Return], rng: Random, today: date
) -> Papers:
    """Return the rows of all authorizations."""
    papers = Papers()
    for one, stage in zip(_numbered(returns, rng), _stages(len(returns), rng), strict=True):
        authorization = _row(site, parties[one.party], one, _told(one, stage), rng, today)
        papers.authorizations.append(authorization)
        papers.lines += [_line(site, authorization.id, position, line) for position, line in enumerate(one.lines, 1)]
        number = _number(rng)
        if authorization.state is _S.IN_TRANSIT:
            papers.tracking.append(_tracking(authorization, number))
    return papers


def _number(rng: Random) -> str:
    return f"FRT{rng.randrange(10**8):08d}"


def _tracking(authorization: Authorization, number: str) -> Tracking:
    return Tracking(
        site_id=authorization.site_id,
        id=new_id(),
        authorization_id=authorization.id,
        number=_STORY_TRACKING.get(authorization.number, number),
    )


# What the tour scans: a parcel that a carrier brings, by the number that its paper has.
_STORY_TRACKING = {WARRANTY: "794808390594"}


def _numbered(returns: Iterable[Return], rng: Random) -> list[Return]:
    """Give free numbers, with the gaps that a busy office leaves."""
    story = [one for one in returns if one.number]
    usual = [one for one in returns if not one.number]
    taken = {one.number for one in story}
    numbers = rng.sample([number for number in range(104380, 104516) if number not in taken], len(usual))
    numbered = [replace(one, number=number) for one, number in zip(usual, sorted(numbers), strict=True)]
    return sorted([*story, *numbered], key=lambda one: one.number)


def _stages(number: int, rng: Random) -> list[_Stage]:
    """Return stages from oldest to newest.

    None is received: that is for the floor's own acts to say, each with its event.
    """
    settled = [_S.REJECTED] * 2 + [_S.CANCELLED]
    newest = [_S.PENDING_APPROVAL] * 6 + [_S.DRAFT] * 4
    underway = number - len(_EXPIRED_DAYS) - len(settled) - len(newest)
    between = settled + [_S.APPROVED] * (underway // 2) + [_S.IN_TRANSIT] * (underway - underway // 2)
    rng.shuffle(between)
    rng.shuffle(newest)
    ages = (30 - 29 * position // number for position in range(number))
    return [_Stage(_S.EXPIRED, days) for days in _EXPIRED_DAYS] + list(map(_Stage, between + newest, ages))


_EXPIRED_DAYS = (96, 84, 71)


def _told(one: Return, stage: _Stage) -> _Stage:
    # The tour starts with goods at the door, whatever was drawn for its two authorizations.
    return replace(stage, state=_S.IN_TRANSIT) if f"RMA-{one.number}" in (TRADE_RETURN, WARRANTY) else stage


_CREDITED = {Program.TRADE_RETURN, Program.UNSOLD}
_DAYS_TO_ARRIVAL = {_S.IN_TRANSIT: (0, 4), _S.APPROVED: (3, 12)}


def _row(site: Site, party: Party, one: Return, stage: _Stage, rng: Random, today: date) -> Authorization:
    credited = one.program in _CREDITED
    order = 20_000 + rng.randrange(9_000)
    wait = _DAYS_TO_ARRIVAL.get(stage.state)
    return Authorization(
        site_id=site.id,
        id=new_id(),
        number=f"RMA-{one.number}",
        program=one.program,
        party_id=party.id,
        state=stage.state,
        purchase_order=f"PO-{order}" if credited else "",
        credit_memo=_CREDIT_MEMOS.get(one.number, f"CM-{one.number - 16_000}") if credited else "",
        language="es" if one.party == SOL_Y_MAR else "en",
        expires_on=_expires_on(stage, today),
        **details(one.program, one.number),
        expected_on=today + timedelta(days=rng.randint(*wait)) if wait else None,
        created_at=at(days_before(today, stage.days), 14, one.number % 60),
    )


def _expires_on(stage: _Stage, today: date) -> date | None:
    """Return the last day for sending; drafts have none yet, and what has expired was given less time."""
    if stage.state is _S.DRAFT:
        return None
    return days_before(today, stage.days) + timedelta(days=30 if stage.state is _S.EXPIRED else 45)


_UNOPENED = frozenset({Condition.UNOPENED})
CONDITIONS: Mapping[ReasonCode, frozenset[Condition]] = {
    ReasonCode.DEFECTIVE: frozenset({Condition.OPENED, Condition.DEFECTIVE}),
    ReasonCode.WARRANTY_CLAIM: frozenset({Condition.OPENED, Condition.DEFECTIVE}),
    ReasonCode.NOT_AS_DESCRIBED: frozenset({Condition.OPENED}),
    ReasonCode.DAMAGED_IN_TRANSIT: frozenset({Condition.DAMAGED}),
    **dict.fromkeys((ReasonCode.OVERSTOCK, ReasonCode.SHORT_DATED, ReasonCode.END_OF_SEASON), _UNOPENED),
}
"""What senders say of their goods, by the reason they give."""


def _line(site: Site, authorization_id: UUID, position: int, line: ReturnLine) -> AuthorizationLine:
    product = line.parcel.stocked.product
    return AuthorizationLine(
        site_id=site.id,
        id=new_id(),
        authorization_id=authorization_id,
        position=position,
        product_id=product.id,
        quantity=line.quantity,
        lot=line.parcel.lot.code,
        expiry=line.parcel.lot.expiry,
        serial=line.parcel.serial,
        reason=line.reason,
        condition=CONDITIONS.get(line.reason, frozenset()),
        claim=line.claim,
        asset_type=product.gtin[1:] if product.category is Category.PACKAGING else "",
    )
