"""Who may pass where goods end: a part of the table in `access`."""

from app.web.doors import CLERKS, DESTROYERS, GRADERS, MOVERS, OVERSEERS, Access

ENDINGS: dict[str, Access] = {
    "destructions.index": DESTROYERS,
    "destructions.scan": DESTROYERS,
    "destructions.show": DESTROYERS,
    "destructions.photograph": DESTROYERS,
    "destructions.create": DESTROYERS,
    "destructions.hand_over": DESTROYERS,
    "parties.accredit": CLERKS,
    "recycling.index": MOVERS,
    "recycling.scan": MOVERS,
    "recycling.show": MOVERS,
    "recycling.create": MOVERS,
    "streams.index": OVERSEERS,
    "streams.export": OVERSEERS,
    "streams.save": CLERKS,
    "materials.index": OVERSEERS,
    "materials.export": OVERSEERS,
    "sanitizing.index": GRADERS,
    "sanitizing.scan": GRADERS,
    "sanitizing.show": GRADERS,
    "sanitizing.create": GRADERS,
    "sanitizing.undo": GRADERS,
    "sanitizations.index": OVERSEERS,
    "sanitizations.export": OVERSEERS,
    "certificates.index": OVERSEERS,
    "certificates.export": OVERSEERS,
    "certificates.show": OVERSEERS,
    "certificates.paper": OVERSEERS | DESTROYERS,
}
