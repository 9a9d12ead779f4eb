"""Amounts of money: rounding to what a currency can pay, in this one place, and splitting without losing a cent."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from types import MappingProxyType

from app.domain.messages.core import Money

NOTHING = Decimal(0)
USUAL_DECIMALS = 2

DECIMALS: Mapping[str, int] = MappingProxyType({
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
                     "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
})  # fmt: skip
"""Digits of the minor unit where they are not two (ISO 4217)."""


class MixedCurrencies(ValueError):
    """Amounts of different currencies were to be added: there is no such sum."""


def minor_unit(currency: str) -> Decimal:
    """Return the least amount that can be paid in `currency`."""
    return Decimal(1).scaleb(-DECIMALS.get(currency, USUAL_DECIMALS))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Return `amount` in whole minor units, halves to the even one so that many roundings favour nobody."""
    return amount.quantize(minor_unit(currency), ROUND_HALF_EVEN)


def split(amount: Decimal, weights: Sequence[Decimal | int], currency: str) -> tuple[Decimal, ...]:
    """Return `amount` in shares by `weights`, in whole minor units, that add up to it.

    What rounding down leaves goes, a minor unit each, to the shares that lost most by it, the earlier first. Raises
    ValueError for weights that give nothing to split by, or an amount that the currency cannot pay.
    """
    whole, unit = sum(map(Decimal, weights), NOTHING), minor_unit(currency)
    if not weights or whole <= 0 or min(map(Decimal, weights)) < 0:
        raise ValueError(f"expected weights with a positive sum, got {list(weights)}")
    if amount != rounded(amount, currency):
        raise ValueError(f"{amount} is not an amount of {currency}")
    exact = [amount * weight / whole for weight in weights]
    shares = [each.quantize(unit, ROUND_DOWN) for each in exact]
    left = int((amount - sum(shares)) / unit)
    lost = sorted(range(len(shares)), key=lambda place: -abs(exact[place] - shares[place]))
    for place in lost[: abs(left)]:
        shares[place] += unit.copy_sign(left)
    return tuple(shares)


def total(amounts: Iterable[Money]) -> Money:
    """Return the sum of at least one amount. Raises MixedCurrencies."""
    found = list(amounts)
    currencies = {each.currency for each in found}
    if len(currencies) != 1:
        raise MixedCurrencies(f"expected amounts of one currency, got {', '.join(sorted(currencies)) or 'none'}")
    return Money(sum((each.amount for each in found), NOTHING), currencies.pop())
