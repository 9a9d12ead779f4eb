"""The ledger's words: EPCIS 2.0 and its Core Business Vocabulary, and our own acts on goods."""

from enum import StrEnum


class BizStep(StrEnum):
    """CBV 2.0 business steps that Backdock writes."""

    RECEIVING = "receiving"
    ACCEPTING = "accepting"
    ARRIVING = "arriving"
    INSPECTING = "inspecting"
    HOLDING = "holding"
    STORING = "storing"
    PACKING = "packing"
    UNLOADING = "unloading"
    REPAIRING = "repairing"
    REPACKAGING = "repackaging"
    DEPARTING = "departing"
    SHIPPING = "shipping"
    DESTROYING = "destroying"
    COLLECTING = "collecting"
    LOADING = "loading"
    OTHER = "other"


class Disposition(StrEnum):
    """CBV 2.0 dispositions that Backdock writes: the state of an object in an event."""

    RETURNED = "returned"
    IN_PROGRESS = "in_progress"
    IN_TRANSIT = "in_transit"
    DAMAGED = "damaged"
    NON_SELLABLE_OTHER = "non_sellable_other"
    EXPIRED = "expired"
    RECALLED = "recalled"
    SELLABLE_ACCESSIBLE = "sellable_accessible"
    SELLABLE_NOT_ACCESSIBLE = "sellable_not_accessible"
    DESTROYED = "destroyed"
    DISPOSED = "disposed"
    CONFORMANT = "conformant"
    NON_CONFORMANT = "non_conformant"
    UNKNOWN = "unknown"


class EventKind(StrEnum):
    """Our acts on goods. The EPCIS export derives one to n EPCIS events from each."""

    RECEIPT_OPENED = "receipt_opened"
    CARTON_OPENED = "carton_opened"
    PALLET_RECEIVED = "pallet_received"
    COUNT_STARTED = "count_started"
    SAMPLE_PASSED = "sample_passed"
    UNITS_RECEIVED = "units_received"
    GOODS_REFUSED = "goods_refused"
    CARTON_CLOSED = "carton_closed"
    RECEIPT_CLOSED = "receipt_closed"
    RECEIPT_REOPENED = "receipt_reopened"
    RECEIPT_MATCHED = "receipt_matched"
    GRADING_STARTED = "grading_started"
    UNITS_GRADED = "units_graded"
    TOTE_CLOSED = "tote_closed"
    HELD_GOODS_SPLIT_OUT = "held_goods_split_out"
    HOLD_RELEASED = "hold_released"
    HOLD_PLACED = "hold_placed"
    HOLD_LIFTED = "hold_lifted"
    HELD_GOODS_SENT_OUT = "held_goods_sent_out"
    ROUTE_STARTED = "route_started"
    ROUTE_CHANGED = "route_changed"
    CARTON_PLACED = "carton_placed"
    LOAD_ARRIVED = "load_arrived"
    LOAD_UNLOADED = "load_unloaded"
    PALLET_OPENED = "pallet_opened"
    PALLET_STACKED = "pallet_stacked"
    PALLET_UNSTACKED = "pallet_unstacked"
    DATA_SANITIZED = "data_sanitized"
    RECEIVED_UNOPENED = "received_unopened"
    DECONTAMINATED = "decontaminated"
    DEVICE_IDENTIFIED = "device_identified"
    REWORK_STARTED = "rework_started"
    OPERATION_STARTED = "operation_started"
    OPERATION_PAUSED = "operation_paused"
    OPERATION_FINISHED = "operation_finished"
    LOT_CORRECTED = "lot_corrected"
    PART_USED = "part_used"
    REWORK_FINISHED = "rework_finished"
    UNITS_SCRAPPED = "units_scrapped"
    SENT_TO_CONTRACTOR = "sent_to_contractor"
    BACK_FROM_CONTRACTOR = "back_from_contractor"
    PACKAGING_ISSUED = "packaging_issued"
    PACKAGING_RETURNED = "packaging_returned"
    PACKAGING_TENDED = "packaging_tended"
    PACKAGING_LOST = "packaging_lost"
    GOODS_DESTROYED = "goods_destroyed"
    GOODS_RECYCLED = "goods_recycled"
    CUSTODY_HANDED_OVER = "custody_handed_over"
    SAMPLE_JUDGED = "sample_judged"
    ENTRY_ASSIGNED = "entry_assigned"
    CARTON_LOADED = "carton_loaded"
    CARTON_TAKEN_OFF = "carton_taken_off"
    LOAD_DEPARTED = "load_departed"
    BUNDLE_FILLED = "bundle_filled"
    BUNDLE_REDUCED = "bundle_reduced"
    UNDONE = "undone"


NEVER_UNDONE = frozenset({
    EventKind.RECEIPT_OPENED, EventKind.RECEIPT_CLOSED, EventKind.RECEIPT_REOPENED, EventKind.LOAD_UNLOADED,
    EventKind.GOODS_DESTROYED, EventKind.GOODS_RECYCLED, EventKind.CUSTODY_HANDED_OVER, EventKind.SAMPLE_JUDGED,
    EventKind.ENTRY_ASSIGNED, EventKind.LOAD_DEPARTED, EventKind.UNDONE,
})  # fmt: skip
"""Acts that no undo takes back: others have built on them, the goods are gone, or they took something back."""


OF_PACKAGING = frozenset({
    EventKind.PACKAGING_ISSUED, EventKind.PACKAGING_RETURNED, EventKind.PACKAGING_TENDED, EventKind.PACKAGING_LOST,
})  # fmt: skip
"""Acts on what goods are carried in: they move assets and bulk material, and never goods."""


class EpcisAction(StrEnum):
    """EPCIS 2.0 action."""

    ADD = "ADD"
    OBSERVE = "OBSERVE"
    DELETE = "DELETE"


class Boundary(StrEnum):
    """A place that is no line of a carton. `carton` marks that the other column names one.

    Packaging stands in the `store`, in the building, or with the `party` that its event names.
    """

    CARTON = "carton"
    OUTSIDE = "outside"
    OUT = "out"
    DESTROYED = "destroyed"
    TRANSFORMED = "transformed"
    ADJUSTED = "adjusted"
    STORE = "store"
    PARTY = "party"


class ItemRole(StrEnum):
    """What an item is in its event (EPCIS parent, child, input, output)."""

    PARENT = "parent"
    CHILD = "child"
    INPUT = "input"
    OUTPUT = "output"


class ErrorReason(StrEnum):
    """CBV 2.0 error-declaration reasons."""

    DID_NOT_OCCUR = "did_not_occur"
    INCORRECT_DATA = "incorrect_data"
