"""Authorizations, advance notices and replacements."""

from app.domain.scopes import Scope
from app.exchange.api.entries import (
    LONGEST_PHOTO,
    AuthorizationChange,
    AuthorizationEntry,
    Cancellation,
    DeliveryEntry,
    EvidenceEntry,
    NoticeEntry,
    ParcelEntry,
    ReplacementChange,
    Submission,
)
from app.exchange.api.writing import UPSERT, Writing

PAPERS = (
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
        "change_replacement", "patch", "/replacements/{id}", "replacements", "Change a replacement that has not left",
        Scope.REPLACEMENTS_WRITE, ReplacementChange, ("200",), needs_match=True, example={"order": "SO-5503"},
    ),
    Writing(
        "ship_replacement", "post", "/replacements/{id}/shipment", "replacements",
        "Say that a replacement left: it counts as delivered to its party from then on",
        Scope.REPLACEMENTS_WRITE, ParcelEntry, ("200",), example={"tracking": "1Z999AA10123456784"},
    ),
    Writing(
        "deliver_replacement", "post", "/replacements/{id}/delivery", "replacements",
        "Say on which day a replacement reached its party",
        Scope.REPLACEMENTS_WRITE, DeliveryEntry, ("200",), example={"delivered_on": "2026-10-02"},
    ),
    Writing(
        "lose_replacement", "post", "/replacements/{id}/loss", "replacements",
        "Say that a replacement was lost on its way: what it stood for may be replaced again",
        Scope.REPLACEMENTS_WRITE, Cancellation, ("200",), example={"reason": "The carrier cannot find it"},
    ),
)  # fmt: skip
