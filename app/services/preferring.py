"""How an operator likes the screen: language, light, gloves, hand."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Operator, table_of
from app.domain.principals import Principal

OPERATOR = table_of(Operator)

LANGUAGES = ("en", "es")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Look:
    """One of THEMES, target sizes for gloves, and which side of the screen is mirrored."""

    theme: str = "auto"
    gloves: bool = False
    left_handed: bool = False


def speak(session: Session, by: Principal, language: str) -> None:
    """Keep the operator's language, one of LANGUAGES."""
    session.execute(sa.update(OPERATOR).where(OPERATOR.c.id == by.operator_id).values(language=language))


def look(session: Session, by: Principal, chosen: Look) -> None:
    """Keep how the operator's screen looks."""
    session.execute(
        sa.update(OPERATOR)
        .where(OPERATOR.c.id == by.operator_id)
        .values(theme=chosen.theme, gloves=chosen.gloves, left_handed=chosen.left_handed)
    )
