"""What a client wants, as someone writes it in a form."""

from collections.abc import Mapping
from decimal import Decimal

from app.domain.messages import ruling as say
from app.domain.messages.core import Said
from app.domain.price_drafts import NUMBER
from app.domain.rule_drafts import Faults

MOST = Decimal(999_999)


def read_wish(typed: Mapping[str, str]) -> tuple[Decimal, Faults]:
    """Return the least that a sold unit is to bring, 0 where nothing is asked, and what is wrong by field."""
    text = typed.get("least", "").strip() or "0"
    if NUMBER.fullmatch(text):
        return Decimal(text), {}
    return Decimal(0), {"least": Said(say.NOT_A_PRICE, {"most": f"{MOST:f}", "text": text[:20]})}
