"""Answers, defects and places that are scanned off the printed sheet of a checklist: what a tap does, by scan."""

from sqlalchemy.orm import Session

from app.domain.checklist_codes import tick
from app.domain.errors import Refused
from app.domain.messages import checklists as say
from app.domain.messages.core import Said
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Outcome
from app.services.grading import choosing
from app.services.grading.looking import tapped
from app.services.grading.standards import checklist_for


def answer(session: Session, act: Act, sheet: Worksheet, text: str) -> Outcome[Worksheet]:
    """Say on the worksheet what a code of the sheet says, such as `Q3-2-7F1C`. Raises Refused."""
    goods = choosing.chosen(session, act, sheet)
    ticked = tick(checklist_for(session, goods), sheet.answers, text)
    if ticked.message is say.PLACE_NOTED and all(each.place for each in sheet.defects):
        raise Refused(say.DEFECT_FIRST, text=act.text)
    after = tapped(sheet, ticked.setting)
    return Outcome(Said(ticked.message, {"what": ticked.what}), pending=after.to_params(), result=after)
