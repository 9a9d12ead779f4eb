"""What may be scanned, tapped and told anywhere on a test floor, for tests that do all of it."""

from datetime import date

from tests.factories import Floor, an_sscc
from tests.services.dock import gs1
from tests.services.notices import PALLET

PLATES = [an_sscc(number) for number in range(8)]
TOTES = ["T-0412", "T-0413", "T-0414"]
PALLETS = [PALLET, an_sscc(9500), an_sscc(9501)]
COUNTS = ["accept", "accept", "sample", "drop"]
PLACES = ["G-01", "S-01", "W-03", "L-01", "R-01", "Q-01"]
GRADES = ["CMD-GRADE-A", "CMD-GRADE-B", "CMD-GRADE-C", "CMD-GRADE-D", "CMD-PASS"]
COMMANDS = ["CMD-CONFIRM", "CMD-CLOSE", "CMD-UNDO", "CMD-PASS", "CMD-WHOLE", "CMD-HOLD", *GRADES]
FACTS: dict[str, dict[str, object]] = {
    "lot": {"lot": "10D9T"}, "new_lot": {"lot": "NEW-1"}, "unreadable": {"lot_is_unreadable": True},
    "serial": {"serial": "DR7-9"}, "expiry": {"expiry": date(2027, 9, 30)},
}  # fmt: skip
ANSWERS = ["accept", "refuse", "drop", *FACTS]


def items(floor: Floor) -> list[str]:
    """Return codes of every kind that receiving tells apart."""
    return [
        *[gs1(floor.vitamin, "10D9T", "270331")] * 3,
        gs1(floor.vitamin, "10F1C", "270531"),
        *[gs1(floor.omega, "K7731", "270228")] * 3,
        gs1(floor.vitamin, "10D9T", "250101"),
        gs1(floor.vitamin, "10D9T", "280101"),
        gs1(floor.zinc, "Z0392A", "270630"),
        gs1(floor.zinc),
        gs1(floor.drill, "L2608", serial="DR7-204815"),
        gs1(floor.drill, "L2608", serial="DR7-1"),
        gs1(floor.drill, "L2608"),
        f"01{floor.vitamin_case.code}1727033110" + "10D9T",
        f"02{floor.vitamin_case.code}172705313702\x1d10" + "10F1C",
        f"01{floor.omega.gtin}17270228305\x1d10K7731",
        floor.shirt.gtin,
        floor.shirt.sku,
        "K7731",
        "Z0415B",
        "DR7-204815",
        "T-0901",
        "Q-01",
    ]
