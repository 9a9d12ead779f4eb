"""Every sentence an operator can see, by key."""

from types import ModuleType

from app.domain.messages import (
    authorizing,
    capturing,
    eligibility,
    floor,
    grading,
    holding,
    home,
    importing,
    labelling,
    policies,
    receiving,
    returning,
    routing,
    signing_in,
    viewing,
)
from app.domain.messages.core import Message


def _messages(module: ModuleType) -> dict[str, Message]:
    return {value.key: value for value in vars(module).values() if isinstance(value, Message)}


CATALOGUE: dict[str, Message] = {
    **_messages(floor), **_messages(receiving), **_messages(grading), **_messages(routing), **_messages(signing_in),
    **_messages(capturing), **_messages(home), **_messages(holding), **_messages(labelling), **_messages(viewing),
    **_messages(eligibility), **_messages(policies), **_messages(returning),
    **_messages(authorizing), **_messages(importing),
}  # fmt: skip
