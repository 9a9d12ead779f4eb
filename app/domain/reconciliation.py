"""The three-way match of one authorization: what was authorized, what came of it by lot, what was credited. No I/O."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from app.domain.differences import KINDS, Difference, DifferenceKind
from app.domain.matched import Authorized, Credited, Lot, Match, Matched, Received
from app.domain.messages.core import Param, Said, Units
from app.domain.receipts import FILLING
from app.domain.vocabulary import LineVerdict, ReasonCode


def match(
    lines: Iterable[Authorized],
    received: Iterable[Received],
    credited: Iterable[Credited],
    party: str,
    *,
    by_memo: bool = True,
    by_terms: bool = False,
) -> Match:
    """Lay the three side by side, per line and lot, and say every difference.

    `by_memo` tells whether memos pay for what no line names. `by_terms` tells that refund terms say what is owed.

    Receipts may be many and partial: what counts is their sum. Over never hides short, also not of another lot.
    """
    named, came = tuple(lines), tuple(received)
    slots = [_of_line(line, [each for each in came if each.line_id == line.id]) for line in named]
    slots += _extras([each for each in came if each.line_id is None], by_memo)
    for each in credited:
        slots = _credit(slots, each)
    return Match(tuple(_told(each, came, party, by_memo) for each in slots), by_terms)


def _of_line(line: Authorized, came: list[Received]) -> Matched:
    lots = _lots(came, line.by_memo) or (Lot(line.lot, line.expiry),)
    return Matched(line, line.product, lots)


def _lots(came: Iterable[Received], by_memo: bool) -> tuple[Lot, ...]:
    by_lot = groupby(sorted(came, key=lambda each: each.lot), key=lambda each: each.lot)
    return tuple(_lot(lot, list(group), by_memo) for lot, group in by_lot)


def _lot(lot: str, came: list[Received], by_memo: bool) -> Lot:
    fills = [each for each in came if each.verdict in FILLING and each.line_id]
    beside = [each for each in came if each not in fills]
    return Lot(
        lot=lot,
        expiry=min((each.expiry for each in came if each.expiry), default=None),
        received=sum(each.counted for each in fills),
        over=sum(each.counted for each in beside),
        accepted=sum(each.accepted for each in fills),
        accepted_over=sum(each.accepted for each in beside),
        held=sum(each.held for each in came),
        ungraded=sum(_waiting(each) for each in came),
        **(_credit_of(fills, beside) if by_memo else {}),
    )


def _waiting(each: Received) -> int:
    """Return the units that wait for the bench; what is owed from check-in on does not."""
    return max(0, each.ungraded - max(0, (each.owed or 0) - each.accepted))


def _credit_of(fills: list[Received], beside: list[Received]) -> dict[str, Any]:
    """Return what may be credited: what terms owe or, without terms, what was accepted, at list price."""
    told = [(each, each.owed if each.owed is not None else each.accepted) for each in fills]
    told += [(each, each.owed or 0) for each in beside]
    worth = (each.worth if each.owed is not None else each.product.list_price * units for each, units in told)
    return {
        "earned": sum(units for _, units in told),
        "extra": sum(max(0, each.accepted - (each.owed or 0)) for each in beside),
        "worth": sum(worth, Decimal(0)),
    }


def _extras(came: list[Received], by_memo: bool) -> list[Matched]:
    """Return one entry for each product and lot that no line names."""
    ordered = sorted(came, key=lambda each: (each.product.sku, each.lot))
    groups = (list(group) for _, group in groupby(ordered, key=lambda each: (each.product.id, each.lot)))
    return [Matched(None, group[0].product, _lots(group, by_memo)) for group in groups]


def _credit(slots: list[Matched], credited: Credited) -> list[Matched]:
    """Lay a credited quantity beside what it is for; what was never named or counted stands alone."""
    place = _place(slots, credited)
    if place is None:
        alone = Lot(credited.lot, None, credited=credited.quantity)
        return [*slots, Matched(None, credited.product, (alone,))]
    slot = slots[place]
    return [*slots[:place], replace(slot, lots=_spread(slot.lots, credited)), *slots[place + 1 :]]


def _place(slots: list[Matched], credited: Credited) -> int | None:
    def fits(slot: Matched) -> tuple[bool, ...]:
        has_lot = any(lot.lot == credited.lot for lot in slot.lots)
        return (credited.line_id is not None and slot.line_id == credited.line_id, has_lot, slot.line is not None)

    same = [place for place, slot in enumerate(slots) if slot.product.id == credited.product.id]
    usable = [place for place in same if any(fits(slots[place])[:2]) or not credited.lot]
    return max(usable, key=lambda place: fits(slots[place]), default=None)


def _spread(lots: tuple[Lot, ...], credited: Credited) -> tuple[Lot, ...]:
    """Credit the lot that is named, even if it did not come; without one lot after lot, the last takes the rest."""
    if any(lot.lot == credited.lot for lot in lots):
        return tuple(
            replace(lot, credited=lot.credited + credited.quantity) if lot.lot == credited.lot else lot for lot in lots
        )
    if credited.lot:
        return (*lots, Lot(credited.lot, None, credited=credited.quantity))
    spread, left = [], credited.quantity
    for lot in lots:
        take = min(left, lot.due + lot.spare)
        spread.append(replace(lot, credited=lot.credited + take))
        left -= take
    return (*spread[:-1], replace(spread[-1], credited=spread[-1].credited + left))


def _told(slot: Matched, came: Iterable[Received], party: str, by_memo: bool) -> Matched:
    lots = {lot.lot for lot in slot.lots}
    mine = [
        each
        for each in came
        if each.line_id == slot.line_id and each.product.id == slot.product.id and each.lot in lots
    ]
    credits = slot.line.by_memo if slot.line else by_memo
    found = [*_of_paper(slot, mine), *_of_bench(slot, mine), *_of_credit(slot, credits)]
    return replace(slot, differences=tuple(_said(slot, kind, units, lot, party) for kind, units, lot in found if units))


_K = DifferenceKind

Found = tuple[DifferenceKind, int, str]
"""Kind, units and lot."""

_BESIDE: Mapping[LineVerdict, DifferenceKind] = {
    LineVerdict.OVER: _K.OVER,
    LineVerdict.WRONG_LOT: _K.WRONG_LOT,
    LineVerdict.EXPIRED: _K.EXPIRED,
    LineVerdict.LOT_UNREADABLE: _K.LOT_UNREADABLE,
    LineVerdict.UDI_UNREADABLE: _K.UDI_UNREADABLE,
}


def _of_paper(slot: Matched, mine: list[Received]) -> Iterable[Found]:
    """Yield how what came differs from what was authorized."""
    short = slot.authorized - sum(lot.received for lot in slot.lots)
    yield _K.SHORT, max(0, short), slot.line.lot if slot.line else ""
    for each in mine:
        if each.verdict is LineVerdict.UNEXPECTED:
            yield (_K.UNEXPECTED if each.was_shipped else _K.NEVER_SHIPPED), each.counted, each.lot
        elif each.verdict in _BESIDE:
            yield _BESIDE[each.verdict], each.counted, each.lot


CLAIMS_A_FAULT = frozenset({ReasonCode.DEFECTIVE, ReasonCode.WARRANTY_CLAIM})
CLAIMS_DAMAGE = frozenset({ReasonCode.DAMAGED_IN_TRANSIT, *CLAIMS_A_FAULT})


def _of_bench(slot: Matched, mine: list[Received]) -> Iterable[Found]:
    """Yield how what the bench found differs from what was claimed."""
    reason = slot.line.reason if slot.line else None
    for each in mine:
        yield _K.NOT_DEFECTIVE, each.working if reason in CLAIMS_A_FAULT else 0, each.lot
        yield _K.DAMAGED, each.damaged if reason and reason not in CLAIMS_DAMAGE else 0, each.lot


def _of_credit(slot: Matched, by_memo: bool) -> Iterable[Found]:
    """Yield how what was credited differs from what was accepted."""
    for lot in slot.lots:
        yield _K.UNGRADED, lot.ungraded if by_memo else 0, lot.lot
        yield _K.NOT_CREDITED, lot.due if by_memo else 0, lot.lot
        yield _K.OVERCREDITED, lot.excess, lot.lot


def _said(slot: Matched, kind: DifferenceKind, units: int, lot: str, party: str) -> Difference:
    code, message = KINDS[kind]
    facts: dict[str, Param] = {"product": slot.product.said, "lot_text": f", {lot}" if lot else ""}
    return Difference(kind, units, Said(message, {**facts, "units": Units(units), "party": party}), code)
