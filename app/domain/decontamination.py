"""Decontamination of what comes back from care: how it is done, and what must be said of it.

A carton of medical goods stays closed until somebody has said by which method, on which day, and a second person has
confirmed it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.domain.errors import Refused
from app.domain.messages import medical as say
from app.domain.vocabulary import Command

LONGEST_AGO = timedelta(days=365)
"""What was decontaminated before that is done anew: nobody knows what has happened to it since."""


class DecontaminationMethod(StrEnum):
    """What was done to a carton and to what is in it; the command of the same name chooses it."""

    AUTOCLAVE = "autoclave"
    DISINFECTION = "disinfection"
    WIPE_DOWN = "wipe_down"
    SEALED = "sealed"
    """Nothing: the packs are factory-sealed and have met no patient."""


METHOD_OF: Mapping[Command, DecontaminationMethod] = MappingProxyType({
    Command(method.value): method for method in DecontaminationMethod
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Treatment:
    """What somebody says was done, and on which day of the site."""

    method: DecontaminationMethod | None
    done_on: date | None = None

    def on(self, today: date) -> date:
        """Return the day, today where none is named. Raises Refused without a method, or for a day that cannot be."""
        if self.method is None:
            raise Refused(say.WHICH_METHOD)
        day = self.done_on or today
        if not today - LONGEST_AGO <= day <= today:
            raise Refused(say.WHICH_DAY, day=day, today=today)
        return day


NOTHING_SAID = Treatment(None)
