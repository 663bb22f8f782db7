"""Take out of pictures, sound and film what tells where and by whom they were made, without touching the
picture.

Nothing is decoded or encoded again: only the parts of the file that hold metadata are left out (or, in
films, blanked where they stand), so the published copy looks and sounds exactly as it did. How a photo must
be turned is kept."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass


class BrokenFileError(Exception):
    """The file is not built as its kind is."""


@dataclass(frozen=True)
class Stripped:
    """What to publish, whether a place on earth was in the file, and the size in pixels where that is
    known."""

    data: bytes
    located: bool = False
    width: int | None = None
    height: int | None = None


def strip(data: bytes, extension: str) -> Stripped:
    """The file without its metadata. Raises BrokenFileError if the file cannot be followed to its end."""
    try:
        return _STRIPPERS[extension](data) if extension in _STRIPPERS else Stripped(data)
    except (struct.error, IndexError) as cause:
        raise BrokenFileError(extension) from cause


# --- JPEG: segments, each with its length; the picture itself follows a start-of-scan segment.

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_LONE = {0x01, *range(0xD0, 0xD8)}


def _jpeg(data: bytes) -> Stripped:
    kept = bytearray(b"\xff\xd8")
    turned, located = 1, False
    width = height = None
    position = 2
    while True:
        if data[position] != 0xFF:
            raise BrokenFileError("jpeg marker")
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == 0xD9:
            # Whatever follows the end (a second photo, a clip) is not part of this one.
            break
        if marker in _LONE:
            kept += data[position : position + 2]
            position += 2
            continue
        length = struct.unpack_from(">H", data, position + 2)[0]
        segment = data[position : position + 2 + length]
        if length < 2 or len(segment) != length + 2:
            raise BrokenFileError("jpeg segment")
        position += len(segment)
        if marker == 0xE1:
            turn, here = _exif_facts(segment[10:]) if segment[4:10] == b"Exif\0\0" else (1, _xmp_located(segment))
            turned, located = max(turned, turn), located or here
        elif _keeps_jpeg(marker, segment):
            kept += segment
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
        elif marker == 0xDA:
            end = _scan_end(data, position)
            kept += data[position:end]
            position = end
    if width is None:
        raise BrokenFileError("jpeg frame")
    if turned > 1:
        exif = b"Exif\0\0" + _orientation_only(turned)
        kept[2:2] = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return Stripped(bytes(kept) + b"\xff\xd9", located, width, height)


def _keeps_jpeg(marker: int, segment: bytes) -> bool:
    """Colour profiles and what a decoder needs stay; comments, thumbnails and makers' notes go."""
    if marker == 0xFE:
        return False
    if 0xE0 <= marker <= 0xEF:
        return segment[4:9] in (b"JFIF\0", b"Adobe") or segment[4:15] == b"ICC_PROFILE"
    return True


def _scan_end(data: bytes, position: int) -> int:
    """Where the picture's data stop: at the first marker that is neither a stuffed zero nor a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise BrokenFileError("jpeg end")
        if data[position + 1] != 0 and not 0xD0 <= data[position + 1] <= 0xD7:
            return position
        position += 2


# --- PNG: chunks with length and name.

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP bKGD pHYs sBIT hIST sPLT acTL fcTL fdAT".split()
)


def _png(data: bytes) -> Stripped:
    kept = bytearray(_PNG)
    located = False
    size = None
    position = len(_PNG)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, position)
        chunk = data[position : position + length + 12]
        if len(chunk) != length + 12:
            raise BrokenFileError("png chunk")
        position += len(chunk)
        if name == b"IHDR":
            size = struct.unpack_from(">II", chunk, 8)
        if name in _PNG_KEPT:
            kept += chunk
        elif name == b"eXIf":
            located = located or _exif_facts(chunk[8:-4])[1]
        else:
            located = located or _xmp_located(chunk)
    if size is None:
        raise BrokenFileError("png header")
    return Stripped(bytes(kept), located, *size)


# --- WebP: RIFF chunks, padded to even length.


def _webp(data: bytes) -> Stripped:
    kept = bytearray()
    turned, located = 1, False
    size: tuple[int, int] | None = None
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    if end > len(data) + 1:
        raise BrokenFileError("webp length")
    for name, content in _riff(data, 12, min(end, len(data))):
        if name == b"EXIF":
            turned, here = _exif_facts(content.removeprefix(b"Exif\0\0"))
            located = located or here
        elif name == b"XMP ":
            located = located or _xmp_located(content)
        elif name in (b"VP8X", b"VP8 ", b"VP8L", b"ANIM", b"ANMF", b"ALPH", b"ICCP"):
            size = size or _webp_size(name, content)
            if name == b"VP8X":
                # Its flags must no longer promise EXIF (8) and XMP (4).
                content = bytes([content[0] & ~0x0C]) + content[1:]
            kept += _riff_chunk(name, content)
    if size is None:
        raise BrokenFileError("webp header")
    if turned > 1 and kept[:4] == b"VP8X":
        kept[8] |= 0x08
        kept += _riff_chunk(b"EXIF", _orientation_only(turned))
    return Stripped(b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + bytes(kept), located, *size)


def _riff(data: bytes, position: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while position + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, position)
        content = data[position + 8 : position + 8 + length]
        if len(content) != length:
            raise BrokenFileError("webp chunk")
        yield name, content
        position += 8 + length + length % 2


def _riff_chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _webp_size(name: bytes, content: bytes) -> tuple[int, int] | None:
    if name == b"VP8X":
        return int.from_bytes(content[4:7], "little") + 1, int.from_bytes(content[7:10], "little") + 1
    if name == b"VP8L":
        bits = int.from_bytes(content[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 6)
        return width & 0x3FFF, height & 0x3FFF
    return None


# --- EXIF (a small TIFF) and XMP.


def _exif_facts(tiff: bytes) -> tuple[int, bool]:
    """How the photo is turned (1 to 8) and whether it holds a place. Odd EXIF counts as upright, with a
    place."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        turned, located = 1, False
        for entry in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
            if tag == 0x0112 and 1 <= value <= 8:
                turned = value
            located = located or tag == 0x8825
        return turned, located
    except (KeyError, struct.error):
        return 1, True


def _orientation_only(turned: int) -> bytes:
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01" + bytes([0, turned]) + b"\0" * 6


def _xmp_located(content: bytes) -> bool:
    return b"GPSL" in content or b"Iptc4xmpExt:Location" in content


# --- MP4 and M4A: boxes within boxes. Blanked where they stand, since other boxes point into the file.


def _mp4(data: bytes) -> Stripped:
    blanked = bytearray(data)
    located = False
    for name, start, content, end in _boxes(data, 0, len(data)):
        if name == b"moov":
            for inner in _boxes(data, content, end):
                located = _blank(data, blanked, *inner) or located
                if inner[0] == b"trak":
                    for deep in _boxes(data, inner[2], inner[3]):
                        located = _blank(data, blanked, *deep) or located
        else:
            located = _blank(data, blanked, name, start, content, end) or located
    return Stripped(bytes(blanked), located)


def _boxes(data: bytes, position: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box as name, start, start of its content, end."""
    while position + 8 <= end:
        length, name = struct.unpack_from(">I4s", data, position)
        content = position + 8
        if length == 1:
            length = struct.unpack_from(">Q", data, content)[0]
            content += 8
        elif length == 0:
            length = end - position
        if length < content - position or position + length > end:
            raise BrokenFileError("mp4 box")
        yield name, position, content, position + length
        position += length


def _blank(data: bytes, blanked: bytearray, name: bytes, start: int, content: int, end: int) -> bool:
    """Blanks a box of metadata; whether it held a place."""
    if name not in (b"udta", b"meta", b"uuid"):
        return False
    blanked[start + 4 : start + 8] = b"free"
    blanked[content:end] = bytes(end - content)
    inside = data[content:end]
    return any(sign in inside for sign in (b"\xa9xyz", b"loci", b"ISO6709", b"GPSL"))


# --- MP3: tags before and after the sound.


def _mp3(data: bytes) -> Stripped:
    while data[:3] == b"ID3":
        size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        data = data[10 + size + (10 if data[5] & 0x10 else 0) :]
    if len(data) > 128 and data[-128:-125] == b"TAG":
        data = data[:-128]
    data = data.lstrip(b"\0")
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
        raise BrokenFileError("mp3 frame")
    return Stripped(data)


_STRIPPERS: dict[str, Callable[[bytes], Stripped]] = {
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "png": _png,
    "webp": _webp,
    "mp4": _mp4,
    "m4a": _mp4,
    "mp3": _mp3,
}
