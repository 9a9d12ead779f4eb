"""Yields of the workshop: what passes at the first go, what a unit costs, what it gains; what is planned first."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from app.db.ids import new_id
from app.domain.products import Product
from app.domain.reworking import OperationKind, Priority, Worth
from app.domain.transitions import CartonState, OperationState, WorkOrderState
from app.domain.vocabulary import Category, DispositionCode, Grade
from app.domain.work_orders import Order, Part, Step
from app.domain.work_plans import brought_forward
from app.domain.yields import By, Ended, yields
from tests.factories import NOW

_O, _S = OperationKind, OperationState


def a_product(sku: str, category: Category = Category.TOOLS) -> Product:
    return Product(
        new_id(), new_id(), sku, "", {"en": sku}, category, Decimal(5), Decimal(100), "USD",
        lot_tracked=False, serial_tracked=False, expiry_tracked=False, data_bearing=False, medical=False,
        hazardous=False,
    )  # fmt: skip


def a_step(kind: OperationKind, state: OperationState = _S.FINISHED, minutes: int = 0, position: int = 1) -> Step:
    return Step(new_id(), kind, state, 10, minutes * 60, position=position)


DRILL, PHONE = a_product("DRILL"), a_product("PHONE", Category.ELECTRONICS)


def an_order(product: Product = DRILL, quantity: int = 2, **more: object) -> Order:
    order = Order(
        id=new_id(), number="R1", state=WorkOrderState.REGRADED, code=DispositionCode.REWORK, quantity=quantity,
        given_up=0, version=1, carton_id=new_id(), lpn="T-1", carton_state=CartonState.CLOSED, line_id=new_id(),
        receipt_line_id=new_id(), product=product, lot="", expiry=None, serial="", condition=frozenset(),
        grade=Grade.C, hold=None, worth=Worth(Decimal(10), Decimal(40)), rate=Decimal(24), charged=Decimal(0),
        currency="USD", priority=Priority.NORMAL, drawn_up_at=NOW, state_since=NOW + timedelta(hours=1),
        steps=(a_step(_O.REPAIR, minutes=30),), resale=Decimal(70),
    )  # fmt: skip
    return replace(order, **more)  # type: ignore[arg-type]


def test_the_figures_of_all_that_ended() -> None:
    battery = Part(PHONE, "B7", "", 1, Decimal(6), NOW, "J. Park")
    good = Ended(an_order(parts=(battery,)), passed=2, is_second=False)
    scrap = Ended(
        an_order(quantity=1, given_up=1, state=WorkOrderState.SCRAPPED, resale=None, charged=Decimal(8)), 0, False
    )
    again = Ended(an_order(quantity=1, resale=Decimal(30), steps=()), passed=1, is_second=True)
    (all_,) = yields([good, scrap, again])
    assert (all_.orders, all_.units, all_.first, all_.passed, all_.first_pass) == (3, 5, 4, 2, 0.5)
    # 30 minutes at 24.00 an hour twice, a battery, a contractor
    assert (all_.labour, all_.parts, all_.cost) == (Decimal("24.00"), Decimal(6), Decimal("38.00"))
    assert all_.cost_per_unit.amount == Decimal("7.60")
    # after the work 70 + nothing + 30; as they were 20 + 20 + 10
    assert all_.margin.amount == Decimal("12.00")
    assert all_.margin_per_unit.amount == Decimal("2.40")
    assert all_.minutes_per_unit == 12


def test_nothing_that_was_here_for_the_first_time_has_no_yield() -> None:
    (again,) = yields([Ended(an_order(), passed=2, is_second=True)])
    assert (again.units, again.first_pass) == (2, None)
    assert yields([]) == []


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.PRODUCT, ["DRILL USD 2", "DRILL MXN 2", "PHONE USD 3"]),
        (By.CATEGORY, ["electronics USD 3", "tools USD 2", "tools MXN 2"]),
        (By.OPERATION, ["clean USD 3", "repair USD 5", "repair MXN 2"]),
        (By.CONTRACTOR, [" USD 2", " MXN 2", "Rio Motor USD 3"]),
    ],
)
def test_groups_never_add_up_currencies(by: By, keys: list[str]) -> None:
    steps = (a_step(_O.REPAIR), a_step(_O.CLEAN), a_step(_O.REPACK, _S.LEFT_OUT))
    orders = (an_order(), an_order(currency="MXN"), an_order(PHONE, 3, steps=steps, contractor="Rio Motor"))
    rows = yields([Ended(order, 0, is_second=False) for order in orders], by)
    assert sorted(f"{row.key} {row.currency} {row.units}" for row in rows) == sorted(keys)


def test_only_what_nobody_began_changes_places() -> None:
    repair, clean, repack = (
        a_step(kind, state, position=n)
        for n, (kind, state) in enumerate(((_O.REPAIR, _S.PLANNED), (_O.CLEAN, _S.PAUSED), (_O.REPACK, _S.PLANNED)), 1)
    )
    steps = (repair, clean, repack)
    assert brought_forward(steps, repack.id) == (repack, repair)
    assert [brought_forward(steps, each) for each in (repair.id, clean.id, UUID(int=1))] == [None, None, None]
