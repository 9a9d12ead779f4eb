"""What a party sends along to show its reason: kept by the office, looked at by the office, the dock and the bench."""

import hashlib
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import authorization, eligibility
from app.db.queries import evidence as queries
from app.domain.terms import Evidence
from app.services import authorizing
from app.services.acting import Act, Answered
from app.services.authorizing import Given
from app.web import acts, current
from app.web.authorizations import seen_of
from app.web.eligibility import SCOPE
from app.web.photos import developed, store
from app.web.responses import go_to
from app.web.security import local_path

blueprint = Blueprint("evidence", __name__, url_prefix="/evidence")


@blueprint.get("/<uuid:paper_id>")
def show(paper_id: UUID) -> ResponseReturnValue:
    """Show on the floor what the sender of an authorization says and shows of each line."""
    site_id = current.principal().site_id
    with current.database().reading() as session:
        paper = authorization.one(session, site_id, paper_id)
        if paper is None:
            raise NotFound
        pieces = queries.of_paper(session, site_id, paper_id)
    back = local_path(request.args.get("back", ""))
    return render_template("evidence/show.html", paper=paper, pieces=pieces, back=back)


@blueprint.post("/<uuid:line_id>")
def create(line_id: UUID) -> ResponseReturnValue:
    """Keep words or pictures with a line."""
    files = [data for data in (bytes(file.read()) for file in request.files.getlist("picture")) if data]
    act = _act(files)
    given = Given(line_id, _kind(), current.form().get("words", ""), tuple(map(developed, files)))
    with current.database().unit_of_work() as session:
        seen = seen_of(_paper_of(session, act, line_id))
        return _back(line_id, authorizing.give(session, store(), act, seen, given))


@blueprint.post("/<uuid:line_id>/removal")
def remove(line_id: UUID) -> ResponseReturnValue:
    """Take a piece of evidence off a line."""
    act, evidence_id = acts.read_act(SCOPE), acts.an_id(current.form().get("evidence"))
    with current.database().unit_of_work() as session:
        seen = seen_of(_paper_of(session, act, line_id))
        return _back(line_id, authorizing.take_off(session, act, seen, evidence_id))


def _act(files: list[bytes]) -> Act:
    """Return the act of a form with pictures, which no code is looked for in."""
    form = current.form()
    told = {name: form.get(name, "") for name in ("version", "kind", "words")}
    digests = {f"picture-{place}": hashlib.sha256(data).hexdigest() for place, data in enumerate(files)}
    return Act(
        by=current.principal(),
        scope=SCOPE,
        client_id=str(acts.an_id(form.get("client_id"))),
        now=current.now(),
        content={**told, **digests, "path": request.path},
    )


def _kind() -> Evidence:
    try:
        return Evidence(current.form().get("kind", ""))
    except ValueError:
        raise BadRequest("not a kind of evidence") from None


def _paper_of(session: Session, act: Act, line_id: UUID) -> UUID:
    asked = eligibility.request_of(session, act.site_id, line_id)
    if asked is None:
        raise NotFound
    return asked.authorization_id


def _back(line_id: UUID, answered: Answered[UUID]) -> ResponseReturnValue:
    return go_to(url_for("eligibility.show", line_id=line_id, answer=answered.client_id))
