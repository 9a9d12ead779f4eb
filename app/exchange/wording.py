"""The catalogue of sentences in each language, for what is written where nobody asks for a page.

Translations are read from the .po files themselves: no build step, nothing compiled to go stale.
"""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

TRANSLATIONS = Path(__file__).parent.parent / "translations"


@cache
def catalogues() -> Mapping[str, Translations]:
    """Return the translations of every language but English, which is what the code says."""
    files = TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")
    return MappingProxyType({path.parts[-3]: _read(path) for path in files})


def _read(path: Path) -> Translations:
    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def say(language: str, text: str) -> str:
    """Return catalogue text in `language`; in English, and where a language lacks it, as the code says it."""
    found = catalogues().get(language)
    return str(found.ugettext(text)) if found else text
