"""The question that stays open on a receiving screen: it travels to the browser and back, never in a session."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from app.domain.receiving import Ask


@dataclass(frozen=True, slots=True)
class Pending:
    """What was scanned and not yet counted, the answers given so far, and what is asked now (None: nothing)."""

    text: str
    symbology: str = ""
    reading: int = 0
    product: str = ""
    lot: str = ""
    expiry: date | None = None
    serial: str = ""
    times: int = 1
    accepted: frozenset[Ask] = frozenset()
    ask: Ask | None = None

    def accepting(self) -> "Pending":
        """Return the same with what is asked now confirmed."""
        return replace(self, accepted=self.accepted | {self.ask} if self.ask else self.accepted, ask=None)

    def to_json(self) -> dict[str, object]:
        """Return the JSON object that `parse` reads."""
        values = asdict(self)
        values["expiry"] = self.expiry.isoformat() if self.expiry else ""
        values["accepted"] = sorted(self.accepted)
        values["ask"] = self.ask or ""
        return values

    @classmethod
    def parse(cls, stored: Mapping[str, object]) -> "Pending | None":
        """Read back `to_json`; an empty object is None. Raises ValueError for what a screen never sends."""
        if not stored:
            return None
        expiry, ask, times = str(stored.get("expiry") or ""), str(stored.get("ask") or ""), int(str(stored["times"]))
        accepted = stored.get("accepted")
        if not isinstance(accepted, list) or not 1 <= times <= 1000:
            raise ValueError(f"not an open question: {json.dumps(dict(stored))[:200]}")
        return cls(
            text=str(stored["text"]),
            symbology=str(stored.get("symbology") or ""),
            reading=int(str(stored.get("reading") or 0)),
            product=str(stored.get("product") or ""),
            lot=str(stored.get("lot") or "")[:40],
            expiry=date.fromisoformat(expiry) if expiry else None,
            serial=str(stored.get("serial") or "")[:40],
            times=times,
            accepted=frozenset(Ask(word) for word in accepted),
            ask=Ask(ask) if ask else None,
        )
