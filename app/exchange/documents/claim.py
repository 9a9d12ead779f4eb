"""The evidence of a claim as its vendor reads it: what is claimed, what inspectors found, and the photos."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.domain.claiming import ClaimedGoods, Finding
from app.domain.messages.core import msg
from app.domain.money import rounded
from app.domain.words import WORDS
from app.exchange import wording
from app.exchange.documents.paper import Column, Paper, Table

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the paper states; `zone` is the IANA name of the zone in which its times are written."""

    number: str
    site: str
    address: str
    vendor: str
    reference: str
    opened_at: datetime
    zone: str
    amount: Decimal
    currency: str
    goods: Sequence[ClaimedGoods]


def paper(says: Dossier, language: str) -> Paper:
    """Return the evidence as a paper in `language`; its photos are drawn after it."""

    def say(text: str) -> str:
        return wording.say(language, text)

    tables = (_claimed(says, say, language), _found(says, say, language))
    return Paper(
        site=says.site,
        title=say(msg("Evidence of a claim")),
        number=says.number,
        page_words=say(msg("Page {page} of {pages}")),
        facts=tuple((say(caption), text) for caption, text in _facts(says) if text),
        sentences=(say(_GOES_BACK),),
        tables=tuple(table for table in tables if table.rows),
        language=language,
    )


_GOES_BACK = msg("The goods below go back to their vendor. What was found on them, by whom and when, is stated here.")


def _facts(says: Dossier) -> tuple[tuple[str, str], ...]:
    return (
        (msg("Number"), says.number),
        (msg("Vendor"), says.vendor),
        (msg("Reference"), says.reference),
        (msg("Site"), ", ".join([says.site, *says.address.splitlines()])),
        (msg("Opened on"), _local(says.opened_at, says)),
        (msg("Claimed"), f"{rounded(says.amount, says.currency):,} {says.currency}"),
    )


def _local(when: datetime, says: Dossier) -> str:
    return f"{when.astimezone(ZoneInfo(says.zone)):%Y-%m-%d %H:%M}"


def _claimed(says: Dossier, say: Say, language: str) -> Table:
    heads = (
        (msg("No."), 1), (msg("Product"), 5), (msg("SKU"), 3), (msg("Lot or serial"), 3), (msg("Expiry"), 3),
        (msg("Reason"), 4), (msg("X12"), 2),
    )  # fmt: skip
    columns = (
        *(Column(say(text), share) for text, share in heads),
        Column(say(msg("Units")), 2, is_figure=True),
        Column(say(msg("Claimed")), 3, is_figure=True),
    )
    rows = tuple(
        (
            str(number), each.name.in_language(language), each.sku, " ".join(filter(None, (each.lot, each.serial))),
            each.expiry.isoformat() if each.expiry else "", say(WORDS[each.reason.value]) if each.reason else "",
            " ".join(each.codes), f"{each.quantity:,}", f"{rounded(each.amount, says.currency):,}",
        )
        for number, each in enumerate(says.goods, start=1)
    )  # fmt: skip
    return Table(say(msg("Claimed goods")), columns, rows)


def _found(says: Dossier, say: Say, language: str) -> Table:
    heads = (
        (msg("No."), 1), (msg("When"), 3), (msg("Inspector"), 3), (msg("Condition"), 4), (msg("Function"), 2),
        (msg("Cosmetics"), 2), (msg("Grade"), 1), (msg("Defects"), 5),
    )  # fmt: skip
    columns = (*(Column(say(text), share) for text, share in heads), Column(say(msg("Units")), 2, is_figure=True))
    rows = tuple(
        (str(number), _local(each.seen_at, says), *_finding(each, say, language), f"{each.quantity:,}")
        for number, goods in enumerate(says.goods, start=1)
        for each in goods.findings
    )
    return Table(say(msg("What inspectors found")), columns, rows)


def _finding(found: Finding, say: Say, language: str) -> tuple[str, ...]:
    return (
        found.inspector,
        ", ".join(say(WORDS[each.value]) for each in sorted(found.condition)),
        f"F{found.function}",
        f"C{found.cosmetics}",
        found.grade.value,
        "; ".join([*(_defect(found, language)), *filter(None, (found.words,))]),
    )


def _defect(found: Finding, language: str) -> list[str]:
    """Return each defect as "CODE name, place"."""
    return [
        ", ".join(
            [
                f"{each.code} {each.name.in_language(language)}",
                *([each.place.in_language(language)] if each.place else []),
            ]
        )
        for each in found.defects
    ]
