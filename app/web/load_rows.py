"""From a load to the sheet that travels with it."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.db.queries.collections import Request
from app.db.queries.labels import Building
from app.db.queries.loads import Inbound
from app.labels.rows import LoadSheet
from app.web import i18n


def sheet_row(load: Inbound, brought: Sequence[Request], building: Building) -> LoadSheet:
    """Return the sheet of a load, in the language of the request."""
    return LoadSheet(
        number=load.number,
        title=_("Inbound load"),
        address_title=_("Bring to"),
        address=(building.name, *(line.strip() for line in building.address.splitlines() if line.strip())),
        facts=tuple((label, text or "-") for label, text in _facts(load)),
        goods_title=_("What it brings"),
        goods=tuple(_goods(each) for each in brought),
        more=_("and more: see the screen"),
    )


def _facts(load: Inbound) -> tuple[tuple[str, str], ...]:
    return (
        (_("Day"), i18n.day(load.planned_on)),
        (_("Carrier"), load.carrier or load.trip),
        (_("Trailer"), load.trailer),
        (_("Seal"), load.seal),
        (_("Door"), load.dock),
        (_("Appointment"), _appointment(load)),
    )


def _appointment(load: Inbound) -> str:
    if not load.appointment_from or not load.appointment_until:
        return ""
    return f"{i18n.clock(load.appointment_from)} - {i18n.clock(load.appointment_until)}"


def _goods(each: Request) -> tuple[str, str]:
    amount = _("%(kg)s kg, %(litres)s l", kg=i18n.number(each.kg), litres=i18n.number(each.litres))
    papers = ", ".join(paper.number for paper in each.papers)
    place = ", ".join(line.strip() for line in each.address.splitlines() if line.strip())
    return amount, f"{each.number}  {each.party}, {place}: {papers}"
