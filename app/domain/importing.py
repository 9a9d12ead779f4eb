"""What a file of many rows becomes on its way into the house: rows that were read, and why some are refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from app.domain.errors import Refused
from app.domain.messages.core import Said
from app.domain.messages.sending import UNFIT

Value = str | int | bool | Decimal | date
Values = Mapping[str, Value]
"""By field name. A field that is not here was not in the file, or its cell was empty: what is stored stays."""


class ImportKind(StrEnum):
    """What a file can bring. The word stands in addresses and on the command line."""

    PRODUCTS = "products"
    PARTIES = "parties"
    SHIPMENTS = "shipments"
    AUTHORIZATIONS = "authorizations"
    CREDIT_MEMOS = "credit_memos"
    CLAIM_ANSWERS = "claim_answers"
    REFUND_PAYMENTS = "refund_payments"
    TRIPS = "trips"
    COLLECTIONS = "collections"
    LOADS = "loads"
    ASN = "asn"
    SNAPSHOTS = "snapshots"
    PACKAGING = "packaging"
    AGREEMENTS = "agreements"
    POLICIES = "policies"


class ImportVerdict(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused. `column` is the file's own heading, empty when the whole row is meant."""

    said: Said
    column: str = ""


class Unfit(Refused):
    """What another system sent does not fit; `faults` say why, `column` being a pointer into what was sent."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(UNFIT, count=len(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file, read but not yet compared with what is stored. `number` is the row that a spreadsheet shows.

    `columns` says under which heading each field stands, for faults that are found later.
    """

    number: int
    values: Values
    faults: tuple[Fault, ...] = ()
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one import by what became of them."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
