"""Sentences about telling other systems: where to, what is refused, what is sent again."""

from app.domain.messages.core import Message, Signal, msg

ADDED = Message(
    "webhooks.added", Signal.OK, msg("Webhook added"), msg("{url} is told from now on."),
    msg("Keep the secret: it is shown this once"),
)  # fmt: skip
ENDED = Message("webhooks.ended", Signal.OK, msg("Webhook ended"), msg("{url} is told nothing any more."))
AGAIN = Message(
    "webhooks.again", Signal.OK, msg("Sent again"), msg("Messages that are sent again to {url}: {count}."),
)  # fmt: skip
NO_URL = Message(
    "webhooks.no_url", Signal.ATTENTION, msg("Not an address"),
    msg("Read {text}, expected an address such as https://erp.example/backdock, without a name or password in it."),
    msg("Correct the address"),
)  # fmt: skip
NOT_HTTPS = Message(
    "webhooks.not_https", Signal.STOP, msg("Not by https"),
    msg("Read {text}, expected an address that begins with https: what is sent must not be read on the way."),
    msg("Correct the address"),
)  # fmt: skip
PRIVATE_ADDRESS = Message(
    "webhooks.private_address", Signal.STOP, msg("Not a public address"),
    msg("{text} is an address of this machine or of a network nearby, and nothing is sent there."),
    msg("Use a public address, or have an administrator allow private ones (BACKDOCK_WEBHOOK_PRIVATE_ADDRESSES)"),
)  # fmt: skip
NO_KINDS = Message(
    "webhooks.no_kinds", Signal.ATTENTION, msg("Told of nothing"),
    msg("{url} was not added: no news was chosen for it."), msg("Tick what it is to be told of"),
)  # fmt: skip
TOO_MANY = Message(
    "webhooks.too_many", Signal.ATTENTION, msg("Too many"),
    msg("{url} was not added: that many webhooks are there already: {most}."), msg("End one that nobody needs"),
)  # fmt: skip
UNKNOWN = Message(
    "webhooks.unknown", Signal.ATTENTION, msg("Not found"), msg("This webhook is not there any more."),
    msg("Look at the list"),
)  # fmt: skip
NOTHING_AGAIN = Message(
    "webhooks.nothing_again", Signal.ATTENTION, msg("Nothing to send"),
    msg("No message that was given up waits there. Nothing was sent again."), msg("Look at the list"),
)  # fmt: skip
