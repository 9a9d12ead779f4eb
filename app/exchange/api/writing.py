"""What other systems may write: one row an operation. Checks and the document are drawn from here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.domain.scopes import Scope
from app.exchange.api.bodies import MOST_BYTES
from app.exchange.api.entries import (
    LONGEST_PHOTO,
    AuthorizationChange,
    AuthorizationEntry,
    Cancellation,
    Entry,
    EvidenceEntry,
    NoticeEntry,
    ParcelEntry,
    PartyChange,
    PartyEntry,
    ProductChange,
    ProductEntry,
    ShipmentChange,
    ShipmentEntry,
    ShipmentSaid,
    Submission,
)
from app.exchange.api.transport_entries import CollectionEntry, LoadEntry

KEY, MATCH = "Idempotency-Key", "If-Match"
LONGEST_KEY = 100
KEY_FORM = r"^[\x21-\x7e]+$"
MATCH_FORM = r'^"[0-9]{1,9}"$'


@dataclass(frozen=True, slots=True)
class Writing:
    """One operation: its path under /api/v1, the collection it answers with an item of, what it takes.

    `needs_match` tells what must name the version it changes; `examples` are bodies that a new house understands.
    """

    name: str
    method: str
    path: str
    collection: str
    summary: str
    scope: Scope
    entry: type[Entry]
    statuses: tuple[str, ...]
    needs_match: bool = False
    most_bytes: int = MOST_BYTES
    example: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def needs_key(self) -> bool:
        """Tell whether sending it twice would do it twice, were it not for its key."""
        return self.method == "post"

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return what the path names in braces, in order."""
        return tuple(re.findall(r"\{(\w+)\}", self.path))

    @property
    def has_id(self) -> bool:
        """Tell whether the path names an item."""
        return "{" in self.path


UPSERT = ("200", "201")
_LAMP = {"name": {"en": "Desk lamp, 40 W"}, "category": "electronics", "list_price": "31.00"}
_SENT = {"party": "C-1044", "delivered_on": "2026-10-02", "lines": [{"product": "LMP-40", "quantity": 20}]}

WRITINGS = (
    Writing(
        "put_products", "post", "/products", "products", "Make a product, or change the one with this SKU and owner",
        Scope.PRODUCTS_WRITE, ProductEntry, UPSERT,
        example={
            "sku": "LMP-40", "gtin": "09521234040019", "name": {"en": "Desk lamp", "es": "Lámpara de mesa"},
            "category": "electronics", "unit_cost": "12.50", "list_price": "29.00", "currency": "USD",
        },
    ),
    Writing(
        "put_parties", "post", "/parties", "parties", "Make a party, or change the one with this code or GLN",
        Scope.PARTIES_WRITE, PartyEntry, UPSERT,
        example={"code": "C-1044", "name": "Harbor & Pine", "kind": "customer"},
    ),
    Writing(
        "put_shipments", "post", "/shipments", "shipments", "Make a shipment, or let the one with this number say this",
        Scope.SHIPMENTS_WRITE, ShipmentEntry, UPSERT,
        example={
            "number": "SH-90017", "order": "SO-5501", "party": "C-1044", "delivered_on": "2026-10-02",
            "lines": [{"product": "LMP-40", "quantity": 24}],
        },
    ),
    Writing(
        "put_product", "put", "/products/{id}", "products", "Make the product with this SKU, or change it",
        Scope.PRODUCTS_WRITE, ProductChange, UPSERT, example=_LAMP,
    ),
    Writing(
        "change_product", "patch", "/products/{id}", "products", "Change the product with this SKU",
        Scope.PRODUCTS_WRITE, ProductChange, ("200",), example={"list_price": "31.00"},
    ),
    Writing(
        "put_party", "put", "/parties/{id}", "parties", "Make the party with this code, or change it",
        Scope.PARTIES_WRITE, PartyChange, UPSERT, example={"name": "Harbor & Pine Ltd", "kind": "customer"},
    ),
    Writing(
        "change_party", "patch", "/parties/{id}", "parties", "Change the party with this code or GLN",
        Scope.PARTIES_WRITE, PartyChange, ("200",), example={"name": "Harbor & Pine Ltd"},
    ),
    Writing(
        "put_shipment", "put", "/shipments/{id}", "shipments",
        "Make the shipment with this number, or let it say this",
        Scope.SHIPMENTS_WRITE, ShipmentSaid, UPSERT, example=_SENT,
    ),
    Writing(
        "change_shipment", "patch", "/shipments/{id}", "shipments", "Change the shipment with this number",
        Scope.SHIPMENTS_WRITE, ShipmentChange, ("200",), example={"order": "SO-5502"},
    ),
    Writing(
        "put_notices", "post", "/notices", "notices", "Announce pallets and cartons, or let the notice say this",
        Scope.NOTICES_WRITE, NoticeEntry, UPSERT,
        example={
            "number": "RMA-104418",
            "lines": [
                {"pallet": "395212340000000014", "carton": "395212340000000021", "product": "LMP-40", "quantity": 6},
            ],
        },
    ),
    Writing(
        "withdraw_notice", "post", "/notices/{id}/cancellation", "notices",
        "Take the notice of an authorization back before anything of it has come",
        Scope.NOTICES_WRITE, Submission, ("200",),
    ),
    Writing(
        "create_collection", "post", "/collections", "collections", "Ask for goods to be fetched",
        Scope.COLLECTIONS_WRITE, CollectionEntry, ("201",),
        example={
            "authorizations": ["RMA-104502"], "ready_from": "2026-11-22", "ready_until": "2099-12-31", "kg": 640,
            "pallets": 2, "address": "100 Commerce St\nSan Antonio", "postal_code": "78205", "country": "US",
        },
    ),
    Writing(
        "create_load", "post", "/loads", "loads", "Plan a load that brings collection requests",
        Scope.LOADS_WRITE, LoadEntry, ("201",),
        example={"collections": ["COL-000001"], "planned_on": "2099-12-30", "trailer": "TX-7714", "seal": "SL-204418"},
    ),
    Writing(
        "create_authorization", "post", "/authorizations", "authorizations", "Write an authorization as a draft",
        Scope.AUTHORIZATIONS_WRITE, AuthorizationEntry, ("201",),
        example={
            "program": "trade_return", "party": "C-1044", "purchase_order": "PO-7731",
            "lines": [{"product": "LMP-40", "quantity": 6, "reason": "overstock"}],
        },
    ),
    Writing(
        "change_authorization", "patch", "/authorizations/{id}", "authorizations", "Change what an authorization says",
        Scope.AUTHORIZATIONS_WRITE, AuthorizationChange, ("200",), needs_match=True,
        example={"purchase_order": "PO-7732"},
    ),
    Writing(
        "give_evidence", "post", "/authorizations/{id}/lines/{n}/evidence", "authorizations",
        "Send along what shows the reason of a line: a photo, words, or both",
        Scope.AUTHORIZATIONS_WRITE, EvidenceEntry, ("200",), most_bytes=LONGEST_PHOTO + 16 * 1024,
        example={"kind": "text", "text": "The seam is torn on the left"},
    ),
    Writing(
        "submit_authorization", "post", "/authorizations/{id}/submission", "authorizations",
        "Submit an authorization: the policy approves it, rejects it, or leaves it to a supervisor",
        Scope.AUTHORIZATIONS_WRITE, Submission, ("200",),
    ),
    Writing(
        "cancel_authorization", "post", "/authorizations/{id}/cancellation", "authorizations",
        "Take an authorization back before its goods have come",
        Scope.AUTHORIZATIONS_WRITE, Cancellation, ("200",), example={"reason": "Ordered by mistake"},
    ),
    Writing(
        "ship_replacement", "post", "/replacements/{id}/shipment", "replacements",
        "Say that a replacement left: it counts as delivered to its party from then on",
        Scope.REPLACEMENTS_WRITE, ParcelEntry, ("200",), example={"tracking": "1Z999AA10123456784"},
    ),
)  # fmt: skip

BY_NAME: Mapping[str, Writing] = {each.name: each for each in WRITINGS}
