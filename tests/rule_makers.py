"""Makers of disposition rules for tests."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import DispositionRule, Ruleset
from app.domain.pricing import STARTING
from app.domain.transitions import RulesetState
from app.domain.vocabulary import DispositionCode, RuleEffect
from tests.makers import NOW, made

_FIRST_RULESET = new_id()


def a_ruleset(session: Session) -> Ruleset:
    """Make version 1 of the disposition rules, in force at every site, with the starting prices and no rule."""
    return made(
        session,
        Ruleset(id=_FIRST_RULESET, version=1, state=RulesetState.ACTIVE, prices=STARTING.to_json(), changed_at=NOW,
                activated_at=NOW),
    )  # fmt: skip


def a_rule(
    session: Session, position: int, when: dict[str, object], effect: RuleEffect, codes: Iterable[DispositionCode]
) -> DispositionRule:
    """Make a row of version 1 of the disposition rules, which is in force."""
    if session.get(Ruleset, _FIRST_RULESET) is None:
        a_ruleset(session)
    return made(
        session,
        DispositionRule(id=new_id(), version=1, position=position, when=when, effect=effect,
                        codes=[code.value for code in codes],
                        sentence={"en": f"Rule {position} applies.", "es": f"Se aplica la regla {position}."}),
    )  # fmt: skip
