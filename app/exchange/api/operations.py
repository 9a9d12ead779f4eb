"""What can be asked of the HTTP API: one row a resource. Routes, checks and the document are all drawn from here."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.approvals import ApprovalAct
from app.domain.scopes import Scope
from app.domain.transitions import (
    AuthorizationState,
    CollectionState,
    CreditMemoState,
    LoadState,
    ReceiptState,
    ReplacementState,
)
from app.domain.vocabulary import Category, PartyKind, Program
from app.exchange.api import outcomes, schemas, transport

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
    of: type[str] | type[StrEnum] | type[UUID] = str


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
        (Filter("number"), Filter("state", LoadState), Filter("trailer")),
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
    ),
    Collection(
        "approvals", "Approvals that were given", schemas.Approval, Scope.APPROVALS_READ,
        (Filter("deed", ApprovalAct), Filter("about_id", UUID)),
    ),
)  # fmt: skip

OUTCOMES = Collection("outcomes", "Outcomes", outcomes.Outcome, Scope.OUTCOMES_READ, ())
"""Paged by change and not by id: `next` is where to ask from, and stands still while nothing changes."""
