"""Who may pass where medical goods are made safe and identified: a part of the table in `access`."""

from app.web.doors import GRADERS, MOVERS, OVERSEERS, Access

MEDICAL_ROOMS: dict[str, Access] = {
    "decontaminating.index": MOVERS | GRADERS,
    "decontaminating.scan": MOVERS | GRADERS,
    "decontaminating.show": MOVERS | GRADERS,
    "decontaminating.create": MOVERS | GRADERS,
    "decontaminating.undo": MOVERS | GRADERS,
    "decontaminations.index": OVERSEERS,
    "decontaminations.export": OVERSEERS,
    "devices.index": OVERSEERS,
    "devices.export": OVERSEERS,
    "devices.show": OVERSEERS,
    "devices.history": OVERSEERS,
    "identifications.show": OVERSEERS | GRADERS,
    "identifications.create": OVERSEERS | GRADERS,  # it is approved
    "identifications.undo": OVERSEERS | GRADERS,
}
