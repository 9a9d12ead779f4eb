"""How paper, goods and credit may differ: each way with its sentence and the X12 response that says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.messages import reconciling as say
from app.domain.messages.core import Message, Said
from app.domain.x12 import RESPONSE_MEANS, Response


class DifferenceKind(StrEnum):
    """How the three differ, in the order in which a clerk looks at them."""

    SHORT = "short"
    OVER = "over"
    WRONG_LOT = "wrong_lot"
    NEVER_SHIPPED = "never_shipped"
    UNEXPECTED = "unexpected"
    EXPIRED = "expired"
    LOT_UNREADABLE = "lot_unreadable"
    UDI_UNREADABLE = "udi_unreadable"
    NOT_DEFECTIVE = "not_defective"
    DAMAGED = "damaged"
    UNGRADED = "ungraded"
    NOT_CREDITED = "not_credited"
    OVERCREDITED = "overcredited"


_K = DifferenceKind

KINDS: Mapping[DifferenceKind, tuple[Response | None, Message]] = {
    _K.SHORT: (Response.QUANTITY_DIFFERENCE, say.SHORT),
    _K.OVER: (Response.QUANTITY_DIFFERENCE, say.OVER),
    _K.WRONG_LOT: (Response.NO_RECORD_OF_SALE, say.WRONG_LOT),
    _K.NEVER_SHIPPED: (Response.NO_RECORD_OF_SALE, say.NEVER_SHIPPED),
    _K.UNEXPECTED: (Response.QUANTITY_DIFFERENCE, say.UNEXPECTED),
    # RT limits the time for returning and says nothing of the date printed on goods
    _K.EXPIRED: (None, say.EXPIRED),
    _K.LOT_UNREADABLE: (Response.UNIDENTIFIABLE, say.LOT_UNREADABLE),
    _K.UDI_UNREADABLE: (Response.UNIDENTIFIABLE, say.UDI_UNREADABLE),
    _K.NOT_DEFECTIVE: (Response.NOT_DEFECTIVE, say.NOT_DEFECTIVE),
    _K.DAMAGED: (Response.FREIGHT_OR_RETAILER_DAMAGE, say.DAMAGED),
    _K.UNGRADED: (None, say.UNGRADED),
    _K.NOT_CREDITED: (Response.QUANTITY_DIFFERENCE, say.NOT_CREDITED),
    _K.OVERCREDITED: (Response.QUANTITY_DIFFERENCE, say.OVERCREDITED),
}
"""The X12 response (data element 1294) and the sentence of each difference. EW, IO, OS and RT answer a request: the
policy says those before goods come."""

TO_SETTLE = frozenset({_K.UNGRADED, _K.NOT_CREDITED, _K.OVERCREDITED})
"""What keeps an authorization open. The others are told, and stand."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which the three differ, with how many units, its sentence and its X12 response."""

    kind: DifferenceKind
    units: int
    said: Said
    code: Response | None

    @property
    def means(self) -> str:
        """What X12 calls it, as catalogue text; empty without a code."""
        return RESPONSE_MEANS[self.code] if self.code else ""

    @property
    def is_to_settle(self) -> bool:
        """Tell whether the authorization stays open for it."""
        return self.kind in TO_SETTLE
