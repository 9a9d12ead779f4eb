"""The context of an act with packaging, which travels with it and comes back with its answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.domain.packaging import PackagingCondition, PackagingWork

SCOPE = "packaging"


@dataclass(frozen=True, slots=True)
class Screen:
    """What the screen does, to packaging in which condition, for whom.

    `ask` is the GRAI or the code of a type that a question is open about, `last` the act that undo would take back.
    `receipt_id` is the receipt whose goods the packaging carries in; it never travels, since that is another screen.
    """

    work: PackagingWork = PackagingWork.TAKE_BACK
    condition: PackagingCondition = PackagingCondition.GOOD
    party_id: UUID | None = None
    ask: str = ""
    last: str = ""
    receipt_id: UUID | None = None

    @classmethod
    def parse(cls, fields: Mapping[str, Any], last: str = "") -> "Screen":
        """Return the context that a form or an answer carries. Raises ValueError for words that are none of ours."""
        party = str(fields.get("party", ""))
        return cls(
            PackagingWork(fields.get("work") or PackagingWork.TAKE_BACK),
            PackagingCondition(fields.get("condition") or PackagingCondition.GOOD),
            UUID(party) if party else None,
            str(fields.get("ask", ""))[:40],
            last,
        )

    def fields(self) -> Mapping[str, str]:
        """Return the context as a form carries it."""
        party = str(self.party_id or "")
        return {"work": self.work.value, "condition": self.condition.value, "party": party, "ask": self.ask}

    def pending(self) -> Mapping[str, object]:
        """Return the context as an answer keeps it."""
        return dict(self.fields())

    def asking(self, ask: str = "") -> "Screen":
        """Return the same context with a question about `ask`, without one unless given."""
        return replace(self, ask=ask)
