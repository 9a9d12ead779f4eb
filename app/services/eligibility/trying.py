"""Trying a policy against the past: what its rules would have said of requests that were judged already."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import verdicts
from app.db.queries.verdicts import Past
from app.domain.eligibility import Judgement, judge
from app.domain.policies import Policy
from app.domain.terms import SEVERITY, Eligibility


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of which the policy says otherwise than was said."""

    past: Past
    judgement: Judgement

    @property
    def is_better(self) -> bool:
        """Whether the party fares better under the tried policy."""
        return SEVERITY[self.judgement.verdict] < SEVERITY[self.past.verdict]


@dataclass(frozen=True, slots=True)
class Trial:
    """What trying a policy showed: how many lines it judged, their verdicts then and now, each line that changes."""

    judged: int
    then: dict[Eligibility, int]
    now: dict[Eligibility, int]
    changed: tuple[Changed, ...]

    @property
    def better(self) -> int:
        """How many lines fare better."""
        return sum(one.is_better for one in self.changed)


def try_out(session: Session, site_id: UUID, policy: Policy, since: datetime) -> Trial:
    """Judge every line that was judged since an instant again, on the facts of then, under `policy`; keep nothing."""
    then, now = dict.fromkeys(Eligibility, 0), dict.fromkeys(Eligibility, 0)
    changed = []
    for past in verdicts.past(session, site_id, since):
        judgement = judge(past.facts, policy)
        then[past.verdict] += 1
        now[judgement.verdict] += 1
        if judgement.verdict is not past.verdict:
            changed.append(Changed(past, judgement))
    return Trial(sum(then.values()), then, now, tuple(changed))
