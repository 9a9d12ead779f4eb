"""The law of the house: what no site's rules can allow. It stands before every rule table, and every row only excludes.

No row excludes `LAST_RESORT`, so that goods always have a lawful way out.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.domain.circumstances import Regime, VendorStanding
from app.domain.discharging import BREAKS
from app.domain.messages import lawful as say
from app.domain.messages.core import Message, Money, Said
from app.domain.rules import CODES, WHEN, Facts, Origin, Rule
from app.domain.vocabulary import Category, Condition, DispositionCode, RuleEffect
from app.domain.when import parse_when

_RESTOCK, _REWORK, _REFURBISH, _VENDOR, _LIQUIDATE, _DONATE, _RECYCLE, _DESTROY, _CUSTOMER = DispositionCode

SALE = (_RESTOCK, _REWORK, _REFURBISH, _LIQUIDATE)
"""The codes by which goods come to be sold again."""
USE = (*SALE, _DONATE)

RECALL_ALLOWS = (_VENDOR, _DESTROY)
UNREAD_ALLOWS = (_VENDOR, _RECYCLE, _DESTROY)
"""Where a device may still go whose UDI nobody could read: to nobody who would use it (21 CFR 830, MDR 27)."""


def _all_but(*codes: DispositionCode) -> tuple[DispositionCode, ...]:
    return tuple(code for code in CODES if code not in codes)


_Row = tuple[dict[str, Any], tuple[DispositionCode, ...], Message]

_ROWS: tuple[_Row, ...] = (
    ({"expired": True, "category": [Category.FOOD, Category.MEDICAL]}, USE, say.EXPIRED),
    ({"expired": True, "medical": True}, USE, say.EXPIRED),
    ({"recalled": True}, _all_but(*RECALL_ALLOWS), say.RECALLED),
    ({"udi_unread": True}, _all_but(*UNREAD_ALLOWS), say.UDI_UNREAD),
    ({"lot_held": True}, (*USE, _CUSTOMER), say.LOT_HELD),
    ({"data_bearing": True, "sanitized": False, "condition_lacks": [Condition.UNOPENED]},
     _all_but(_REWORK, _REFURBISH, _DESTROY, _CUSTOMER), say.NOT_SANITIZED),
    ({"regime": [Regime.IMMEX]}, tuple(BREAKS[Regime.IMMEX]), say.UNDER_IMMEX),
    ({"regime": [Regime.DONATED]}, tuple(BREAKS[Regime.DONATED]), say.UNDER_DONATION),
    ({"vendor": [VendorStanding.QUOTA_USED]}, (_VENDOR,), say.VENDOR_QUOTA),
    ({"vendor": [VendorStanding.NOT_OPEN]}, (_VENDOR,), say.VENDOR_NOT_OPEN),
)  # fmt: skip

LAW: tuple[Rule, ...] = tuple(
    Rule(0, position, parse_when(WHEN, when), RuleEffect.EXCLUDE, frozenset(codes), Said(message), Origin.LAW)
    for position, (when, codes, message) in enumerate(_ROWS, start=1)
)


def wished(facts: Facts, nets: Mapping[DispositionCode, Money]) -> tuple[Rule, ...]:
    """Return what the client of the goods excludes: codes it forbids, and sales below its least."""
    forbidden = _of_client(1, facts.client_forbids, Said(say.CLIENT_FORBIDS, {"client": facts.client}))
    if facts.client_least is None:
        return forbidden
    below = frozenset(code for code in SALE if nets[code].amount < facts.client_least)
    return (*forbidden, *_of_client(2, below, _below(facts.client, facts.client_least, nets[_RESTOCK].currency)))


def _of_client(position: int, codes: frozenset[DispositionCode], said: Said) -> tuple[Rule, ...]:
    return (Rule(0, position, (), RuleEffect.EXCLUDE, codes, said, Origin.CLIENT),) if codes else ()


def _below(client: str, least: Decimal, currency: str) -> Said:
    return Said(say.CLIENT_LEAST, {"client": client, "least": Money(least, currency)})
