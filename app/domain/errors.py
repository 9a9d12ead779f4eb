"""Refusals and questions. Each carries the catalogue message that an operator will read."""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.messages.core import Message, Param, Said


class FloorError(Exception):
    """An act that cannot be done as asked; `said` is the sentence with its parameters.

    Raising it inside an act undoes the act and keeps the refusal, with what was scanned. `pending` is the question
    that stays open on the screen: it travels to the browser and comes back with the next act.
    """

    def __init__(self, message: Message, **params: Param) -> None:
        super().__init__(message.key)
        self.said = Said(message, params)
        self.pending: Mapping[str, object] = MappingProxyType({})

    def keeping(self, pending: Mapping[str, object]) -> "FloorError":
        """Return this error with the question that stays open."""
        self.pending = pending
        return self


class Refused(FloorError):
    """The act breaks a rule of the floor: nothing changes."""


class Question(FloorError):
    """The act needs one more fact or a confirmation named by `ask`; it is then sent again with the answer."""

    def __init__(self, message: Message, ask: str, **params: Param) -> None:
        super().__init__(message, **params)
        self.ask = ask


class Overtaken(FloorError):
    """Someone else changed the thing first; the sentence says who and when."""


class Replayed(FloorError):
    """The same client id came back with other content (HTTP 409)."""
