"""The resources of the HTTP API as other systems see them; also the source of the document's schemas.

Names are the house's own words (docs/architecture.md). Money is a decimal string beside its ISO 4217 currency,
quantities are base units, instants are UTC, a missing lot or serial is the empty string.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.domain.approvals import ApprovalAct
from app.domain.authorizing import DataDeclaration
from app.domain.refunds import Resolution
from app.domain.terms import Evidence, PartyTier
from app.domain.transitions import AuthorizationState, CreditMemoState, ReceiptState, ReplacementState
from app.domain.vocabulary import Category, Condition, LineVerdict, PartyKind, Program, ReasonCode
from app.domain.webhooks import WebhookKind

Text = dict[str, str]
Amount = Annotated[Decimal, Field(description="decimal, per base unit")]
Units = Annotated[int, Field(description="base units")]


class Resource(BaseModel):
    """What every resource has: read from rows, nothing beside its fields."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")


class Product(Resource):
    """A product of one owner."""

    id: UUID
    owner_id: UUID
    sku: str
    gtin: Annotated[str, Field(description="14 digits, or empty")]
    name: Annotated[Text, Field(description="by language: en, es")]
    category: Category
    unit_cost: Amount
    list_price: Amount
    currency: str
    weight_grams: int
    lot_tracked: bool
    serial_tracked: bool
    expiry_tracked: bool
    data_bearing: bool
    medical: bool
    hazardous: bool
    warranty_months: int


class Party(Resource):
    """A customer, vendor, carrier, recycler, liquidator or client, or the company itself."""

    id: UUID
    kind: PartyKind
    name: str
    code: Annotated[str, Field(description="what other systems of the company call it, or empty")]
    tier: PartyTier
    gln: Annotated[str, Field(description="13 digits, or empty")]


class ShipmentLine(Resource):
    """What was delivered."""

    id: UUID
    product_id: UUID
    lot: str
    expiry: date | None
    serial: str
    quantity: Units


class Shipment(Resource):
    """One forward delivery to a customer."""

    id: UUID
    number: str
    order: str
    party_id: UUID
    delivered_on: date
    lines: list[ShipmentLine]


class AuthorizationLine(Resource):
    """An expected quantity of one product."""

    id: UUID
    position: int
    product_id: UUID
    quantity: Units
    lot: str
    expiry: date | None
    serial: str
    reason: ReasonCode
    claim: str
    condition: list[Condition]
    evidence: Annotated[list[Evidence], Field(description="what stands with the line to show its reason")]
    evidence_to_follow: Annotated[list[Evidence], Field(description="what was promised, and may have come since")]
    asset_type: Annotated[str, Field(description="of a GRAI: 13 digits, or empty")]


class Authorization(Resource):
    """Permission to send goods back."""

    id: UUID
    number: str
    program: Program
    party_id: UUID
    state: AuthorizationState
    purchase_order: str
    credit_memo: str
    order: str
    recall_number: str
    agreement: str
    contact: str
    data_bearing: Annotated[DataDeclaration | None, Field(description="what the sender declares of media in the goods")]
    return_place: str
    language: str
    tracking: Annotated[list[str], Field(description="the carriers' numbers, without what their barcodes add")]
    expected_on: date | None
    expires_on: Annotated[date | None, Field(description="the last day on which goods may be sent")]
    created_at: datetime
    version: Annotated[int, Field(description="counts the changes")]
    lines: list[AuthorizationLine]


class ReceiptLine(Resource):
    """A counted quantity and how it stands to the paper."""

    id: UUID
    authorization_line_id: UUID | None
    product_id: UUID
    lot: str
    expiry: date | None
    serial: str
    verdict: LineVerdict
    quantity: Units


class Receipt(Resource):
    """One receiving session; without an authorization it is blind."""

    id: UUID
    number: str
    authorization_id: UUID | None
    state: ReceiptState
    opened_at: datetime
    closed_at: datetime | None
    lines: list[ReceiptLine]


class CreditLine(Resource):
    """A quantity that is credited, of an authorization's line where it names one."""

    id: UUID
    position: int
    authorization_line_id: UUID | None
    product_id: UUID
    lot: str
    quantity: Units
    amount: Annotated[Decimal, Field(description="decimal, for all of the quantity")]


class Credit(Resource):
    """A credit memo for one authorization, whole or in part."""

    id: UUID
    number: str
    authorization_id: UUID
    party_id: UUID
    state: CreditMemoState
    dated: date
    currency: str
    created_at: datetime
    version: Annotated[int, Field(description="counts the changes")]
    lines: list[CreditLine]


class Approval(Resource):
    """Something that not everybody does on their own, and who approved it: whoever asked, or another by badge."""

    id: UUID
    deed: ApprovalAct
    about_id: Annotated[UUID | None, Field(description="the paper or the goods, where there is one")]
    units: Annotated[int | None, Field(description="base units it came to, as far as known")]
    amount: Annotated[Decimal | None, Field(description="decimal, as far as known")]
    currency: str
    table_version: Annotated[int, Field(description="of the table of approvals; 0 before a site changed it")]
    asked_by: Annotated[UUID, Field(description="the operator")]
    approved_by: Annotated[UUID, Field(description="the operator")]
    given_at: datetime


class Replacement(Resource):
    """Units that go to a party in place of goods that came back, or are to: others, or its own repaired."""

    id: UUID
    number: Annotated[str, Field(description="also that of the shipment that it becomes")]
    authorization_id: UUID
    authorization_line_id: UUID
    party_id: UUID
    resolution: Resolution
    product_id: UUID
    quantity: Units
    order: str
    due_on: Annotated[date, Field(description="the day on which it is to leave")]
    is_advance: Annotated[bool, Field(description="it may leave before the goods come")]
    state: ReplacementState
    lot: str
    serial: str
    tracking: Annotated[str, Field(description="the carrier's number")]
    shipment_id: UUID | None
    shipped_on: date | None
    delivered_on: date | None
    return_by: Annotated[date | None, Field(description="the last day for the goods of one in advance to come")]
    currency: str
    charged: Annotated[Decimal, Field(description="decimal, for what did not come by then")]
    opened_at: datetime
    version: Annotated[int, Field(description="counts the changes")]


class Webhook(Resource):
    """An address that is told of news until it is ended."""

    id: UUID
    url: str
    kinds: list[WebhookKind]
    secret: Annotated[str, Field(description="that signs its messages: in the answer that makes it, and nowhere else")]
    created_at: datetime
    ended_at: datetime | None


class Fault(Resource):
    """What is wrong with one parameter, header or field."""

    name: str
    detail: str
    pointer: Annotated[str | None, Field(description="where in the body (RFC 6901)")] = None


class Problem(Resource):
    """Why a request was refused, and what to do (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    faults: list[Fault] = []
