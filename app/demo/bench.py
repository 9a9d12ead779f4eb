"""An inspector at a bench with one carton after the other."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from app.db.ids import new_id
from app.db.queries import grading as queries
from app.demo.hands import Hand, result_of
from app.domain.approvals import Approver
from app.domain.grading import Scores
from app.domain.inspection import Goods, passing
from app.domain.principals import Principal
from app.domain.vocabulary import DispositionCode
from app.domain.worksheet import Worksheet
from app.services import grading
from app.services.grading import Screen
from app.services.grading.standards import checklist_for

BROKEN, WORN = Scores(2, 4), Scores(5, 7)


class Bench:
    """Grades into totes that it takes from a stack of empty ones; `scores` None stands for a clean item."""

    def __init__(self, hand: Hand, empty_totes: Iterator[str]) -> None:
        self._hand, self._empty_totes = hand, empty_totes
        self._sheet = Worksheet()

    def take_up(self, plate: str) -> tuple[Goods, ...]:
        """Scan a received carton; return what is in it."""
        act = self._hand.act("grading", plate)
        self._sheet = result_of(grading.scan(self._hand.session, act, Screen(self._sheet)))
        assert self._sheet.carton_id
        bench = queries.bench(self._hand.session, act.site_id, self._sheet.carton_id)
        return bench.goods if bench else ()

    def grade(self, goods: Goods, scores: Scores | None) -> None:
        """Grade all units of a line alike into the tote that takes them, else into an empty one."""
        sheet = self._judged(replace(self._sheet, goods_id=goods.id, quantity=goods.quantity), goods, scores)
        plate = self._tote(sheet) or next(self._empty_totes)
        act = self._hand.act("grading", plate)
        self._sheet = result_of(grading.accept(self._hand.session, act, Screen(sheet, new_id()), plate))

    def grade_whole(self, goods: Goods, scores: Scores | None) -> None:
        """Grade a sealed carton of one line where it stands."""
        sheet = self._judged(replace(self._sheet, whole=True), goods, scores)
        self._sheet = result_of(grading.accept_whole(self._hand.session, self._hand.act("grading"), Screen(sheet)))

    def decide(
        self, goods: Goods, code: DispositionCode, reason: str, scores: Scores | None, supervisor: Principal
    ) -> None:
        """Have a supervisor send a sealed carton of one line elsewhere than the rules recommend."""
        sheet = replace(self._judged(self._sheet, goods, scores), whole=True, code=code, reason=reason)
        act = replace(
            self._hand.act("grading"),
            approver=Approver(supervisor.operator_id, supervisor.roles, supervisor.operator_name),
        )
        self._sheet = result_of(grading.accept_whole(self._hand.session, act, Screen(sheet)))

    def decide_again(self, plate: str, tote: str, code: DispositionCode, reason: str) -> None:
        """Have a supervisor send a graded carton of one line on, in `tote`. Raises Refusal where rules say no."""
        session = self._hand.session
        for _twice in range(2):
            self._sheet = result_of(grading.scan(session, self._hand.act("grading", plate), Screen(self._sheet)))
        assert self._sheet.carton_id
        bench = queries.bench(session, self._hand.by.site_id, self._sheet.carton_id, again=True)
        assert bench is not None, "it is graded"
        (goods,) = bench.goods
        sheet = replace(self._sheet, goods_id=goods.id, quantity=goods.quantity, code=code, reason=reason)
        screen = Screen(self._judged(sheet, goods, WORN), new_id())
        graded = result_of(grading.accept(session, self._hand.act("grading", tote), screen, tote))
        screen = Screen(Worksheet(tote_id=graded.tote_id))
        result_of(grading.close_tote(session, self._hand.act("grading"), screen))

    def close_totes(self, kept: int) -> None:
        """Close the totes at this bench except the last `kept`."""
        act = self._hand.act("grading")
        totes = queries.open_totes(self._hand.session, act.site_id, act.station_id)
        for tote in totes[: len(totes) - kept]:
            screen = Screen(Worksheet(tote_id=tote.id))
            result_of(grading.close_tote(self._hand.session, self._hand.act("grading"), screen))

    def _judged(self, sheet: Worksheet, goods: Goods, scores: Scores | None) -> Worksheet:
        if scores:
            return replace(sheet, function=scores.function, cosmetics=scores.cosmetics)
        return passing(checklist_for(self._hand.session, goods), sheet)

    def _tote(self, sheet: Worksheet) -> str:
        act = self._hand.act("grading")
        today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
        view = grading.look(self._hand.session, act.site_id, act.station_id, sheet, today)
        return view.tote.lpn if view.tote else ""
