"""What shows that a reason is so: what each kind must hold, and which lines it stays with. No I/O."""

from collections.abc import Sequence
from uuid import UUID

from app.domain.authorizing import DraftLine
from app.domain.errors import Refused
from app.domain.messages import evidence as say
from app.domain.messages.core import Word
from app.domain.terms import Evidence

LONGEST_TEXT = 500
"""Characters of a description."""
MOST_PIECES = 12
"""Of one line: more is a file for a claim, not evidence for a reason."""
PICTURED = frozenset({Evidence.PHOTO})
"""Kinds that only a picture can show. The others are words, a picture, or both."""


def check(kind: Evidence, text: str, pictures: int, stand: int) -> None:
    """Raise Refused unless `text` and `pictures` are evidence of `kind`, on a line where `stand` pieces stand."""
    if kind in PICTURED and not pictures:
        raise Refused(say.NO_PICTURE)
    if not pictures and not text:
        raise Refused(say.NO_WORDS, kind=Word(kind.value))
    if not text.isprintable():
        raise Refused(say.NOT_PRINTABLE)
    if len(text) > LONGEST_TEXT:
        raise Refused(say.TOO_LONG, length=len(text), most=LONGEST_TEXT)
    if stand + max(1, pictures) > MOST_PIECES:
        raise Refused(say.TOO_MANY, most=MOST_PIECES, stand=stand)


def paired(before: Sequence[DraftLine], after: Sequence[DraftLine]) -> list[UUID | None]:
    """Return for each line of `after` the line of `before` that it still is, None for a new one.

    Equal goods come first; then, in their order, lines of the same product, whose lot or serial was put right: what
    was sent along for a line outlives that.
    """
    left = list(before)
    found: list[UUID | None] = [None] * len(after)
    for same in (_goods, _product):
        for position, line in enumerate(after):
            if found[position] is None and (was := next((one for one in left if same(one) == same(line)), None)):
                left.remove(was)
                found[position] = was.id
    return found


def _goods(line: DraftLine) -> tuple[UUID, str, str]:
    return line.product.id, line.lot, line.serial


def _product(line: DraftLine) -> UUID:
    return line.product.id
