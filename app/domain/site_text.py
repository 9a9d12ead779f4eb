"""Texts that a site writes itself, in the two languages of its floor."""

from collections.abc import Mapping
from typing import Any

from app.domain.messages.core import Local

LANGUAGES = ("en", "es")


def parse_site_text(stored: Mapping[str, Any]) -> Local:
    """Return the text of a stored {en, es}; one language serves both. Raises ValueError when neither is there."""
    texts = {language: str(stored[language]) for language in LANGUAGES if stored.get(language)}
    if not texts:
        raise ValueError("a text needs English or Spanish, got neither")
    return Local(texts)
