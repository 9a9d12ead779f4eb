"""The field's words as enumerations: GS1 CBV 2.0 spellings where they exist, ours where they do not."""

from enum import StrEnum


class Program(StrEnum):
    """Why goods come back: decides paperwork and rules."""

    CUSTOMER_RETURN = "customer_return"
    TRADE_RETURN = "trade_return"
    WARRANTY = "warranty"
    UNSOLD = "unsold"
    PACKAGING = "packaging"
    END_OF_LIFE = "end_of_life"
    RECALL = "recall"


class ReasonCode(StrEnum):
    """Default reasons of a return; `other` needs text."""

    CHANGED_MIND = "changed_mind"
    WRONG_ITEM = "wrong_item"
    WRONG_SIZE = "wrong_size"
    NOT_AS_DESCRIBED = "not_as_described"
    DEFECTIVE = "defective"
    DAMAGED_IN_TRANSIT = "damaged_in_transit"
    EXPIRED = "expired"
    SHORT_DATED = "short_dated"
    OVERSTOCK = "overstock"
    END_OF_SEASON = "end_of_season"
    OBSOLETE = "obsolete"
    WARRANTY_CLAIM = "warranty_claim"
    RECALL = "recall"
    END_OF_LEASE = "end_of_lease"
    OTHER = "other"


class Condition(StrEnum):
    """What is observed on goods; a line has a *set* of these."""

    UNOPENED = "unopened"
    OPENED = "opened"
    DAMAGED = "damaged"
    DEFECTIVE = "defective"
    EXPIRED = "expired"
    FUNCTIONAL = "functional"
    INCOMPLETE = "incomplete"


class Grade(StrEnum):
    """As-found grade, A best."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class DispositionCode(StrEnum):
    """The decision about goods."""

    RESTOCK = "restock"
    REWORK = "rework"
    REFURBISH = "refurbish"
    RETURN_TO_VENDOR = "return_to_vendor"
    LIQUIDATE = "liquidate"
    DONATE = "donate"
    RECYCLE = "recycle"
    DESTROY = "destroy"
    RETURN_TO_CUSTOMER = "return_to_customer"


class Zone(StrEnum):
    """Where a disposition code sends goods; the letter painted on the floor."""

    STOCK = "S"
    WORKSHOP = "W"
    VENDOR = "V"
    LIQUIDATION = "L"
    DONATION = "N"
    RECYCLING = "R"
    DESTRUCTION = "X"
    CUSTOMER = "C"
    QUARANTINE = "Q"


ZONE_OF: dict[DispositionCode, Zone] = {
    DispositionCode.RESTOCK: Zone.STOCK,
    DispositionCode.REWORK: Zone.WORKSHOP,
    DispositionCode.REFURBISH: Zone.WORKSHOP,
    DispositionCode.RETURN_TO_VENDOR: Zone.VENDOR,
    DispositionCode.LIQUIDATE: Zone.LIQUIDATION,
    DispositionCode.DONATE: Zone.DONATION,
    DispositionCode.RECYCLE: Zone.RECYCLING,
    DispositionCode.DESTROY: Zone.DESTRUCTION,
    DispositionCode.RETURN_TO_CUSTOMER: Zone.CUSTOMER,
}


class LocationKind(StrEnum):
    """What a place is for."""

    DOCK = "dock"
    STAGING = "staging"
    BENCH = "bench"
    RACK = "rack"
    CAGE = "cage"
    OUTBOUND = "outbound"
    FORKLIFT = "forklift"


class PartyKind(StrEnum):
    """What a party is to us."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    CARRIER = "carrier"
    RECYCLER = "recycler"
    LIQUIDATOR = "liquidator"
    CLIENT = "client"
    CONTRACTOR = "contractor"
    CHARITY = "charity"


class Category(StrEnum):
    """Product categories that have a checklist."""

    ELECTRONICS = "electronics"
    APPAREL = "apparel"
    FOOD = "food"
    MEDICAL = "medical"
    TOOLS = "tools"
    PACKAGING = "packaging"


class Role(StrEnum):
    """What an operator may do; one operator may have several."""

    DOCK = "dock"
    INSPECTOR = "inspector"
    ROUTER = "router"
    SUPERVISOR = "supervisor"
    OFFICE = "office"
    QUALITY = "quality"


class LineVerdict(StrEnum):
    """How a received quantity stands to its paper."""

    EXPECTED = "expected"
    OVER = "over"
    UNEXPECTED = "unexpected"
    WRONG_LOT = "wrong_lot"
    WRONG_SERIAL = "wrong_serial"
    EXPIRED = "expired"
    LOT_UNREADABLE = "lot_unreadable"
    UDI_UNREADABLE = "udi_unreadable"
    UNMATCHED = "unmatched"
    DECLARED = "declared"
    """Named by an advance notice, and neither counted nor sampled: nothing is credited for it."""


class HoldReason(StrEnum):
    """Why goods are locked."""

    EXPIRED = "expired"
    WRONG_LOT = "wrong_lot"
    WRONG_SERIAL = "wrong_serial"
    UNEXPECTED = "unexpected"
    LOT_UNREADABLE = "lot_unreadable"
    UDI_UNREADABLE = "udi_unreadable"
    UNMATCHED = "unmatched"
    RECALL = "recall"
    DECONTAMINATION = "decontamination"
    CUSTOMS = "customs"
    QUALITY_CHECK = "quality_check"
    DISPUTE = "dispute"


class HoldScope(StrEnum):
    """What an order to hold is about, the narrowest first."""

    LINE = "line"
    CARTON = "carton"
    LOT = "product_lot"
    PRODUCT = "product"
    AUTHORIZATION = "authorization"
    PARTY = "party"


class ReleaseReason(StrEnum):
    """Why locked goods may go on."""

    INSPECTED = "inspected_in_order"
    PAPER_CORRECTED = "paper_corrected"
    PARTY_AGREED = "party_agreed"
    LOCKED_IN_ERROR = "locked_in_error"


class ExceptionKind(StrEnum):
    """What needs a supervisor's eye."""

    OVER = "over"
    UNEXPECTED = "unexpected"
    WRONG_LOT = "wrong_lot"
    WRONG_SERIAL = "wrong_serial"
    EXPIRED = "expired"
    LOT_UNREADABLE = "lot_unreadable"
    UDI_UNREADABLE = "udi_unreadable"
    DIFFERENCES = "differences"
    REFUSED_GOODS = "refused_goods"
    PLACE_FULL = "place_full"
    NOT_AS_DECLARED = "not_as_declared"
    PIN_LOCKED = "pin_locked"
    SEAL_DIFFERS = "seal_differs"
    DID_NOT_COME = "did_not_come"
    ENTRY_DUE = "entry_due"
    OVER_TARGET = "over_target"
    GRADES_DIFFER = "grades_differ"
    HELP = "help"


class Command(StrEnum):
    """What a command barcode asks for."""

    CONFIRM = "confirm"
    UNDO = "undo"
    CLOSE = "close"
    PRINT = "print"
    LANGUAGE = "language"
    PASS = "pass"
    HOLD = "hold"
    WHOLE = "whole"
    GRADE_A = "grade_a"
    GRADE_B = "grade_b"
    GRADE_C = "grade_c"
    GRADE_D = "grade_d"
    NEXT = "next"
    TAKE_BACK = "take_back"
    ISSUE = "issue"
    TEND = "tend"
    GOOD = "good"
    DIRTY = "dirty"
    DAMAGED = "damaged"
    BEYOND_REUSE = "beyond_reuse"
    CLEAN = "clean"
    REPAIR = "repair"
    PART_SWAP = "part_swap"
    FIRMWARE = "firmware"
    REPACK = "repack"
    RELABEL = "relabel"
    REBOX = "rebox"
    PAUSE = "pause"
    FINISH = "finish"
    WHOLE_LOT = "whole_lot"
    RECYCLE = "recycle"
    DESTROY = "destroy"
    AUTOCLAVE = "autoclave"
    DISINFECTION = "disinfection"
    WIPE_DOWN = "wipe_down"
    SEALED = "sealed"
    NEXT_LINE = "next_line"
    INSPECTED = "inspected"
    CORRECTED = "corrected"
    AGREED = "agreed"
    IN_ERROR = "in_error"


class DeviceKind(StrEnum):
    """What an operator holds or looks at."""

    TABLET = "tablet"
    BENCH = "bench"
    WALL = "wall"


class RuleEffect(StrEnum):
    """What a disposition rule does to its codes."""

    EXCLUDE = "exclude"
    REQUIRE = "require"


class TallyKind(StrEnum):
    """What is counted per day."""

    UNITS_RECEIVED = "units_received"
    UNITS_GRADED = "units_graded"
    CARTONS_RECEIVED = "cartons_received"
    CARTONS_PLACED = "cartons_placed"
