"""Goods on the bench: what is known of them, what the inspector says, and where that sends them. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from app.domain import disposition, recovery
from app.domain.answering import all_pass, asked, check_photos, found, observed, parse_answers
from app.domain.checklists import Checklist, Found
from app.domain.circumstances import NOTHING_AROUND, Circumstances, Regime, VendorStanding
from app.domain.disposition import Recommendation
from app.domain.errors import Refused
from app.domain.grading import Answers, Graded, condition_of, grade
from app.domain.messages import grading as say
from app.domain.messages.core import Money, Word
from app.domain.products import Product
from app.domain.rules import Facts
from app.domain.rulesets import Ruleset
from app.domain.transitions import CartonState
from app.domain.vocabulary import Condition, DispositionCode, Grade, HoldReason, LineVerdict, Program, ReasonCode
from app.domain.worksheet import Worksheet

# Blind goods may be graded while they wait for their paper; every other hold must be lifted first.
GRADABLE_HOLDS = frozenset({None, HoldReason.UNMATCHED})


@dataclass(frozen=True, slots=True)
class Claim:
    """What the paper says that comes back, and why."""

    authorization_id: UUID
    number: str
    party_id: UUID
    program: Program
    reason: ReasonCode | None = None
    text: str = ""
    lot: str = ""
    serial: str = ""
    line_id: UUID | None = None
    condition: frozenset[Condition] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was once shipped to whoever sends it back."""

    delivered_on: date
    lot: str
    serial: str


@dataclass(frozen=True, slots=True)
class Goods:
    """A line to be graded of the carton on the bench: `quantity` base units alike in everything.

    `work_order_id` is the rework after which it is graded again; `grade` is as found, `regrade` after rework.
    """

    id: UUID
    receipt_line_id: UUID
    receipt_id: UUID
    product: Product
    lot: str
    expiry: date | None
    serial: str
    condition: frozenset[Condition]
    hold: HoldReason | None
    verdict: LineVerdict
    quantity: int
    claim: Claim | None = None
    grade: Grade | None = None
    regrade: Grade | None = None
    work_order_id: UUID | None = None
    regime: Regime | None = None

    @property
    def is_reworked(self) -> bool:
        """Tell whether it is graded again: condition and grade on the line stay as they were found."""
        return self.work_order_id is not None

    @property
    def needs_serial(self) -> bool:
        """Units of a sealed case have no serial yet: each is scanned before it is graded singly."""
        return self.product.serial_tracked and not self.serial


@dataclass(frozen=True, slots=True)
class Bench:
    """The carton being graded with what is still ungraded in it; `units` counts all that is in it.

    Graded again, `goods` are what was graded before; of a blind check they are the one line that is looked at.
    """

    carton_id: UUID
    lpn: str
    state: CartonState
    version: int
    goods: tuple[Goods, ...]
    units: int
    code: DispositionCode | None = None
    is_check: bool = False

    @property
    def left(self) -> int:
        """Units that are still to be graded."""
        return sum(line.quantity for line in self.goods)

    def of(self, goods_id: UUID | None) -> Goods | None:
        """Return the line with that id while it has ungraded units."""
        return next((line for line in self.goods if line.id == goods_id), None)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Grade, condition and recommendation for goods, and the code chosen in the end.

    `answers`, `defects` and the `photos` of answers are what was observed, in the words of that checklist.
    """

    graded: Graded
    condition: frozenset[Condition]
    checklist_id: UUID
    answers: Answers
    defects: tuple[Found, ...]
    photos: Mapping[str, UUID]
    facts: Facts
    recommendation: Recommendation
    code: DispositionCode
    around: Circumstances = NOTHING_AROUND

    @property
    def is_override(self) -> bool:
        """Tell whether the inspector chose another code than the recommended one."""
        return self.code is not self.recommendation.code

    @property
    def agreement_id(self) -> UUID | None:
        """The vendor agreement whose quota the goods use up, None where they use none."""
        offer = self.around.offer
        uses = self.code is DispositionCode.RETURN_TO_VENDOR and offer and offer.standing is VendorStanding.TAKES
        return offer.agreement_id if offer and uses else None

    @property
    def net(self) -> Money:
        """Net recovery per unit under the chosen code."""
        return Money(self.recommendation.ranked(self.code).net, self.recommendation.net.currency)


def judge(
    goods: Goods, checklist: Checklist, sheet: Worksheet, ruleset: Ruleset, today: date,
    around: Circumstances = NOTHING_AROUND,
) -> Judgement:  # fmt: skip
    """Return what the worksheet says of `goods`.

    Raises Refused: held, checklist open, a photo or the place of a defect missing, or the chosen code excluded.
    """
    graded, answers = observe(goods, checklist, sheet)
    defects = found(checklist, answers, sheet.defects)
    is_expired = goods.expiry is not None and goods.expiry < today
    # damage that was seen before stays on goods, except on those that a workshop has had since
    seen = goods.condition - {Condition.DAMAGED} if goods.is_reworked else goods.condition
    condition = condition_of(seen, graded.scores, answers, is_expired=is_expired)
    facts = _facts(goods, graded, condition, today).within(around, goods.product.currency)
    nets = recovery.nets(priced(goods, facts), graded.grade, ruleset.prices, is_reworked=goods.is_reworked)
    recommendation = disposition.decide(facts, ruleset.rules, nets)
    code = disposition.choose(recommendation, sheet.code).code if sheet.code else recommendation.code
    photos = MappingProxyType({key: photo for key, photo in sheet.photos.items() if key in answers})
    return Judgement(graded, condition, checklist.id, answers, defects, photos, facts, recommendation, code, around)


def observe(goods: Goods, checklist: Checklist, sheet: Worksheet) -> tuple[Graded, Answers]:
    """Return the grade and the answers of a worksheet, whatever the goods then go to. Raises Refused, as `judge`."""
    check_hold(goods)
    answers = answers_of(checklist, sheet)
    defects = found(checklist, answers, sheet.defects)
    check_photos(checklist, answers, sheet.photos)
    return grade(observed(checklist, answers, defects, sheet.function, sheet.cosmetics), checklist.table), answers


def check_hold(goods: Goods) -> None:
    """Refuse goods that a hold locks."""
    if goods.hold not in GRADABLE_HOLDS:
        raise Refused(say.HELD, product=goods.product.said, reason=Word(str(goods.hold)))


def answers_of(checklist: Checklist, sheet: Worksheet) -> Answers:
    """Return the worksheet's answers to this checklist. Raises Refused for one that it does not ask."""
    if sheet.whole and not sheet.answers:
        return MappingProxyType({})
    return parse_answers(checklist.questions, sheet.answers)


def passing(checklist: Checklist, sheet: Worksheet) -> Worksheet:
    """Return the worksheet with every question passed, numbers as they were read, no defect and no score chosen."""
    answers = dict(all_pass(checklist.questions))
    numbers = {each.key: sheet.answers.get(each.key, "") for each in asked(checklist.questions, answers)}
    answers |= {key: text for key, text in numbers.items() if text and key not in answers}
    return replace(sheet, answers=MappingProxyType(answers), defects=(), function=None, cosmetics=None)


def _facts(goods: Goods, graded: Graded, condition: frozenset[Condition], today: date) -> Facts:
    return Facts(
        program=goods.claim.program if goods.claim else None,
        reason=goods.claim.reason if goods.claim else None,
        category=goods.product.category,
        condition=condition,
        function=graded.scores.function,
        cosmetics=graded.scores.cosmetics,
        grade=graded.grade,
        expiry_days=(goods.expiry - today).days if goods.expiry else None,
        hazardous=goods.product.hazardous,
        medical=goods.product.medical,
        data_bearing=goods.product.data_bearing,
    )


def priced(goods: Goods, facts: Facts) -> recovery.Priced:
    """Return what decides the worth of one unit of `goods`."""
    product = goods.product
    return recovery.Priced(
        product.list_price, product.unit_cost, product.currency, product.category, facts.expiry_days,
        facts.vendor_credit,
    )  # fmt: skip


class Alike(Protocol):
    """What decides whether goods may share a carton."""

    @property
    def product(self) -> Product: ...

    @property
    def hold(self) -> HoldReason | None: ...

    @property
    def regime(self) -> Regime | None: ...


@dataclass(frozen=True, slots=True)
class Contents:
    """What all lines of a graded carton have in common."""

    owner_id: UUID
    hazardous: bool
    hold: HoldReason | None
    regime: Regime | None = None
    medical: bool = False

    @classmethod
    def of(cls, goods: Alike) -> "Contents":
        """Return what a carton must have in common with `goods` to take them."""
        of = goods.product
        return cls(of.owner_id, of.hazardous, goods.hold, goods.regime, of.medical)


@dataclass(frozen=True, slots=True)
class Tote:
    """A destination tote, or whatever carton was scanned in its place. `contents` is None when it is empty."""

    id: UUID
    lpn: str
    state: CartonState
    version: int
    code: DispositionCode | None
    is_quarantine: bool = False
    units: int = 0
    contents: Contents | None = None

    def takes(self, goods: Goods, code: DispositionCode) -> bool:
        """Tell whether `goods` bound for `code` may go in."""
        alike = self.contents is None or (self.code is code and self.contents == Contents.of(goods))
        return self.is_open and alike

    @property
    def is_open(self) -> bool:
        """Tell whether it takes graded goods at all."""
        return self.state is CartonState.OPEN and not self.is_quarantine


def check_tote(tote: Tote, goods: Alike, code: DispositionCode) -> None:
    """Refuse a tote that must not take `goods`: graded cartons never mix owner, hazard, hold, regime or code."""
    if tote.is_quarantine:
        raise Refused(say.QUARANTINE_TOTE, lpn=tote.lpn)
    if not tote.is_open:
        raise Refused(say.NOT_A_TOTE, lpn=tote.lpn, state=Word(tote.state.value))
    if tote.contents and tote.code is not code:
        raise Refused(say.TOTE_OF_OTHER_CODE, lpn=tote.lpn, other=Word(str(tote.code)), code=Word(code.value))
    for attribute, message in _NEVER_MIXED.items() if tote.contents else ():
        if getattr(tote.contents, attribute) != getattr(Contents.of(goods), attribute):
            raise Refused(message, lpn=tote.lpn, product=goods.product.said)


_NEVER_MIXED = {
    "owner_id": say.TOTE_OF_OTHER_OWNER, "hazardous": say.TOTE_OF_OTHER_HAZARD, "hold": say.TOTE_OF_OTHER_HOLD,
    "regime": say.TOTE_OF_OTHER_REGIME, "medical": say.TOTE_OF_OTHER_CARE,
}  # fmt: skip
