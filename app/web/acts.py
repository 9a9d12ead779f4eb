"""Between a form and an act: what was asked, and what the band says of it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.ids import new_id
from app.domain.messages.core import Signal
from app.services import acting
from app.services.acting import Act, Answered
from app.web import approvers, current
from app.web.captures import capture_from
from app.web.signals import SignalView, Undo, signal_of, written

# What differs between the first sending and a retry of the same act, and so does not tell them apart.
CARRIAGE = frozenset({"client_id", "after", "device_time", "source"})
SECRET = frozenset({approvers.PIN})
"""What nothing that is kept may be made from."""


def read_act(scope: str) -> Act:
    """Return the act that this request's form asks for, with whoever approves it by badge and PIN.

    Raises BadRequest without a client id, and Refused for a badge and a PIN that do not belong together.
    """
    form = current.form()
    capture = capture_from(request)
    content = {name: value for name, value in form.items() if name not in CARRIAGE | SECRET}
    return Act(
        by=current.principal(),
        scope=scope,
        client_id=str(an_id(form.get("client_id"))),
        now=current.now(),
        content={**content, "path": request.path, "text": capture.text if capture else ""},
        after=form.get("after", "")[:36],
        device_time=_instant(form.get("device_time", "")),
        text=capture.text if capture else "",
        symbology=capture.symbology if capture else "",
        source=capture.source if capture else "",
        approver=approvers.approver(form),
    )


def without_pin(act: Act) -> Act:
    """Return the act without the PIN of whoever approves it, which nothing that is kept may be made from."""
    return replace(act, content={name: value for name, value in act.content.items() if name != "approver_pin"})


def an_id(text: str | None) -> UUID:
    """Return the id that a form field carries. Raises BadRequest for anything else."""
    try:
        return UUID(text or "")
    except ValueError:
        raise BadRequest(f"not an id: {(text or '')[:40]!r}") from None


def an_optional_id(text: str | None) -> UUID | None:
    """Return the id of a form field that may be empty."""
    return an_id(text) if text else None


def a_document(text: str | None) -> Mapping[str, Any]:
    """Return the JSON object of a form field; empty text is an empty object. Raises BadRequest for anything else."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        raise BadRequest("not a JSON object") from None
    if not isinstance(found, dict):
        raise BadRequest("not a JSON object")
    return found


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo and found.utcoffset() is not None and 2000 < found.year < 9000 else None
    except ValueError:
        return None


def told(session: Session, scope: str) -> SignalView | None:
    """Return the band for the act that the address names, if any."""
    answered = acting.recall(session, current.principal().site_id, scope, request.args.get("answer", ""))
    return shown(answered) if answered else None


def shown(answered: Answered[Any], undo: Undo | None = None) -> SignalView:
    """Return the band for an answer. A stop shows what was scanned, why, and what to do as a table."""
    view = signal_of(answered.said)
    facts = _facts(answered, view) if answered.said.message.signal is Signal.STOP else ()
    return replace(view, id=answered.client_id, facts=facts, undo=undo)


def _facts(answered: Answered[Any], view: SignalView) -> tuple[tuple[str, str, bool], ...]:
    params = answered.said.params
    rows = ((_("Scanned"), "product", False), (_("Lot"), "lot", True))
    scanned = [(label, written(params[name]), code) for label, name, code in rows if params.get(name)]
    return (*scanned, (_("Why"), view.say, False), (_("Do this"), view.next, False)) if scanned else ()


def undo_of(answered: Answered[Any], url: str, context: Mapping[str, str]) -> Undo | None:
    """Return the band's undo. Under a stop it would stand in the way of the sentence: the action has it there."""
    if answered.said.message.signal is not Signal.STOP and (answered.pending or context.get("last")):
        return Undo(url, str(new_id()), context)
    return None
