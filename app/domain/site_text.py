"""Texts that a site writes itself, in the two languages of its floor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class SiteText:
    """A sentence in English and Spanish; a site may write only one, which then serves both."""

    en: str
    es: str

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Self:
        """Return the text of a stored {en, es}. Raises ValueError when neither is there."""
        en, es = str(stored.get("en", "")), str(stored.get("es", ""))
        if not (en or es):
            raise ValueError("a text needs English or Spanish, got neither")
        return cls(en or es, es or en)

    def in_language(self, language: str) -> str:
        """Return the text for an operator; any language but Spanish reads English."""
        return self.es if language == "es" else self.en

    def to_json(self) -> dict[str, str]:
        """Return what is stored."""
        return {"en": self.en, "es": self.es}
