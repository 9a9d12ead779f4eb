"""Another's badge and PIN on a form of the office: who approves, without switching who is signed in."""

from collections.abc import Mapping
from dataclasses import replace

from app.services import grading
from app.services.acting import Act
from app.services.grading import Approver
from app.web import acts, current


def read_act(scope: str) -> Act:
    """Return the act of this request without the approver's PIN, which nothing that is kept may be made from."""
    act = acts.read_act(scope)
    return replace(act, content={name: value for name, value in act.content.items() if name != "approver_pin"})


def approver(form: Mapping[str, str]) -> Approver | None:
    """Return who approved with badge and PIN, None when the form has neither. Raises Refused for a wrong one."""
    badge, pin = form.get("approver", ""), form.get("approver_pin", "")
    if not (badge or pin):
        return None
    return grading.approve(current.database(), current.principal().site_id, badge, pin, current.device(), current.now())
