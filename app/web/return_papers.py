"""What the sender is handed with an approved authorization: a label for each box, and an instruction sheet."""

from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import authorization as one
from app.db.queries import labels as queries
from app.db.queries.authorization import Paper
from app.db.queries.labels import Building
from app.domain.errors import Refused
from app.domain.messages.core import Word
from app.domain.messages.returning import NO_PAPERS_YET
from app.domain.transitions import AuthorizationState
from app.labels import instructions, return_label
from app.web import current, label_rows, return_rows
from app.web.labels import Sheet, resolution, send, sheet

blueprint = Blueprint("return_papers", __name__, url_prefix="/authorizations")

NOT_TO_BE_SENT = frozenset(
    {
        AuthorizationState.DRAFT,
        AuthorizationState.PENDING_APPROVAL,
        AuthorizationState.REJECTED,
        AuthorizationState.CANCELLED,
    }
)


@blueprint.get("/<uuid:paper_id>/papers")
def show(paper_id: UUID) -> ResponseReturnValue:
    """Show label and instruction sheet; what prints is the two alone, each on paper of its size."""
    paper, _building = _sendable(paper_id)
    label = sheet("return_papers.label", paper.number, paper_id=paper_id)
    page = Sheet(url_for("return_papers.instructions_sheet", paper_id=paper_id), _("Instructions"))
    return render_template("authorizations/papers.html", paper=paper, label=label, page=page)


@blueprint.get("/<uuid:paper_id>/label.<any(svg, zpl):kind>")
def label(paper_id: UUID, kind: str) -> Response:
    """Send the return label, 100x150 mm, in the sender's language."""
    paper, building = _sendable(paper_id)
    with label_rows.language(paper.language):
        row = return_rows.label_row(paper, building)
    return send(lambda: return_label.lay_out(row, resolution()), paper.number, kind)


@blueprint.get("/<uuid:paper_id>/instructions.svg")
def instructions_sheet(paper_id: UUID) -> Response:
    """Send the instruction sheet, A4, in the sender's language."""
    paper, building = _sendable(paper_id)
    with label_rows.language(paper.language):
        row = return_rows.sheet_row(paper, building)
    return send(lambda: instructions.lay_out(row), paper.number, "svg")


def _sendable(paper_id: UUID) -> tuple[Paper, Building]:
    """Return the authorization and the site. Raises Refused while, or since, its goods are not to be sent."""
    site_id = current.principal().site_id
    with current.database().reading() as session:
        paper = one.one(session, site_id, paper_id)
        building = queries.building(session, site_id)
    if paper is None:
        raise NotFound
    if paper.state in NOT_TO_BE_SENT:
        raise Refused(NO_PAPERS_YET, number=paper.number, state=Word(paper.state.value))
    return paper, building
