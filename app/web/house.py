"""What every page knows about whoever looks at it: the `house` of the templates."""

from dataclasses import dataclass

from flask import Flask, request

from app.domain.principals import Station
from app.services.preferring import THEMES, Look
from app.web import current, i18n
from app.web.security import here

THEME_COOKIE, GLOVES_COOKIE, HAND_COOKIE = "theme", "gloves", "hand"


@dataclass(frozen=True, slots=True)
class HouseOperator:
    """The signed-in operator as the bar shows them: "Marta Ortega", "M. Ortega", "MO"."""

    name: str
    badge: str

    @property
    def short(self) -> str:
        """Return the initial of the first name with the last name."""
        first, _space, rest = self.name.partition(" ")
        return f"{first[0]}. {rest.split()[-1]}" if rest else first

    @property
    def initials(self) -> str:
        """Return the first letters of the first and last name."""
        words = self.name.split()
        return "".join(word[0].upper() for word in dict.fromkeys((words[0], words[-1]))) if words else ""


@dataclass(frozen=True, slots=True)
class House:
    """Language, looks, person, place and path of one page. `hand` is "left" or "right"."""

    lang: str
    theme: str
    gloves: bool
    hand: str
    operator: HouseOperator | None
    station: Station | None
    path: str


def install(app: Flask) -> None:
    """Give every template of `app` its `house`."""
    app.context_processor(lambda: {"house": house()})


def house() -> House:
    """Return what the page that is being rendered knows."""
    look = chosen_look()
    return House(
        lang=i18n.language(),
        theme=look.theme,
        gloves=look.gloves,
        hand="left" if look.left_handed else "right",
        operator=_operator(),
        station=station(),
        path=here(),
    )


def chosen_look() -> Look:
    """Return how the operator likes the screen; before sign-in, how this browser was left."""
    if seat := current.seat():
        return Look(seat.theme, seat.gloves, seat.left_handed)
    return look_of(
        request.cookies.get(THEME_COOKIE, ""),
        request.cookies.get(GLOVES_COOKIE, ""),
        request.cookies.get(HAND_COOKIE, ""),
    )


def look_of(theme: str, gloves: str, hand: str) -> Look:
    """Return the look that a form or cookies name; anything unknown is the default."""
    return Look(theme if theme in THEMES else "auto", gloves == "on", hand == "left")


def _operator() -> HouseOperator | None:
    seat = current.seat()
    return HouseOperator(seat.principal.operator_name, seat.badge) if seat else None


def station() -> Station | None:
    """Return where the device stands, named in the page's language."""
    if seat := current.seat():
        return seat.principal.station
    device = current.device()
    return device.station(i18n.language()) if device else None
