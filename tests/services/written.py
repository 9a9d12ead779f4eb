"""Which tables acts write: all but what stands for good, and what refusals write too."""

from app.db.models import Base

REFERENCE = {
    "site", "location", "party", "product", "pack", "operator", "device", "checklist", "disposition_rule", "shipment",
    "shipment_line", "authorization_line",
}  # fmt: skip
WRITTEN_BY_REFUSALS = ("answer", "scan")
WRITTEN_BY_ACTS = sorted(set(Base.metadata.tables) - REFERENCE - set(WRITTEN_BY_REFUSALS))
