"""From what the database says to what a label says. Labels speak the language of the building, not of who prints."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from app.db.queries.labels import Badge, Building, LabelledCarton, LabelledLine
from app.db.queries.operators import Place
from app.domain.errors import Refused
from app.domain.identifiers import BadgeCode, Gln, Gtin, IdentifierError, Lpn, PlaceCode, Sscc
from app.domain.messages import labelling as say
from app.domain.messages.core import Local
from app.domain.messages.grading import COSMETIC_WORDS, FUNCTION_WORDS
from app.domain.messages.signing_in import ROLE_TITLES
from app.domain.reworking import refurbishment_lot
from app.domain.vocabulary import ZONE_OF, DispositionCode, Role, Zone
from app.domain.words import WORDS
from app.labels.rows import BadgeLabel, CommandSheet, ItemLabel, LocationLabel, PlateLabel, Routing, Stamp, Words
from app.web import current, i18n

T = TypeVar("T")


def language_of(building: Building) -> AbstractContextManager[None]:
    """Translate into the language of the building while the block runs."""
    return i18n.speaking(building.language)


def stamp(building: Building, now: datetime) -> Stamp:
    """Return where, by whom and when a label is made; the time is the site's own."""
    by = current.principal()
    printed_at = now.astimezone(ZoneInfo(by.time_zone)).strftime("%Y-%m-%d %H:%M")
    return Stamp(building.name, by.station.code if by.station else "", by.operator_name, printed_at)


def words(units: int = 2) -> Words:
    """Return the label's own words; `units` in the number that fits."""
    return Words(
        gtin="GTIN",
        lot=_("Lot"),
        expiry=_("Expiry"),
        serial=_("Serial"),
        rma="RMA",
        units=ngettext("unit", "units", units),
        refurbishment_lot=_("Refurb."),
    )


def plate_row(carton: LabelledCarton, building: Building, now: datetime) -> PlateLabel:
    """Return the label of a carton: product, lot and expiry only where it holds one of each."""
    lines, units = carton.lines, sum(line.quantity for line in carton.lines)
    gtin = _only(line.gtin for line in lines)
    return PlateLabel(
        plate=a_plate(carton.lpn),
        stamp=stamp(building, now),
        words=words(units),
        routing=_routing(carton),
        product=_product(lines, building),
        gtin=_parsed(Gtin.parse, gtin) if gtin else None,
        lot=_only(line.lot for line in lines) or "",
        expiry=_one_expiry(lines),
        rma=_only(line.rma for line in lines) or "",
        units=units or None,
    )


def blank_plate_row(plate: Sscc | Lpn, building: Building, now: datetime) -> PlateLabel:
    """Return the label of a plate that no carton carries yet."""
    return PlateLabel(plate=plate, stamp=stamp(building, now), words=words())


def a_plate(text: str) -> Sscc | Lpn:
    """Return the plate written as `text`. Raises Refused for what is neither an SSCC nor one of our own."""
    plate = _parsed(Sscc.parse, text) or _parsed(Lpn.parse, text)
    if plate is None:
        raise Refused(say.NOT_PRINTABLE, text=text)
    return plate


def _routing(carton: LabelledCarton) -> Routing | None:
    zone = Zone.QUARANTINE if carton.is_quarantine else ZONE_OF[carton.code] if carton.code else None
    if zone is None:
        return None
    grade = _only(line.grade for line in carton.lines)
    stands_there = carton.place if carton.zone is zone else ""
    place = carton.bound_for or stands_there
    why = _code_word(carton.code)
    if grade and why:
        why = _("Grade %(grade)s, %(code)s", grade=grade, code=why)
    return Routing(zone, _(WORDS[zone]), _parsed(PlaceCode.parse, place), grade, why)


def _product(lines: tuple[LabelledLine, ...], building: Building) -> str:
    names = dict.fromkeys(Local(line.product).in_language(building.language) for line in lines)
    return next(iter(names)) if len(names) == 1 else _("%(n)s products", n=len(names)) if names else ""


def _one_expiry(lines: tuple[LabelledLine, ...]) -> date | None:
    return _only(line.expiry for line in lines)


def _only(values: Iterable[T]) -> T | None:
    """Return the one value that all have; None when there is none, or more than one."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _parsed(parse: Callable[[str], T], text: str) -> T | None:
    try:
        return parse(text)
    except IdentifierError:
        return None


def item_row(line: LabelledLine, scores: tuple[int, int] | None, building: Building, now: datetime) -> ItemLabel:
    """Return the label of one unit of a line. AI 7021 is written as function and cosmetics, "F5C7".

    Reworked goods bear their order as AI 7020, where the building has a GLN to stand with it (General Specifications,
    4.13: 7020 needs the place of service, AI 416).
    """
    product = Local(line.product).in_language(building.language)
    gtin = _parsed(Gtin.parse, line.gtin)
    if gtin is None:
        raise Refused(say.NO_GTIN, product=Local(line.product))
    return ItemLabel(
        gtin=gtin,
        product=product,
        stamp=stamp(building, now),
        words=words(),
        serial=line.serial,
        lot=line.lot,
        refurbishment_lot=refurbishment_lot(line.work_order_id) if line.work_order_id else "",
        service_place=_parsed(Gln.parse, building.gln) if building.gln else None,
        functional_status="F{}C{}".format(*scores) if scores else "",
        grade=line.grade,
        code=_code_word(line.code),
    )


def _code_word(code: DispositionCode | None) -> str:
    return _(WORDS[code]) if code else ""


def place_row(place: Place, building: Building) -> LocationLabel:
    """Return the label of a place. Raises Refused for a code that scanners would take for something else."""
    code = _parsed(PlaceCode.parse, place.code)
    if code is None:
        raise Refused(say.NOT_PRINTABLE, text=place.code)
    zone_name = _(WORDS[place.zone]) if place.zone else ""
    return LocationLabel(code, place.zone, zone_name, place.named(building.language), painted=True)


def badge_row(badge: Badge, building: Building) -> BadgeLabel:
    """Return the badge of an operator."""
    roles = ", ".join(_(ROLE_TITLES[Role(word)]) for word in badge.roles)
    return BadgeLabel(BadgeCode.parse(f"BADGE-{badge.number}"), badge.name, roles, building.name)


def workshop_row() -> CommandSheet:
    """Return the workshop sheet in the language of the page."""
    return CommandSheet(
        title=_("Workshop sheet"),
        hint=_("Scan instead of tapping"),
        sections=(_("Operations"), _("Commands"), _("Packaging")),
        words=_captions(),
    )


def quality_row() -> CommandSheet:
    """Return the sheet for quarantine in the language of the page."""
    return CommandSheet(
        title=_("Quarantine sheet"),
        hint=_("Scan instead of tapping"),
        sections=(_("Decontamination"), _("Release"), _("Commands")),
        words=_captions(),
    )


BENCHES: Mapping[str, Callable[[], CommandSheet]] = {"workshop": workshop_row, "quality": quality_row}
"""The sheets that lie elsewhere than on a grading bench, by what they are called in an address."""


def _captions() -> dict[str, str]:
    return {f"CMD-{command.name.replace('_', '-')}": _(text) for command, text in say.COMMAND_WORDS.items()}


def command_row() -> CommandSheet:
    """Return the command sheet in the language of the page."""
    captions = _captions()
    captions |= {f"CMD-F{step}": f"F{step} {_(text)}" for step, text in FUNCTION_WORDS.items()}
    captions |= {f"CMD-C{step}": f"C{step} {_(text)}" for step, text in COSMETIC_WORDS.items()}
    return CommandSheet(
        title=_("Command sheet"),
        hint=_("Scan instead of tapping"),
        sections=(_("Commands"), _("Function"), _("Cosmetics")),
        words=captions,
    )
