"""Prices as someone writes them in forms: shares in percent, amounts in the site's currency; or what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from app.domain.messages import ruling as say
from app.domain.messages.core import Said
from app.domain.pricing import AMOUNTS, Basis, Economics, Prices
from app.domain.rule_drafts import Faults, number_in
from app.domain.vocabulary import Category, DispositionCode, Grade, Program

MOST_DWELL = 3650
HUNDRED = Decimal(100)
NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,4})?")


def typed_values(prices: Prices) -> dict[str, str]:
    """Return what the form of the shares, decay and mixes shows."""
    return {
        **{f"share-{grade}": percent(share) for grade, share in prices.value_share.items()},
        **{f"decay-{category}": percent(share) for category, share in prices.decay.items()},
        **{
            f"mix-{program or 'blind'}-{grade}": percent(share)
            for program, mix in prices.usual_mix.items()
            for grade, share in mix.items()
        },
    }


def percent(share: Decimal) -> str:
    """Return a share in percent, without zeros that say nothing."""
    return f"{(share * HUNDRED).normalize():f}"


def read_values(prices: Prices, typed: Mapping[str, str]) -> tuple[Prices, Faults]:
    """Return `prices` with the shares, decay and mixes of a form, and what is wrong by field."""
    faults: Faults = {}
    shares = {grade: _share(typed, f"share-{grade}", faults) for grade in Grade}
    decay = {category: _share(typed, f"decay-{category}", faults) for category in Category}
    mixes = {program: _mix(typed, program, faults) for program in (*Program, None)}
    if not faults and list(shares.values()) != sorted(shares.values(), reverse=True):
        faults["share-A"] = Said(say.BETTER_IS_NOT_LESS)
    return replace(
        prices,
        value_share=MappingProxyType(shares),
        decay=MappingProxyType(decay),
        usual_mix=MappingProxyType(mixes),
    ), faults


def _mix(typed: Mapping[str, str], program: Program | None, faults: Faults) -> Mapping[Grade, Decimal]:
    names = {grade: f"mix-{program or 'blind'}-{grade}" for grade in Grade}
    mix = {grade: _share(typed, name, faults) for grade, name in names.items()}
    if not faults.keys() & set(names.values()) and sum(mix.values()) != 1:
        faults[names[Grade.A]] = Said(say.NOT_THE_WHOLE, {"sum": percent(sum(mix.values(), Decimal(0)))})
    return MappingProxyType(mix)


def typed_economics(row: Economics) -> dict[str, str]:
    """Return what the form of one code shows."""
    return {
        "basis": row.basis.value,
        "proceeds": percent(row.proceeds),
        "rework": percent(row.rework),
        **{name: f"{getattr(row, name):f}" for name in AMOUNTS},
        "dwell": str(row.dwell),
        **{f"probability-{grade}": percent(chance) for grade, chance in row.probability.items()},
    }


def read_economics(prices: Prices, code: DispositionCode, typed: Mapping[str, str]) -> tuple[Prices, Faults]:
    """Return `prices` with what a form says of one code, and what is wrong by field."""
    faults: Faults = {}
    row = Economics(
        basis=_basis(typed, faults),
        proceeds=_share(typed, "proceeds", faults, most=Decimal(500)),
        probability=MappingProxyType({grade: _share(typed, f"probability-{grade}", faults) for grade in Grade}),
        rework=_share(typed, "rework", faults),
        handling=_number(typed, "handling", faults, Decimal(999_999)),
        holding=_number(typed, "holding", faults, Decimal(999_999)),
        dwell=number_in(typed, "dwell", (0, MOST_DWELL), faults) or 0,
    )
    return replace(prices, economics=MappingProxyType({**prices.economics, code: row})), faults


def _basis(typed: Mapping[str, str], faults: Faults) -> Basis:
    found = [basis for basis in Basis if basis.value == typed.get("basis", "")]
    if not found:
        faults["basis"] = Said(say.CHOOSE_BASIS)
    return next(iter(found), Basis.AS_FOUND)


def _share(typed: Mapping[str, str], name: str, faults: Faults, most: Decimal = HUNDRED) -> Decimal:
    return _number(typed, name, faults, most) / HUNDRED


def _number(typed: Mapping[str, str], name: str, faults: Faults, most: Decimal) -> Decimal:
    text = typed.get(name, "").strip()
    if NUMBER.fullmatch(text) and Decimal(text) <= most:
        return Decimal(text)
    faults[name] = Said(say.NOT_A_PRICE, {"most": f"{most:f}", "text": text[:20] or "-"})
    return Decimal(0)
