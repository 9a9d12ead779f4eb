"""The three-way match as a table of cases: what was authorized, counted, judged, credited, and what is said of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from app.domain.differences import KINDS, DifferenceKind
from app.domain.matched import Authorized, Credited, Match, Received
from app.domain.messages.core import Local, Param, Units
from app.domain.products import Product
from app.domain.reconciliation import match
from app.domain.vocabulary import Category, LineVerdict, ReasonCode
from app.domain.x12 import DISPOSITIONS, REASONS, RESPONSE_MEANS, Response

EXPIRY = date(2027, 3, 31)


def product(name: str, price: str = "10.00") -> Product:
    return Product(
        id=uuid5(UUID(int=0), name), owner_id=UUID(int=1), sku=name, gtin="", name={"en": name, "es": name},
        category=Category.FOOD, unit_cost=Decimal(5), list_price=Decimal(price), currency="USD", lot_tracked=True,
        serial_tracked=False, expiry_tracked=True, data_bearing=False, medical=False, hazardous=False,
    )  # fmt: skip


ZINC, OMEGA = product("Zinc"), product("Omega", "14.20")
L1, L2 = UUID(int=11), UUID(int=12)


def line(id: UUID, quantity: int, lot: str = "", goods: Product = ZINC, reason: str = "overstock") -> Authorized:
    return Authorized(id, id.int - 10, goods, lot, None, "", ReasonCode(reason), quantity)


def came(
    line_id: UUID | None, counted: int, lot: str = "", verdict: str = "expected", goods: Product = ZINC, **now: int
) -> Received:
    """Return what was counted; all of it accepted unless told otherwise."""
    stands = now or {"accepted": counted}
    return Received(line_id, goods, lot, EXPIRY, LineVerdict(verdict), counted, **stands)


def credited(line_id: UUID | None, quantity: int, lot: str = "", goods: Product = ZINC) -> Credited:
    return Credited(line_id, goods, lot, quantity)


def told(found: Match) -> list[str]:
    """Return every difference as its X12 code and its sentence in English."""
    return [
        f"{each.code or '-'} {each.said.message.say.format(**spoken(each.said.params))}" for each in found.differences
    ]


def spoken(params: Mapping[str, Param]) -> dict[str, object]:
    def speak(value: Param) -> object:
        match value:
            case Local():
                return value.in_language("en")
            case Units(quantity=1):
                return "1 unit"
            case Units():
                return f"{value.quantity} units"
            case _:
                return value

    return {name: speak(value) for name, value in params.items()}


CASES = {
    "all three agree": ([line(L1, 9, "A")], [came(L1, 9, "A")], [credited(L1, 9, "A")], []),
    "nothing came": ([line(L1, 1, "A")], [], [], ["QD Zinc, A: 1 unit authorized and not received."]),
    "short": (
        [line(L1, 12, "A")], [came(L1, 9, "A")], [credited(L1, 9, "A")],
        ["QD Zinc, A: 3 units authorized and not received."],
    ),
    "over, which no credit follows by itself": (
        [line(L1, 6, "A")], [came(L1, 6, "A"), came(L1, 2, "A", "over")], [credited(L1, 6, "A")],
        ["QD Zinc, A: 2 units received beyond what was authorized."],
    ),
    "over credited, which the memo's issuer answers for": (
        [line(L1, 6, "A")], [came(L1, 6, "A"), came(L1, 2, "A", "over")], [credited(L1, 8, "A")],
        ["QD Zinc, A: 2 units received beyond what was authorized."],
    ),
    "over of one lot never hides short of another": (
        [line(L1, 6, "A"), line(L2, 6, "B")], [came(L1, 6, "A"), came(L1, 6, "A", "over")], [credited(L1, 6, "A")],
        ["QD Zinc, A: 6 units received beyond what was authorized.",
         "QD Zinc, B: 6 units authorized and not received."],
    ),
    "a lot that was never shipped": (
        [line(L1, 18, "A")], [came(L1, 17, "A"), came(None, 1, "X", "wrong_lot", held=1)], [credited(L1, 17, "A")],
        ["QD Zinc, A: 1 unit authorized and not received.",
         "NR Zinc, X: 1 unit of a lot that was never shipped to Northline."],
    ),
    "not on the paper": (
        [], [came(None, 4, "", "unexpected", OMEGA, held=4)], [],
        ["QD Omega: 4 units received that the authorization does not name."],
    ),
    "expired": (
        [line(L1, 5, "A")], [came(L1, 3, "A"), came(L1, 2, "A", "expired", held=2)], [credited(L1, 3, "A")],
        ["- Zinc, A: 2 units past the expiry date."],
    ),
    "unreadable": (
        [line(L1, 5)], [came(L1, 5, "", "lot_unreadable", held=5)], [],
        ["UI Zinc: 5 units without a readable lot."],
    ),
    "of an unreadable UDI": (
        [line(L1, 5)], [came(L1, 5, "", "udi_unreadable", held=5)], [],
        ["UI Zinc: 5 units without a readable UDI."],
    ),
    "claimed as defective and found in working order": (
        [line(L1, 5, "A", reason="defective")], [came(L1, 5, "A", accepted=5, working=2)], [credited(L1, 5, "A")],
        ["IN Zinc, A: 2 units claimed as defective and found in working order."],
    ),
    "working, and nobody said otherwise": (
        [line(L1, 5, "A")], [came(L1, 5, "A", accepted=5, working=5)], [credited(L1, 5, "A")], [],
    ),
    "damaged, which was not claimed": (
        [line(L1, 5, "A")], [came(L1, 5, "A", accepted=5, damaged=1)], [credited(L1, 5, "A")],
        ["FR Zinc, A: 1 unit found damaged, which was not claimed."],
    ),
    "not graded yet": (
        [line(L1, 5, "A")], [came(L1, 5, "A", accepted=2, ungraded=3)], [credited(L1, 2, "A")],
        ["- Zinc, A: 3 units still to be graded."],
    ),
    "a partial memo": (
        [line(L1, 5, "A")], [came(L1, 5, "A")], [credited(L1, 3, "A"), credited(L1, 1, "A")],
        ["QD Zinc, A: 1 unit accepted and not credited."],
    ),
    "credited before it came short": (
        [line(L1, 12, "A")], [came(L1, 9, "A")], [credited(L1, 12, "A")],
        ["QD Zinc, A: 3 units authorized and not received.", "QD Zinc, A: 3 units credited beyond what was accepted."],
    ),
    "one lot credited in place of another": (
        [line(L1, 6)], [came(L1, 3, "A"), came(L1, 3, "B")], [credited(L1, 6, "A")],
        ["QD Zinc, A: 3 units credited beyond what was accepted.", "QD Zinc, B: 3 units accepted and not credited."],
    ),
    "a credit without a lot goes to the lots that came": (
        [line(L1, 6)], [came(L1, 3, "A"), came(L1, 3, "B")], [credited(L1, 6)], [],
    ),
    "a credit by product and lot finds its line": (
        [line(L1, 6, "A"), line(L2, 6, "B")], [came(L1, 6, "A"), came(L2, 6, "B")],
        [credited(None, 6, "B"), credited(None, 6, "A")], [],
    ),
    "a credit for a lot that nobody saw": (
        [line(L1, 6, "A")], [came(L1, 6, "A")], [credited(L1, 6, "A"), credited(None, 2, "Q")],
        ["QD Zinc, Q: 2 units credited beyond what was accepted."],
    ),
    "a credit for a product that nobody saw": (
        [], [], [credited(None, 2, "", OMEGA)], ["QD Omega: 2 units credited beyond what was accepted."],
    ),
    "several receipts of one line": (
        [line(L1, 10, "A")], [came(L1, 4, "A"), came(L1, 6, "A")], [credited(L1, 10, "A")], [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_difference_has_its_code_and_its_sentence(case: str) -> None:
    lines, received, credits, sentences = CASES[case]
    assert told(match(lines, received, credits, "Northline")) == sentences


def test_a_product_the_party_never_had_is_no_matter_of_quantity() -> None:
    stray = Received(None, OMEGA, "", None, LineVerdict.UNEXPECTED, 4, held=4, was_shipped=False)
    assert told(match([], [stray], [], "Northline")) == [
        "NR Omega: 4 units of a product that was never shipped to Northline."
    ]


def test_where_no_memo_credits_only_the_goods_are_compared() -> None:
    refunded = replace(line(L1, 5, "A"), by_memo=False)
    found = match([refunded], [came(L1, 4, "A", accepted=3, ungraded=1)], [], "J. Whitfield", by_memo=False)
    assert told(found) == ["QD Zinc, A: 1 unit authorized and not received."]
    assert found.to_settle == ()


def test_totals_never_net_one_line_against_another() -> None:
    found = match(
        [line(L1, 6, "A"), line(L2, 6, "B", OMEGA)],
        [came(L1, 9, "A"), came(L2, 6, "B", goods=OMEGA)],
        [credited(L1, 9, "A"), credited(L2, 2, "B", OMEGA)],
        "Northline",
    )
    assert (found.authorized, found.total("received"), found.total("credited")) == (12, 15, 11)
    assert (found.total("due"), found.total("excess"), found.worth_due) == (4, 0, Decimal("56.80"))
    assert found.units(DifferenceKind.NOT_CREDITED) == 4


def test_terms_say_how_many_units_have_earned_how_much() -> None:
    """Two of six wait for a vendor's word; one over was approved; what is owed at check-in does not wait."""
    found = match(
        [line(L1, 6, "A"), line(L2, 4, "B")],
        [
            replace(came(L1, 6, "A"), owed=4, worth=Decimal("33.33")),
            replace(came(L1, 2, "A", "over"), owed=1, worth=Decimal("8.33")),
            replace(came(L2, 4, "B", accepted=1, ungraded=3), owed=4, worth=Decimal(40)),
        ],
        [credited(L1, 2, "A")],
        "Northline",
        by_terms=True,
    )
    first, second = found.lots
    assert (first.earned, first.extra, first.due, first.spare, first.worth) == (5, 1, 3, 1, Decimal("41.66"))
    assert (second.due, second.ungraded) == (4, 0)
    assert [first.worth_of(units, "USD") for units in (1, 3, 5)] == [
        Decimal("8.33"),
        Decimal("25.00"),
        Decimal("41.66"),
    ]


def test_every_kind_has_a_sentence_and_every_code_a_meaning() -> None:
    assert set(KINDS) == set(DifferenceKind)
    assert set(RESPONSE_MEANS) == set(Response)
    assert {code for code, _ in KINDS.values() if code} <= set(Response)


def test_what_has_no_x12_code_is_known_to_have_none() -> None:
    assert set(ReasonCode) - set(REASONS) == {ReasonCode.CHANGED_MIND, ReasonCode.END_OF_LEASE, ReasonCode.OTHER}
    assert {code.value for code in DISPOSITIONS} == {"return_to_vendor", "liquidate", "donate", "destroy"}
    assert {kind.value for kind, (code, _) in KINDS.items() if code is None} == {"expired", "ungraded"}
