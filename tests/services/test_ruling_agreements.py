"""What clients and vendors agreed to, at the bench: codes ruled out, quotas used up and given back, credits."""

from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import CartonLine, Decision, Inspection, Product, VendorAgreement, table_of
from app.db.queries import agreements, circumstances, dry_runs, wishes
from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.circumstances import Circumstances
from app.domain.hold_orders import About
from app.domain.vocabulary import DispositionCode, HoldReason, HoldScope, PartyKind
from app.services import ruling
from app.services.ruling import Wish
from tests.factories import NOW, TODAY, Floor, a_party
from tests.services.bench import BenchWork, assert_ledger_holds, received
from tests.services.clerks import told
from tests.services.isolator import quality
from tests.services.test_ruling import act, ruled, vitamin

__all__ = ["ruled"]

LIQUIDATE, RESTOCK, VENDOR = DispositionCode.LIQUIDATE, DispositionCode.RESTOCK, DispositionCode.RETURN_TO_VENDOR


def test_what_a_client_does_not_want_is_ruled_out_at_the_bench(ruled: Floor) -> None:
    wish = Wish(frozenset({RESTOCK}), Decimal("4.00"), "USD", "Contract 2026")
    assert keep(ruled, 0, wish) == (
        "Saved | What Rio Bravo Supply wants of its goods was saved. | It counts from the next item on the bench"
    )
    bench = BenchWork(ruled, "supervisor")
    bench.scans(received(ruled, vitamin(ruled)), vitamin(ruled), "CMD-PASS")
    assert bench.says_more(code=RESTOCK, reason="I say so").scan("T-0412") == (
        "Not allowed | restock is ruled out here: Rio Bravo Supply does not want this for its goods."
        " | Choose a code that is not crossed out"
    )
    bench.says_more(code=None, reason="").scan("T-0412")
    with ruled.database.reading() as session:
        decision = session.execute(sa.select(table_of(Decision))).one()
    assert decision.facts["client"] == "Rio Bravo Supply"
    assert decision.facts["client_forbids"] == ["restock"]
    assert {row["code"]: row["by"] for row in decision.ranking if row["excluded_by"]} == {
        "restock": "client", "liquidate": "client",
    }  # fmt: skip
    assert decision.facts["client_least"] == "4"


def keep(floor: Floor, revision: int, wish: Wish, owner: object = None) -> str:
    with floor.database.unit_of_work() as session:
        return told(ruling.keep_wish(session, act(floor), owner or floor.company.id, revision, wish).said)  # type: ignore[arg-type]


def test_wishes_are_changed_by_whoever_knows_what_stands(ruled: Floor) -> None:
    wish = Wish(frozenset({LIQUIDATE}), Decimal(0), "")
    keep(ruled, 0, wish)
    overtaken = (
        "A. Novak was first | What Rio Bravo Supply wants was changed by A. Novak at 2026-11-22 23:32:00+00:00, after"
        " you opened it. Nothing of yours was saved. | Read it again, then make your change"
    )
    assert keep(ruled, 0, wish) == overtaken
    assert keep(ruled, 1, wish).startswith("Saved")
    assert keep(ruled, 1, wish) == overtaken
    assert keep(ruled, 0, wish, ruled.northline.id) == (
        "Not a client | No client of that kind owns goods here. | Go back to the list of clients"
    )
    with ruled.database.reading() as session:
        assert [(each.client, each.revision) for each in wishes.listed(session)] == [("Rio Bravo Supply", 2)]


def an_agreement(floor: Floor, quota: int, **terms: object) -> None:
    """The vendor of vitamins takes back so many units a year, for all they cost."""
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Meridian Health Labs")
        product = table_of(Product)
        session.execute(sa.update(product).where(product.c.id == floor.vitamin.id).values(vendor_id=vendor.id))
        session.add(
            VendorAgreement(
                id=new_id(), number="VRA-1", vendor_id=vendor.id, quota_kind=QuotaKind.UNITS, quota=quota,
                period=QuotaPeriod.YEAR, minimum=Decimal(0), changed_at=NOW, **terms,
            )
        )  # fmt: skip


def to_vendor(bench: BenchWork) -> str:
    bench.scans(vitamin(bench.floor), "CMD-PASS")
    return bench.says_more(code=VENDOR, reason="Short-dated").scan("T-0412")


def test_what_goes_back_at_the_bench_uses_the_vendor_s_quota_until_it_is_undone(ruled: Floor) -> None:
    an_agreement(ruled, 1)
    bench = BenchWork(ruled, "supervisor")
    bench.scan(received(ruled, *[vitamin(ruled)] * 2))
    assert to_vendor(bench).startswith("Grade A: return_to_vendor")
    assert to_vendor(bench) == (
        "Not allowed | return_to_vendor is ruled out here: The quota of the vendor's agreement is used up for this"
        " period. | Choose a code that is not crossed out"
    )
    bench.says_more(code=None, reason="").undo()
    assert bench.undo().startswith("Undone")
    assert to_vendor(bench).startswith("Grade A: return_to_vendor")
    assert_ledger_holds(ruled)


def test_more_than_the_quota_leaves_is_refused_inside_the_write(ruled: Floor) -> None:
    an_agreement(ruled, 2)
    bench = BenchWork(ruled, "supervisor")
    bench.scan(received(ruled, *[vitamin(ruled)] * 3))
    bench.scans(vitamin(ruled), "CMD-PASS")
    assert bench.says_more(code=VENDOR, reason="Short-dated", quantity=3).scan("T-0412") == (
        "Quota short | Agreement VRA-1 takes 2 units more in this period, and 3 units were to go back. Nothing was"
        " graded. | Grade only as many as it takes, then look at the rest again"
    )


def test_an_agreement_whose_days_are_over_takes_nothing_and_an_open_one_gives_its_credit(ruled: Floor) -> None:
    an_agreement(ruled, 9, credit_percent=100)
    bench = BenchWork(ruled)
    bench.scans(received(ruled, vitamin(ruled)), vitamin(ruled), "CMD-PASS")
    assert net_at_vendor(bench) == Decimal("1.40")  # 5.00 - 3 - .02 x 30
    with ruled.database.unit_of_work() as session:
        session.execute(sa.update(table_of(VendorAgreement)).values(ends_on=TODAY - timedelta(days=1)))
    judgement = bench.view().judgement
    assert judgement is not None
    excluded = judgement.recommendation.ranked(VENDOR).excluded_by
    assert excluded is not None
    with ruled.database.unit_of_work() as session:
        session.execute(sa.update(table_of(VendorAgreement)).values(ends_on=None, window_days=30))
    assert bench.view().goods is not None
    with ruled.database.reading() as session:
        around = circumstances.around(session, ruled.site.id, bench.view().goods, TODAY)  # type: ignore[arg-type]
    assert around.offer is not None
    assert around.offer.standing.value == "not_open"


def net_at_vendor(bench: BenchWork) -> Decimal:
    judgement = bench.view().judgement
    assert judgement is not None
    return judgement.recommendation.ranked(VENDOR).net


def test_an_order_that_recalls_a_lot_holds_for_what_was_let_go_of_it_too(ruled: Floor) -> None:
    bench = BenchWork(ruled)
    bench.scan(received(ruled, vitamin(ruled)))
    bench.scan(vitamin(ruled))
    about = About(HoldScope.LOT, product_id=ruled.vitamin.id, lot="10D9T")
    assert quality(ruled).place(about, HoldReason.RECALL).startswith("Held")
    assert (around(bench).recalled, around(bench).lot_held) == (True, True)
    with ruled.database.unit_of_work() as session:
        session.execute(sa.update(table_of(CartonLine)).values(hold=None))
    assert (around(bench).recalled, around(bench).lot_held) == (True, False)
    judgement = bench.scan("CMD-PASS") and bench.view().judgement
    assert judgement
    assert judgement.code in (VENDOR, DispositionCode.DESTROY)


def around(bench: BenchWork) -> Circumstances:
    goods = bench.view().goods
    assert goods is not None
    with bench.floor.database.reading() as session:
        return circumstances.around(session, bench.floor.site.id, goods, TODAY)


def test_goods_graded_again_keep_their_part_of_the_quota_or_give_it_back(ruled: Floor) -> None:
    an_agreement(ruled, 2)
    bench = BenchWork(ruled, "supervisor")
    bench.scan(received(ruled, *[vitamin(ruled)] * 2))
    bench.scans(vitamin(ruled), "CMD-PASS")
    bench.says_more(code=VENDOR, reason="Short-dated", quantity=2).scans("T-0412", "CMD-CLOSE")
    assert left(ruled) == 0
    bench.says_more(code=None, reason="")
    bench.scans("T-0412", "T-0412", vitamin(ruled), "CMD-PASS")
    offered = around(bench).offer
    assert offered is not None
    assert offered.standing.value == "vendor_promised"
    with ruled.database.reading() as session:
        decided, _after = dry_runs.page(session, ruled.site.id, TODAY, dry_runs.first_id(TODAY), 10)
    assert [quantity for _past, quantity in decided] == [2]
    assert again(ruled, 1, RESTOCK) == 1
    with ruled.database.reading() as session:
        decided, _after = dry_runs.page(session, ruled.site.id, TODAY, dry_runs.first_id(TODAY), 10)
        assert dry_runs.units_since(session, ruled.site.id, TODAY) == 2
    assert sorted((past.chosen, quantity) for past, quantity in decided) == [("restock", 1), ("return_to_vendor", 1)]


def left(floor: Floor) -> int:
    with floor.database.reading() as session:
        return agreements.standing(session, TODAY)[0].left


def again(floor: Floor, quantity: int, code: DispositionCode) -> int:
    """Write that so many of the units were graded again and sent elsewhere; return what is left of the quota."""
    with floor.database.unit_of_work() as session:
        first, decision = (session.execute(sa.select(table_of(each))).one() for each in (Inspection, Decision))
        new = new_id()
        inspection = {**first._asdict(), "id": new, "quantity": quantity, "supersedes": first.id}
        session.execute(sa.insert(table_of(Inspection)).values(**inspection))
        decided = {**decision._asdict(), "id": new_id(), "inspection_id": new, "chosen": code, "agreement_id": None}
        session.execute(sa.insert(table_of(Decision)).values(**decided))
    return left(floor)
