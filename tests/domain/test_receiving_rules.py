"""The rules of receiving, for any paper, any goods and any answers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count as counting
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Question, Refused
from app.domain.products import Product, ScannedItem
from app.domain.receipts import FILLING, Board, Count, Paper, PaperLine
from app.domain.receiving import MOST_AT_ONCE, TO_QUARANTINE, Ask, SerialTrace, Share, Shipped, complete, judge
from app.domain.transitions import AuthorizationState, ReceiptState
from app.domain.vocabulary import Category, HoldReason, LineVerdict, Program

TODAY = date(2026, 11, 22)
PAST, SOON, LATE = date(2026, 11, 21), date(2027, 3, 31), date(2028, 1, 1)
LOTS, SERIALS, DATES = ["", "A", "B", "C"], ["", "S1", "S2"], [None, PAST, TODAY, SOON, LATE]
OWNER, RECEIPT = UUID(int=1), UUID(int=2)
PAPER = Paper(
    UUID(int=3), "RMA-1", Program.TRADE_RETURN, AuthorizationState.RECEIVING, UUID(int=4), "Northline", "", ""
)  # fmt: skip
# What a confirmation cannot answer: a fact must be told.
FACTS = {Ask.LOT: {"lot": "A"}, Ask.EXPIRY: {"expiry": SOON}, Ask.SERIAL: {"serial": "S1"}}


def a_product(number: int, *, lots: bool, dates: bool, serials: bool) -> Product:
    return Product(
        UUID(int=100 + number), OWNER, f"SKU-{number}", f"{number:014}", {"en": f"Product {number}"}, Category.FOOD,
        Decimal(1), Decimal(2), "USD", lots, serials, dates, False, False, False,
    )  # fmt: skip


flags = st.booleans()
products = st.builds(a_product, st.integers(1, 2), lots=flags, dates=flags, serials=flags)


@st.composite
def papers(draw: st.DrawFn, product: Product) -> tuple[PaperLine, ...]:
    """Draw expected lines of `product` and of another one."""
    ids = map(UUID, (f"{n:032x}" for n in counting(1000)))
    lines = draw(
        st.lists(st.tuples(flags, st.sampled_from(LOTS), st.sampled_from(SERIALS), st.integers(1, 9)), max_size=4)
    )
    other = replace(product, id=UUID(int=99), sku="OTHER", gtin="")
    return tuple(
        PaperLine(next(ids), product if same else other, lot, draw(st.sampled_from(DATES)) if lot else None, serial, n)
        for same, lot, serial, n in lines
    )


@st.composite
def boards(draw: st.DrawFn, product: Product) -> Board:
    """Draw a receipt, blind or with paper, some of whose lines were counted before, also over and held."""
    named = draw(papers(product))
    paper = draw(st.sampled_from([PAPER, PAPER, None]))
    board = Board(RECEIPT, "R-1", ReceiptState.OPEN, datetime(2026, 11, 22, tzinfo=UTC), paper, named if paper else ())
    for line in board.named:
        verdict = draw(st.sampled_from([*FILLING, LineVerdict.OVER]))
        most = line.expected if verdict in FILLING else 5
        board = counted(board, line.product, (Share(line.id, draw(st.integers(0, most)), verdict),))
    return board


@st.composite
def scans(draw: st.DrawFn) -> tuple[ScannedItem, Board, Shipped]:
    """Draw what was scanned, the receipt it is scanned in, and what its sender was ever sent."""
    product = draw(products)
    item = ScannedItem(
        product, draw(st.integers(1, 30)), draw(flags), draw(st.sampled_from(LOTS)), draw(st.sampled_from(DATES)),
        draw(st.sampled_from(SERIALS)),
    )  # fmt: skip
    trace = st.builds(SerialTrace, flags, st.sampled_from(["", "Harbor"]), flags)
    lots = st.dictionaries(st.sampled_from(LOTS[1:]), st.sampled_from(DATES))
    shipped = Shipped(draw(lots), draw(st.none() | trace))
    return item, draw(boards(product)), shipped


def counted(board: Board, product: Product, shares: tuple[Share, ...], lot: str = "") -> Board:
    """Return the board with `shares` booked."""
    new = tuple(
        Count(UUID(int=10_000 + len(board.counts) + n), board.receipt_id, share.line_id, product, lot, None, "",
              share.verdict, share.quantity)
        for n, share in enumerate(shares)
    )  # fmt: skip
    return replace(board, counts=board.counts + new)


def settled(item: ScannedItem, board: Board, shipped: Shipped) -> tuple[ScannedItem, tuple[Share, ...], list[Ask]]:
    """Confirm or tell whatever is asked, until the goods are booked."""
    asked: list[Ask] = []
    while True:
        confirmed = frozenset(asked)
        try:
            item = complete(item, board, shipped, confirmed)
            return item, judge(item, board, shipped, confirmed, TODAY), asked
        except Question as question:
            ask = Ask(question.ask)
            assert ask not in asked, f"{ask} was answered before"
            asked.append(ask)
            item = replace(item, **FACTS.get(ask, {}))


@given(scans())
def test_answering_every_question_ends_in_shares_of_the_whole_quantity(
    scan: tuple[ScannedItem, Board, Shipped],
) -> None:
    item, shares, _ = settled(*scan)
    assert sum(share.quantity for share in shares) == item.quantity
    assert all(share.quantity > 0 for share in shares)


@given(scans())
def test_a_line_is_never_filled_beyond_what_remains(scan: tuple[ScannedItem, Board, Shipped]) -> None:
    _, board, _ = scan
    _, shares, _ = settled(*scan)
    remaining = {line.id: line.remaining for line in board.lines}
    for line_id, left in remaining.items():
        filling = [share.quantity for share in shares if share.line_id == line_id and share.verdict in FILLING]
        assert sum(filling) <= left


@given(scans())
def test_over_is_booked_only_when_it_was_asked(scan: tuple[ScannedItem, Board, Shipped]) -> None:
    _, shares, asked = settled(*scan)
    over = any(share.verdict is LineVerdict.OVER for share in shares)
    assert over <= bool({Ask.OVER, Ask.OTHER_LOT} & set(asked))


@given(scans())
def test_over_never_hides_what_is_short(scan: tuple[ScannedItem, Board, Shipped]) -> None:
    item, before, _ = scan
    item, shares, _ = settled(*scan)
    after = counted(before, item.product, shares, item.lot)
    assert after.counted + after.short == after.expected
    filled = sum(share.quantity for share in shares if share.line_id and share.verdict in FILLING)
    assert before.short - after.short == filled == after.counted - before.counted
    over = sum(share.quantity for share in shares if share.line_id and share.verdict is LineVerdict.OVER)
    assert after.over - before.over == over


@given(scans())
def test_what_must_not_be_sold_is_booked_on_hold(scan: tuple[ScannedItem, Board, Shipped]) -> None:
    _, board, shipped = scan
    item, shares, asked = settled(*scan)
    same = [line for line in board.lines if line.product.id == item.product.id]
    must_be_held = {
        HoldReason.EXPIRED: item.expiry is not None and item.expiry < TODAY,
        HoldReason.UNEXPECTED: board.paper is not None and not same,
        HoldReason.WRONG_LOT: bool(same and item.lot and shipped.lots)
        and item.lot not in {*shipped.lots, *(line.lot for line in same)},
        HoldReason.WRONG_SERIAL: bool(same and shipped.serial and shipped.serial.is_foreign),
        HoldReason.UNMATCHED: board.paper is None,
    }
    if any(must_be_held.values()):
        assert all(share.hold and must_be_held[share.hold] for share in shares)
    else:
        assert not any(share.hold for share in shares)
    assert {share.hold for share in shares} <= {
        None,
        HoldReason.UNMATCHED,
        *(TO_QUARANTINE[ask][1] for ask in asked if ask in TO_QUARANTINE),
    }


def test_no_code_counts_more_than_a_scale_could_weigh() -> None:
    item = ScannedItem(a_product(1, lots=False, dates=False, serials=False), MOST_AT_ONCE + 1, is_case=True)
    board = Board(RECEIPT, "R-1", ReceiptState.OPEN, datetime(2026, 11, 22, tzinfo=UTC), None)
    with pytest.raises(Refused) as refusal:
        complete(item, board, Shipped(), frozenset(Ask))
    assert refusal.value.said.message.key == "receiving.too_many"
    assert (refusal.value.said.params["quantity"], refusal.value.said.params["most"]) == (1_000_001, 1_000_000)


@given(scans())
def test_goods_whose_lot_nobody_can_read_are_booked_on_hold(scan: tuple[ScannedItem, Board, Shipped]) -> None:
    item, board, shipped = scan
    item = replace(item, product=replace(item.product, lot_tracked=True, serial_tracked=False), lot="", is_case=False)
    confirmed = frozenset(Ask)
    shares = judge(complete(item, board, shipped, confirmed), board, shipped, confirmed, TODAY)
    assert all(share.hold for share in shares)
