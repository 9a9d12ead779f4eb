"""From an outbound load to the sheet that hangs at its door."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.db.queries.labels import Building
from app.db.queries.loading import OnLoad
from app.db.queries.outbound import Outbound, Taker
from app.labels.rows import LoadSheet
from app.web import i18n


def sheet_row(load: Outbound, taker: Taker | None, on_it: Sequence[OnLoad], building: Building) -> LoadSheet:
    """Return the sheet of a load, in the language of the request."""
    address = taker.address.splitlines() if taker else []
    return LoadSheet(
        number=load.number,
        title=_("Outbound load"),
        address_title=_("Goes to"),
        address=(load.party, *(line.strip() for line in address if line.strip())),
        facts=tuple((label, text or "-") for label, text in _facts(load, building)),
        goods_title=_("What is on it"),
        goods=tuple((i18n.units(each.units), _goods(each)) for each in on_it),
        more=_("and more: see the screen"),
    )


def _facts(load: Outbound, building: Building) -> tuple[tuple[str, str], ...]:
    return (
        (_("Day"), i18n.day(load.planned_on)),
        (_("Code"), i18n.word(load.code.value)),
        (_("Carrier"), load.carrier),
        (_("Trailer"), load.trailer),
        (_("Door"), load.dock),
        (_("Site"), building.name),
    )


def _goods(each: OnLoad) -> str:
    return f"{each.lpn}  {', '.join(i18n.in_language(name) for name in each.products)}"
