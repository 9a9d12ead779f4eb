"""The paper of a donation in the words of each language: what was given to whom, and what it counts for."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.donating import SHARE_OF_COST, Donation, GivenLine
from app.domain.messages.core import Local, msg
from app.domain.money import rounded
from app.exchange import wording
from app.exchange.documents.certificate import LANGUAGES
from app.exchange.documents.paper import Column, Paper, Signature, Table

Say = Callable[[str], str]


def papers(says: Donation) -> Mapping[str, Mapping[str, Any]]:
    """Return the paper in every language, each as JSON."""
    return {language: paper(says, language).to_json() for language in LANGUAGES}


def paper(says: Donation, language: str) -> Paper:
    """Return the paper in `language`; without a receipt it says that the charity has not confirmed it."""

    def say(text: str) -> str:
        return wording.say(language, text)

    return Paper(
        site=says.site,
        title=say(msg("Statement of a donation")),
        number=says.number,
        page_words=say(msg("Page {page} of {pages}")),
        facts=tuple((say(caption), text) for caption, text in _facts(says) if text),
        sentences=(say(_GIVEN), say(_BASIS).format(shares=_shares()), *(() if says.receipt else (say(_OPEN),))),
        tables=(_goods(says, say, language),),
        signatures=(
            Signature(say(msg("Given by")), says.operator, _local(says)),
            Signature(say(msg("Received for the charity")), note=says.charity),
        ),
        seal=f"SHA-256 {says.seal}" if says.receipt else "",
        language=language,
    )


_GIVEN = msg("The goods below were given to the charity named here. Nothing was paid for them.")
_BASIS = msg("Their value for tax is a share of what they cost, by the grade in which they were given: {shares}.")
_OPEN = msg("The charity has not confirmed this donation yet. It is no receipt.")


def _shares() -> str:
    return ", ".join(f"{grade.value} {share:.0%}" for grade, share in SHARE_OF_COST.items())


def _facts(says: Donation) -> tuple[tuple[str, str], ...]:
    return (
        (msg("Number"), says.number),
        (msg("Receipt of the charity"), says.receipt),
        (msg("Date and time"), f"{_local(says)} ({says.zone})"),
        (msg("Site"), ", ".join([says.site, *says.address.splitlines()])),
        (msg("Charity"), ", ".join([says.charity, *says.charity_address.splitlines()])),
        (msg("Load"), says.load),
        (msg("Units"), f"{says.units:,}"),
        (msg("Value for tax"), ", ".join(f"{total.amount:,} {total.currency}" for total in says.totals)),
    )


def _local(says: Donation) -> str:
    return f"{says.given_at.astimezone(ZoneInfo(says.zone)):%Y-%m-%d %H:%M}"


def _goods(says: Donation, say: Say, language: str) -> Table:
    heads = (
        (msg("Product"), 5), (msg("SKU"), 3), (msg("Lot or serial"), 3), (msg("Expiry"), 3), (msg("Grade"), 2),
    )  # fmt: skip
    columns = (
        *(Column(say(text), share) for text, share in heads),
        *(Column(say(text), share, is_figure=True) for text, share in _FIGURES),
    )
    rows = tuple(_row(line, language) for line in says.lines)
    return Table(say(msg("Given goods")), columns, rows)


_FIGURES = ((msg("Units"), 2), (msg("Cost"), 3), (msg("Value for tax"), 3))


def _row(line: GivenLine, language: str) -> tuple[str, ...]:
    return (
        Local(line.name).in_language(language),
        line.sku,
        " ".join(each for each in (line.lot, line.serial) if each),
        line.expiry.isoformat() if line.expiry else "",
        line.grade.value if line.grade else "",
        f"{line.units:,}",
        f"{rounded(line.cost, line.currency):,} {line.currency}",
        f"{rounded(line.value, line.currency):,} {line.currency}",
    )
