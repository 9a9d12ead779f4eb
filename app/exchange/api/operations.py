"""What can be asked of the HTTP API: one row a resource. Routes, checks and the document are all drawn from here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.approvals import ApprovalAct
from app.domain.certificates import CertificateKind, Fate
from app.domain.epcis import EventKind
from app.domain.scopes import Scope
from app.domain.transitions import (
    AssetState,
    AuthorizationState,
    BundleState,
    ClaimState,
    CollectionState,
    CreditMemoState,
    HoldOrderState,
    LoadState,
    OutboundState,
    PolicyState,
    ReceiptState,
    RefundState,
    ReplacementState,
    RulesetState,
    SampleState,
    TripState,
    WorkOrderState,
)
from app.domain.vocabulary import Category, DispositionCode, HoldReason, HoldScope, PartyKind, Program
from app.domain.yields import By
from app.exchange.api import (
    bundles,
    devices,
    disposition,
    endings,
    holds,
    money,
    outbound,
    outcomes,
    packaging,
    policies,
    rework,
    schemas,
    stock,
    transport,
)

MOST, USUAL = 200, 50
"""Items a page: at most, and when nothing is asked."""
LONGEST = 60
"""Characters of a filter."""
LONGEST_NAME = 40
"""Characters of what names an item in an address."""
NAME_FORM = r"^[^\x00-\x20\x7f/]([^\x00-\x1f\x7f/]*[^\x00-\x20\x7f/])?$"
"""What names an item: no control characters, no slash, no blanks around it."""
PRINTABLE = r"^[^\x00-\x1f\x7f]+$"
"""What a filter is made of: no control characters, which no number or code has."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One query parameter: only items whose field equals it are listed."""

    name: str
    of: type[str] | type[StrEnum] | type[UUID] | type[date] = str


@dataclass(frozen=True, slots=True)
class Collection:
    """One resource: its path under /api/v1, who may read it, how a page of it is narrowed.

    `called` is what the company calls one of it by, which names it as well as its id does; empty where there is none.
    """

    name: str
    title: str
    item: type[schemas.Resource]
    scope: Scope
    filters: tuple[Filter, ...]
    called: str = ""


COLLECTIONS = (
    Collection(
        "products", "Products", schemas.Product, Scope.PRODUCTS_READ,
        (Filter("sku"), Filter("gtin"), Filter("category", Category), Filter("owner_id", UUID)),
        "SKU",
    ),
    Collection(
        "parties", "Parties", schemas.Party, Scope.PARTIES_READ,
        (Filter("kind", PartyKind), Filter("gln"), Filter("code")),
        "code, or its GLN",
    ),
    Collection(
        "shipments", "Shipments", schemas.Shipment, Scope.SHIPMENTS_READ,
        (Filter("number"), Filter("order"), Filter("party_id", UUID)),
        "number",
    ),
    Collection(
        "authorizations", "Authorizations", schemas.Authorization, Scope.AUTHORIZATIONS_READ,
        (
            Filter("number"), Filter("state", AuthorizationState), Filter("program", Program), Filter("party_id", UUID),
            Filter("purchase_order"), Filter("order"),
        ),
        "number",
    ),
    Collection(
        "notices", "Advance notices", transport.Notice, Scope.NOTICES_READ,
        (Filter("number"), Filter("party_id", UUID)),
        "authorization's number",
    ),
    Collection(
        "collections", "Collection requests", transport.Collection, Scope.COLLECTIONS_READ,
        (Filter("number"), Filter("state", CollectionState), Filter("party_id", UUID), Filter("load_id", UUID)),
        "number",
    ),
    Collection(
        "loads", "Inbound loads", transport.Load, Scope.LOADS_READ,
        (Filter("number"), Filter("state", LoadState), Filter("trailer"), Filter("planned_on", date)),
        "number",
    ),
    Collection(
        "outbound_loads", "Outbound loads", outbound.OutboundLoad, Scope.LOADS_READ,
        (
            Filter("number"), Filter("state", OutboundState), Filter("party_id", UUID),
            Filter("code", DispositionCode), Filter("planned_on", date),
        ),
        "number",
    ),
    Collection(
        "trips", "Forward trips", transport.Trip, Scope.TRIPS_READ,
        (Filter("number"), Filter("state", TripState), Filter("leaves_on", date)),
        "number",
    ),
    Collection(
        "receipts", "Receipts", schemas.Receipt, Scope.RECEIPTS_READ,
        (Filter("number"), Filter("state", ReceiptState), Filter("authorization_id", UUID)),
        "number",
    ),
    Collection(
        "credits", "Credit memos", schemas.Credit, Scope.CREDITS_READ,
        (
            Filter("number"), Filter("state", CreditMemoState), Filter("authorization_id", UUID),
            Filter("party_id", UUID),
        ),
        "number",
    ),
    Collection(
        "replacements", "Replacements", schemas.Replacement, Scope.REPLACEMENTS_READ,
        (
            Filter("number"), Filter("state", ReplacementState), Filter("authorization_id", UUID),
            Filter("party_id", UUID), Filter("order"),
        ),
        "number",
    ),
    Collection(
        "assets", "Packaging assets", packaging.Asset, Scope.PACKAGING_READ,
        (Filter("grai"), Filter("type"), Filter("state", AssetState), Filter("party_id", UUID)),
        "GRAI",
    ),
    Collection("packaging", "Packaging balances of parties", packaging.Balance, Scope.PACKAGING_READ, ()),
    Collection(
        "hold_orders", "Orders to hold goods", holds.HoldOrder, Scope.HOLDS_READ,
        (
            Filter("number"), Filter("state", HoldOrderState), Filter("reason", HoldReason), Filter("scope", HoldScope),
            Filter("product_id", UUID), Filter("lot"),
        ),
        "number",
    ),
    Collection(
        "device_events", "What happened to medical devices", devices.DeviceEvent, Scope.DEVICES_READ,
        (Filter("serial"), Filter("lot"), Filter("sku"), Filter("product_id", UUID), Filter("kind", EventKind)),
    ),
    Collection(
        "bundles", "Sale bundles", bundles.Bundle, Scope.BUNDLES_READ,
        (Filter("number"), Filter("state", BundleState), Filter("buyer_id", UUID)),
        "number",
    ),
    Collection(
        "work_orders", "Work orders", rework.WorkOrder, Scope.REWORK_READ,
        (
            Filter("number"), Filter("state", WorkOrderState), Filter("product_id", UUID),
            Filter("contractor_id", UUID), Filter("carton_id", UUID),
        ),
        "number",
    ),
    Collection(
        "snapshots", "Inventory snapshots", stock.Snapshot, Scope.SNAPSHOTS_READ,
        (Filter("place_id", UUID), Filter("taken_on", date)),
    ),
    Collection(
        "stock", "Stock of inventory snapshots", stock.Stock, Scope.SNAPSHOTS_READ,
        (Filter("snapshot_id", UUID), Filter("product_id", UUID), Filter("lot")),
    ),
    Collection(
        "agreements", "Agreements with vendors", stock.Agreement, Scope.AGREEMENTS_READ,
        (Filter("number"), Filter("vendor_id", UUID)),
        "number",
    ),
    Collection(
        "policies", "Return policies", policies.Policy, Scope.POLICIES_READ,
        (Filter("number"), Filter("state", PolicyState)),
        "number",
    ),
    Collection("webhooks", "Webhooks", schemas.Webhook, Scope.WEBHOOKS_READ, (Filter("url"),)),
    Collection(
        "rulesets", "Disposition rules and prices", disposition.Ruleset, Scope.RULESETS_READ,
        (Filter("number"), Filter("state", RulesetState)),
        "number",
    ),
    Collection(
        "decisions", "Decisions at the bench", disposition.Decision, Scope.DECISIONS_READ,
        (
            Filter("ruleset"), Filter("chosen", DispositionCode), Filter("recommended", DispositionCode),
            Filter("product_id", UUID), Filter("receipt_line_id", UUID),
        ),
    ),
    Collection(
        "claims", "Claims on vendors", money.Claim, Scope.CLAIMS_READ,
        (
            Filter("number"), Filter("state", ClaimState), Filter("authorization_id", UUID),
            Filter("party_id", UUID), Filter("reference"),
        ),
        "number",
    ),
    Collection(
        "refunds", "Refunds", money.Refund, Scope.REFUNDS_READ,
        (
            Filter("number"), Filter("state", RefundState), Filter("authorization_id", UUID),
            Filter("party_id", UUID),
        ),
        "number",
    ),
    Collection(
        "certificates", "Certificates of goods that ended here", endings.Certificate, Scope.CERTIFICATES_READ,
        (Filter("number"), Filter("kind", CertificateKind), Filter("party_id", UUID)),
        "number",
    ),
    Collection(
        "materials", "Material that went out by stream", endings.Material, Scope.CERTIFICATES_READ,
        (
            Filter("certificate"), Filter("stream"), Filter("program", Program), Filter("fate", Fate),
            Filter("recycler_id", UUID),
        ),
    ),
    Collection(
        "samples", "Lots that are judged by a sample", endings.Sample, Scope.SAMPLES_READ,
        (
            Filter("state", SampleState), Filter("authorization_id", UUID), Filter("party_id", UUID),
            Filter("product_id", UUID), Filter("lot"),
        ),
    ),
    Collection(
        "approvals", "Approvals that were given", schemas.Approval, Scope.APPROVALS_READ,
        (Filter("deed", ApprovalAct), Filter("about_id", UUID)),
    ),
)  # fmt: skip

PROPOSALS = Collection(
    "proposals", "Where unsold stock should go", stock.Way, Scope.SNAPSHOTS_READ,
    (Filter("way", DispositionCode), Filter("place_id", UUID)),
)  # fmt: skip
"""Worked out anew at every question, so that none has an id: `next` is a lot, whose proposals stand together."""

YIELDS = Collection(
    "yields", "What the workshop yields", rework.Yield, Scope.REWORK_READ,
    (Filter("by", By), Filter("since", date), Filter("until", date)),
)  # fmt: skip
"""Figures of a period, which have no id and one page: by product and of the last 90 days where nothing is said."""

OUTCOMES = Collection("outcomes", "Outcomes", outcomes.Outcome, Scope.OUTCOMES_READ, ())
"""Paged by change and not by id: `next` is where to ask from, and stands still while nothing changes."""
