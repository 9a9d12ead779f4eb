"""What grading must not let through: holds, overrides, mixed cartons, units without their serial."""

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import CartonLine, Decision, Event, Hold, Inspection, Product, Tally, table_of
from app.domain.messages.core import Local
from app.domain.vocabulary import DispositionCode, HoldReason, RuleEffect
from tests.factories import TODAY, Floor, a_gtin, a_pack, a_rule, an_sscc, make_floor
from tests.services.bench import BenchWork, assert_ledger_holds, goods, received, state
from tests.services.dock import gs1
from tests.services.releaser import by_badge

LIQUIDATE, RECYCLE, RESTOCK = DispositionCode.LIQUIDATE, DispositionCode.RECYCLE, DispositionCode.RESTOCK


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def vitamin(floor: Floor) -> str:
    return gs1(floor.vitamin, "10D9T", "270331")


def drill(floor: Floor, serial: str = "DR7-204815") -> str:
    return gs1(floor.drill, "L2608", serial=serial)


def rows(floor: Floor, model: type) -> list[sa.Row[tuple[object, ...]]]:
    with floor.database.reading() as session:
        return list(session.execute(sa.select(table_of(model))).all())


def change(floor: Floor, model: type, **columns: object) -> None:
    """Set columns of every row, as office screens of later will."""
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(model)).values(**columns))


def rule(floor: Floor, when: dict[str, object], effect: RuleEffect, *codes: DispositionCode) -> None:
    with floor.database.unit_of_work() as session:
        a_rule(session, 1, when, effect, codes)


def test_the_decision_keeps_all_that_is_needed_to_replay_it(floor: Floor) -> None:
    rule(floor, {"grade": ["A"]}, RuleEffect.EXCLUDE, RESTOCK)
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    (inspection,), (decision,) = rows(floor, Inspection), rows(floor, Decision)
    assert (inspection.function, inspection.cosmetics, inspection.grade, inspection.grade_table) == (6, 8, "A", 1)
    assert (inspection.quantity, inspection.answers) == (1, {"works": "pass", "clean": "pass"})
    assert (decision.recommended, decision.chosen, decision.override_reason) == ("rework", "rework", "")
    assert (decision.rule_version, decision.rule_position) == (1, 0)
    assert decision.facts["program"] == "trade_return"
    assert decision.facts["condition"] == ["functional", "opened"]
    assert decision.ranking[0] == {"code": "rework", "net": "5.00", "excluded_by": None, "by": ""}
    assert (str(decision.net_recovery), decision.currency) == ("5", "USD")
    assert decision.ranking[-1]["code"] == "restock"
    assert (decision.ranking[-1]["excluded_by"], decision.ranking[-1]["by"]) == (1, "site")
    assert (decision.list_price, decision.unit_cost) == (floor.vitamin.list_price, floor.vitamin.unit_cost)
    assert decision.decided_on == TODAY


def test_the_event_carries_the_units_and_no_words(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    event = rows(floor, Event)[-1]
    assert (event.kind, event.biz_step, event.disposition) == (
        "units_graded", "inspecting", "sellable_not_accessible",
    )  # fmt: skip
    assert event.detail["tally"] == [["units_graded", 1]]
    assert [each["type"] for each in event.biz_transactions] == ["receipt", "rma"]
    graded = [row.amount for row in rows(floor, Tally) if row.kind == "units_graded"]
    assert sum(graded) == 1


def test_undo_sets_the_inspection_aside_and_takes_the_tally_off(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412", "CMD-UNDO")
    (inspection,) = rows(floor, Inspection)
    assert inspection.undone_at is not None
    assert sum(row.amount for row in rows(floor, Tally) if row.kind == "units_graded") == 0


def test_held_goods_get_no_grade(floor: Floor) -> None:
    plate = received(floor, vitamin(floor))
    change(floor, CartonLine, hold=HoldReason.WRONG_LOT)
    bench = BenchWork(floor)
    bench.scan(plate)
    assert bench.scan(vitamin(floor)) == (
        "On hold | Vitamin D3 1000 IU, 120 ct is held: wrong_lot."
        " It gets no grade and no code until the hold is lifted."
        " | Put all of it in quarantine carton T-0901 at Q-01 and scan that, or put it back"
    )
    bench.says_more(goods_id=rows(floor, CartonLine)[0].id)
    assert bench.scans("CMD-PASS", "T-0412").startswith("On hold"), "not by a tap either"
    assert goods(floor) == ["6186: 1 10D9T - - wrong_lot"]


def test_blind_goods_are_graded_and_stay_held_for_their_paper(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor), vitamin(floor), paper=""), vitamin(floor), "CMD-PASS", "T-0412")
    assert bench.key == "graded"
    assert goods(floor) == ["0412: 1 10D9T A restock unmatched", "6186: 1 10D9T - - unmatched"]
    assert [(hold.reason, hold.released_at) for hold in rows(floor, Hold)] == [("unmatched", None)] * 2
    bench.scan("CMD-UNDO")
    assert [hold.released_at is None for hold in rows(floor, Hold)] == [True, False]
    assert_ledger_holds(floor)


def test_goods_that_wait_for_paper_never_share_a_tote_with_free_ones(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS", "T-0412")
    bench.scans(received(floor, vitamin(floor), paper="", carton=4619), vitamin(floor), "CMD-PASS")
    assert bench.scan("T-0412") == (
        "Never together | Goods that wait for their paper and free ones never share a tote: T-0412 does not take"
        " Vitamin D3 1000 IU, 120 ct. | Scan another tote, or a new one"
    )


@pytest.mark.parametrize(("columns", "sentence"), [
    (
        {"hazardous": True},
        "Never together | Hazardous and other goods never share a tote: T-0412 does not take Omega-3 1200 mg, 90 ct."
        " | Scan another tote, or a new one",
    ),
    (
        {"owner_id": "harbor"},
        "Other owner | Tote T-0412 holds goods of another owner than Omega-3 1200 mg, 90 ct."
        " | Scan another tote, or a new one",
    ),
])  # fmt: skip
def test_a_tote_never_mixes_owner_or_hazard(floor: Floor, columns: dict[str, object], sentence: str) -> None:
    omega = gs1(floor.omega, "K7731", "270228")
    if columns.get("owner_id"):
        columns = {"owner_id": floor.harbor.id}
    with floor.database.unit_of_work() as session:
        product = table_of(Product)
        session.execute(sa.update(product).where(product.c.id == floor.omega.id).values(**columns))
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor), omega), vitamin(floor), "CMD-GRADE-A", "T-0412", omega, "CMD-GRADE-A")
    assert bench.scan("T-0412") == sentence
    assert bench.scan("CMD-CONFIRM") == (
        "Which tote? | No started tote for restock stands at this bench. | Scan the plate of a new one"
    ), "nor is it offered"


def test_an_inspector_does_not_override_alone(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS")
    assert bench.says_more(code=LIQUIDATE, reason="Season is over").scan("T-0412") == (
        "Approval needed | override_disposition, Vitamin D3 1000 IU, 120 ct: this is approved first. Nothing was"
        " changed. Who approves: quality, supervisor. | Scan the badge of one of them and enter the PIN here"
    )


def test_a_supervisor_overrides_with_a_reason(floor: Floor) -> None:
    bench = BenchWork(floor, "supervisor")
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS")
    assert bench.says_more(code=LIQUIDATE).scan("T-0412") == (
        "Why? | Sending it to liquidate instead of restock needs a reason. | Write the reason, then scan the tote again"
    )
    assert bench.says_more(reason="Season is over").scan("T-0412").startswith("Grade A: liquidate")
    (decision,) = rows(floor, Decision)
    assert (decision.recommended, decision.chosen, decision.override_reason) == (
        "restock", "liquidate", "Season is over",
    )  # fmt: skip
    assert "Season" not in str(rows(floor, Event)[-1]), "events hold no free text"


def test_an_override_approved_on_the_spot_names_who_approved(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS")
    bench.says_more(code=LIQUIDATE, reason="Season is over")
    bench.approver = by_badge(floor)
    assert bench.scan("T-0412").startswith("Grade A: liquidate")
    assert rows(floor, Event)[-1].detail["approved_by"] == str(floor.supervisor.id)


def test_nobody_overrides_what_a_rule_excludes(floor: Floor) -> None:
    rule(floor, {"grade": ["A"]}, RuleEffect.EXCLUDE, LIQUIDATE)
    bench = BenchWork(floor, "supervisor")
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS")
    assert bench.says_more(code=LIQUIDATE, reason="I say so").scan("T-0412") == (
        "Not allowed | liquidate is ruled out here: Rule 1 applies. | Choose a code that is not crossed out"
    )


def test_a_required_code_says_the_rules_own_sentence(floor: Floor) -> None:
    rule(floor, {}, RuleEffect.REQUIRE, RECYCLE)
    bench = BenchWork(floor)
    bench.scans(received(floor, vitamin(floor)), vitamin(floor), "CMD-PASS")
    judgement = bench.view().judgement
    assert judgement is not None
    assert judgement.code is RECYCLE
    assert judgement.recommendation.why == Local({"en": "Rule 1 applies.", "es": "Se aplica la regla 1."})


def test_a_serial_must_be_scanned(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scan(received(floor, drill(floor), paper="RMA-104502"))
    assert bench.scan(f"01{floor.drill.gtin}") == (
        "Serial needed | Cordless drill 18 V kit is graded one by one, each with its serial."
        " | Scan the serial barcode on it"
    )
    assert bench.scan("DR7-204815").startswith("Cordless drill 18 V kit | Serial DR7-204815, in carton")
    assert bench.scans("CMD-PASS", "T-0412").startswith("Grade A")
    assert goods(floor) == ["0412: 1 L2608 A restock"]


def test_another_serial_is_not_in_the_carton(floor: Floor) -> None:
    bench = BenchWork(floor)
    bench.scan(received(floor, drill(floor), paper="RMA-104502"))
    assert bench.scan(drill(floor, "DR7-999999")).startswith(
        "Not in this carton | Cordless drill 18 V kit, L2608, DR7-999999 is not among"
    )


def test_units_of_a_sealed_case_get_their_serials_one_by_one(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_pack(session, floor.drill, a_gtin(10077, indicator=1), 2)
    plate = received(floor, f"01{a_gtin(10077, indicator=1)}10L2608", paper="")
    bench = BenchWork(floor)
    bench.scan(plate)
    bench.scans(drill(floor, "S1"), "CMD-PASS", "T-0412", drill(floor, "S2"), "CMD-PASS", "T-0412")
    assert bench.key == "graded_last"
    assert [(row.serial, row.quantity) for row in rows(floor, CartonLine) if row.quantity] == [("S1", 1), ("S2", 1)]
    assert_ledger_holds(floor)


def test_a_serial_that_stands_elsewhere_is_refused(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        a_pack(session, floor.drill, a_gtin(10077, indicator=1), 2)
    received(floor, drill(floor), paper="RMA-104502")
    plate = received(floor, f"01{a_gtin(10077, indicator=1)}10L2608", paper="", carton=4619)
    bench = BenchWork(floor)
    bench.scan(plate)
    assert bench.scan(drill(floor)) == (
        f"Serial known | Cordless drill 18 V kit with serial DR7-204815 stands in carton {an_sscc(4618)}"
        " since 20:32:04. Nothing was graded. | Compare the serial plates, or call a supervisor"
    )


def test_a_sealed_carton_is_graded_as_a_whole(floor: Floor) -> None:
    plate = received(floor, vitamin(floor), vitamin(floor), gs1(floor.omega, "K7731", "270228"))
    bench = BenchWork(floor)
    bench.scan(plate)
    assert bench.scan("CMD-WHOLE") == (
        f"Whole carton | One grade for all that is left in carton {plate}, 3 units, and it stays there."
        " Only for a sealed carton."
        " | Set the grade, then confirm"
    )
    assert bench.scan("T-0412") == (
        f"Other carton | Scanned T-0412, but carton {plate} is graded as a whole and keeps its plate."
        f" | Scan the plate of {plate} to accept, or WHOLE to go item by item"
    )
    bench.scans("CMD-F6", "CMD-C9")
    assert bench.scan("CMD-CONFIRM") == (
        f"Grade A: restock | Carton {plate} is graded as a whole, 3 units, and all of it stays in it."
        " | Stick its label on, scan the next carton"
    )
    assert state(floor, plate) == "graded"
    assert goods(floor) == ["6186: 1 K7731 A restock", "6186: 2 10D9T A restock"]
    conditions = {row.condition for row in rows(floor, CartonLine) if row.quantity}
    assert conditions == {frozenset({"functional", "unopened"})}
    assert_ledger_holds(floor)
    assert bench.undo().startswith("Undone")
    assert state(floor, plate) == "grading"
    assert goods(floor) == ["6186: 1 K7731 - -", "6186: 2 10D9T - -"]
    assert_ledger_holds(floor)


def test_a_carton_whose_goods_go_several_ways_is_not_graded_as_a_whole(floor: Floor) -> None:
    rule(floor, {"category": ["tools"]}, RuleEffect.EXCLUDE, RESTOCK)
    plate = received(floor, vitamin(floor), drill(floor), paper="")
    bench = BenchWork(floor)
    bench.scans(plate, "CMD-WHOLE", "CMD-GRADE-A")
    assert bench.scan("CMD-CONFIRM") == (
        f"Not as a whole | The goods in carton {plate} go 2 different ways. | Grade it item by item"
    )
