"""From the texts of a load's form to what they say of it, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db.queries import loads
from app.db.queries.loads import Inbound
from app.domain.authorizing import Faults
from app.domain.messages import authorizing
from app.domain.messages import transport as say
from app.domain.messages.core import Said
from app.services.transporting import Facts
from app.web import current

LONGEST = {"carrier": 120, "trailer": 20, "seal": 40}
FIELDS = (*LONGEST, "planned_on", "door", "from", "until")
USUAL = 20


@dataclass(slots=True)
class Parsed:
    """What was typed, by field, what is wrong with it, and the facts where nothing is."""

    typed: dict[str, str]
    faults: Faults = field(default_factory=dict)
    facts: Facts | None = None


def typed(load: Inbound) -> dict[str, str]:
    """Return what stands in the form of a load; times are those of the site."""
    zone = ZoneInfo(current.principal().time_zone)
    times = {"from": load.appointment_from, "until": load.appointment_until}
    return {
        "carrier": load.carrier,
        "trailer": load.trailer,
        "seal": load.seal,
        "door": load.dock,
        "planned_on": load.planned_on.isoformat(),
        **{name: f"{at.astimezone(zone):%H:%M}" if at else "" for name, at in times.items()},
    }


def parse(session: Session, form: Mapping[str, str]) -> Parsed:
    """Read the form of a load."""
    parsed = Parsed({name: form.get(name, "").strip()[: LONGEST.get(name, USUAL)] for name in FIELDS})
    for name in LONGEST:
        if not parsed.typed[name].isprintable():
            parsed.faults[name] = Said(authorizing.NOT_PRINTABLE)
    day, carrier, door = _day(parsed), _carrier(session, parsed), _door(session, parsed)
    appointment = _appointment(parsed, day) if day else None
    if day and not parsed.faults:
        trailer, seal = parsed.typed["trailer"], parsed.typed["seal"]
        parsed.facts = Facts(day, carrier, trailer, seal, door, appointment)
    return parsed


def _day(parsed: Parsed) -> date | None:
    try:
        day = date.fromisoformat(parsed.typed["planned_on"])
    except ValueError:
        day = date.min
    if 1970 <= day.year < 9000:
        return day
    parsed.faults["planned_on"] = Said(say.NOT_A_DAY)
    return None


def _carrier(session: Session, parsed: Parsed) -> UUID | None:
    text = parsed.typed["carrier"]
    found = next((carrier_id for carrier_id, name in loads.carriers(session) if name.lower() == text.lower()), None)
    if text and found is None:
        parsed.faults["carrier"] = Said(say.UNKNOWN_CARRIER, {"got": text})
    return found


def _door(session: Session, parsed: Parsed) -> UUID | None:
    text = parsed.typed["door"].upper()
    doors = loads.doors(session, current.principal().site_id)
    found = next((each.id for each in doors if each.code == text), None)
    if text and found is None:
        parsed.faults["door"] = Said(say.UNKNOWN_DOOR, {"got": text})
    return found


def _appointment(parsed: Parsed, day: date) -> tuple[datetime, datetime] | None:
    start, end = (_time(parsed, name, day) for name in ("from", "until"))
    if start and end and start < end:
        return start, end
    if (parsed.typed["from"] or parsed.typed["until"]) and not {"from", "until"} & set(parsed.faults):
        parsed.faults["until"] = Said(say.HALF_AN_APPOINTMENT)
    return None


def _time(parsed: Parsed, name: str, day: date) -> datetime | None:
    if not parsed.typed[name]:
        return None
    try:
        found = time.fromisoformat(parsed.typed[name]).replace(tzinfo=None)
    except ValueError:
        parsed.faults[name] = Said(say.NOT_A_TIME, {"got": parsed.typed[name]})
        return None
    return datetime.combine(day, found, ZoneInfo(current.principal().time_zone))
