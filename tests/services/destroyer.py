"""Whoever destroys goods before a witness, as the browser would play one; and goods that stand in the cage."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Operator
from app.db.photo_store import PhotoStore
from app.domain.approvals import Approver
from app.domain.certificates import DestructionMethod
from app.domain.vocabulary import DispositionCode, Role
from app.exchange.documents import certificate
from app.services import destroying
from app.services.acting import Act, Answered
from app.services.destroying import HandOver, Screen
from app.services.photographing import Picture
from tests.factories import NOW, Floor
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1, shown
from tests.services.forklift import Forklift
from tests.services.holder import carton_id

EVENING = NOW + timedelta(hours=6)
SUPERVISOR = frozenset({Role.SUPERVISOR})


class Destroyer:
    """Someone with a tablet at the cage X-01. Every verb returns the verdict as `title | say | next`."""

    def __init__(self, floor: Floor, operator: str = "router") -> None:
        self.floor, self.seconds = floor, count(1)
        self.by = floor.principal(getattr(floor, operator), "X-01")
        self.answered: Answered[UUID] | None = None
        self.method: DestructionMethod | None = DestructionMethod.SHREDDING

    def scan(self, text: str, taken: str = "") -> str:
        act, ids = self.act(text), self.ids(taken)
        return self._do(act, lambda session: destroying.scan(session, act, ids))

    def photograph(self, lpn: str, root: Path) -> str:
        act, picture = self.act(), Picture(b"JPEG of what is destroyed", 4, 3)
        subject = carton_id(self.floor, lpn)
        return self._do(act, lambda session: destroying.photograph(session, PhotoStore(root), act, subject, picture))

    def destroy(
        self, lpn: str, witness: Operator | None = None, roles: frozenset[Role] = SUPERVISOR, client_id: str = ""
    ) -> str:
        signed = Approver(witness.id, roles, witness.name) if witness else None
        act, screen = self.act("", client_id, signed), Screen(self.ids(lpn), self.method)
        return self._do(act, lambda session: destroying.destroy(session, act, screen, certificate.papers))

    def hand_over(
        self,
        lpn: str,
        destroyer: UUID | None,
        person: str = "P. Ibarra",
        seal: str = "SL-774",
        by: Operator | None = None,
    ) -> str:
        signed = Approver(by.id, SUPERVISOR, by.name) if by else None
        act, asked = self.act("", "", signed), HandOver(self.ids(lpn), destroyer, person, seal)
        return self._do(act, lambda session: destroying.hand_over(session, act, asked, certificate.papers))

    def ids(self, plates: str) -> tuple[UUID, ...]:
        """Return the cartons with these plates, by blanks."""
        return tuple(carton_id(self.floor, plate) for plate in plates.split())

    def act(self, text: str = "", client_id: str = "", approver: Approver | None = None) -> Act:
        return Act(
            by=self.by, scope=destroying.SCOPE, client_id=client_id or str(new_id()),
            now=EVENING + timedelta(seconds=next(self.seconds)), content={"text": text}, text=text, source="wedge",
            approver=approver,
        )  # fmt: skip

    def _do(self, act: Act, verb: Callable[[Session], Answered[UUID]]) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session)
        return self.says

    @property
    def says(self) -> str:
        assert self.answered
        message, params = self.answered.said.message, self.answered.said.params
        told = {name: shown(value) for name, value in params.items()}
        return " | ".join(part.format(**told) for part in (message.title, message.say, message.next))


def graded_to_destroy(floor: Floor, tote: str = "T-0412", units: int = 2, *, carton: int = 4618) -> str:
    """Receive vitamins, grade them D with the code destroy into `tote`, close it, and return its plate."""
    item = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor, "supervisor")
    bench.scans(received(floor, *[item] * units, carton=carton), item)
    bench.says_more(quantity=units, code=DispositionCode.DESTROY, reason="Beyond use")
    bench.scans("CMD-GRADE-D", tote, "CMD-CLOSE")
    return tote


def in_the_cage(floor: Floor, tote: str = "T-0412", units: int = 2, *, carton: int = 4618) -> str:
    """Return the plate of a tote of vitamins that stands in X-01 to be destroyed."""
    plate = graded_to_destroy(floor, tote, units, carton=carton)
    Forklift(floor).scans(plate, "X-01")
    return plate
