"""Outbound loads: under which code goods leave to whom, and which goods one of them takes. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.errors import Refused
from app.domain.messages import loading as say
from app.domain.messages import outbound as office
from app.domain.messages.core import Local, Param, Word
from app.domain.vocabulary import DispositionCode, PartyKind

PREFIX = "OUT-"
"""What the number of every outbound load begins with."""

TAKERS: Mapping[DispositionCode, PartyKind] = {
    DispositionCode.RETURN_TO_VENDOR: PartyKind.VENDOR,
    DispositionCode.LIQUIDATE: PartyKind.LIQUIDATOR,
    DispositionCode.DONATE: PartyKind.CHARITY,
    DispositionCode.RECYCLE: PartyKind.RECYCLER,
    DispositionCode.DESTROY: PartyKind.RECYCLER,
    DispositionCode.RETURN_TO_CUSTOMER: PartyKind.CUSTOMER,
}
"""The codes under which goods leave on a load, and the kind of party that takes them."""

CODE_OF_DATA: Mapping[DispositionCode, DispositionCode] = {DispositionCode.DESTROY: DispositionCode.RECYCLE}
"""By what code data is judged that leaves to be destroyed: as any other that goes to strangers."""


@dataclass(frozen=True, slots=True)
class LoadDraft:
    """An outbound load as the office writes it: to whom, under which code, when, by what, from which door."""

    party_id: UUID
    code: DispositionCode
    planned_on: date
    carrier_id: UUID | None = None
    trailer: str = ""
    dock_id: UUID | None = None


def check_taker(code: DispositionCode, kind: PartyKind, party: str) -> None:
    """Raise Refused for a party that does not take goods under `code`, one of `TAKERS`."""
    if TAKERS[code] is not kind:
        expected = Word(TAKERS[code].value)
        raise Refused(office.NO_TAKER, party=party, kind=Word(kind.value), code=Word(code.value), expected=expected)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a load goes to, and under which code."""

    number: str
    code: DispositionCode
    party_id: UUID
    party: str


@dataclass(frozen=True, slots=True)
class Aboard:
    """Goods in a carton: whose product they are, and who sent them here; None where nobody knows."""

    lpn: str
    product: Local
    vendor_id: UUID | None
    sender_id: UUID | None


def check_goods(load: Addressee, goods: Aboard) -> None:
    """Raise Refused for goods of another vendor, or of another sender, than the one that they would go back to."""
    facts: dict[str, Param] = {"product": goods.product, "lpn": goods.lpn, "load": load.number, "party": load.party}
    if load.code is DispositionCode.RETURN_TO_VENDOR and goods.vendor_id != load.party_id:
        raise Refused(say.OTHER_VENDOR, **facts)
    if load.code is DispositionCode.RETURN_TO_CUSTOMER and goods.sender_id != load.party_id:
        raise Refused(say.OTHER_SENDER, **facts)
