"""Amounts as people enter them."""

from decimal import Decimal, InvalidOperation

from app.domain.errors import Refused
from app.domain.messages import money as say
from app.domain.money import minor_unit, rounded

MOST = Decimal(100_000_000)


def amount_of(text: str, currency: str, most: Decimal = MOST) -> Decimal:
    """Return the amount that a field holds, digits with a point. Raises Refused for what the currency cannot pay."""
    typed = text.strip()
    try:
        amount = Decimal(typed) if typed.isascii() and len(typed) <= 20 and typed.replace(".", "").isdigit() else None
    except InvalidOperation:
        amount = None
    if amount is None or not 0 < amount <= most or amount != rounded(amount, currency):
        raise wrong_amount(typed, currency, most)
    return amount


def wrong_amount(text: str, currency: str, most: Decimal) -> Refused:
    """Return the refusal of an amount that is none, nothing, or too much."""
    least = minor_unit(currency)
    limits = {"least": f"{least:f}", "most": f"{rounded(most, currency):f}", "example": f"{rounded(most, currency):f}"}
    return Refused(say.WRONG_AMOUNT, text=text[:20] or "-", currency=currency, **limits)
