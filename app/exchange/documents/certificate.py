"""A certificate in the words of each language, as the paper that is frozen with it."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.certificates import CertificateKind, Custody, ManifestLine, Record
from app.domain.messages.core import Local, msg
from app.domain.words import WORDS
from app.exchange import wording
from app.exchange.documents.paper import Column, Paper, Shot, Signature, Table

LANGUAGES = ("en", "es")

Say = Callable[[str], str]


def papers(record: Record) -> Mapping[str, Mapping[str, Any]]:
    """Return the certificate as a paper in every language, each as JSON."""
    return {language: _paper(record, language).to_json() for language in LANGUAGES}


def _paper(record: Record, language: str) -> Paper:
    def say(text: str) -> str:
        return wording.say(language, text)

    return Paper(
        site=record.site,
        title=say(WORDS[record.kind.value]),
        number=record.number,
        page_words=say(msg("Page {page} of {pages}")),
        facts=tuple((say(caption), text) for caption, text in _facts(record, say) if text),
        sentences=(say(STATES[record.kind]), say(_FROZEN)),
        tables=tuple(_tables(record, say, language)),
        signatures=_signatures(record, say),
        shots=_shots(record, say),
        seal=f"SHA-256 {record.seal}",
        language=language,
    )


STATES: Mapping[CertificateKind, str] = {
    CertificateKind.DESTRUCTION: msg(
        "We certify that the goods below were destroyed at our site, in the way and before the witness named here, so "
        "that nobody can use or sell them again."
    ),
    CertificateKind.RECYCLING: msg(
        "We certify that the goods below were handed to the recycler named here, in the streams and weights stated, "
        "and left our site for good."
    ),
    CertificateKind.CUSTODY: msg(
        "We certify that the goods below were sealed and handed to the certified destroyer named here, to be destroyed "
        "with all data on them, and left our site for good."
    ),
}
_FROZEN = msg("This certificate was frozen when it was issued. The line at the foot is the seal of all that it states.")


def _facts(record: Record, say: Say) -> tuple[tuple[str, str], ...]:
    local = record.issued_at.astimezone(ZoneInfo(record.zone))
    return (
        (msg("Number"), record.number),
        (msg("Date and time"), f"{local:%Y-%m-%d %H:%M} ({record.zone})"),
        (msg("Site"), ", ".join([record.site, *record.address.splitlines()])),
        (msg("Place"), record.place),
        (msg("Carton or pallet"), record.lpn),
        (msg("Method"), say(WORDS[record.method.value]) if record.method else ""),
        (msg("Recycler"), record.recycler),
        (msg("Downstream recycler"), record.downstream),
        *_custody(record.custody),
        (msg("Units"), f"{record.units:,}"),
        (msg("Weight"), kilograms(record.grams) if record.grams else ""),
    )


def _custody(custody: Custody | None) -> tuple[tuple[str, str], ...]:
    if custody is None:
        return ()
    return (
        (msg("Certified destroyer"), custody.destroyer),
        (msg("Certificate as a destroyer"), custody.certificate),
        (msg("Good until"), custody.until.isoformat()),
        (msg("Handed to"), custody.person),
        (msg("Seal on the goods"), custody.seal),
    )


def kilograms(grams: int) -> str:
    """Write a weight to the gram, such as "1,204.500 kg"."""
    return f"{grams // 1000:,}.{grams % 1000:03d} kg"


def _tables(record: Record, say: Say, language: str) -> list[Table]:
    tables = [_manifest(record, say, language)]
    if record.streams:
        tables.append(_streams(record, say, language))
    if record.pictures:
        shots = tuple((str(number), each.digest) for number, each in enumerate(record.pictures, start=1))
        columns = (Column(say(msg("Photo")), 1), Column(say(msg("SHA-256 of the picture that is kept")), 9))
        tables.append(Table(say(msg("Photos")), columns, shots))
    return tables


def _manifest(record: Record, say: Say, language: str) -> Table:
    heads = (
        (msg("Product"), 5), (msg("SKU"), 3), (msg("Lot or serial"), 3), (msg("Expiry"), 2), (msg("Carton"), 4),
        (msg("Authorization"), 3),
    )  # fmt: skip
    columns = (
        *(Column(say(text), share) for text, share in heads),
        Column(say(msg("Units")), 2, is_figure=True),
        Column(say(msg("Weight")), 3, is_figure=True),
    )
    rows = tuple(_row(line, language) for line in record.lines)
    total = (say(msg("Total")), *[""] * 5, f"{record.units:,}", kilograms(record.grams))
    return Table(say(msg("Manifest")), columns, rows, total)


def _row(line: ManifestLine, language: str) -> tuple[str, ...]:
    return (
        Local(line.name).in_language(language),
        line.sku,
        " ".join(each for each in (line.lot, line.serial) if each),
        line.expiry.isoformat() if line.expiry else "",
        line.lpn,
        line.paper,
        f"{line.units:,}",
        kilograms(line.grams) if line.grams else "",
    )


def _streams(record: Record, say: Say, language: str) -> Table:
    columns = (
        Column(say(msg("Stream")), 4),
        Column(say(msg("Where it goes")), 4),
        Column(say(msg("Weight")), 2, is_figure=True),
    )
    rows = tuple(
        (Local(each.name).in_language(language), say(WORDS[each.fate.value]), kilograms(each.grams))
        for each in record.streams
    )
    total = (say(msg("Total")), "", kilograms(sum(each.grams for each in record.streams)))
    return Table(say(msg("Material streams")), columns, rows, total)


def _signatures(record: Record, say: Say) -> tuple[Signature, ...]:
    local = record.issued_at.astimezone(ZoneInfo(record.zone))
    when = f"{local:%Y-%m-%d %H:%M}"
    signed = [Signature(say(msg("Done by")), record.operator, when)]
    if record.witness:
        role = msg("Approved with badge and PIN") if record.custody else msg("Witness, signed with badge and PIN")
        signed.append(Signature(say(role), record.witness, when))
    if record.recycler:
        signed.append(Signature(say(msg("Received for the recycler")), note=record.recycler))
    if record.custody:
        held = record.custody
        signed.append(Signature(say(msg("Received for the destroyer")), held.person, held.destroyer))
    return tuple(signed)


def _shots(record: Record, say: Say) -> tuple[Shot, ...]:
    """Return the photos by the numbers that they have in the table of their seals."""
    photo, gone = say(msg("Photo")), say(msg("This photo is not kept any more."))
    return tuple(Shot(each.digest, f"{photo} {number}", gone) for number, each in enumerate(record.pictures, start=1))
