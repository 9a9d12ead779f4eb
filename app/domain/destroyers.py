"""Firms that goods are given to, to be destroyed elsewhere: each by a certificate with a last day."""

from dataclasses import dataclass
from datetime import date

from app.domain.errors import Refused
from app.domain.messages import parties as say


@dataclass(frozen=True, slots=True)
class Credential:
    """A firm's certificate as a destroyer, good until that day, the day included; the empty number is none."""

    number: str = ""
    until: date | None = None

    @property
    def mark(self) -> str:
        """What tells one from another on a page that showed it."""
        return f"{self.number}|{self.until or ''}"

    def has_lapsed(self, today: date) -> bool:
        """Tell whether it is not good any more, or is none."""
        return self.until is None or self.until < today


def check(credential: Credential) -> None:
    """Raise Refused for a certificate with a number and no day, or with a day and no number."""
    if bool(credential.number) != bool(credential.until):
        raise Refused(say.HALF_A_CREDENTIAL)
