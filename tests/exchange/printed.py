"""What a reader of one of our PDF pages sees: its text, piece by piece in the order of drawing."""

import base64
import re
import zlib

_STREAM = re.compile(rb"<<(?P<facts>[^>]*?/Length [^>]*?)>>\s*stream\r?\n(?P<bytes>.*?)endstream", re.DOTALL)
_FONT = re.compile(rb"/BaseFont /(?P<base>\S+).*?/Name /(?P<name>\S+).*?/ToUnicode (?P<map>\d+) 0 R", re.DOTALL)
_PIECE = re.compile(rb"/(?P<font>F\d+\+\d+) [\d.]+ Tf|\((?P<text>(?:\\.|[^\\)])*)\) Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?P<octal>[0-7]{3})|\\(?P<sign>.)", re.DOTALL)


def pages(pdf: bytes) -> list[list[str]]:
    """Return the pieces of text of each page."""
    streams = [_unpacked(found) for found in _STREAM.finditer(pdf)]
    maps = _maps(pdf)
    return [_pieces(stream, maps) for stream in streams if b" Tf" in stream]


def _unpacked(found: "re.Match[bytes]") -> bytes:
    held = found["bytes"].strip()
    if b"/ASCII85Decode" in found["facts"]:
        held = base64.a85decode(held, adobe=False) if not held.endswith(b"~>") else base64.a85decode(held[:-2])
    return zlib.decompress(held) if b"/FlateDecode" in found["facts"] else held


def _maps(pdf: bytes) -> dict[bytes, dict[int, str]]:
    """Return what each byte of each embedded font stands for (ISO 32000-1, 9.10.3)."""
    objects = {int(number): held for number, held in re.findall(rb"(\d+) 0 obj\n(.*?)endobj", pdf, re.DOTALL)}
    fonts = (_FONT.search(held) for held in objects.values() if b"/ToUnicode" in held)
    return {font["name"]: _map(objects[int(font["map"])]) for font in fonts if font}


def _map(held: bytes) -> dict[int, str]:
    found = _STREAM.search(held)
    assert found, "a map is a stream"
    text = _unpacked(found)
    pairs = dict(re.findall(rb"^<([0-9A-F]{2})> <([0-9A-F]{4,8})>$", text, re.MULTILINE))
    return {int(byte, 16): bytes.fromhex(sign.decode()).decode("utf-16-be") for byte, sign in pairs.items()}


def _pieces(stream: bytes, maps: dict[bytes, dict[int, str]]) -> list[str]:
    font, said = b"", []
    for found in _PIECE.finditer(stream):
        if found["font"]:
            font = found["font"]
        elif found["text"]:
            said.append("".join(maps[font].get(byte, "?") for byte in _plain(found["text"])))
    return said


def _plain(text: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes([int(found["octal"], 8)]) if found["octal"] else found["sign"], text)
