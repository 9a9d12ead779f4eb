"""What each lock allows, case by case, and what several of them allow together."""

import pytest

from app.domain.holds import NEVER_RELEASED, WAYS_OUT, Lock, allows, strictest
from app.domain.vocabulary import DispositionCode, HoldReason

DESTROY, TO_SENDER = DispositionCode.DESTROY, DispositionCode.RETURN_TO_CUSTOMER
TO_VENDOR = DispositionCode.RETURN_TO_VENDOR
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
