"""What a scan means on the grading screen."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.db.queries.checklists import grade_table
from app.domain.errors import Refused
from app.domain.grading import representative
from app.domain.inspection import Bench, passing
from app.domain.messages import floor
from app.domain.messages import grading as say
from app.domain.messages.core import Said, Word
from app.domain.own_codes import redacted
from app.domain.readings import Reading, ReadingKind
from app.domain.vocabulary import Command, Grade
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Outcome
from app.services.correcting import undo
from app.services.grading import accepting, again, blind, choosing, splitting, starting, ticking, totes, whole
from app.services.grading.benches import on_bench
from app.services.grading.screen import Screen
from app.services.grading.standards import checklist_for
from app.services.grading.writing import tell_undone


def take(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[Worksheet]:
    """Do what the scan asks for."""
    first = readings[0]
    if first.kind in (ReadingKind.PLATE, ReadingKind.PLACE) and splitting.is_asked(session, act, screen, first):
        return splitting.split_out(session, act, screen)
    match first.kind:
        case ReadingKind.COMMAND:
            return _command(session, act, screen, first)
        case ReadingKind.PLATE | ReadingKind.SSCC:
            return _plate(session, act, screen, first)
        case ReadingKind.PLACE | ReadingKind.BADGE:
            raise _not_here(screen, first)
        case _:
            return _item(session, act, screen, readings)


def _plate(session: Session, act: Act, screen: Screen, reading: Reading) -> Outcome[Worksheet]:
    """With goods chosen a plate is the tote that accepts; without, it is the next carton or a tote to close."""
    plate = reading.plate or (reading.sscc.value if reading.sscc else reading.text)
    if screen.sheet.check_id:
        raise blind.moves_nothing(on_bench(session, act.site_id, screen.sheet), plate)
    if screen.sheet.whole:
        return whole.confirm(session, act, screen, plate)
    if screen.sheet.goods_id:
        if reading.kind is not ReadingKind.PLATE:
            raise _not_here(screen, reading)
        return accepting.accept(session, act, screen, plate)
    return starting.take_up(session, act, screen.sheet, plate)


def _item(session: Session, act: Act, screen: Screen, readings: Sequence[Reading]) -> Outcome[Worksheet]:
    if screen.sheet.carton_id is None:
        check = blind.chosen_by_scan(session, act, readings)
        if check:
            return check
    return choosing.choose(session, act, screen.sheet, bench_of(session, act, screen.sheet), readings)


def bench_of(session: Session, act: Act, sheet: Worksheet) -> Bench:
    """Return the carton of the worksheet. Raises Refused when none is on the bench."""
    bench = on_bench(session, act.site_id, sheet)
    if bench is None:
        raise Refused(say.CARTON_FIRST, text=act.text or "-")
    return bench


def _not_here(screen: Screen, reading: Reading) -> Refused:
    text, kind = redacted(reading.text), Word(reading.kind.value)
    if screen.sheet.goods_id:
        return Refused(say.TOTE_EXPECTED, text=text, kind=kind)
    expected = Word("item_or_plate" if screen.sheet.carton_id else "plate")
    return Refused(floor.NOT_WHAT_WAS_ASKED, text=text, kind=kind, expected=expected)


_GRADES = {
    Command.GRADE_A: Grade.A,
    Command.GRADE_B: Grade.B,
    Command.GRADE_C: Grade.C,
    Command.GRADE_D: Grade.D,
}


def _command(session: Session, act: Act, screen: Screen, reading: Reading) -> Outcome[Worksheet]:
    """Run a command barcode: the same as the button it stands for."""
    sheet, command = screen.sheet, reading.command
    if reading.scale:
        return _scored(session, act, sheet, reading.scale, _with_score(sheet, reading.scale))
    if reading.tick:
        return ticking.answer(session, act, sheet, reading.tick)
    if command in _GRADES:
        scores = representative(_GRADES[command], grade_table(session))
        graded = replace(sheet, function=scores.function, cosmetics=scores.cosmetics)
        return _scored(session, act, sheet, f"F{scores.function} C{scores.cosmetics}", graded)
    verb = _VERBS.get(command) if command else None
    if verb is None:
        raise _not_here(screen, reading)
    return verb(session, act, screen)


def _with_score(sheet: Worksheet, scale: str) -> Worksheet:
    value = int(scale[1:])
    return replace(sheet, function=value) if scale[0] == "F" else replace(sheet, cosmetics=value)


def _scored(session: Session, act: Act, sheet: Worksheet, text: str, graded: Worksheet) -> Outcome[Worksheet]:
    choosing.chosen(session, act, sheet)
    return Outcome(Said(say.SCORED, {"text": text}), pending=graded.to_params(), result=graded)


def _pass(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    goods = choosing.chosen(session, act, screen.sheet)
    passed = passing(checklist_for(session, goods), screen.sheet)
    return Outcome(Said(say.PASSED), pending=passed.to_params(), result=passed)


def _close(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Close the tote last filled; with none open, the carton that is graded again."""
    if screen.sheet.again and screen.sheet.tote_id is None:
        return again.finish(session, act, screen)
    return totes.close(session, act, screen)


def _confirm(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    if screen.sheet.check_id:
        return blind.keep(session, act, screen)
    if screen.sheet.whole:
        return whole.accept(session, act, screen)
    return accepting.accept_suggested(session, act, screen)


def take_back(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Set aside what is only chosen; with nothing chosen, take back the last act."""
    sheet = screen.sheet
    if sheet.check_id:
        bare = Worksheet()
        return Outcome(Said(say.DROPPED), pending=bare.to_params(), result=bare)
    if sheet.goods_id or sheet.product_id or sheet.whole:
        bare = sheet.next_item()
        return Outcome(Said(say.DROPPED), pending=bare.to_params(), result=bare)
    bare = sheet.next_item()
    undone = undo(session, act, screen.last)
    tell_undone(session, act, undone)
    return replace(undone, pending=bare.to_params(), result=bare)


_VERBS: dict[Command, Callable[[Session, Act, Screen], Outcome[Worksheet]]] = {
    Command.PASS: _pass,
    Command.WHOLE: whole.switch,
    Command.CONFIRM: _confirm,
    Command.CLOSE: _close,
    Command.UNDO: take_back,
}
