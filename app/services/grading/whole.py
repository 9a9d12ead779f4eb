"""A sealed carton as a whole: one grade for all that is in it, and it stays the carton it came in."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.domain.errors import Refused
from app.domain.inspection import Bench, Contents
from app.domain.ledger import Change
from app.domain.messages import grading as say
from app.domain.messages.core import Param, Said, Units, Word
from app.domain.transitions import CartonState, Move
from app.domain.worksheet import Worksheet
from app.services import sampling
from app.services.acting import Act, Outcome
from app.services.grading.accepting import check_override, judged, standing
from app.services.grading.benches import on_bench
from app.services.grading.screen import Screen
from app.services.grading.writing import Graded, write
from app.services.moving import move_carton, overtaken

CARTON = table_of(Carton)


def switch(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Change between one grade for the whole carton and item by item."""
    sheet = screen.sheet
    bench = on_bench(session, act.site_id, sheet)
    if bench is None or not bench.goods:
        raise Refused(say.CARTON_FIRST, text=act.text or "-")
    after = sheet.next_item() if sheet.whole else replace(sheet.next_item(), whole=True)
    params: dict[str, Param] = {"lpn": bench.lpn, "left": Units(bench.left)}
    return Outcome(Said(say.WHOLE if after.whole else say.SINGLY, params), pending=after.to_params(), result=after)


def confirm(session: Session, act: Act, screen: Screen, plate: str) -> Outcome[Worksheet]:
    """Scanning the carton's own plate again accepts the whole of it; any other plate is a mistake."""
    bench = on_bench(session, act.site_id, screen.sheet)
    if bench is None:
        raise Refused(say.CARTON_FIRST, text=plate)
    if plate != bench.lpn:
        raise Refused(say.OTHER_THAN_WHOLE, text=plate, lpn=bench.lpn)
    return accept(session, act, screen)


def accept(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Grade every unit left in the carton where it stands. Raises Refused for a carton that mixes what must not mix."""
    bench = _locked(session, act, screen.sheet)
    _check_alike(bench)
    sampling.check_whole(session, act.site_id, bench)
    judgements = [judged(session, act, screen, line) for line in bench.goods]
    codes = {judgement.code for judgement in judgements}
    if len(codes) > 1:
        raise Refused(say.SEVERAL_CODES, lpn=bench.lpn, count=len(codes))
    graded = tuple(
        Graded(line, line.quantity, bench.carton_id, bench.lpn, judgement)
        for line, judgement in zip(bench.goods, judgements, strict=True)
    )
    judged_units = [(each.judgement, each.quantity) for each in graded]
    check_override(session, act, bench.lpn, judged_units, bench.carton_id)
    code = judgements[0].code
    changes = move_carton(session, act, standing(bench), Move.FINISH_GRADING, code=code)
    changes += (Change("carton", bench.carton_id, "code", str(bench.code or ""), code.value),)
    event_id = write(session, act, graded, changes, screen)
    after = Worksheet(tote_id=screen.sheet.tote_id)
    return Outcome(_said(bench, graded[0]), event_id, after.to_params(), after)


def _locked(session: Session, act: Act, sheet: Worksheet) -> Bench:
    where = (CARTON.c.site_id == act.site_id, CARTON.c.id == sheet.carton_id)
    session.execute(sa.select(CARTON.c.id).where(*where).with_for_update(key_share=True))
    bench = on_bench(session, act.site_id, sheet)
    if bench is None:
        raise Refused(say.CARTON_FIRST, text=act.text or "-")
    if bench.state is not CartonState.GRADING or not bench.goods:
        raise overtaken(session, act, standing(bench))
    return bench


def _said(bench: Bench, graded: Graded) -> Said:
    grade, code = graded.judgement.graded.grade.value, Word(graded.judgement.code.value)
    return Said(say.GRADED_WHOLE, {"grade": grade, "code": code, "quantity": Units(bench.left), "lpn": bench.lpn})


def _check_alike(bench: Bench) -> None:
    kinds = {Contents.of(line) for line in bench.goods}
    for attribute, message in _NEVER_MIXED.items():
        if len({getattr(kind, attribute) for kind in kinds}) > 1:
            raise Refused(message, lpn=bench.lpn)


_NEVER_MIXED = {"owner_id": say.MIXED_OWNERS, "hazardous": say.MIXED_HAZARDS, "hold": say.MIXED_HOLDS}
