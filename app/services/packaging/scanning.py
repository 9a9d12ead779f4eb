"""The screen of packaging: what it is for, for whom, and each scan one act. Everything is reached by scan alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.db.queries import packaging as queries
from app.db.queries.parties import Named
from app.domain.errors import FloorError, Refused
from app.domain.identifiers import is_digits
from app.domain.messages import packaging as say
from app.domain.messages.core import Said, Word
from app.domain.messages.floor import NOTHING_ASKED
from app.domain.packaging import MOST_IN_BULK, CountedBy, PackagingCondition, PackagingWork
from app.domain.readings import Reading, ReadingKind
from app.domain.vocabulary import Command
from app.services import correcting
from app.services.acting import Act, Answered, Outcome, answer
from app.services.packaging import assets, bulk
from app.services.packaging.screen import Screen
from app.services.reading import readings_of


def scan(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take one scan: a command, the party, an asset, a type of bulk material or how much of it."""
    return _answer(session, act, screen, lambda: _take(session, act, screen, readings_of(act)))


def choose(session: Session, act: Act, screen: Screen, command: Command) -> Answered[None]:
    """Do what a command barcode asks for, by a button."""
    return _answer(session, act, screen, lambda: _command(session, act, screen, command))


def enter(session: Session, act: Act, screen: Screen, quantity: str) -> Answered[None]:
    """Take how much of the bulk material that the screen asks about was issued or came back."""
    return _answer(session, act, screen, lambda: _quantity(session, act, screen, quantity))


def confirm(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take the asset of the open question back from the party that has it."""
    return _answer(session, act, screen, lambda: _confirm(session, act, screen))


def undo(session: Session, act: Act, screen: Screen) -> Answered[None]:
    """Take back the last act of this screen."""
    return _answer(session, act, screen, lambda: _undo(session, act, screen))


def _answer(session: Session, act: Act, screen: Screen, do: Callable[[], Outcome[None]]) -> Answered[None]:
    return answer(session, act, lambda: _keeping(screen, do))


def _keeping(screen: Screen, do: Callable[[], Outcome[None]]) -> Outcome[None]:
    """A refusal changes nothing: what the screen is for, and for whom, stays."""
    try:
        return do()
    except FloorError as error:
        raise error if error.pending else error.keeping(screen.asking().pending()) from None


def _take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[None]:
    first = readings[0]
    if first.kind is ReadingKind.COMMAND and first.command:
        return _command(session, act, screen, first.command)
    if screen.ask and is_digits(first.text) and len(first.text) < 9:
        return _quantity(session, act, screen, first.text)
    if named := next((each for each in readings if each.kind is ReadingKind.GRAI and each.grai), None):
        return _grai(session, act, screen, named)
    if of_type := queries.type_by_code(session, first.text):
        return bulk.take(session, act, screen, of_type, None)
    if party := queries.party_by_scan(session, act.site_id, readings):
        return _chosen(session, act, replace(screen, party_id=party.id), party)
    raise Refused(say.EXPECTED, text=act.text, kind=Word(first.kind.value))


def _command(session: Session, act: Act, screen: Screen, command: Command) -> Outcome[None]:
    if command is Command.UNDO:
        return _undo(session, act, screen)
    if command is Command.CONFIRM:
        return _confirm(session, act, screen)
    if command is Command.CLOSE:
        return Outcome(Said(say.PUT_ASIDE), pending=Screen(screen.work).pending())
    if command.value in set(PackagingWork):
        # what was dirty a moment ago says nothing of what is scanned for another purpose
        return _said_of(Screen(PackagingWork(command.value), party_id=screen.party_id))
    if command.value in set(PackagingCondition):
        return _said_of(replace(screen.asking(), condition=PackagingCondition(command.value)))
    raise Refused(say.EXPECTED, text=act.text, kind=Word(ReadingKind.COMMAND.value))


_WORK = {
    PackagingWork.TAKE_BACK: say.TAKING_BACK,
    PackagingWork.ISSUE: say.ISSUING,
    PackagingWork.TEND: say.TENDING,
}


def _said_of(screen: Screen) -> Outcome[None]:
    said = Said(_WORK[screen.work], {"condition": Word(screen.condition.value)})
    return Outcome(said, pending=screen.asking().pending())


def _chosen(session: Session, act: Act, screen: Screen, party: Named) -> Outcome[None]:
    """What another party brought was dirty: this one's is looked at anew."""
    count = queries.assets_of(session, act.site_id, party.id)
    fresh = Screen(screen.work, party_id=party.id)
    return Outcome(Said(say.PARTY_CHOSEN, {"party": party.name, "assets": count}), pending=fresh.pending())


def _grai(session: Session, act: Act, screen: Screen, reading: Reading) -> Outcome[None]:
    assert reading.grai is not None, "a reading of that kind has one"
    if reading.grai.serial:
        return assets.take(session, act, screen, reading.grai.value)
    of_type = queries.type_by_asset_type(session, reading.grai.asset_type)
    if of_type is None:
        raise Refused(say.NOT_OURS, text=reading.grai.value)
    quantity = _grams(reading) if of_type.counted_by is CountedBy.GRAM else reading.count
    return bulk.take(session, act, screen, of_type, quantity)


def _grams(reading: Reading) -> int | None:
    """Return the net weight in grams that AI (310n) carries, kilograms with n decimals; grams below one are cut off."""
    for ai, text in reading.elements.items():
        if len(ai) == 4 and ai.startswith("310") and is_digits(text):
            return int(text) * 1000 // int(10 ** int(ai[3]))
    return None


def _quantity(session: Session, act: Act, screen: Screen, text: str) -> Outcome[None]:
    of_type = queries.type_by_code(session, screen.ask) if screen.ask else None
    if of_type is None:
        raise Refused(NOTHING_ASKED)
    if not is_digits(text) or len(text) > 8:
        raise Refused(say.NO_QUANTITY, text=text or "-", most=MOST_IN_BULK, name=of_type.said)
    return bulk.take(session, act, screen, of_type, int(text))


def _confirm(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    if not screen.ask:
        raise Refused(NOTHING_ASKED)
    return assets.take_from_holder(session, act, screen, screen.ask)


def _undo(session: Session, act: Act, screen: Screen) -> Outcome[None]:
    undone = correcting.undo(session, act, screen.last)
    return Outcome(undone.said, undone.event_id, screen.asking().pending())
