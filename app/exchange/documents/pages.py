"""A paper as PDF pages (ISO 32000-1, A4), in fonts that travel with it.

reportlab is imported when the first paper is drawn: a fifth of a second that no start of the server should pay.
"""

import hashlib
import io
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.exchange.documents.paper import Column, Paper, Shot, Signature, Table

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

FONTS = Path(__file__).parent / "fonts" / "dejavu-sans@2.37"
REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"
WIDTH, HEIGHT = 595.2756, 841.8898  # A4 in points of 1/72 inch
MARGIN, HEAD, FOOT = 51.0, 34.0, 34.0
INNER = WIDTH - 2 * MARGIN
SHOT = 180.0  # points that a photo is high at most
INK, FAINT, RULE, SHADE = "#16202a", "#55626f", "#9aa7b4", "#eef2f5"


Find = Callable[[str], bytes | None]
"""Finds the JPEG of a digest; None for one that is not kept any more."""


def draw(paper: Paper, find: Find = lambda _digest: None) -> bytes:
    """Return `paper` as PDF. Characters that the fonts lack are drawn as an empty box, never dropped.

    Photos are drawn from the bytes that `find` returns, as they are, if their digest is what the paper says.
    """
    _register_fonts()
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    out = io.BytesIO()
    pages = BaseDocTemplate(out, pagesize=(WIDTH, HEIGHT), invariant=1, title=paper.title, author=paper.site,
                            subject=paper.number, lang=paper.language)  # fmt: skip
    frame = Frame(MARGIN, MARGIN + FOOT, INNER, HEIGHT - 2 * MARGIN - HEAD - FOOT, 0, 0, 0, 0)
    pages.addPageTemplates(PageTemplate(frames=[frame]))
    pages.build([*_story(paper), *_shots(paper, find)], canvasmaker=_numbering(paper))
    return out.getvalue()


@cache
def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))


def _story(paper: Paper) -> list["Flowable"]:
    from reportlab.platypus import Spacer

    story: list[Flowable] = [_text(paper.title, size=18, bold=True), Spacer(0, 10)]
    if paper.facts:
        story += [_facts(paper.facts), Spacer(0, 10)]
    story += [_text(sentence, after=6) for sentence in paper.sentences]
    for table in paper.tables:
        story += [Spacer(0, 10), _table(table)]
    if paper.signatures:
        story += [Spacer(0, 30), _signatures(paper.signatures)]
    return story


def _text(text: str, *, size: float = 9, bold: bool = False, right: bool = False, colour: str = INK, after: float = 0
          ) -> "Flowable":  # fmt: skip
    from reportlab.platypus import Paragraph

    return Paragraph(escape(text, quote=False), _style(size, bold, right, colour, after))


@cache
def _style(size: float, bold: bool, right: bool, colour: str, after: float) -> Any:
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "text", fontName=BOLD if bold else REGULAR, fontSize=size, leading=size * 1.35, textColor=colour,
        alignment=TA_RIGHT if right else TA_LEFT, spaceAfter=after, splitLongWords=1,
    )  # fmt: skip


def _facts(facts: tuple[tuple[str, str], ...]) -> "Flowable":
    from reportlab.platypus import Table as Grid

    rows = [[_text(caption, colour=FAINT), _text(text)] for caption, text in facts]
    return Grid(rows, colWidths=[INNER * 0.3, INNER * 0.7], hAlign="LEFT", style=[*_CLOSE, *_TOP])


def _table(table: Table) -> "Flowable":
    """Title and headings are the first two rows, so that each page on which the table goes on begins with them."""
    from reportlab.platypus import Table as Grid

    title = [_text(table.title, size=11, bold=True), *[""] * (len(table.columns) - 1)]
    headings = [_text(each.heading, size=8, bold=True, right=each.is_figure) for each in table.columns]
    rows = [title, headings, *(_cells(table.columns, row) for row in table.rows)]
    if table.total:
        rows.append(_cells(table.columns, table.total, bold=True))
    shares = sum(each.share for each in table.columns)
    widths = [INNER * each.share / shares for each in table.columns]
    return Grid(rows, colWidths=widths, repeatRows=2, splitInRow=1, hAlign="LEFT", style=[*_RULED, *_TOP, *_AIRY])


def _cells(columns: tuple[Column, ...], row: tuple[str, ...], *, bold: bool = False) -> list["Flowable"]:
    return [_text(cell, size=8, bold=bold, right=each.is_figure) for each, cell in zip(columns, row, strict=True)]


_TOP = [("VALIGN", (0, 0), (-1, -1), "TOP")]
_RULED = [
    ("SPAN", (0, 0), (-1, 0)),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
    ("BACKGROUND", (0, 1), (-1, 1), SHADE),
]
_CLOSE = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]
_AIRY = [("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4)]


def _shots(paper: Paper, find: Find) -> list["Flowable"]:
    """Two photos a row, each kept whole with its caption."""
    from reportlab.platypus import Spacer
    from reportlab.platypus import Table as Grid

    cells = [_shot(each, find(each.digest)) for each in paper.shots]
    rows = [[*cells[at : at + 2], ""][:2] for at in range(0, len(cells), 2)]
    grids = [Grid([row], colWidths=[INNER / 2, INNER / 2], hAlign="LEFT", style=[*_CLOSE, *_TOP]) for row in rows]
    return [part for grid in grids for part in (Spacer(0, 10), grid)]


def _shot(shot: Shot, jpeg: bytes | None) -> list["Flowable"]:
    from reportlab.platypus import Image

    caption = _text(shot.caption, size=8, colour=FAINT)
    if jpeg is None or hashlib.sha256(jpeg).hexdigest() != shot.digest:
        return [caption, _text(shot.missing, size=8)]
    return [caption, Image(io.BytesIO(jpeg), INNER / 2 - 10, SHOT, kind="proportional", hAlign="LEFT")]


def _signatures(signatures: tuple[Signature, ...]) -> "Flowable":
    """Two signatures a row, each kept whole: name and note under a line, the role above it."""
    from reportlab.platypus import KeepTogether
    from reportlab.platypus import Table as Grid

    boxes = [_signed(each) for each in signatures]
    rows = [[*boxes[at : at + 2], ""][:2] for at in range(0, len(boxes), 2)]
    return KeepTogether(Grid(rows, colWidths=[INNER / 2, INNER / 2], hAlign="LEFT", style=[*_CLOSE, *_TOP]))


def _signed(signature: Signature) -> list["Flowable"]:
    from reportlab.platypus import Spacer

    role = _text(signature.role, size=8, colour=FAINT)
    return [role, Spacer(0, 26), _text(signature.name or " "), _text(signature.note or " ", size=8)]


def _numbering(paper: Paper) -> type:
    """Return the canvas that waits with every page until it knows how many there are."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.kept, start=1):
                self.__dict__.update(page)
                _frame(self, paper, number, len(self.kept))
                super().showPage()
            super().save()

    return Numbered


def _frame(canvas: Any, paper: Paper, page: int, pages: int) -> None:
    top, bottom = HEIGHT - MARGIN, MARGIN
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, top - 16, WIDTH - MARGIN, top - 16)
    canvas.line(MARGIN, bottom + 14, WIDTH - MARGIN, bottom + 14)
    canvas.setFillColor(INK)
    canvas.setFont(BOLD, 9)
    canvas.drawString(MARGIN, top - 10, paper.site)
    canvas.drawRightString(WIDTH - MARGIN, top - 10, paper.number)
    canvas.setFillColor(FAINT)
    canvas.setFont(REGULAR, 6)
    canvas.drawString(MARGIN, bottom + 4, paper.seal)
    canvas.setFont(REGULAR, 8)
    canvas.drawRightString(WIDTH - MARGIN, bottom + 4, paper.page_words.format(page=page, pages=pages))
