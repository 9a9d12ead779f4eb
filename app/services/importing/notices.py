"""Advance notices (ASN) by authorization: pallets, cartons and what is declared to be in them.

A notice becomes cartons that are expected. It may be sent again, and replaced, until the first of them has come.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, Carton, DeclaredLine, PaperEvent, table_of
from app.db.queries import pallets
from app.db.queries.imports import Run
from app.domain.authorizing import PaperAct
from app.domain.importing import ImportVerdict
from app.domain.messages import announcing as say
from app.domain.messages.core import Said, Word
from app.domain.transitions import OPEN_CARTON, AuthorizationState, CartonState, Move, allows
from app.services.announcing import withdraw
from app.services.importing.papers import EMPTY_LINE
from app.services.importing.records import Facts, Judged, Record, refused

PAPER, CARTON, DECLARED = table_of(Authorization), table_of(Carton), table_of(DeclaredLine)
HISTORY = table_of(PaperEvent)

LINE_FIELDS = ("pallet", "carton", "product_id", "quantity", "lot", "expiry", "serial")

_BEFORE = (AuthorizationState.DRAFT, AuthorizationState.PENDING_APPROVAL, AuthorizationState.RECEIVING)
"""States in which goods are to come besides those in which a receipt may be opened."""


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare notices with what was announced before for the same authorizations, and with every plate in use."""
    papers = _papers(session, run, [record.key for record in records], lock)
    stored = _stored(session, run, [paper.id for paper in papers.values()])
    in_use = _in_use(session, run, records)
    return [_judge(record, papers.get(record.key), stored, in_use) for record in records]


def _papers(session: Session, run: Run, numbers: Sequence[str], lock: bool) -> dict[str, Any]:
    named = sa.select(PAPER.c.id, PAPER.c.number, PAPER.c.state).where(
        PAPER.c.site_id == run.site_id, PAPER.c.number.in_(numbers)
    )
    rows = session.execute(named.order_by(PAPER.c.id).with_for_update() if lock else named)
    return {row.number: row for row in rows}


def _stored(session: Session, run: Run, papers: Sequence[UUID]) -> Mapping[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {paper_id: [] for paper_id in papers}
    rows = session.execute(
        sa.select(CARTON.c.authorization_id, CARTON.c.lpn.label("carton"), CARTON.c.state, DECLARED)
        .join(DECLARED, (DECLARED.c.site_id == CARTON.c.site_id) & (DECLARED.c.carton_id == CARTON.c.id))
        .where(CARTON.c.site_id == run.site_id, CARTON.c.authorization_id.in_(papers), pallets.IS_ANNOUNCED)
    )
    for row in rows:
        found[row.authorization_id].append(row._mapping)
    return found


def _in_use(session: Session, run: Run, records: Sequence[Record]) -> dict[str, tuple[UUID | None, CartonState]]:
    """Return the standing cartons with a plate of `records`: whose they are, and how they stand."""
    plates = {plate for record in records for line in record.lines for plate in _plates(line.facts)}
    rows = session.execute(
        sa.select(CARTON.c.lpn, CARTON.c.authorization_id, CARTON.c.state).where(
            CARTON.c.site_id == run.site_id, CARTON.c.lpn.in_(plates), CARTON.c.state.in_(sorted(OPEN_CARTON))
        )
    )
    return {row.lpn: (row.authorization_id, row.state) for row in rows}


def _plates(facts: Facts) -> list[str]:
    return [facts[name] for name in ("pallet", "carton") if facts.get(name)]


def takes_notice(state: AuthorizationState) -> bool:
    """Tell whether goods of an authorization in `state` are still to come, so that they may be announced."""
    return state in _BEFORE or allows(state, Move.RECEIVE)


def _judge(record: Record, paper: Any, stored: Mapping[UUID, list[Any]], in_use: dict[str, Any]) -> Judged:
    wrong = _wrong(record, paper) or _taken(record, paper, in_use)
    if wrong:
        return refused(record, wrong)
    wanted = [_line(line.facts) for line in record.lines]
    before = stored[paper.id]
    if sorted(map(_as_text, wanted)) == sorted(map(_as_text, before)):
        return Judged(record, ImportVerdict.UNCHANGED, id=paper.id)
    here = next((line for line in before if line["state"] is not CartonState.EXPECTED), None)
    if here:
        said = {"lpn": here["carton"], "record": record.key, "state": Word(here["state"].value)}
        return refused(record, Said(say.HAS_ARRIVED, said))
    verdict = ImportVerdict.UPDATED if before else ImportVerdict.CREATED
    return Judged(record, verdict, paper.id, comes=wanted)


def _line(facts: Facts) -> Facts:
    return {**EMPTY_LINE, "pallet": "", **{name: facts[name] for name in LINE_FIELDS if name in facts}}


def _as_text(line: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(line[name]) for name in LINE_FIELDS)


def _wrong(record: Record, paper: Any) -> Said | None:
    if paper is None:
        return Said(say.UNKNOWN_AUTHORIZATION, {"got": record.key})
    if not takes_notice(paper.state):
        return Said(say.NOTHING_TO_COME, {"record": record.key, "state": Word(paper.state.value)})
    on: dict[str, str] = {}
    for line in record.lines:
        lpn, pallet = line.facts["carton"], line.facts.get("pallet", "")
        if on.setdefault(lpn, pallet) != pallet:
            said = {"lpn": lpn, "record": record.key, "pallet": on[lpn] or "-", "other": pallet or "-"}
            return Said(say.ON_TWO_PALLETS, said)
    both = sorted(set(on) & set(on.values()))
    return Said(say.PALLET_AND_CARTON, {"lpn": both[0], "record": record.key}) if both else None


def _taken(record: Record, paper: Any, in_use: dict[str, Any]) -> Said | None:
    """Refuse a plate that another carton has, also one that an earlier notice of the same file announces."""
    for line in record.lines:
        for lpn in _plates(line.facts):
            whose, state = in_use.setdefault(lpn, (paper.id, CartonState.EXPECTED))
            if whose != paper.id:
                return Said(say.PLATE_TAKEN, {"lpn": lpn, "record": record.key, "state": Word(state.value)})
    return None


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write the cartons of each notice, the pallets before what stands on them; a notice sent anew replaces its own."""
    written = [one for one in judged if one.verdict in (ImportVerdict.CREATED, ImportVerdict.UPDATED)]
    for one in written:
        assert one.id is not None, "its authorization was found"
        withdraw(session, run.site_id, one.id, now)
        pallet_of = _put(session, run, one.id, now, ((line["pallet"], None) for line in one.comes if line["pallet"]))
        on = ((line["carton"], pallet_of.get(line["pallet"])) for line in one.comes)
        carton_of = _put(session, run, one.id, now, on, is_pallet=False)
        session.execute(DECLARED.insert(), [_declared(run, carton_of[line["carton"]], line) for line in one.comes])
        mine = (PAPER.c.site_id == run.site_id, PAPER.c.id == one.id)
        session.execute(sa.update(PAPER).where(*mine).values(version=PAPER.c.version + 1))
    _tell(session, run, written, now)


def _put(
    session: Session, run: Run, paper_id: UUID, now: datetime, plates: Iterable[tuple[str, UUID | None]],
    *, is_pallet: bool = True,
) -> dict[str, UUID]:  # fmt: skip
    """Write expected cartons by plate and what they stand on; return their ids."""
    on = dict(plates)
    ids = {plate: new_id() for plate in on}
    if ids:
        same = {
            "site_id": run.site_id, "authorization_id": paper_id, "state": CartonState.EXPECTED, "state_since": now,
            "code": None, "is_quarantine": False, "is_pallet": is_pallet, "version": 0,
        }  # fmt: skip
        rows = [{**same, "id": ids[plate], "lpn": plate, "parent_id": on[plate]} for plate in on]
        session.execute(CARTON.insert(), rows)
    return ids


def _declared(run: Run, carton_id: UUID, line: Facts) -> dict[str, Any]:
    own = {name: value for name, value in line.items() if name != "carton"}
    return {"site_id": run.site_id, "id": new_id(), "carton_id": carton_id, **own}


def _tell(session: Session, run: Run, written: Sequence[Judged], now: datetime) -> None:
    rows: list[dict[str, Any]] = [
        {
            "site_id": run.site_id, "id": new_id(), "authorization_id": one.id, "act": PaperAct.ANNOUNCED, "at": now,
            "operator_id": run.created_by, "client_id": "", "changes": [], "reason": run.file_name,
        }
        for one in written
    ]  # fmt: skip
    if rows:
        session.execute(HISTORY.insert(), rows)
