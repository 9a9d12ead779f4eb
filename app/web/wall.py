"""The wall display: page 1, read at eight metres, opened by the token in its address and by nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from babel.numbers import get_currency_symbol
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.db.queries.wall import StationLight, StationState
from app.domain.messages.core import Money
from app.domain.vocabulary import ExceptionKind
from app.services import displaying
from app.web import current, i18n
from app.web.boards import Board, boards
from app.web.responses import go_to
from app.web.signals import written

blueprint = Blueprint("wall", __name__)

STRIP = 35.0  # ems of the strip on a 16:10 screen; narrower ones wrap it
LIGHT, SIGN = 1.75, 0.5  # ems of a light without its text, and of one character
SMALLER = 0.8  # the strip's type where many lights stand in it
WHOLE_FROM = Decimal(100)  # amounts from here on are shown without cents: they must be read from afar


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a picture: `width` is that of its text at 100 units of type, so that any font is fitted to it."""

    text: str
    width: float


ADVANCES = {".": 28.0, ",": 28.0, " ": 28.0, "\xa0": 28.0, "-": 35.0}
DIGIT, LETTER = 57.5, 68.0

GLYPHS: dict[ExceptionKind, str] = {
    ExceptionKind.HELP: "hand", ExceptionKind.OVER: "over", ExceptionKind.DIFFERENCES: "report",
    ExceptionKind.EXPIRED: "clock", ExceptionKind.PLACE_FULL: "carton", ExceptionKind.PIN_LOCKED: "badge",
    ExceptionKind.REFUSED_GOODS: "truck", ExceptionKind.NOT_AS_DECLARED: "report",
    ExceptionKind.ENTRY_DUE: "clock",
    ExceptionKind.OVER_TARGET: "clock",
    ExceptionKind.GRADES_DIFFER: "scale",
}  # fmt: skip


@blueprint.get("/wall/<token>")
def show(token: str) -> ResponseReturnValue:
    """Show the wall; it asks for changes by itself."""
    return _page(token, _board())


@blueprint.get("/wall/<token>/data")
def data(token: str) -> ResponseReturnValue:
    """Answer 204 when nothing changed since `version`, else the wall as it stands."""
    board = _board()
    return ("", 204) if board.version == request.args.get("version") else _page(token, board)


def _board() -> Board:
    return boards().board(current.database(), current.principal().site_id, current.now())


def _page(token: str, board: Board) -> str:
    by, now, wall = current.principal(), current.now(), board.wall
    return render_template(
        "wall/page.html",
        wall=wall, version=board.version, now=now, zone=by.time_zone, lights=_strip(wall.stations, now), glyphs=GLYPHS,
        poll_url=url_for("wall.data", token=token), figure=figure, amount=amount,
        written=written,
    )  # fmt: skip


def figure(value: int | Money) -> Figure:
    """Return a count or an amount as it is drawn."""
    text = amount(value) if isinstance(value, Money) else i18n.number(value)
    return Figure(text, sum(DIGIT if sign.isdigit() or sign == "$" else ADVANCES.get(sign, LETTER) for sign in text))


def amount(value: Money) -> str:
    """Write an amount for the wall: from a hundred on without cents."""
    if value.amount < WHOLE_FROM:
        return i18n.money(value)
    symbol = get_currency_symbol(value.currency, i18n.LOCALES[i18n.language()])
    gap = "\N{NO-BREAK SPACE}" if symbol[-1].isalpha() else ""
    return f"{symbol}{gap}{i18n.number(round(value.amount))}"


@dataclass(frozen=True, slots=True)
class Light:
    """One light with its words."""

    state: StationState
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The andon strip as it fits: in full, without the word for idle, in smaller type, without the idle ones."""

    shown: list[Light]
    is_short: bool = False
    is_many: bool = False
    left_out: int = 0

    @property
    def width(self) -> float:
        """Ems of the larger type."""
        return sum(LIGHT + SIGN * len(light.text) for light in self.shown)


def _strip(stations: Sequence[StationLight], now: datetime) -> Strip:
    full = Strip([_light(light, now) for light in stations])
    if full.width <= STRIP:
        return full
    short = [_light(light, now, is_short=True) for light in stations]
    shorter = Strip(short, is_short=True)
    if shorter.width * SMALLER <= STRIP:
        return replace(shorter, is_many=shorter.width > STRIP)
    awake = [light for light in short if light.state is not StationState.IDLE]
    return Strip(awake, is_short=True, is_many=True, left_out=len(short) - len(awake))


def _light(light: StationLight, now: datetime, *, is_short: bool = False) -> Light:
    name = light.name.in_language(i18n.language())
    called_for = light.age(now)
    if called_for is not None:
        return Light(light.state, _("%(station)s help, %(age)s", station=name, age=i18n.age(called_for)))
    is_said = light.state is StationState.IDLE and not is_short
    return Light(light.state, _("%(station)s idle", station=name) if is_said else name)


@blueprint.post("/walls")
def create() -> ResponseReturnValue:
    """Make a wall display and show its address, this once."""
    by = current.principal()
    with current.database().unit_of_work() as session:
        token = displaying.hang(session, by.site_id, current.form().get("name", "").strip())
    url = url_for("wall.show", token=token, _external=True)
    return render_template("wall/created.html", url=url)


@blueprint.post("/walls/<uuid:device_id>/removal")
def remove(device_id: UUID) -> ResponseReturnValue:
    """Make the address of a wall display lead nowhere from now on."""
    with current.database().unit_of_work() as session:
        displaying.take_down(session, current.principal(), device_id)
    return go_to(url_for("cartons.index"))
