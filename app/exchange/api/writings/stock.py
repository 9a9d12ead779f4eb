"""Unsold stock: what was counted, what is chosen of the proposals, agreements with vendors."""

from app.domain.scopes import Scope
from app.exchange.api.stock_entries import AgreementChange, AgreementEntry, ChoiceEntry, SnapshotEntry
from app.exchange.api.writing import UPSERT, Writing

_AGREED = {"vendor": "Sunrise Labs", "quota": 200, "period": "quarter", "credit_percent": 80}

STOCK = (
    Writing(
        "put_snapshot", "post", "/snapshots", "snapshots",
        "Say what was counted at a place on a day; the thresholds judge it at once",
        Scope.SNAPSHOTS_WRITE, SnapshotEntry, UPSERT,
        example={
            "taken_on": "2026-11-20", "place": "C-1044",
            "lines": [{"product": "LMP-40", "on_hand": 40, "sold_90": 2, "received_on": "2026-06-02"}],
        },
    ),
    Writing(
        "accept_proposals", "post", "/proposals/acceptance", "authorizations",
        "Make authorizations of proposals as they were shown: one for each place, way out and agreement",
        Scope.AUTHORIZATIONS_WRITE, ChoiceEntry, ("201",), has_many=True,
        example={
            "lines": [
                {"stock_id": "01a20509-2e25-75ed-b180-9ff11c6729fd", "way": "return_to_vendor", "quantity": 20},
            ],
        },
    ),
    Writing(
        "put_agreements", "post", "/agreements", "agreements",
        "Make an agreement with a vendor, or change the one with this number",
        Scope.AGREEMENTS_WRITE, AgreementEntry, UPSERT, example={"number": "AG-7", **_AGREED},
    ),
    Writing(
        "put_agreement", "put", "/agreements/{id}", "agreements",
        "Make the agreement with this number, or change it",
        Scope.AGREEMENTS_WRITE, AgreementChange, UPSERT, example=_AGREED,
    ),
    Writing(
        "change_agreement", "patch", "/agreements/{id}", "agreements", "Change the agreement with this number",
        Scope.AGREEMENTS_WRITE, AgreementChange, ("200",), example={"quota": 250},
    ),
)  # fmt: skip
