"""A lot on the bench that is judged by a sample: its plan, and how far the sample has come."""

from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.products import Product
from app.domain.sampling import Aql, Severity
from app.domain.transitions import SampleState


@dataclass(frozen=True, slots=True)
class SampledLot:
    """A product and batch of an authorization; `units` ungraded base units of it, `id` None before the first draw."""

    paper_id: UUID
    number: str
    party_id: UUID
    product: Product
    lot: str
    units: int
    aql: Aql
    severity: Severity
    sample: int
    accept: int
    state: SampleState = SampleState.DRAWING
    drawn: int = 0
    defective: int = 0
    id: UUID | None = None
    is_stopped: bool = False

    def looked_at(self, *, good: bool) -> "SampledLot":
        """Return the lot with one unit more looked at."""
        return replace(self, drawn=self.drawn + 1, defective=self.defective + (not good))

    @property
    def is_rejected(self) -> bool:
        """Whether more were defective than the plan accepts: the rest of the sample changes nothing any more."""
        return self.defective > self.accept

    @property
    def is_accepted(self) -> bool:
        """Whether the whole sample was looked at, and is good enough."""
        return self.drawn >= self.sample and not self.is_rejected
