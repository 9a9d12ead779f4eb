"""What each lock allows, case by case, and what several of them allow together."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hold_orders import MAY_ALLOW, REASONS
from app.domain.holds import NEVER_RELEASED, WAYS_OUT, Lock, allows, strictest
from app.domain.vocabulary import DispositionCode, HoldReason

DESTROY, TO_SENDER = DispositionCode.DESTROY, DispositionCode.RETURN_TO_CUSTOMER
TO_VENDOR = DispositionCode.RETURN_TO_VENDOR
ORDER = UUID(int=31)
SELLS = {
    DispositionCode.RESTOCK, DispositionCode.REWORK, DispositionCode.REFURBISH, DispositionCode.LIQUIDATE,
    DispositionCode.DONATE,
}  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (HoldReason.RECALL, DESTROY),
        (HoldReason.EXPIRED, DESTROY),
        (HoldReason.DECONTAMINATION, None),
        (HoldReason.CUSTOMS, None),
        (HoldReason.WRONG_LOT, TO_SENDER),
        (HoldReason.WRONG_SERIAL, TO_SENDER),
        (HoldReason.UNEXPECTED, TO_SENDER),
        (HoldReason.LOT_UNREADABLE, None),
        (HoldReason.UDI_UNREADABLE, None),
        (HoldReason.QUALITY_CHECK, None),
        (HoldReason.DISPUTE, None),
        (HoldReason.UNMATCHED, None),
    ],
)
def test_each_case_names_one_code_or_none(reason: HoldReason, code: DispositionCode | None) -> None:
    assert allows([Lock(reason)]) is code


def test_every_reason_has_its_row_and_none_leads_to_resale() -> None:
    assert set(WAYS_OUT) == set(HoldReason)
    assert not SELLS & set(WAYS_OUT.values())


@pytest.mark.parametrize(
    ("locks", "code"),
    [
        ([], None),
        ([Lock(HoldReason.RECALL, TO_VENDOR)], TO_VENDOR),
        ([Lock(HoldReason.RECALL), Lock(HoldReason.RECALL, TO_VENDOR)], TO_VENDOR),
        ([Lock(HoldReason.RECALL, DESTROY), Lock(HoldReason.RECALL, TO_VENDOR)], None),
        ([Lock(HoldReason.RECALL), Lock(HoldReason.EXPIRED)], DESTROY),
        ([Lock(HoldReason.RECALL, TO_VENDOR), Lock(HoldReason.EXPIRED)], None),
        ([Lock(HoldReason.EXPIRED), Lock(HoldReason.QUALITY_CHECK)], None),
        ([Lock(HoldReason.WRONG_LOT), Lock(HoldReason.UNEXPECTED)], TO_SENDER),
        ([Lock(HoldReason.WRONG_LOT), Lock(HoldReason.EXPIRED)], DESTROY),
        ([Lock(HoldReason.UDI_UNREADABLE), Lock(HoldReason.EXPIRED)], DESTROY),
        ([Lock(HoldReason.EXPIRED), Lock(HoldReason.DISPUTE, None, ORDER)], None),
        ([Lock(HoldReason.EXPIRED), Lock(HoldReason.DISPUTE, None, ORDER, is_lifted=True)], DESTROY),
        ([Lock(HoldReason.DISPUTE, None, ORDER, is_lifted=True)], None),
    ],
)
def test_several_locks_allow_only_what_each_of_them_allows(locks: list[Lock], code: DispositionCode | None) -> None:
    assert allows(locks) is code


def test_a_line_shows_the_strictest_of_its_locks() -> None:
    assert strictest([HoldReason.UNMATCHED, HoldReason.EXPIRED, HoldReason.RECALL]) is HoldReason.RECALL
    assert strictest([HoldReason.UNMATCHED, HoldReason.WRONG_LOT]) is HoldReason.WRONG_LOT
    assert strictest([]) is None


def test_what_nobody_releases_has_another_way() -> None:
    assert {reason for reason in NEVER_RELEASED if WAYS_OUT[reason] is None} == {HoldReason.UNMATCHED}


FOUND = [reason for reason in HoldReason if reason not in (HoldReason.QUALITY_CHECK, HoldReason.DISPUTE)]
"""Why the floor locks goods by itself; the two others are for people to order."""
SETTLED_ELSEWHERE = {HoldReason.UNMATCHED, HoldReason.DECONTAMINATION, HoldReason.CUSTOMS}
"""Locks that an act of their own takes off: a match, a record of decontamination, a rectified customs entry."""


@st.composite
def locked_goods(draw: st.DrawFn) -> tuple[Lock, ...]:
    found = draw(st.frozensets(st.sampled_from(FOUND), max_size=4))
    ordered = draw(st.lists(
        st.builds(Lock, st.sampled_from(REASONS), st.none() | st.sampled_from(MAY_ALLOW), st.just(ORDER)), max_size=3
    ))  # fmt: skip
    return (*map(Lock, sorted(found)), *ordered)


@given(locks=locked_goods(), is_quarantine=st.booleans())
def test_whatever_locks_goods_they_are_never_sold_so_and_some_way_out_is_left(
    locks: tuple[Lock, ...], is_quarantine: bool
) -> None:
    assert allows(locks) not in SELLS
    assert is_out(locks) or is_out(settled(locks, is_quarantine=is_quarantine))


def is_out(locks: tuple[Lock, ...]) -> bool:
    """Tell whether goods with these locks may go: sent out under a code, released, or locked by nothing."""
    return allows(locks) is not None or not any(lock.reason in NEVER_RELEASED for lock in locks)


def settled(locks: tuple[Lock, ...], *, is_quarantine: bool) -> tuple[Lock, ...]:
    """Return what is left once people did all that they can: orders lifted, paper found, cartons decontaminated."""
    left = [lock for lock in locks if lock.order_id or lock.reason not in SETTLED_ELSEWHERE]
    if is_quarantine:  # what a lifted order locked is free only once it is taken out
        return tuple(replace(lock, is_lifted=True) if lock.order_id else lock for lock in left)
    return tuple(lock for lock in left if not lock.order_id)
