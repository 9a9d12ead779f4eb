"""No text, however hostile, gets out of its field; it prints as what it is, in one line."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.labels import badge, item, location, plate, svg, zpl
from app.labels.canvas import Canvas, Resolution, Text
from app.labels.fitting import clean
from app.labels.rows import Routing, Stamp
from tests.labels import zpl_reader
from tests.labels.samples import BADGE, ITEM, LOCATION, PLATE

ALLOWED = {
    "svg": {"width", "height", "viewBox", "role", "aria-label"},
    "title": set(),
    "rect": {"x", "y", "width", "height", "fill", "stroke", "stroke-width"},
    "polygon": {"points"},
    "path": {"d", "shape-rendering"},
    "text": {"x", "y", "font-family", "font-size", "font-weight", "text-anchor", "fill", "transform"},
}
NASTY = st.text(st.one_of(st.characters(), st.sampled_from("^~_\\<>&\"'`%;\n\t\x1b\x00\u202e\u2028")), max_size=60)


def texts(canvas: Canvas) -> list[str]:
    return [mark.text for mark in canvas.marks if isinstance(mark, Text) and mark.text]


def labels(text: str) -> list[Canvas]:
    stamp = Stamp(text, text, text, text)
    assert PLATE.routing is not None
    routing = Routing(PLATE.routing.zone, text, PLATE.routing.place, PLATE.routing.grade, text)
    resolution = Resolution.DPI_203
    return [
        plate.lay_out(replace(PLATE, stamp=stamp, routing=routing, product=text, lot=text, rma=text), resolution),
        item.lay_out(replace(ITEM, stamp=stamp, product=text, serial=text, lot=text, code=text), resolution),
        location.lay_out(replace(LOCATION, zone_name=text, name=text), resolution),
        badge.lay_out(replace(BADGE, name=text, role=text, site=text), resolution),
    ]


@settings(max_examples=60, deadline=None)
@given(NASTY)
@example("^FS^XZ~JA^XA^DFE:STORED.ZPL^FS")
@example("_5EXZ\\&\\(*)\\\\")
@example("</text><script>alert(1)</script><text style=\"x\" onload='y'>&amp;&#x3c;]]>")
@example("\ud83d\ude00 📦🔧 مرحبا שלום 漢字 \x00\x07\x1b[2J\ufffe\udc00")
def test_both_formats_hold_any_text_in_its_field(text: str) -> None:
    for canvas in labels(text):
        root = ET.fromstring(svg.draw(canvas))
        for element in root.iter():
            name = element.tag.removeprefix("{http://www.w3.org/2000/svg}")
            assert set(element.attrib) <= ALLOWED[name]
        assert [element.text for element in root.iter("{http://www.w3.org/2000/svg}text") if element.text] == texts(
            canvas
        )
        printed = zpl_reader.read(zpl.draw(canvas)).printed
        assert [field.data for field in printed if field.kind == "text"] == texts(canvas)


def test_a_label_needs_nothing_from_elsewhere() -> None:
    for canvas in labels("Drill"):
        document = svg.draw(canvas)
        assert re.findall(r"https?://[^\"]+", document) == ["http://www.w3.org/2000/svg"]
        assert not re.search(r"<script|style=|<image|href|url\(|@import", document)


def test_a_sheet_is_sized_in_millimetres() -> None:
    heads = {svg.draw(canvas).split(" role=")[0].partition('svg" ')[2] for canvas in labels("Drill")}
    assert heads == {
        'width="100mm" height="150mm" viewBox="0 0 800 1200"',
        'width="50mm" height="30mm" viewBox="0 0 400 240"',
        'width="100mm" height="60mm" viewBox="0 0 800 480"',
        'width="85mm" height="54mm" viewBox="0 0 680 432"',
    }


def test_clean_keeps_letters_of_every_script_and_nothing_invisible() -> None:
    assert clean(" Taladro\tde\r\n18 V \x00\x1b[2J\u202e\u200b\ud800 ñ 漢字 📦 ") == "Taladro de 18 V [2J ñ 漢字 📦"
