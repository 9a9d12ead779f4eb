"""What other systems are told without asking: which news there is, where it may be sent, how it is signed."""

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit
from uuid import UUID

from app.domain.errors import Refused
from app.domain.messages import webhooks as say


class WebhookKind(StrEnum):
    """What a system can be told of."""

    RECEIPT_CLOSED = "receipt.closed"
    UNITS_GRADED = "units.graded"
    GRADING_UNDONE = "grading.undone"
    AUTHORIZATION_CHANGED = "authorization.changed"
    REFUND_DUE = "refund.due"
    REPLACEMENT_DUE = "replacement.due"


MOST_URL = 500
GIVEN_UP_AFTER = timedelta(days=3)
"""So long a message is tried again; then it waits for a person."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)

_INWARD = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""Ranges that count as public and lead to IPv4 addresses of any kind: NAT64 (RFC 6052), 6to4, Teredo."""


def check_url(text: str, *, allows_private: bool) -> str:
    """Return an address that may be sent to: https, or http to this machine where private addresses are allowed.

    Raises Refused with what was read. What a name leads to is looked at when it is sent to.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused(say.NO_URL, text=text[:80]) from None
    is_plain = text.isascii() and text.isprintable() and " " not in text and len(text) <= MOST_URL
    if not (is_plain and host) or parts.username is not None or parts.fragment or port == 0:
        raise Refused(say.NO_URL, text=text[:80])
    if parts.scheme != "https" and not (parts.scheme == "http" and allows_private and _is_loopback(host)):
        raise Refused(say.NOT_HTTPS, text=text[:80])
    address = _address(host)
    if address and not allows_private and not is_public(address):
        raise Refused(say.PRIVATE_ADDRESS, text=text[:80])
    return text


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is of the open internet, and of no machine, network or tunnel nearby."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _INWARD):
            return False
    return address.is_global and not address.is_multicast


def _is_loopback(host: str) -> bool:
    address = _address(host)
    return address.is_loopback if address else host == "localhost"


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def secret_of(server_key: str, webhook_id: UUID, salt: str) -> str:
    """Return the secret that both sides sign with. It is kept nowhere: the server's key and the salt make it again."""
    made = hmac.new(server_key.encode(), f"webhook {webhook_id} {salt}".encode(), hashlib.sha256)
    return f"bdw_{made.hexdigest()}"


def signature(secret: str, at: datetime, body: bytes) -> str:
    """Return the signature header of a message: the second at which it is sent, and HMAC-SHA256 over both."""
    second = int(at.timestamp())
    signed = hmac.new(secret.encode(), f"{second}.".encode() + body, hashlib.sha256)
    return f"t={second},v1={signed.hexdigest()}"


def wait_after(failures: int, chance: float) -> timedelta:
    """Return how long to wait after that many failures in a row: twice as long each time, an hour at most.

    `chance` from 0 to 1 takes up to half of it away, so that many do not come back at once.
    """
    longest = min(_FIRST_WAIT * 2.0 ** min(failures - 1, 12), _LONGEST_WAIT)
    return longest * (1 - chance / 2)
