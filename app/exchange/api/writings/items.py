"""Products, parties and shipments: made or changed under what the company calls them."""

from app.domain.scopes import Scope
from app.exchange.api.entries import (
    PartyChange,
    PartyEntry,
    ProductChange,
    ProductEntry,
    ShipmentChange,
    ShipmentEntry,
    ShipmentSaid,
)
from app.exchange.api.writing import UPSERT, Writing

_LAMP = {"name": {"en": "Desk lamp, 40 W"}, "category": "electronics", "list_price": "31.00"}
_SENT = {"party": "C-1044", "delivered_on": "2026-10-02", "lines": [{"product": "LMP-40", "quantity": 20}]}

ITEMS = (
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
)  # fmt: skip
