"""Building a sale bundle by scan: cartons and pallets go in and come out, one act each.

What the answer leaves pending is the bundle that is chosen: the browser sends it back with the next act.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import bundle_lines, bundles, cartons
from app.db.queries.bundles import Belonging, OneBundle
from app.db.queries.cartons import StandingCarton
from app.domain.errors import FloorError, Question, Refused
from app.domain.identifiers import tail
from app.domain.messages import bundling as say
from app.domain.messages.core import Message, Param, Said, Units, Word
from app.domain.messages.floor import NOTHING_ASKED
from app.domain.money import NOTHING
from app.domain.readings import Reading, ReadingKind
from app.domain.transitions import BundleState
from app.domain.vocabulary import Command
from app.services import correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.bundling import writing
from app.services.bundling.checking import check_stack
from app.services.bundling.guarding import claim_open
from app.services.reading import plate_of, readings_of
from app.services.routing.calendar import today
from app.services.routing.stack import Stack, stack_of

SCOPE = "bundling"


@dataclass(frozen=True, slots=True)
class Screen:
    """The context of an act: the bundle that is chosen, what undo would take back, the plate that is asked about."""

    bundle_id: UUID | None = None
    last: str = ""
    ask: str = ""


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: a carton that goes in, one of a bundle to choose that, or a command code."""
    return _answer(session, act, screen, lambda: _take(session, act, screen, readings_of(act)))


def take_out(session: Session, act: Act, screen: Screen, carton_id: UUID) -> Answered[None]:
    """Take a carton or pallet out of the chosen bundle."""
    return _answer(session, act, screen, lambda: _take_out(session, act, screen, carton_id))


def confirm(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take out what was scanned again."""
    return _answer(session, act, screen, lambda: _confirm(session, act, screen))


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take back the last act of this screen."""
    return _answer(session, act, screen, lambda: _take_back(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[None]]) -> Answered[None]:
    return answer(session, act, lambda: _keeping_the_bundle(screen, do))


def _keeping_the_bundle(screen: Screen, do: Callable[[], Outcome[None]]) -> Outcome[None]:
    """A refusal changes nothing, so the bundle that was chosen stays chosen."""
    try:
        return do()
    except FloorError as error:
        raise error if error.pending else error.keeping(_choosing(screen.bundle_id)) from None


def _choosing(bundle_id: UUID | None, ask: str = "") -> Mapping[str, str]:
    return {"bundle": str(bundle_id), **({"ask": ask} if ask else {})} if bundle_id else {}


def _take_back(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    undone = correcting.undo(session, act, screen.last)
    return Outcome(undone.said, undone.event_id, _choosing(screen.bundle_id))


def _take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[None]:
    first = readings[0]
    match first.kind:
        case ReadingKind.COMMAND if first.command is Command.UNDO:
            return _take_back(session, act, screen)
        case ReadingKind.COMMAND if first.command is Command.CONFIRM and screen.ask:
            return _confirm(session, act, screen)
        case ReadingKind.COMMAND if first.command in (Command.CLOSE, Command.CONFIRM):
            return Outcome(Said(say.PUT_ASIDE))
        case ReadingKind.PLATE | ReadingKind.SSCC:
            return _plate(session, act, screen, plate_of(first))
        case _:
            raise Refused(say.PLATE_EXPECTED, text=first.text, kind=Word(first.kind.value))


def _confirm(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    asked = cartons.standing_by_plate(session, act.site_id, screen.ask) if screen.ask else None
    if asked is None:
        raise Refused(NOTHING_ASKED)
    return _take_out(session, act, screen, asked.id)


def _plate(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[None]:
    known = cartons.standing_by_plate(session, act.site_id, plate)
    of = bundles.of_cartons(session, act.site_id, [known.id]).get(known.id) if known else None
    if of and screen.bundle_id is None:
        return _take_up(session, act, of)
    if of and of.bundle_id == screen.bundle_id:
        raise Question(say.ALREADY_IN, plate, lpn=plate, number=of.number).keeping(_choosing(of.bundle_id, plate))
    return _add(session, act, screen, plate)


def _take_up(session: Session, act: Act, of: Belonging) -> Outcome[None]:
    if of.state is not BundleState.OPEN:
        raise Refused(say.NOT_BUILT_ON, number=of.number, state=Word(of.state.value))
    bundle = bundles.one(session, act.site_id, of.bundle_id)
    assert bundle is not None, "its carton names it"
    return Outcome(_said(session, act, say.TAKEN_UP, bundle), pending=_choosing(of.bundle_id))


def _add(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[None]:
    """Let a carton, or a pallet with all on it, go into the chosen bundle, or begin one with it."""
    bundle = claim_open(session, act, screen.bundle_id) if screen.bundle_id else None
    number = bundle.number if bundle else writing.number_for(session, act)
    carton = cartons.standing_by_plate(session, act.site_id, plate, lock=True)
    if carton is None:
        raise Refused(say.UNKNOWN_CARTON, text=plate)
    stack = stack_of(session, act, carton)
    _check_in_no_other(session, act, stack, number, bundle)
    check_stack(session, act, stack)
    owner_id, currency = _one_owner(session, act, stack, number, bundle)
    if bundle is None:
        bundle_id = writing.begin(session, act, number, owner_id, currency)
        event_id = writing.put_in(session, act, stack, bundle_id, is_begun=True)
        return Outcome(_first(session, act, bundle_id, carton), event_id, _choosing(bundle_id))
    event_id = writing.put_in(session, act, stack, bundle.id)
    return Outcome(_said(session, act, say.ADDED, bundle, carton), event_id, _choosing(bundle.id))


def _check_in_no_other(session: Session, act: Act, stack: Stack, number: str, bundle: OneBundle | None) -> None:
    belong = bundles.of_cartons(session, act.site_id, [each.id for each in stack.every])
    for each in stack.every:
        of = belong.get(each.id)
        if of and (bundle is None or of.bundle_id != bundle.id):
            raise Refused(say.OTHER_BUNDLE, lpn=each.lpn, other=of.number, state=Word(of.state.value), number=number)


def _one_owner(session: Session, act: Act, stack: Stack, number: str, bundle: OneBundle | None) -> tuple[UUID, str]:
    """Return whose goods they are, and in which currency they are priced. Raises Refused for those of several."""
    found = bundle_lines.owners(session, act.site_id, [each.id for each in stack.every])
    if len(found) != 1 or (bundle and found != {(bundle.owner_id, bundle.currency)}):
        raise Refused(say.OTHER_OWNER, lpn=stack.carton.lpn, number=number)
    return found.pop()


def _first(session: Session, act: Act, bundle_id: UUID, carton: StandingCarton) -> Said:
    bundle = bundles.one(session, act.site_id, bundle_id)
    assert bundle is not None, "it was just begun"
    return _said(session, act, say.BEGUN, bundle, carton)


def _said(
    session: Session, act: Act, message: Message, bundle: OneBundle, carton: StandingCarton | None = None
) -> Said:
    lines = bundle_lines.now(session, act.site_id, bundle.id, today(act))
    facts: dict[str, Param] = {
        "number": bundle.number, "units": Units(sum(line.quantity for line in lines)),
        "estimate": bundle.money(sum((line.estimate for line in lines), NOTHING)),
    }  # fmt: skip
    return Said(message, {**facts, **({"lpn": carton.lpn, "tail": tail(carton.lpn)} if carton else {})})


def _take_out(session: Session, act: Act, screen: Screen, carton_id: UUID) -> Outcome[None]:
    if screen.bundle_id is None:
        raise Refused(say.UNKNOWN)
    bundle = claim_open(session, act, screen.bundle_id)
    carton = cartons.standing_by_id(session, act.site_id, carton_id, lock=True)
    of = bundles.of_cartons(session, act.site_id, [carton_id]).get(carton_id)
    if carton is None or of is None or of.bundle_id != bundle.id:
        raise Refused(say.NOT_IN_IT, lpn=carton.lpn if carton else "-", number=bundle.number)
    event_id = writing.take_out(session, act, stack_of(session, act, carton), bundle.id)
    return Outcome(_said(session, act, say.OUT, bundle, carton), event_id, _choosing(bundle.id))
