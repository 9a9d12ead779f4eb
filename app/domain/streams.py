"""Material streams: how weights are read, shared among programs, and told as figures."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from app.domain.certificates import Fate
from app.domain.errors import Refused
from app.domain.messages import recycling as say
from app.domain.messages.core import Local

MOST_GRAMS = 100_000_000
"""A hundred tonnes: more than any carton or pallet weighs."""

DIVERTED = frozenset({Fate.BACK_TO_PRODUCTION, Fate.RECYCLED})
"""Where material goes that is not disposed of."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of a site; `version` guards its changes."""

    id: UUID
    code: str
    name: Mapping[str, str]
    fate: Fate
    is_active: bool
    version: int


def read_grams(stream: Stream, text: str) -> int:
    """Return the weight that was typed for a stream, in grams; empty is 0. Raises Refused for anything else."""
    typed = text.strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdecimal()) or int(typed) > MOST_GRAMS:
        raise Refused(say.NOT_A_WEIGHT, stream=Local(stream.name), text=typed[:20])
    return int(typed)


def shared(grams: int, by: Mapping[K, int]) -> dict[K, int]:
    """Return `grams` shared out in proportion to `by`, to the gram: largest remainders get what is left over.

    Where nothing weighs anything the first key has all of it.
    """
    total = sum(by.values())
    if not total:
        return {next(iter(by)): grams} if by and grams else {}
    exact = {each: Decimal(grams) * weight / total for each, weight in by.items()}
    found = {each: int(share) for each, share in exact.items()}
    by_remainder = sorted(exact, key=lambda each: exact[each] - found[each], reverse=True)
    for each in by_remainder[: grams - sum(found.values())]:
        found[each] += 1
    return {each: share for each, share in found.items() if share}


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a period came to: grams by fate, and grams that were destroyed here."""

    of_fate: Mapping[Fate, int]
    destroyed: int
    certificates: int

    @property
    def total(self) -> int:
        """All that ended here, in grams."""
        return sum(self.of_fate.values()) + self.destroyed

    def percent(self, fates: Iterable[Fate]) -> Decimal | None:
        """Return the share of the total that went to `fates`, to a tenth of a percent; None of nothing."""
        if not self.total:
            return None
        part = sum(self.of_fate.get(fate, 0) for fate in fates)
        return (Decimal(100 * part) / self.total).quantize(Decimal("0.1"))
