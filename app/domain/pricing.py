"""What codes bring and cost, as one version of a site's prices has it. Amounts are per base unit, in its currency."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Self

from app.domain.vocabulary import Category, DispositionCode, Grade, Program

NOTHING, ONE = Decimal(0), Decimal(1)


class PriceError(ValueError):
    """Stored prices that cannot be read."""


class Basis(StrEnum):
    """What the expected proceeds of a code are a share of."""

    AS_FOUND = "as_found"
    ONE_GRADE_BETTER = "one_grade_better"
    UNIT_COST = "unit_cost"


@dataclass(frozen=True, slots=True)
class Economics:
    """What one code brings and costs: shares of a basis or of list price, amounts in the site's currency.

    `probability` is that of getting the proceeds, for grades A to D; `dwell` is the expected wait in days, each of
    which costs `holding`.
    """

    basis: Basis
    proceeds: Decimal
    probability: Mapping[Grade, Decimal]
    rework: Decimal
    handling: Decimal
    holding: Decimal
    dwell: int


AMOUNTS = ("handling", "holding")
SHARES = ("proceeds", "rework")


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """One version of all prices; two of them are the same only where they are one object, which keys caches.

    `value_share` is the starting value by grade as a share of list price, `decay` the share of value that a day takes,
    `usual_mix` what share of a program's ungraded goods turns out A, B, C, D; its None is the mix of blind receipts.
    """

    value_share: Mapping[Grade, Decimal]
    economics: Mapping[DispositionCode, Economics]
    decay: Mapping[Category, Decimal]
    usual_mix: Mapping[Program | None, Mapping[Grade, Decimal]]

    def to_json(self) -> dict[str, Any]:
        """Return what is stored of a version, decimals as strings."""
        return {
            "value_share": _listed(self.value_share),
            "economics": {code.value: _economics_to_json(row) for code, row in self.economics.items()},
            "decay": _listed(self.decay),
            "usual_mix": {program or "": _listed(mix) for program, mix in self.usual_mix.items()},
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Undo `to_json`. Raises PriceError for what is not there or no number."""
        try:
            return cls(
                value_share=_by(Grade, stored["value_share"]),
                economics=MappingProxyType({
                    code: _economics_from_json(stored["economics"][code.value]) for code in DispositionCode
                }),
                decay=_by(Category, stored["decay"]),
                usual_mix=MappingProxyType({
                    program: _by(Grade, stored["usual_mix"][program or ""]) for program in (*Program, None)
                }),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise PriceError(f"prices cannot be read: {error!r}") from error


def _listed(shares: Mapping[Any, Decimal]) -> dict[str, str]:
    return {word.value: str(share) for word, share in shares.items()}


def _by(words: type[StrEnum], stored: Mapping[str, str]) -> Mapping[Any, Decimal]:
    return MappingProxyType({word: Decimal(stored[word.value]) for word in words})


def _economics_to_json(row: Economics) -> dict[str, Any]:
    amounts = {name: str(getattr(row, name)) for name in (*SHARES, *AMOUNTS)}
    return {**amounts, "basis": row.basis.value, "dwell": row.dwell, "probability": _listed(row.probability)}


def _economics_from_json(stored: Mapping[str, Any]) -> Economics:
    amounts = {name: Decimal(stored[name]) for name in (*SHARES, *AMOUNTS)}
    return Economics(
        basis=Basis(stored["basis"]),
        probability=_by(Grade, stored["probability"]),
        dwell=int(stored["dwell"]),
        **amounts,
    )


@lru_cache(maxsize=64)
def prices_of(text: str) -> Prices:
    """Return the prices that a JSON text holds, the same object for the same text. Raises PriceError."""
    return Prices.from_json(json.loads(text))


@dataclass(frozen=True, slots=True)
class Terms:
    """Net recovery of a code and grade as a sum: what list price and unit cost bring, what all of it costs.

    net = freshness x (list price x `of_list` + unit cost x `of_cost`) - list price x `rework` - `costs`
    """

    code: DispositionCode
    of_list: Decimal
    of_cost: Decimal
    rework: Decimal
    costs: Decimal


@lru_cache(maxsize=256)
def terms(prices: Prices, grade: Grade) -> tuple[Terms, ...]:
    """Return the terms of every code for goods of `grade`, in the order of the codes."""
    return tuple(_terms(prices, grade, code) for code in DispositionCode)


def _terms(prices: Prices, grade: Grade, code: DispositionCode) -> Terms:
    row = prices.economics[code]
    expected = row.proceeds * row.probability[grade]
    shares = prices.value_share
    of_list = {
        Basis.AS_FOUND: shares[grade] * expected,
        Basis.ONE_GRADE_BETTER: shares[_BETTER[grade]] * expected,
        Basis.UNIT_COST: NOTHING,
    }[row.basis]
    of_cost = expected if row.basis is Basis.UNIT_COST else NOTHING
    return Terms(code, of_list, of_cost, row.rework, row.handling + row.holding * row.dwell)


_BETTER: Mapping[Grade, Grade] = MappingProxyType({
    Grade.A: Grade.A, Grade.B: Grade.A, Grade.C: Grade.B, Grade.D: Grade.C,
})  # fmt: skip


def _economics(basis: Basis, columns: str) -> Economics:
    proceeds, *chances, rework, handling, holding, dwell = columns.split()
    probability = MappingProxyType(dict(zip(Grade, map(Decimal, chances), strict=True)))
    return Economics(
        basis, Decimal(proceeds), probability, Decimal(rework), Decimal(handling), Decimal(holding), int(dwell)
    )


_C, _B = DispositionCode, Basis

STARTING = Prices(
    value_share=MappingProxyType({
        Grade.A: Decimal("0.85"), Grade.B: Decimal("0.55"), Grade.C: Decimal("0.30"), Grade.D: Decimal("0.10"),
    }),
    economics=MappingProxyType({
        # code, basis                                     proceeds  probability A-D      rework handling holding dwell
        _C.RESTOCK: _economics(_B.AS_FOUND,               "1.00  0.95 0.70 0.25 0.05   0.00   1.50   0.02   10"),
        _C.REWORK: _economics(_B.ONE_GRADE_BETTER,        "1.00  0.95 0.90 0.85 0.50   0.08   2.00   0.02   14"),
        _C.REFURBISH: _economics(_B.ONE_GRADE_BETTER,     "1.05  0.95 0.90 0.85 0.60   0.15   2.50   0.02   21"),
        _C.RETURN_TO_VENDOR: _economics(_B.UNIT_COST,     "0.90  0.40 0.40 0.35 0.20   0.00   3.00   0.02   30"),
        _C.LIQUIDATE: _economics(_B.AS_FOUND,             "0.60  0.98 0.98 0.95 0.80   0.00   1.00   0.02   20"),
        _C.DONATE: _economics(_B.UNIT_COST,               "0.10  0.90 0.90 0.90 0.50   0.00   1.00   0.02   20"),
        _C.RECYCLE: _economics(_B.UNIT_COST,              "0.03  1.00 1.00 1.00 1.00   0.00   0.80   0.01   30"),
        _C.DESTROY: _economics(_B.UNIT_COST,              "0.00  0.00 0.00 0.00 0.00   0.00   2.00   0.01   15"),
        _C.RETURN_TO_CUSTOMER: _economics(_B.UNIT_COST,   "0.00  0.00 0.00 0.00 0.00   0.00   6.00   0.02    5"),
    }),
    decay=MappingProxyType({
        Category.ELECTRONICS: Decimal("0.005"), Category.APPAREL: Decimal("0.004"), Category.FOOD: Decimal("0.003"),
        Category.MEDICAL: Decimal("0.002"), Category.TOOLS: Decimal("0.001"), Category.PACKAGING: Decimal("0.0005"),
    }),
    usual_mix=MappingProxyType({
        program: MappingProxyType(dict(zip(Grade, map(Decimal, mix.split()), strict=True)))
        for program, mix in {
            Program.CUSTOMER_RETURN: "0.45 0.25 0.20 0.10",
            Program.TRADE_RETURN: "0.55 0.25 0.15 0.05",
            Program.WARRANTY: "0.05 0.20 0.45 0.30",
            Program.UNSOLD: "0.80 0.15 0.04 0.01",
            Program.PACKAGING: "0.50 0.30 0.15 0.05",
            Program.END_OF_LIFE: "0.00 0.05 0.25 0.70",
            Program.RECALL: "0.10 0.10 0.10 0.70",
            None: "0.30 0.25 0.25 0.20",
        }.items()
    }),
)  # fmt: skip
"""The prices of a site that has written none."""
