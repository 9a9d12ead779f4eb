"""The question that stays open on a receiving screen: it travels to the browser and back, never in a session."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from app.domain.readings import read
from app.domain.receiving import Ask


@dataclass(frozen=True, slots=True)
class Pending:
    """What was scanned and not yet counted, the answers given so far, and what is asked now (None: nothing)."""

    text: str
    symbology: str = ""
    reading: int = 0
    product: str = ""
    paper: str = ""
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
        accepted, reading = stored.get("accepted"), int(str(stored.get("reading") or 0))
        text, symbology = str(stored["text"]), str(stored.get("symbology") or "")
        is_readable = 0 <= reading < len(read(text, symbology or None))
        if not isinstance(accepted, list) or not 1 <= times <= 1000 or not is_readable:
            raise ValueError(f"not an open question: {json.dumps(dict(stored))[:200]}")
        return cls(
            text=text,
            symbology=symbology,
            reading=reading,
            product=_words(stored, "product"),
            paper=_words(stored, "paper"),
            lot=_words(stored, "lot"),
            expiry=date.fromisoformat(expiry) if expiry else None,
            serial=_words(stored, "serial"),
            times=times,
            accepted=frozenset(Ask(word) for word in accepted),
            ask=Ask(ask) if ask else None,
        )


def _words(stored: Mapping[str, object], name: str) -> str:
    words = str(stored.get(name) or "")[:40]
    words.encode()  # JSON can say half a surrogate pair, which is no text and raises ValueError
    if "\0" in words:
        raise ValueError(f"{name} holds NUL, which no database keeps")
    return words
