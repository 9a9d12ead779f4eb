"""Amounts: rounded to what a currency can pay, split without losing a cent, never mixed, never unbalanced."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.journal import Account, EntryKind, JournalEntry, Leg, Unbalanced, transfer
from app.domain.messages.core import Money
from app.domain.money import MixedCurrencies, minor_unit, rounded, split, total

CURRENCIES = st.sampled_from(["USD", "MXN", "JPY", "KWD"])


@pytest.mark.parametrize(
    ("amount", "currency", "paid"),
    [("10.005", "USD", "10.00"), ("10.015", "USD", "10.02"), ("10.5", "JPY", "10"), ("11.5", "JPY", "12"),
     ("1.2345", "KWD", "1.234"), ("-0.005", "EUR", "0.00")],
)  # fmt: skip
def test_an_amount_is_rounded_to_the_minor_unit_halves_to_the_even_one(amount: str, currency: str, paid: str) -> None:
    assert rounded(Decimal(amount), currency) == Decimal(paid)


def test_what_rounding_leaves_goes_to_those_who_lost_most() -> None:
    assert split(Decimal("10.00"), [1, 1, 1], "USD") == (Decimal("3.34"), Decimal("3.33"), Decimal("3.33"))
    assert split(Decimal("0.05"), [50, 30, 20], "USD") == (Decimal("0.03"), Decimal("0.01"), Decimal("0.01"))
    assert split(Decimal("-10.00"), [1, 1, 1], "USD") == (Decimal("-3.34"), Decimal("-3.33"), Decimal("-3.33"))
    assert split(Decimal(0), [1, 2], "USD") == (Decimal(0), Decimal(0))


@given(CURRENCIES, st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_parts_add_up_to_the_cent_and_none_is_off_by_more_than_one(
    currency: str, minor: int, weights: list[int]
) -> None:
    unit = minor_unit(currency)
    amount, whole = minor * unit, sum(weights)
    if not whole:
        with pytest.raises(ValueError, match="positive sum"):
            split(amount, weights, currency)
        return
    parts = split(amount, weights, currency)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert part == rounded(part, currency)
        assert abs(part - amount * weight / whole) < unit


def test_an_amount_that_cannot_be_paid_is_not_split() -> None:
    with pytest.raises(ValueError, match=r"10\.001 is not an amount of USD"):
        split(Decimal("10.001"), [1], "USD")


def test_currencies_are_never_mixed() -> None:
    assert total([Money(Decimal(1), "USD"), Money(Decimal(2), "USD")]) == Money(Decimal(3), "USD")
    with pytest.raises(MixedCurrencies, match="expected amounts of one currency, got MXN, USD"):
        total([Money(Decimal(1), "USD"), Money(Decimal(2), "MXN")])


def test_an_entry_that_does_not_balance_cannot_be_made() -> None:
    entry = JournalEntry(EntryKind.REFUND_PAID, "USD", transfer(Account.CUSTOMER_PAYABLE, Account.CASH, Decimal(5)))
    assert [leg.amount for leg in entry.legs] == [5, -5]
    with pytest.raises(Unbalanced, match=r"refund_paid: 5, -4\.99 do not add up to zero"):
        JournalEntry(EntryKind.REFUND_PAID, "USD", (Leg(Account.CASH, Decimal(5)), Leg(Account.CASH, Decimal("-4.99"))))
    with pytest.raises(Unbalanced, match=r"0\.5, -0\.5 are not all amounts of JPY"):
        JournalEntry(EntryKind.REFUND_PAID, "JPY", transfer(Account.CASH, Account.CUSTOMER_PAYABLE, Decimal("0.5")))
