"""What an operation that writes is made of: its path, its scope, what it takes. The operations stand in `writings`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.domain.scopes import Scope
from app.exchange.api.bodies import MOST_BYTES
from app.exchange.api.entries import Entry

KEY, MATCH = "Idempotency-Key", "If-Match"
LONGEST_KEY = 100
KEY_FORM = r"^[\x21-\x7e]+$"
MATCH_FORM = r'^"[0-9]{1,9}"$'


@dataclass(frozen=True, slots=True)
class Writing:
    """One operation: its path under /api/v1, the collection it answers with an item of, what it takes.

    `needs_match` tells what must name the version it changes; `example` is a body that a new house
    understands; `has_many` tells what answers with a list of items.
    """

    name: str
    method: str
    path: str
    collection: str
    summary: str
    scope: Scope
    entry: type[Entry]
    statuses: tuple[str, ...]
    needs_match: bool = False
    most_bytes: int = MOST_BYTES
    has_many: bool = False
    example: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def needs_key(self) -> bool:
        """Tell whether sending it twice would do it twice, were it not for its key."""
        return self.method == "post"

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return what the path names in braces, in order."""
        return tuple(re.findall(r"\{(\w+)\}", self.path))

    @property
    def is_by_key(self) -> bool:
        """Tell whether the path names what the company calls the item, and never its id: there may be none yet."""
        return self.has_id and self.collection in {"products", "parties", "shipments", "agreements"}

    @property
    def has_id(self) -> bool:
        """Tell whether the path names an item."""
        return "{" in self.path


UPSERT = ("200", "201")
