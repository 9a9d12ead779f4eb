"""Row ids: UUIDv7, so that neighbours in time are neighbours in the index (RFC 9562, 5.7)."""

from datetime import datetime
from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """Return a new id, later in order than every one made before it in this process."""
    return compat.uuid7()


def first_id_at(instant: datetime) -> UUID:
    """Return the least id that is made at `instant`: all that were made before it are smaller."""
    return UUID(int=int(instant.timestamp() * 1000) << 80)
