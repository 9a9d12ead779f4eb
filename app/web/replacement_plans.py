"""Planning goods in place of goods, where an authorization shows its money or its reconciliation."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.ids import new_id
from app.db.queries import authorization, replacements, replacing
from app.domain.errors import Refused
from app.domain.messages import replacing as say
from app.services import replacing as verbs
from app.services.replacing import Wish
from app.services.replacing.guarding import GOES_OUT, MAY_REPLACE
from app.web import acts, current
from app.web.responses import go_to
from app.web.routes import today

NO_LINE = UUID(int=0)
blueprint = Blueprint("replacement_plans", __name__, url_prefix="/authorizations/<uuid:paper_id>/replacements")


def block_of(session: Session, paper_id: UUID) -> dict[str, Any]:
    """Return what `replacements/_of_paper.html` shows of an authorization, wherever that is included."""
    by = current.principal()
    paper = authorization.one(session, by.site_id, paper_id)
    planned = replacements.of_paper(session, by.site_id, paper_id)
    return {
        "replacements": planned,
        "replaceable": replacing.of_paper(session, by.site_id, paper_id),
        "missing": replacing.missing(session, by.site_id, [each.id for each in planned]),
        "today": today(by),
        "replaces": by.has(*MAY_REPLACE) and paper is not None and paper.state in GOES_OUT,
    }


@blueprint.post("")
def create(paper_id: UUID) -> ResponseReturnValue:
    """Plan what the form says; refused, the money of the authorization says why."""
    act, wanted = acts.read_act(verbs.SCOPE), wish()
    with current.database().unit_of_work() as session:
        if authorization.one(session, act.site_id, paper_id) is None:
            raise NotFound
        answered = verbs.plan(session, act, new_id(), paper_id, wanted)
    if answered.result:
        return go_to(url_for("replacements.show", replacement_id=answered.result, answer=act.client_id))
    return go_to(url_for("accounts.show", paper_id=paper_id, answer=act.client_id))


def wish() -> Wish:
    """Return what the form of a replacement says; one that is changed keeps its line."""
    form = current.form()
    quantity = form.get("quantity", "")
    return Wish(
        line_id=acts.an_optional_id(form.get("line")) or NO_LINE,
        quantity=int(quantity) if quantity.isascii() and quantity.isdecimal() and len(quantity) < 9 else 0,
        due_on=day_in("due"),
        order=form.get("order", ""),
        product=form.get("product", ""),
        is_advance="advance" in form,
    )


def day_in(name: str) -> date:
    """Return the day that a field holds. Raises Refused for anything else."""
    text = current.form().get(name, "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        example = today(current.principal()).isoformat()
        raise Refused(say.NO_DAY, text=text[:20] or "-", example=example) from None
