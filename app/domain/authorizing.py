"""Permission to send goods back: what each program must say, who may say yes, until when it holds. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.domain.identifiers import Grai, IdentifierError
from app.domain.messages import authorizing as say
from app.domain.messages.core import Param, Said, Word
from app.domain.products import Product
from app.domain.terms import Evidence
from app.domain.transitions import Move
from app.domain.vocabulary import Condition, Program, ReasonCode, Role

MOST_LINES = 200
MOST_UNITS = 10_000_000


class Detail(StrEnum):
    """What the head of an authorization may say beside its party: the columns of the table, in the form's order."""

    ORDER = "order"
    PURCHASE_ORDER = "purchase_order"
    CREDIT_MEMO = "credit_memo"
    RECALL_NUMBER = "recall_number"
    AGREEMENT = "agreement"
    CONTACT = "contact"
    DATA_BEARING = "data_bearing"
    RETURN_PLACE = "return_place"


class LineDetail(StrEnum):
    """What a line may say beside product, quantity and reason."""

    LOT = "lot"
    SERIAL = "serial"
    CLAIM = "claim"
    ASSET_TYPE = "asset_type"

    @property
    def word(self) -> str:
        """The word that names it: a lot, a serial and a claim are other things elsewhere."""
        return f"line_{self.value}"


class DataDeclaration(StrEnum):
    """What the sender declares of media in end-of-life goods (NIST SP 800-88 decides what is done about it)."""

    NO_DATA = "no_data"
    ERASED = "erased"
    HOLDS_DATA = "holds_data"


class PaperAct(StrEnum):
    """What is done to an authorization; each is one row of its history."""

    CREATED = "paper_created"
    EDITED = "paper_edited"
    SUBMITTED = "paper_submitted"
    APPROVED = "paper_approved"
    REJECTED = "paper_rejected"
    CANCELLED = "paper_cancelled"
    EXPIRED = "paper_expired"
    SENT = "paper_sent"
    TRACKED = "paper_tracked"
    UNTRACKED = "paper_untracked"
    SPLIT = "paper_split"
    SPLIT_FROM = "paper_split_from"
    EVIDENCE = "paper_evidence"
    EVIDENCE_OFF = "paper_evidence_off"
    COLLECTION = "paper_collection"
    COLLECTION_ENDED = "paper_collection_ended"
    ANNOUNCED = "paper_announced"
    NOTICE_WITHDRAWN = "notice_withdrawn"
    MADE = "paper_made_from_receipt"
    MATCHED = "paper_matched"
    UNMATCHED = "paper_unmatched"
    RECONCILED = "paper_reconciled"
    CLOSED = "paper_closed"
    REOPENED = "paper_reopened"
    MEMO_WRITTEN = "memo_written"
    MEMO_ISSUED = "memo_issued"
    MEMO_SETTLED = "memo_settled"
    MEMO_VOIDED = "memo_voided"
    REPLACEMENT_PLANNED = "replacement_planned"
    REPLACEMENT_SHIPPED = "replacement_shipped"
    REPLACEMENT_CHANGED = "replacement_changed"
    REPLACEMENT_DELIVERED = "replacement_delivered"
    REPLACEMENT_LOST = "replacement_lost"
    REPLACEMENT_CANCELLED = "replacement_cancelled"
    REPLACEMENT_CHARGED = "replacement_charged"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a program asks for: `head` and `lines` must be there, `may` is offered too."""

    head: tuple[Detail, ...] = ()
    lines: tuple[LineDetail, ...] = ()
    may: tuple[Detail, ...] = ()


_P, _D, _L = Program, Detail, LineDetail

REQUIRED: dict[Program, Requirement] = {
    # program                      needed on the head           needed on each line        offered
    _P.CUSTOMER_RETURN: Requirement((_D.ORDER,), (), ()),
    _P.TRADE_RETURN: Requirement((_D.PURCHASE_ORDER,), (), (_D.CREDIT_MEMO, _D.ORDER)),
    _P.WARRANTY: Requirement((), (_L.SERIAL, _L.CLAIM), (_D.ORDER,)),
    _P.UNSOLD: Requirement((_D.AGREEMENT,), (), (_D.PURCHASE_ORDER, _D.CREDIT_MEMO)),
    _P.PACKAGING: Requirement((_D.RETURN_PLACE,), (_L.ASSET_TYPE,), ()),
    _P.END_OF_LIFE: Requirement((_D.CONTACT, _D.DATA_BEARING), (), (_D.ORDER,)),
    _P.RECALL: Requirement((_D.RECALL_NUMBER,), (_L.LOT,), (_D.ORDER, _D.PURCHASE_ORDER)),
}
"""Asked for when it is submitted; a draft may lack anything but its party. A serial or lot is asked for only of
products that are tracked by it."""

OFFICE = frozenset({Role.OFFICE, Role.SUPERVISOR})

MAY: dict[Move, frozenset[Role]] = {
    Move.EDIT: OFFICE,
    Move.SPLIT: OFFICE,
    Move.SUBMIT: OFFICE,
    Move.SEND: OFFICE,
    Move.CANCEL: OFFICE,
    Move.RECONCILE: OFFICE,
    Move.CLOSE_PAPER: OFFICE,
    Move.REOPEN_PAPER: OFFICE | {Role.QUALITY},
}
"""Who may do what to an authorization; saying yes or no stands in `APPROVERS`, who approves opening it again in
`approvals`."""

APPROVERS: dict[Program, frozenset[Role]] = {
    **dict.fromkeys(Program, frozenset({Role.SUPERVISOR})),
    _P.RECALL: frozenset({Role.QUALITY}),
}
"""Who may approve or reject: a recall is the quality role's."""

_FOR_APPROVERS = frozenset({Move.APPROVE, Move.REJECT})


def who_may(move: Move, program: Program) -> frozenset[Role]:
    """Return the roles that may do `move` to an authorization of `program`."""
    return APPROVERS[program] if move in _FOR_APPROVERS else MAY.get(move, frozenset())


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line as the office writes it; `quantity` is base units. `id` is set on a line that is there already.

    Where `condition` or `evidence_to_follow` is None nothing is said of it, and what was said before stays.
    """

    product: Product
    quantity: int
    reason: ReasonCode
    lot: str = ""
    expiry: date | None = None
    serial: str = ""
    claim: str = ""
    asset_type: str = ""
    id: UUID | None = None
    condition: frozenset[Condition] | None = None
    evidence_to_follow: frozenset[Evidence] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An authorization as the office writes it. `language` is the sender's: labels and instructions speak it."""

    program: Program
    party_id: UUID
    lines: tuple[DraftLine, ...]
    details: Mapping[Detail, str] = field(default_factory=lambda: MappingProxyType({}))
    expected_on: date | None = None
    expires_on: date | None = None
    language: str = "en"


Faults = dict[str, Said]
"""What is wrong, by the name of its field: "order", "line-2-serial" (lines count from 1)."""


def wrong(draft: Draft) -> Faults:
    """Return what can never be right, not even in a draft: quantities, serials, asset types, dates."""
    faults: Faults = {}
    if draft.expected_on and draft.expires_on and draft.expires_on < draft.expected_on:
        faults["expires_on"] = Said(say.EXPIRES_TOO_SOON, {"day": draft.expected_on})
    if len(draft.lines) > MOST_LINES:
        faults[f"line-{MOST_LINES + 1}-product"] = Said(say.TOO_MANY_LINES, {"most": MOST_LINES})
    for number, line in enumerate(draft.lines, start=1):
        faults |= {f"line-{number}-{name}": said for name, said in _wrong_line(line)}
    return faults


def _wrong_line(line: DraftLine) -> list[tuple[str, Said]]:
    faults = []
    if not 1 <= line.quantity <= MOST_UNITS:
        faults.append(("quantity", Said(say.WRONG_QUANTITY, {"most": MOST_UNITS})))
    elif line.serial and line.quantity != 1:
        faults.append(("quantity", Said(say.ONE_PER_SERIAL, {"serial": line.serial, "quantity": line.quantity})))
    if line.asset_type and not _is_asset_type(line.asset_type):
        faults.append((LineDetail.ASSET_TYPE.value, Said(say.NO_ASSET_TYPE, {"text": line.asset_type})))
    return faults


def _is_asset_type(text: str) -> bool:
    try:
        return len(text) == 13 and Grai.parse(text).asset_type == text
    except IdentifierError:
        return False


def lacking(draft: Draft) -> Faults:
    """Return what the program asks for and the draft does not say."""
    needed = REQUIRED[draft.program]
    program = Word(draft.program.value)
    faults: Faults = {
        name.value: Said(say.NEEDED, {"program": program, "detail": Word(name.value)})
        for name in needed.head
        if not draft.details.get(name)
    }
    if not draft.lines:
        faults["line-1-product"] = Said(say.NO_LINES)
    for number, line in enumerate(draft.lines, start=1):
        faults |= {f"line-{number}-{name}": said for name, said in _lacking_line(line, needed, program)}
    return faults


def _lacking_line(line: DraftLine, needed: Requirement, program: Word) -> list[tuple[str, Said]]:
    said: dict[str, Param] = {"program": program, "product": line.product.said}
    missing = [name for name in needed.lines if _applies(name, line.product) and not getattr(line, name.value)]
    faults = [(name.value, Said(say.NEEDED_OF, {**said, "detail": Word(name.word)})) for name in missing]
    if line.reason is ReasonCode.OTHER and not line.claim and LineDetail.CLAIM not in missing:
        faults.append((LineDetail.CLAIM.value, Said(say.OTHER_NEEDS_WORDS)))
    return faults


def _applies(name: LineDetail, product: Product) -> bool:
    match name:
        case LineDetail.SERIAL:
            return product.serial_tracked
        case LineDetail.LOT:
            return product.lot_tracked
        case _:
            return True


def is_over(expires_on: date | None, today: date) -> bool:
    """Tell whether the last day on which goods may be sent has passed, by the site's calendar."""
    return expires_on is not None and expires_on < today
