"""The printed sheet of a checklist: its answers as barcodes, page by page."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.domain.checklist_codes import Cell, Part, parts_of
from app.domain.checklists import Option
from app.labels.checklist_sheet import lay_out, pages_of
from app.labels.rows import ChecklistSheet, SheetPart
from app.web import current, i18n
from app.web.checklist_view import ANSWERS
from app.web.checklists import version_of
from app.web.i18n import in_language, word
from app.web.labels import Sheet, send

blueprint = Blueprint("checklist_labels", __name__, url_prefix="/labels/checklists")


@blueprint.get("/<uuid:checklist_id>")
def show(checklist_id: UUID) -> ResponseReturnValue:
    """Show the sheet of one version, in the language of the page."""
    sheet = _sheet(checklist_id)
    at: dict[str, Any] = {"checklist_id": checklist_id, "lang": i18n.language()}
    pages = [
        Sheet(url_for("checklist_labels.file", page=page, **at), f"{sheet.title} {page}")
        for page in range(1, len(pages_of(sheet)) + 1)
    ]
    return render_template("labels/page.html", paper="a4", title=sheet.title, labels=pages)


@blueprint.get("/<uuid:checklist_id>-<int:page>.<any(en, es):lang>.svg")
def file(checklist_id: UUID, page: int, lang: str) -> ResponseReturnValue:
    """Send one page of the sheet, A4."""
    with i18n.speaking(lang):
        sheet = _sheet(checklist_id)
    if not 1 <= page <= len(pages_of(sheet)):
        raise NotFound
    return send(lambda: lay_out(sheet, page), f"checklist-{page}", "svg")


def _sheet(checklist_id: UUID) -> ChecklistSheet:
    with current.database().reading() as session:
        version, checklist = version_of(session, checklist_id)
    title = _(
        "%(category)s, version %(n)s",
        category=word(version.category.value) if version.category else "",
        n=version.version,
    )
    return ChecklistSheet(title, _("Scan instead of tapping"), tuple(_part(each) for each in parts_of(checklist)))


def _part(part: Part) -> SheetPart:
    cells = tuple((cell.payload, _words(part, cell)) for cell in part.cells)
    if part.question:
        return SheetPart(in_language(part.question.text.texts), cells)
    return SheetPart(_("Defects") if part.cells[0].payload.startswith("CMD-D") else _("Places on the item"), cells)


def _words(part: Part, cell: Cell) -> str:
    if isinstance(cell.of, Option) and part.question and not cell.of.text:
        return str(_(ANSWERS[part.question.ask, cell.of.key]))
    return in_language(cell.of.text.texts) if cell.of.text else cell.of.key
