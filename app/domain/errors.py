"""Refusals. Each carries the catalogue message that an operator will read."""

from app.domain.messages.core import Message, Param, Said


class FloorError(Exception):
    """An act that cannot be done as asked; `said` is the sentence with its parameters.

    Raising it inside a unit of work undoes the act and keeps the refusal, with what was scanned.
    """

    def __init__(self, message: Message, **params: Param) -> None:
        super().__init__(message.key)
        self.said = Said(message, params)


class Refused(FloorError):
    """The act breaks a rule of the floor: nothing changes."""


class Question(FloorError):
    """The act needs one more fact or a confirmation; the same act is then sent again with the answer."""


class Overtaken(FloorError):
    """Someone else changed the thing first; the sentence says who and when."""


class Replayed(FloorError):
    """The same client id came back with other content (HTTP 409)."""
