"""Roles x routes of what leaves the building: loads and sale bundles, in the office and on the floor."""

from app.web.doors import CLERKS, MOVERS, OVERSEERS, Access

OUTBOUND: dict[str, Access] = {
    "outbound.index": OVERSEERS,
    "outbound.export": OVERSEERS,
    "outbound.show": OVERSEERS,
    "outbound.do": CLERKS,
    "outbound.paper": OVERSEERS | MOVERS,
    "outbound.sheet": OVERSEERS | MOVERS,
    "outbound.sheet_file": OVERSEERS | MOVERS,
    "outbound_forms.new": CLERKS,
    "outbound_forms.create": CLERKS,
    "outbound_forms.edit": CLERKS,
    "outbound_forms.update": CLERKS,
    "loading.index": MOVERS,
    "loading.scan": MOVERS,
    "loading.do": MOVERS,
    "bundling.show": MOVERS,
    "bundling.scan": MOVERS,
    "bundling.do": MOVERS,
    "bundles.index": OVERSEERS,
    "bundles.export": OVERSEERS,
    "bundles.show": OVERSEERS,
    "bundles.do": CLERKS,  # a sale far below the estimate is approved
}
