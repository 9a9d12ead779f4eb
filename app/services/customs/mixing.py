"""Two customs regimes never stand in one carton, nor on one pallet: what is checked wherever goods are put together."""

from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import customs_goods as queries
from app.domain.circumstances import Regime
from app.domain.errors import Refused
from app.domain.messages import customs as say
from app.domain.messages.core import Word
from app.domain.products import Product
from app.services.acting import Act


class Carrier(Protocol):
    """A carton by its id and plate."""

    @property
    def id(self) -> UUID: ...

    @property
    def lpn(self) -> str: ...


def check_one_regime(
    session: Session, act: Act, carton: Carrier, product: Product, coming: Iterable[Regime | None]
) -> None:
    """Raise Refused when goods that come would stand beside goods of another regime in a carton."""
    here = queries.regimes_in(session, act.site_id, [carton.id])
    regimes = set(coming)
    for regime in regimes:
        if others := (here | regimes) - {regime}:
            raise Refused(say.TWO_REGIMES, product=product.said, lpn=carton.lpn, **regime_words(regime, others))


def regime_words(regime: Regime | None, others: Iterable[Regime | None]) -> dict[str, Word]:
    """Return how a sentence names the regime of goods, and that of others that they may not stand beside."""
    return {"regime": _word(regime), "other": _word(next(iter(others)))}


def _word(regime: Regime | None) -> Word:
    return Word(f"{regime.value}_goods" if regime else "national_goods")


def check_pallet(session: Session, act: Act, carton: Carrier, pallet: Carrier, on_it: Collection[UUID]) -> None:
    """Raise Refused when a carton would stand on a pallet beside goods of another regime."""
    mine, theirs = (queries.regimes_in(session, act.site_id, ids) for ids in ([carton.id], on_it))
    if mine and theirs and mine != theirs:
        words = regime_words(next(iter(mine)), theirs - mine or mine - theirs)
        raise Refused(say.TWO_REGIMES_ON_PALLET, lpn=carton.lpn, pallet=pallet.lpn, **words)
