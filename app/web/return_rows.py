"""From an authorization to what its sender is handed. Everything here speaks the sender's language."""

from babel.dates import format_date
from flask_babel import gettext as _

from app.db.queries.authorization import Line, Paper
from app.db.queries.labels import Building
from app.domain.authorizing import Detail
from app.domain.messages import returning
from app.domain.words import WORDS
from app.labels.instructions import GOODS_SHOWN
from app.labels.rows import InstructionSheet, ReturnLabel
from app.web import i18n


def label_row(paper: Paper, building: Building) -> ReturnLabel:
    """Return the label of an authorization."""
    notes = [_("Units: %(n)s", n=paper.units), *_last_day(paper)]
    if order := paper.details[Detail.PURCHASE_ORDER] or paper.details[Detail.ORDER]:
        notes.insert(0, _("Order: %(number)s", number=order))
    return ReturnLabel(
        number=paper.number,
        address=_address(building),
        sender=paper.party,
        program=_(WORDS[paper.program.value]),
        captions=(_("Return to"), _("Sent by"), _("Authorization")),
        notes=tuple(notes),
    )


def sheet_row(paper: Paper, building: Building) -> InstructionSheet:
    """Return the instruction sheet of an authorization."""
    goods = tuple((str(line.quantity), _goods(paper.language, line)) for line in paper.lines)
    hidden = len(goods) - GOODS_SHOWN
    return InstructionSheet(
        number=paper.number,
        title=_("How to send the goods back"),
        address_title=_("Return to"),
        address=_address(building),
        steps=_steps(paper),
        goods_title=_("What we expect"),
        goods=goods[:GOODS_SHOWN],
        more=_("and %(n)s more lines", n=hidden) if hidden > 0 else "",
    )


def _address(building: Building) -> tuple[str, ...]:
    return (building.name, *(line.strip() for line in building.address.splitlines() if line.strip()))


def _last_day(paper: Paper) -> list[str]:
    if paper.expires_on is None:
        return []
    day = format_date(paper.expires_on, i18n.DAY, locale=i18n.LOCALES[i18n.known(paper.language)])
    return [_("Send it by %(day)s", day=day)]


def _steps(paper: Paper) -> tuple[str, ...]:
    told = (returning.OF_PROGRAM[paper.program], returning.PACK, returning.STICK, returning.PUT_SHEET)
    return (*(_(step) for step in told), *_last_day(paper), _(returning.TELL))


def _goods(language: str, line: Line) -> str:
    lot = _("lot %(lot)s", lot=line.lot) if line.lot else ""
    return ", ".join(part for part in (line.product.said.in_language(language), lot, line.serial) if part)
