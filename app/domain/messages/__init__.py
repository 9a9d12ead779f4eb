"""Every sentence an operator can see, by key."""

from types import ModuleType

from app.domain.messages import (
    agreements,
    announcing,
    authorizing,
    capturing,
    crediting,
    delivered,
    eligibility,
    floor,
    grading,
    holding,
    home,
    importing,
    labelling,
    matching,
    money,
    pairing,
    pallets,
    policies,
    proposing,
    receiving,
    reconciling,
    returning,
    routing,
    sending,
    signing_in,
    transport,
    unsold,
    viewing,
    webhooks,
)
from app.domain.messages.core import Message

_MODULES: tuple[ModuleType, ...] = (
    announcing,
    agreements,
    authorizing,
    capturing,
    delivered,
    crediting,
    eligibility,
    floor,
    grading,
    holding,
    home,
    importing,
    labelling,
    pallets,
    matching,
    pairing,
    money,
    policies,
    proposing,
    receiving,
    reconciling,
    returning,
    routing,
    sending,
    signing_in,
    transport,
    unsold,
    viewing,
    webhooks,
)

CATALOGUE: dict[str, Message] = {
    value.key: value for module in _MODULES for value in vars(module).values() if isinstance(value, Message)
}
