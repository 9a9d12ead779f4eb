"""Who may decide about packaging in the office."""

from app.domain.errors import Refused
from app.domain.messages import packaging as say
from app.domain.vocabulary import Role
from app.services.acting import Act

MAY_DECIDE = (Role.OFFICE, Role.SUPERVISOR)


def check_role(act: Act) -> None:
    """Raise Refused for whoever has no business with losses, deposits and types."""
    if not act.by.has(*MAY_DECIDE):
        raise Refused(say.NOT_YOURS)
