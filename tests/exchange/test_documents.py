"""Papers as PDF: what they say, page by page, and that the same paper is the same bytes."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from app.exchange.documents import pages
from app.exchange.documents.paper import Column, Paper, Signature, Table
from tests.exchange import printed

COLUMNS = (Column("Producto", 3), Column("Lote", 2), Column("Piezas", 1, is_figure=True))
GOODS = Table("Bienes", COLUMNS, (("Yogur de ñandú", "L2608", "12"),), ("Total", "", "12"))
PAPER = Paper(
    site="Monterrey <Norte> & Cía",
    title="Certificado de destrucción",
    number="CD-26-0001",
    page_words="Página {page} de {pages}",
    facts=(("Testigo", "Łukasz Żółć"),),
    sentences=("Se destruyó lo que sigue.",),
    tables=(GOODS,),
    signatures=(Signature("Operador", "Ana", "2026-11-22 10:00"), Signature("Testigo", "Bea"), Signature("Recibió")),
    seal="sha256 0123",
    language="es",
)


def test_a_paper_says_all_of_it_in_its_own_letters() -> None:
    (page,) = printed.pages(pages.draw(PAPER))
    said = [
        "Certificado de destrucción", "Testigo", "Łukasz Żółć", "Se destruyó lo que sigue.", "Bienes", "Producto",
        "Lote", "Piezas", "Yogur de ñandú", "L2608", "12", "Total", "12", "Operador", "Ana", "2026-11-22 10:00",
        "Testigo", "Bea", "Recibió", "Monterrey <Norte> & Cía", "CD-26-0001", "sha256 0123", "Página 1 de 1",
    ]  # fmt: skip
    assert page == said


def test_a_long_table_repeats_its_heading_and_every_page_knows_how_many_there_are() -> None:
    rows = tuple((f"Producto {n}", f"L{n}", str(n)) for n in range(100))
    read = printed.pages(pages.draw(replace(PAPER, tables=(replace(GOODS, rows=rows),), signatures=())))
    assert len(read) > 1
    assert all({"Bienes", "Producto", "Lote", "Piezas", "CD-26-0001"} <= set(page) for page in read)
    assert [page[-1] for page in read] == [f"Página {number} de {len(read)}" for number in range(1, len(read) + 1)]
    assert sum(piece.startswith("Producto ") for page in read for piece in page) == 100


@pytest.mark.parametrize("serial", ["S" * 400, "漢字 في כן", "<b>&amp;</b>", ""])
def test_no_text_is_too_long_or_too_strange(serial: str) -> None:
    read = printed.pages(pages.draw(replace(PAPER, tables=(replace(GOODS, rows=((serial, "", "1"),)),))))
    assert len(read) == 1


def test_what_is_kept_of_a_paper_draws_the_same_bytes_in_another_process() -> None:
    kept = json.dumps(PAPER.to_json())
    assert Paper.from_json(json.loads(kept)) == PAPER
    draw = (
        "import hashlib, json, sys; from app.exchange.documents import pages, paper; Paper = paper.Paper; "
        "print(hashlib.sha256(pages.draw(Paper.from_json(json.load(sys.stdin)))).hexdigest())"
    )
    again = subprocess.run([sys.executable, "-c", draw], input=kept, capture_output=True, text=True, check=True)
    assert again.stdout.strip() == hashlib.sha256(pages.draw(PAPER)).hexdigest()


def test_nothing_of_it_is_loaded_before_the_first_paper() -> None:
    loaded = "import sys, app.exchange.documents.pages; print([m for m in sys.modules if m.startswith('reportlab')])"
    said = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
