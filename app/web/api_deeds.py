"""The HTTP API, version 1: what is done to an item that is there already, one row a deed.

What a person alone may do stands nowhere here (docs/decisions/0012).
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import collections
from app.domain.importing import Fault, Unfit
from app.domain.messages import transport as say
from app.domain.messages.core import Said
from app.exchange.api.entries import Cancellation, DeliveryEntry, Entry
from app.exchange.api.money_entries import Acceptance, Explanation, Payment, Reference
from app.exchange.api.transport_entries import Removal
from app.exchange.api.writings import WRITINGS
from app.services import replacing, settling, transporting
from app.services.acting import Act, Answered
from app.services.replying import Reply
from app.web import api_requests as requests
from app.web.api_writing import done, named

blueprint = Blueprint("api_deeds", __name__, url_prefix="/api/v1")

Deed = Callable[[Session, Act, UUID, int, Entry], Answered[UUID]]
"""Does something to the item with an id, at the version at which it stands."""


def _of_transport(verb: Callable[[Session, Act, transporting.Seen], Answered[UUID]]) -> Deed:
    return lambda session, act, of_id, version, _entry: verb(
        session, requests.in_scope(act, transporting.SCOPE), transporting.Seen(of_id, version)
    )


def _lighten(session: Session, act: Act, of_id: UUID, version: int, entry: Entry) -> Answered[UUID]:
    assert isinstance(entry, Removal)
    found = collections.ids_of(session, act.site_id, [entry.collection])
    if entry.collection not in found:
        raise Unfit([Fault(Said(say.UNKNOWN_NUMBER, {"got": entry.collection}), "/collection")])
    own, seen = requests.in_scope(act, transporting.SCOPE), transporting.Seen(of_id, version)
    return transporting.drop(session, own, seen, found[entry.collection])


def _of_money(verb: Callable[[Session, Act, settling.Seen, str], Answered[UUID]]) -> Deed:
    """Return a deed that says why, by what, or how much."""
    return lambda session, act, of_id, version, entry: verb(
        session, requests.in_scope(act, settling.SCOPE), settling.Seen(of_id, version), _written(entry)
    )


def _written(entry: Entry) -> str:
    match entry:
        case Explanation(reason=text) | Acceptance(amount=text) | Payment(reference=text) | Reference(reference=text):
            return text
        case _:
            return ""


def _cancel_claim(session: Session, act: Act, of_id: UUID, version: int, _entry: Entry) -> Answered[UUID]:
    return settling.cancel_claim(session, requests.in_scope(act, settling.SCOPE), settling.Seen(of_id, version))


def _deliver(session: Session, act: Act, of_id: UUID, version: int, entry: Entry) -> Answered[UUID]:
    assert isinstance(entry, DeliveryEntry)
    own = requests.in_scope(act, replacing.SCOPE)
    return replacing.deliver(session, own, replacing.Seen(of_id, version), entry.delivered_on)


def _lose(session: Session, act: Act, of_id: UUID, version: int, entry: Entry) -> Answered[UUID]:
    assert isinstance(entry, Cancellation)
    return replacing.lose(
        session, requests.in_scope(act, replacing.SCOPE), replacing.Seen(of_id, version), entry.reason
    )


DEEDS: Mapping[str, Deed] = {
    "collect_collection": _of_transport(transporting.collect),
    "cancel_collection": _of_transport(transporting.cancel),
    "lighten_load": _lighten,
    "cancel_load": _of_transport(transporting.cancel_load),
    "cancel_trip": _of_transport(transporting.cancel_trip),
    "deliver_replacement": _deliver,
    "lose_replacement": _lose,
    "send_claim": _of_money(settling.send_claim),
    "accept_claim": _of_money(settling.accept_claim),
    "receive_claim": _of_money(settling.receive_claim),
    "reject_claim": _of_money(settling.reject_claim),
    "cancel_claim": _cancel_claim,
    "write_off_claim": _of_money(settling.write_off_claim),
    "pay_refund": _of_money(settling.pay),
    "reverse_refund": _of_money(settling.reverse),
    "write_off_refund": _of_money(settling.write_off),
}
OF_PATH = {each.path: each for each in WRITINGS if each.name in DEEDS}
THINGS = ", ".join(sorted({path.split("/")[1] for path in OF_PATH}))
WORDS = ", ".join(sorted({path.split("/")[3] for path in OF_PATH}))


@blueprint.post(f"/<any({THINGS}):thing>/<which>/<any({WORDS}):deed>")
def do(thing: str, which: str, deed: str) -> ResponseReturnValue:
    """Do what the address says to the item that it names, as it stands now."""
    writing = OF_PATH.get(f"/{thing}/{{id}}/{deed}")
    if writing is None:
        raise NotFound

    def once(session: Session, act: Act, entry: Entry) -> Reply:
        found = named(session, act, thing, which)
        answered = DEEDS[writing.name](session, act, found["id"], found["version"], entry)
        return done(session, act, writing, answered, 200)

    return requests.answer_once(writing, once)
