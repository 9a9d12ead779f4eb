"""The papers of a load in the words of each language: manifest, packing list and bill of lading."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.certificates import ManifestLine
from app.domain.consignments import Consignment, HandlingUnit, LoadPaper
from app.domain.messages.core import Local, msg
from app.domain.words import WORDS
from app.exchange import wording
from app.exchange.documents.certificate import LANGUAGES, Say, kilograms
from app.exchange.documents.paper import Column, Paper, Signature, Table


def papers(record: Consignment) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return every paper of the load in every language, each as JSON."""
    return {
        paper.value: {language: _paper(record, paper, language).to_json() for language in LANGUAGES}
        for paper in LoadPaper
    }


def _paper(record: Consignment, paper: LoadPaper, language: str) -> Paper:
    def say(text: str) -> str:
        return wording.say(language, text)

    return Paper(
        site=record.site,
        title=say(WORDS[paper.value]),
        number=record.number,
        page_words=say(msg("Page {page} of {pages}")),
        facts=tuple(
            (say(caption), text) for caption, text in (*_facts(record, say), *_danger(record, paper, say)) if text
        ),
        sentences=tuple(say(text) for text in SENTENCES[paper]),
        tables=TABLES[paper](record, say, language),
        signatures=_signatures(record, say) if paper is LoadPaper.BILL_OF_LADING else (),
        seal=f"SHA-256 {record.digest}",
        language=language,
    )


_FROZEN = msg("This paper was frozen when the load departed. The line at the foot is the seal of all that it states.")
SENTENCES: Mapping[LoadPaper, tuple[str, ...]] = {
    LoadPaper.MANIFEST: (_FROZEN,),
    LoadPaper.PACKING_LIST: (_FROZEN,),
    LoadPaper.BILL_OF_LADING: (
        msg(
            "The carrier received the pallets and cartons below in apparent good order, to be carried to the consignee "
            "named here. Weights are those of the products as far as they are known, without packaging."
        ),
        _FROZEN,
    ),
}


def _facts(record: Consignment, say: Say) -> tuple[tuple[str, str], ...]:
    local = record.departed_at.astimezone(ZoneInfo(record.zone))
    return (
        (msg("Number"), record.number),
        (msg("Departed"), f"{local:%Y-%m-%d %H:%M} ({record.zone})"),
        (msg("Shipper"), ", ".join([record.site, *record.address.splitlines()])),
        (msg("Consignee"), ", ".join([record.party, *record.party_address.splitlines()])),
        (msg("Code"), say(WORDS[record.code.value])),
        (msg("Carrier"), record.carrier),
        (msg("Trailer"), record.trailer),
        (msg("Seal"), record.seal),
        (msg("Door"), record.door),
        (msg("Pallets and cartons"), f"{len(record.alone):,}"),
        (msg("Units"), f"{record.units:,}"),
        (msg("Weight"), kilograms(record.grams) if record.grams else ""),
    )


def _danger(record: Consignment, paper: LoadPaper, say: Say) -> tuple[tuple[str, str], ...]:
    """A carrier is told of dangerous goods, also that there are none."""
    if paper is not LoadPaper.BILL_OF_LADING:
        return ()
    return ((msg("Dangerous goods"), ", ".join(record.hazardous) or say(msg("None are known"))),)


def _manifest(record: Consignment, say: Say, language: str) -> tuple[Table, ...]:
    heads = (
        (msg("Product"), 5), (msg("SKU"), 3), (msg("Lot or serial"), 3), (msg("Expiry"), 2), (msg("Carton"), 4),
        (msg("Authorization"), 3),
    )  # fmt: skip
    columns = (*_heads(say, heads), *_figures(say))
    rows = tuple(_goods(line, language, line.lpn, line.paper) for line in record.lines)
    total = (say(msg("Total")), *[""] * 5, f"{record.units:,}", kilograms(record.grams))
    return (Table(say(msg("Manifest")), columns, rows, total),)


def _packing_list(record: Consignment, say: Say, language: str) -> tuple[Table, ...]:
    """One table for each carton, under the plate of the pallet that it stands on."""
    heads = ((msg("Product"), 6), (msg("SKU"), 3), (msg("Lot or serial"), 4), (msg("Expiry"), 2))
    columns = (*_heads(say, heads), *_figures(say))
    by_plate: dict[str, list[ManifestLine]] = {}
    for line in record.lines:
        by_plate.setdefault(line.lpn, []).append(line)
    return tuple(
        _packed(each, by_plate[each.lpn], columns, say, language) for each in record.handling if each.lpn in by_plate
    )


def _packed(
    unit: HandlingUnit, lines: Iterable[ManifestLine], columns: tuple[Column, ...], say: Say, language: str
) -> Table:
    carton = say(msg("Carton {lpn}")).format(lpn=unit.lpn)
    title = say(msg("Pallet {lpn}")).format(lpn=unit.pallet) + ", " + carton if unit.pallet else carton
    total = (say(msg("Total")), "", "", "", f"{unit.units:,}", kilograms(unit.grams))
    return Table(title, columns, tuple(_goods(line, language) for line in lines), total)


def _bill_of_lading(record: Consignment, say: Say, _language: str) -> tuple[Table, ...]:
    columns = (*_heads(say, ((msg("Plate (SSCC)"), 5), (msg("Handled as"), 3), (msg("Cartons"), 2))), *_figures(say))
    rows = tuple(_handled(unit, record, say) for unit in record.alone)
    total = (say(msg("Total")), "", "", f"{record.units:,}", kilograms(record.grams))
    return (Table(say(msg("Pallets and cartons")), columns, rows, total),)


def _handled(unit: HandlingUnit, record: Consignment, say: Say) -> tuple[str, ...]:
    on_it = sum(1 for each in record.handling if each.pallet == unit.lpn)
    kind = say(msg("Pallet")) if unit.is_pallet else say(msg("Carton"))
    return unit.lpn, kind, f"{on_it:,}" if unit.is_pallet else "", f"{unit.units:,}", _weight(unit.grams)


def _heads(say: Say, heads: Iterable[tuple[str, int]]) -> tuple[Column, ...]:
    return tuple(Column(say(text), share) for text, share in heads)


def _figures(say: Say) -> tuple[Column, Column]:
    return Column(say(msg("Units")), 2, is_figure=True), Column(say(msg("Weight")), 3, is_figure=True)


def _goods(line: ManifestLine, language: str, *more: str) -> tuple[str, ...]:
    return (
        Local(line.name).in_language(language),
        line.sku,
        " ".join(each for each in (line.lot, line.serial) if each),
        line.expiry.isoformat() if line.expiry else "",
        *more,
        f"{line.units:,}",
        _weight(line.grams),
    )


def _weight(grams: int) -> str:
    return kilograms(grams) if grams else ""


TABLES: Mapping[LoadPaper, Callable[[Consignment, Say, str], tuple[Table, ...]]] = {
    LoadPaper.MANIFEST: _manifest,
    LoadPaper.PACKING_LIST: _packing_list,
    LoadPaper.BILL_OF_LADING: _bill_of_lading,
}


def _signatures(record: Consignment, say: Say) -> tuple[Signature, ...]:
    local = record.departed_at.astimezone(ZoneInfo(record.zone))
    return (
        Signature(say(msg("Loaded by")), record.operator, f"{local:%Y-%m-%d %H:%M}"),
        Signature(say(msg("Received for the carrier")), note=record.carrier),
        Signature(say(msg("Received for the consignee")), note=record.party),
    )
