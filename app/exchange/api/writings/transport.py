"""Collection requests, the loads that bring them, forward trips."""

from app.domain.scopes import Scope
from app.exchange.api.entries import Submission
from app.exchange.api.transport_entries import (
    CollectionChange,
    CollectionEntry,
    LoadChange,
    LoadEntry,
    Removal,
    TripChange,
    TripEntry,
)
from app.exchange.api.writing import Writing

TRANSPORT = (
    Writing(
        "create_collection", "post", "/collections", "collections", "Ask for goods to be fetched",
        Scope.COLLECTIONS_WRITE, CollectionEntry, ("201",),
        example={
            "authorizations": ["RMA-104502"], "ready_from": "2026-11-22", "ready_until": "2099-12-31", "kg": 640,
            "pallets": 2, "address": "100 Commerce St\nSan Antonio", "postal_code": "78205", "country": "US",
        },
    ),
    Writing(
        "change_collection", "patch", "/collections/{id}", "collections",
        "Change what is to be fetched, before a load is planned for it",
        Scope.COLLECTIONS_WRITE, CollectionChange, ("200",), needs_match=True, example={"kg": 700, "pallets": 3},
    ),
    Writing(
        "create_load", "post", "/loads", "loads", "Plan a load that brings collection requests",
        Scope.LOADS_WRITE, LoadEntry, ("201",),
        example={"collections": ["COL-000001"], "planned_on": "2099-12-30", "trailer": "TX-7714", "seal": "SL-204418"},
    ),
    Writing(
        "change_load", "patch", "/loads/{id}", "loads", "Change what is known of a load before it comes",
        Scope.LOADS_WRITE, LoadChange, ("200",), needs_match=True, example={"seal": "SL-204419"},
    ),
    Writing(
        "collect_collection", "post", "/collections/{id}/pickup", "collections",
        "Say that a driver has it: what was approved is on its way",
        Scope.COLLECTIONS_WRITE, Submission, ("200",),
    ),
    Writing(
        "lighten_load", "post", "/loads/{id}/removal", "loads", "Take a collection request off a load",
        Scope.LOADS_WRITE, Removal, ("200",), example={"collection": "COL-000001"},
    ),
    Writing(
        "cancel_load", "post", "/loads/{id}/cancellation", "loads",
        "Let a load not run: what it would have brought waits to be planned again",
        Scope.LOADS_WRITE, Submission, ("200",),
    ),
    Writing(
        "cancel_collection", "post", "/collections/{id}/cancellation", "collections",
        "Give a collection up: its authorizations may be asked for again",
        Scope.COLLECTIONS_WRITE, Submission, ("200",),
    ),
    Writing(
        "create_trip", "post", "/trips", "trips", "Write down a forward trip, so that pick-ups can ride back with it",
        Scope.TRIPS_WRITE, TripEntry, ("201",),
        example={
            "number": "TR-7", "leaves_on": "2099-12-30", "vehicle": "TX-4471", "capacity_kg": 11000,
            "capacity_litres": 42000, "lines": [{"party": "C-1044", "kg": 2600, "litres": 7800}],
        },
    ),
    Writing(
        "change_trip", "patch", "/trips/{id}", "trips", "Change a forward trip, as long as what it brings back fits",
        Scope.TRIPS_WRITE, TripChange, ("200",), needs_match=True, example={"vehicle": "TX-2280"},
    ),
    Writing(
        "cancel_trip", "post", "/trips/{id}/cancellation", "trips", "Let a forward trip not run",
        Scope.TRIPS_WRITE, Submission, ("200",),
    ),
)  # fmt: skip
