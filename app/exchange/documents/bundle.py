"""The manifest of a sale bundle, as its buyer reads it: what is in it, and nothing of whom it came from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from app.domain.bundles import BundleLine
from app.domain.messages.core import Local, msg
from app.domain.money import NOTHING, rounded
from app.exchange import wording
from app.exchange.documents.paper import Column, Paper, Table

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest states; `at` is local time, `asking` nothing while there is no price. No estimate is told."""

    number: str
    site: str
    address: str
    owner: str
    at: datetime
    is_final: bool
    currency: str
    asking: Decimal
    lines: Sequence[BundleLine]


def paper(says: Manifest, language: str) -> Paper:
    """Return the manifest as a paper in `language`."""

    def say(text: str) -> str:
        return wording.say(language, text)

    return Paper(
        site=says.site,
        title=say(msg("Manifest of a sale bundle")),
        number=says.number,
        page_words=say(msg("Page {page} of {pages}")),
        facts=tuple((say(caption), text) for caption, text in _facts(says) if text),
        sentences=(say(_FINAL if says.is_final else _SO_FAR),),
        tables=(_table(says, say, language),),
        language=language,
    )


_FINAL = msg("The goods below are sold together, as they stand, graded as found.")
_SO_FAR = msg("The goods below stand in the bundle so far. It is not offered yet, and may still change.")


def _facts(says: Manifest) -> tuple[tuple[str, str], ...]:
    listed = sum((line.list_total for line in says.lines), NOTHING)
    return (
        (msg("Number"), says.number),
        (msg("Date and time"), f"{says.at:%Y-%m-%d %H:%M}"),
        (msg("Site"), ", ".join([says.site, *says.address.splitlines()])),
        (msg("Owner"), says.owner),
        (msg("Units"), f"{sum(line.quantity for line in says.lines):,}"),
        (msg("List price"), amount(listed, says.currency)),
        (msg("Asking price"), amount(says.asking, says.currency) if says.asking else ""),
    )


def amount(value: Decimal, currency: str) -> str:
    """Write an amount with its currency, such as "1,204.50 USD"."""
    return f"{rounded(value, currency):,} {currency}"


def _table(says: Manifest, say: Say, language: str) -> Table:
    heads = (
        (msg("Carton"), 4), (msg("Product"), 5), (msg("SKU"), 3), (msg("GTIN"), 4), (msg("Lot or serial"), 3),
        (msg("Expiry"), 3), (msg("Grade"), 2),
    )  # fmt: skip
    columns = (
        *(Column(say(text), share) for text, share in heads),
        Column(say(msg("Units")), 2, is_figure=True),
        Column(say(msg("List price")), 4, is_figure=True),
    )
    rows = tuple(_row(line, says.currency, language) for line in says.lines)
    listed = sum((line.list_total for line in says.lines), NOTHING)
    units = f"{sum(line.quantity for line in says.lines):,}"
    total = (say(msg("Total")), *[""] * 6, units, amount(listed, says.currency))
    return Table(say(msg("Manifest")), columns, rows, total)


def _row(line: BundleLine, currency: str, language: str) -> tuple[str, ...]:
    return (
        line.lpn,
        Local(line.name).in_language(language),
        line.sku,
        line.gtin,
        " ".join(each for each in (line.lot, line.serial) if each),
        line.expiry.isoformat() if line.expiry else "",
        line.grade.value if line.grade else "",
        f"{line.quantity:,}",
        amount(line.list_total, currency),
    )
