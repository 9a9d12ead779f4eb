"""Which elements must, or must not, stand together (General Specifications 4.13 and 4.14), for the floor's AIs.

A label is often split over several codes, so that a missing partner is a warning, never a refusal.
"""

from collections.abc import Iterator, Mapping

from app.domain.gs1.doubts import Doubt, Warning_

# (AI, its partners): at least one partner is expected. `21`-like attributes without an item are Doubt.NO_ITEM.
_NEEDS = {
    "02": ("37",),
    "37": ("02", "8026"),
    "22": ("01",),
    "235": ("01",),
    "250": ("21",),
    "254": ("414",),
    "415": ("8020",),
    "427": ("422",),
    "7020": ("416",),
    "7022": ("7021",),
    "8007": ("415",),
    "8011": ("8010",),
    "8019": ("8017", "8018"),
    "8020": ("415",),
    "8026": ("37",),
    "8030": ("00", "01", "253", "255", "8003", "8004", "8006", "8010", "8017", "8018"),
}
_NEVER_WITH = {
    "01": ("02", "255", "37", "8006"),
    "21": ("235",),
    "255": ("02", "415", "8006", "8020", "8026"),
    "37": ("8006",),
    "420": ("421",),
    "422": ("426",),
    "8006": ("8026",),
    "8017": ("8018",),
}
# Keys whose serial part is optional, except beside a digital signature (8030).
_SIGNED_NEEDS_SERIAL = {"253": 13, "255": 13, "8003": 14}


def broken(values: Mapping[str, str]) -> Iterator[Warning_]:
    """Yield one warning for each rule that the elements break; `detail` names the AIs."""
    for ai in values:
        if ai in _NEEDS and values.keys().isdisjoint(_NEEDS[ai]):
            yield Warning_(Doubt.ASSOCIATION, f"({ai}) needs ({') or ('.join(_NEEDS[ai])})")
        for other in _NEVER_WITH.get(ai, ()):
            if other in values:
                yield Warning_(Doubt.ASSOCIATION, f"({ai}) never with ({other})")
    if "8030" in values:
        for ai, length in _SIGNED_NEEDS_SERIAL.items():
            if len(values.get(ai, "")) == length:
                yield Warning_(Doubt.ASSOCIATION, f"(8030) needs a serial in ({ai})")
