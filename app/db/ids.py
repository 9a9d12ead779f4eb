"""Row ids: UUIDv7, so that neighbours in time are neighbours in the index (RFC 9562, 5.7)."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """Return a new id, later in order than every one made before it in this process."""
    return compat.uuid7()
