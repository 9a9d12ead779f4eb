"""Donations: stated when a load departs to a charity, confirmed once the charity gave its receipt for it.

Nothing is paid for what is given, so that no entry of the journal tells of it.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Donation as DonationTable
from app.db.models import table_of
from app.db.queries import donations as queries
from app.db.queries import labels, outbound
from app.db.queries.outbound import Outbound
from app.domain.donating import PREFIX, Donation
from app.domain.errors import Overtaken, Refused
from app.domain.messages import donating as say
from app.domain.messages.core import Said
from app.domain.vocabulary import DispositionCode
from app.services.acting import Act, Answered, Outcome, answer
from app.services.settling.guarding import REFERENCE, check_role

SCOPE = "donations"
DONATION = table_of(DonationTable)

Write = Callable[[Donation], Mapping[str, Mapping[str, Any]]]
"""Puts a donation into the words of each language, as a paper that can be printed."""


def state(session: Session, act: Act, load: Outbound, carton_ids: Collection[UUID]) -> None:
    """Write down what departs to a charity with what it counts for, while its cartons still hold it."""
    if load.code is not DispositionCode.DONATE:
        return
    says = _stated(session, act, load, carton_ids)
    session.execute(
        sa.insert(DONATION).values(
            site_id=act.site_id, id=new_id(), number=says.number, outbound_load_id=load.id, party_id=load.party_id,
            given_at=act.now, units=says.units, receipt="", record=says.to_json(), papers={}, seal="",
        )
    )  # fmt: skip


def _stated(session: Session, act: Act, load: Outbound, carton_ids: Collection[UUID]) -> Donation:
    here, taker = labels.building(session, act.site_id), outbound.taker(session, load.party_id)
    return Donation(
        number=f"{PREFIX}{load.number.rpartition('-')[2]}",
        load=load.number,
        site=here.name,
        address=here.address,
        charity=load.party,
        charity_address=taker.address if taker else "",
        given_at=act.now,
        zone=act.by.time_zone,
        operator=act.by.operator_name,
        lines=queries.given(session, act.site_id, carton_ids),
    )


def confirm(session: Session, act: Act, donation_id: UUID, receipt: str, write: Write) -> Answered[UUID]:
    """Keep the number of the charity's receipt, and freeze the paper with it; `write` puts that into words."""
    return answer(session, act, lambda: _confirm(session, act, donation_id, receipt, write))


def _confirm(session: Session, act: Act, donation_id: UUID, receipt: str, write: Write) -> Outcome[UUID]:
    check_role(act)
    found = queries.one(session, act.site_id, donation_id, lock=True)
    if found is None:
        raise Refused(say.UNKNOWN)
    if found.confirmed_at:
        raise Overtaken(
            say.ALREADY, who=found.confirmed_by, when=found.confirmed_at, number=found.number, receipt=found.receipt
        )
    number = receipt.strip()[:REFERENCE]
    if not number:
        raise Refused(say.NO_RECEIPT, number=found.number, party=found.party)
    says = found.record.confirmed(number)
    mine = (DONATION.c.site_id == act.site_id, DONATION.c.id == found.id)
    session.execute(
        sa.update(DONATION)
        .where(*mine)
        .values(
            receipt=number, confirmed_at=act.now, confirmed_by=act.by.operator_id, record=says.to_json(),
            papers=dict(write(says)), seal=says.seal,
        )
    )  # fmt: skip
    facts = {"party": found.party, "number": found.number, "receipt": number}
    return Outcome(Said(say.CONFIRMED, facts), result=found.id)
