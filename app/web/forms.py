"""Forms of the office: what was typed, and what is wrong with it, by field and in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from flask_babel import gettext as _

from app.domain.messages.core import Said
from app.web.signals import written


@dataclass(frozen=True, slots=True)
class Form:
    """The texts of a form by field, as typed, and the faults in the language of the page, by the field at fault."""

    typed: Mapping[str, str]
    faults: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __getitem__(self, name: str) -> str:
        """Return what stands in a field; nothing was typed where the empty text stands."""
        return self.typed.get(name, "")


def sentences(faults: Mapping[str, Said]) -> dict[str, str]:
    """Return the faults in the language of the request."""
    return {name: sentence(said) for name, said in faults.items()}


def sentence(said: Said) -> str:
    """Return what a message says, without its title, in the language of the request."""
    shown = {name: written(value) for name, value in said.params.items()}
    return str(_(said.message.say).format_map(shown))
