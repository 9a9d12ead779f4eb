"""What each keyboard layout makes of the keys a US-configured scanner presses.

A row holds the characters a layout puts on the same keys as `US`, position by position: first the plain keys, then
the same keys with Shift. A space marks a key that types nothing on that layout. `dead` lists the keys that wait for
the next letter and melt into it (´ then e gives é), each by its combining character.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

US = (
    r"`1234567890-=qwertyuiop[]\asdfghjkl;'zxcvbnm,./",
    r'~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
)

ACUTE, GRAVE, CIRCUMFLEX, DIAERESIS = "\u0301", "\u0300", "\u0302", "\u0308"


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The plain and shifted rows of one layout, aligned with `US`, and its dead keys."""

    plain: str
    shifted: str
    dead: dict[str, str] = field(default_factory=dict)


KEYBOARDS = {
    "uk": Keyboard(
        r"`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        r'¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    ),
    "fr": Keyboard(
        "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!",
        " 1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
        {CIRCUMFLEX: "^", DIAERESIS: "¨"},
    ),
    "es": Keyboard(
        "º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_',
        {GRAVE: "`", CIRCUMFLEX: "^", ACUTE: "´", DIAERESIS: "¨"},
    ),
    "latam": Keyboard(
        "|1234567890'¿qwertyuiop´+}asdfghjklñ{zxcvbnm,.-",
        '°!"#$%&/()=?¡QWERTYUIOP¨*]ASDFGHJKLÑ[ZXCVBNM;:_',
        {ACUTE: "´", DIAERESIS: "¨"},
    ),
    "de": Keyboard(
        "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
        {CIRCUMFLEX: "^", ACUTE: "´", GRAVE: "`"},
    ),
}


def retype(typed: str, layout: str) -> str:
    """The text as a US keyboard would have typed it, from what `layout` made of the same keys.

    Characters the layout cannot type (control characters among them) stay as they are. KeyError on an unknown layout.
    """
    keyboard, keys = KEYBOARDS[layout], _keys(layout)
    return "".join(keys.get(each, each) for each in _released(typed, keyboard, keys))


@lru_cache(maxsize=len(KEYBOARDS))
def _keys(layout: str) -> dict[str, str]:
    keyboard = KEYBOARDS[layout]
    pairs = zip(keyboard.plain + keyboard.shifted, "".join(US), strict=True)
    return {typed: pressed for typed, pressed in pairs if typed != " "}


def _released(typed: str, keyboard: Keyboard, keys: dict[str, str]) -> str:
    """Letters a dead key melted into, taken apart again into the two keys that were pressed."""
    return "".join(each if each in keys else _two_keys(each, keyboard) for each in typed)


def _two_keys(letter: str, keyboard: Keyboard) -> str:
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 2 and parts[1] in keyboard.dead:
        return keyboard.dead[parts[1]] + parts[0]
    return letter
