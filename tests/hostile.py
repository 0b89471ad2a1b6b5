"""PDFs that mean harm, or that something went wrong with: built by hand, and good ones spoilt at random."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PROSE = (
    "The health visitor called on the mother and found that",
    "the baby was asleep on a pillow on the floor of the flat.",
    "She came back the next day, and again in June, and on",
    "neither visit was the door opened to her by anybody.",
    "It was the grandmother who told her of the bruises that",
    "were seen by the school, and of the dog that was kept.",
)


def raw_pdf(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of just these objects, with a right cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object; ``packed`` by Flate."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def prose(shift: int = 0) -> bytes:
    """A content stream that prints ``PROSE``, each byte raised by ``shift``."""
    lines = [bytes(character + shift for character in line.encode()) for line in PROSE]
    shown = b" ".join(b"<%s> Tj 0 -16 Td" % line.hex().encode() for line in lines)
    return b"BT /F 12 Tf 72 700 Td " + shown + b" ET"


def one_page(**other: bytes) -> dict[int, bytes]:
    """The objects of a page of prose: 1 catalogue, 2 pages, 3 page, 4 content, 5 font. ``other`` replaces
    parts: page, box, resources, content, font, kids, count."""
    box, resources = other.get("box", b"[0 0 595 842]"), other.get("resources", b"/Font << /F 5 0 R >>")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources << %s >> /Contents 4 0 R >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids, count = other.get("kids", b"[3 0 R]"), other.get("count", b"1")
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids %s /Count %s >>" % (kids, count),
        3: page % (box, resources),
        4: other.get("content") or stream(prose()),
        5: other.get("font", font),
    }


def picture(width: int, height: int, box: bytes = b"[0 0 595 842]") -> bytes:
    """A page that is one black picture, one bit a pixel: a small file, however many pixels."""
    rows = zlib.compressobj(9)
    row, packed = bytes((width + 7) // 8), bytearray()
    for _ in range(height):
        packed += rows.compress(row)
    packed += rows.flush()
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 1 /Filter /FlateDecode" % (width, height)
    )
    objects = one_page(
        box=box, resources=b"/XObject << /I 6 0 R >>", content=stream(b"595 0 0 842 0 0 cm /I Do")
    )
    return raw_pdf(objects | {6: stream(bytes(packed), entries)})


def wrong_letters(codes: Sequence[int]) -> bytes:
    """Prose whose font says that its letters a to z are these UTF-16 units: right to see, wrong to copy."""
    pairs = b" ".join(b"<%02X> <%04X>" % (0x61 + place, code) for place, code in enumerate(codes))
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def "
        b"1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar %s endbfchar endcmap end end"
    )
    font = (
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>"
    )
    return raw_pdf(one_page(font=font) | {6: stream(cmap % (len(codes), pairs))})


def shifted_letters(first: int) -> bytes:
    """``wrong_letters`` in which a to z are those from ``first`` on."""
    return wrong_letters(range(first, first + 26))


def deep_tree(depth: int) -> bytes:
    """A page under ``depth`` nested nodes of the page tree."""
    objects = one_page(kids=b"[6 0 R]")
    for number in range(6, 6 + depth):
        child = number + 1 if number < 5 + depth else 3
        objects[number] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % child
    return raw_pdf(objects)


def form_in_itself() -> bytes:
    """A form that draws itself."""
    form = stream(
        b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>",
    )
    return raw_pdf(one_page(resources=b"/XObject << /X 6 0 R >>", content=stream(b"/X Do")) | {6: form})


def many_forms(levels: int, each: int) -> bytes:
    """Forms that draw the next one ``each`` times, ``levels`` deep: each ** levels drawings from a small file."""
    objects = one_page(resources=b"/XObject << /X 6 0 R >>", content=stream(b"/X Do " * each))
    for number in range(6, 6 + levels):
        inner = b"/X Do " * each if number < 5 + levels else prose()
        resources = b"/XObject << /X %d 0 R >> /Font << /F 5 0 R >>" % (number + 1)
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % resources
        objects[number] = stream(inner, entries)
    return raw_pdf(objects)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "good": lambda: raw_pdf(one_page()),
    "tree in itself": lambda: raw_pdf(one_page(kids=b"[2 0 R]")),
    "tree in a ring": lambda: raw_pdf(
        one_page(kids=b"[6 0 R 3 0 R]", count=b"-1") | {6: b"<< /Type /Pages /Kids [2 0 R] /Count -1 >>"}
    ),
    "deep tree": lambda: deep_tree(20_000),
    "same page often": lambda: raw_pdf(one_page(kids=b"[" + b"3 0 R " * 100_000 + b"]", count=b"0")),
    "count of millions": lambda: raw_pdf(one_page(count=b"2147483647")),
    "count of a million": lambda: raw_pdf(one_page(count=b"1000000")),
    "count too high": lambda: raw_pdf(one_page(count=b"9")),
    "no pages": lambda: raw_pdf(one_page(kids=b"[]", count=b"0")),
    "box of miles": lambda: raw_pdf(one_page(box=b"[0 0 1e9 1e9]")),
    "box beyond numbers": lambda: raw_pdf(one_page(box=b"[-1e38 -1e38 3e38 3e38]")),
    "box of nothing": lambda: raw_pdf(one_page(box=b"[0 0 0 0]")),
    "box of no numbers": lambda: raw_pdf(one_page(box=b"[/A (b) null true]")),
    "picture in a box of miles": lambda: picture(100, 100, b"[0 0 1e9 1e9]"),
    "thin picture": lambda: picture(100, 100, b"[0 0 0.5 14400]"),
    "huge picture": lambda: picture(40_000, 40_000),
    "picture that lies": lambda: picture(40, 40).replace(b"/Width 40", b"/Width 2147483647"),
    "letters without a map": lambda: shifted_letters(0xE000),
    "letters with a wrong map": lambda: shifted_letters(0x62),
    "packed spaces": lambda: raw_pdf(one_page(content=stream(b" " * 300_000_000 + prose(), packed=True))),
    "packed prose": lambda: raw_pdf(one_page(content=stream(prose() * 50_000, packed=True))),
    "deep array": lambda: raw_pdf(one_page(resources=b"/Font << /F 5 0 R >> /A " + b"[" * 100_000)),
    "deep saves": lambda: raw_pdf(one_page(content=stream(b"q " * 2_000_000 + prose(), packed=True))),
    "form in itself": form_in_itself,
    "forms without end": lambda: many_forms(12, 12),
    "header alone": lambda: b"%PDF-1.7\n",
    "nothing but zeros": lambda: b"\0" * 5000,
    "a picture file": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "word by its bytes": lambda: b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml" + b"\0" * 500,
}


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """``data`` spoilt in one to three of the ways in which files are: by wires, by disks, by malice."""
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_WAYS)(data, other, chance) or data
    return data


def _flip(data: bytes, other: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 10, 100, 1000))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _cut(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + (data[start + chance.randrange(5000) :] if chance.random() < 0.5 else b"")


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, begin = chance.randrange(len(data)), chance.randrange(len(other))
    piece = other[begin : begin + chance.choice((10, 1000, 20_000))]
    return data[:at] + piece + data[at + chance.choice((0, len(piece))) :]


_NUMBERS = re.compile(
    rb"/(?:Count|Kids|Length|First|N|Size|Prev|Width|Height|Index|W|MediaBox)\s*\[?\s*(\d+)"
)


def _number(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """One of the numbers that readers trust."""
    found = list(_NUMBERS.finditer(data)) or list(re.finditer(rb"(\d+)", data))
    if not found:
        return data
    start, end = chance.choice(found).span(1)
    value = chance.choice((b"0", b"-1", b"1", b"7", b"65536", b"99999999", b"2147483647", b"1e30", b"4 0 R"))
    return data[:start] + value + data[end:]


def _offset(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A line of the cross-reference table, or where it is said to begin."""
    found = list(re.finditer(rb"\d{10}(?= \d{5} n)|(?<=startxref\n)\d+", data))
    if not found:
        return data
    start, end = chance.choice(found).span()
    return data[:start] + b"%010d" % chance.randrange(2 * len(data)) + data[end:]


def _reference(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """An object that stands for another: pages that are fonts, trees that are rings."""
    found = list(re.finditer(rb"\b(\d+) 0 R\b", data))
    if not found:
        return data
    start, end = chance.choice(found).span(1)
    return data[:start] + chance.choice(found)[1] + data[end:]


def _stream(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A stream cut short, without its end."""
    found = list(re.finditer(rb"stream\r?\n", data))
    if not found:
        return data
    start = chance.choice(found).end() + chance.randrange(2000)
    return data[:start] + data[start + chance.randrange(1, 3000) :]


_WAYS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _flip, _cut, _splice, _number, _number, _offset, _reference, _reference, _stream,
)  # fmt: skip


def spoilt_reviews(folder: Path, count: int, seed: int, reviews: list[Path]) -> list[Path]:
    """``count`` files in ``folder``, made of ``reviews`` spoilt at random; the same for the same seed."""
    chance = random.Random(seed)
    whole = [path.read_bytes() for path in reviews]
    files = []
    for number in range(count):
        file = folder / f"{seed} {number}.pdf"
        file.write_bytes(mutated(whole[number % len(whole)], chance.choice(whole), chance))
        files.append(file)
    return files
