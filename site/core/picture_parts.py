"""Reads what a picture's file is made of, before any decoder sees it.

A decoder's own reading of a file is where a small file does most harm: a few thousand bytes can
claim a canvas of four thousand million points, and ten megabytes of camera data can make Pillow
copy the same bytes sixty thousand times. So the size is read here, from the fixed places that the
formats give it, and what is handed on holds nothing but what the pixels need.

Sources: ITU-T T.81 annex B (JPEG), W3C PNG section 5, CompuServe GIF89a, RFC 9649 (WebP),
TIFF 6.0 section 2 for the orientation, ISO/IEC 14496-12 section 4.3 for the brands of phones.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_PARTS = 20_000  # segments, chunks or blocks; a photo has less than a hundred
MOST_SCANS = 64  # passes over one JPEG: ten are usual, and each one costs as much as a picture
MOST_ENTRIES = 512  # of a camera's first directory

# Measured as the highest mark of a process that opened one large picture.
_BYTES_PER_PIXEL = {"JPEG": 4, "progressive": 10, "PNG": 10, "GIF": 10, "WEBP": 16}

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_SEGMENTS_NEEDED = {0xC4, 0xCC, 0xDB, 0xDD}  # Huffman, arithmetic, quantisation, restarts
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_PHONE_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class Broken(Exception):
    """The file breaks off, or says what no picture says."""


class Overloaded(Exception):
    """The file is made of so many parts that reading it would cost more than any picture does."""


class PhoneFormat(Exception):
    """The file is of a kind that some phones write and Pillow does not read (HEIC)."""


class OtherKind(Exception):
    """The file is no JPEG, PNG, WebP or GIF."""


@dataclass(frozen=True)
class Parts:
    """A picture before it is decoded.

    Attributes:
        kind: the name that Pillow has for the format.
        width, height: in pixels, of what a decoder will allocate.
        bytes_per_pixel: of memory that the decoder takes for a picture of this kind.
        orientation: 1 to 8, as cameras write it.
        content: the file without what the pixels do not need.
    """

    kind: str
    width: int
    height: int
    bytes_per_pixel: int
    orientation: int
    content: bytes = field(repr=False)


def take_apart(data: bytes) -> Parts:
    """Return what a decoder may see of the file `data`.

    Raises:
        OtherKind, PhoneFormat: by its first bytes it is none of the four formats.
        Broken, Overloaded: it is one of them, and cannot be read.
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith((b"GIF87a", b"GIF89a")):
            return _gif(data)
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError) as error:
        raise Broken from error
    if data[4:8] == b"ftyp" and _brands(data) & _PHONE_BRANDS and b"avif" not in _brands(data):
        raise PhoneFormat
    raise OtherKind


def _jpeg(data: bytes) -> Parts:
    kept, size, exif, progressive = [data[:2]], None, b"", False
    for marker, start, end in _segments(data):
        body = data[start + 4 : end]
        if marker in _FRAMES:
            if size is not None:
                raise Broken
            size = struct.unpack_from(">HH", body, 1)
            progressive = marker in _PROGRESSIVE
            kept.append(data[start:end])
        elif marker == 0xDA:
            # From here to the end is what the decoder reads by itself, skipping all but pixels.
            if data.count(b"\xff\xda", start) > MOST_SCANS:
                raise Overloaded
            kept.append(data[start:])
            break
        elif (
            marker in _SEGMENTS_NEEDED
            or (marker == 0xE0 and body.startswith(b"JFIF\0"))
            or (marker == 0xEE and body.startswith(b"Adobe"))  # says how colours are written
        ):
            kept.append(data[start:end])
        elif marker == 0xE1 and body.startswith(b"Exif\0\0") and not exif:
            exif = body[6:]
    else:
        raise Broken
    if size is None:
        raise Broken
    height, width = size
    cost = _BYTES_PER_PIXEL["progressive" if progressive else "JPEG"]
    return Parts("JPEG", width, height, cost, _orientation(exif), b"".join(kept))


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment up to the first scan."""
    position = 2
    for _count in range(MOST_PARTS):
        if data[position] != 0xFF:
            raise Broken
        while data[position + 1] == 0xFF:  # fill
            position += 1
        marker = data[position + 1]
        (length,) = struct.unpack_from(">H", data, position + 2)
        end = position + 2 + length
        if length < 2 or end > len(data) or marker == 0xD9:
            raise Broken
        yield marker, position, end
        position = end
    raise Overloaded


def _png(data: bytes) -> Parts:
    if data[12:16] != b"IHDR":
        raise Broken
    width, height = struct.unpack_from(">II", data, 16)
    kept, exif, position = [_PNG], b"", len(_PNG)
    for _count in range(MOST_PARTS):
        length, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise Broken
        if name in _PNG_NEEDED:
            kept.append(data[position:end])
        elif name == b"eXIf":
            exif = data[position + 8 : end - 4]
        if name == b"IEND":
            cost = _BYTES_PER_PIXEL["PNG"]
            return Parts("PNG", width, height, cost, _orientation(exif), b"".join(kept))
        position = end
    raise Overloaded


def _gif(data: bytes) -> Parts:
    """Keep the first picture of an animation, and the palette and transparency it needs."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position = 13 + _palette_bytes(flags)
    kept, control = [data[:position]], b""
    for _count in range(MOST_PARTS):
        if data[position] == 0x21:
            end = _after_blocks(data, position + 2)
            if data[position + 1] == 0xF9:
                control = data[position:end]
            position = end
        elif data[position] == 0x2C:
            left, top, across, down, flags = struct.unpack_from("<HHHHB", data, position + 1)
            end = _after_blocks(data, position + 11 + _palette_bytes(flags))
            kept += [control, data[position:end], b";"]
            size = max(width, left + across), max(height, top + down)
            return Parts("GIF", *size, _BYTES_PER_PIXEL["GIF"], 1, b"".join(kept))
        else:
            raise Broken
    raise Overloaded


def _palette_bytes(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, position: int) -> int:
    # Blocks have up to 255 bytes: what is longer than any upload ends by itself.
    while data[position]:
        position += 1 + data[position]
    return position + 1


def _webp(data: bytes) -> Parts:
    # Its decoder is libwebp's own, which reads neither camera data nor text.
    name = data[12:16]
    if name == b"VP8X":
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        exif = _webp_exif(data)
    elif name == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", data, 26))
        exif = b""
    elif name == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, 21)
        width, height, exif = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), b""
    else:
        raise Broken
    return Parts("WEBP", width, height, _BYTES_PER_PIXEL["WEBP"], _orientation(exif), data)


def _webp_exif(data: bytes) -> bytes:
    position = 12
    for _count in range(MOST_PARTS):
        if position + 8 > len(data):
            return b""
        name, length = struct.unpack_from("<4sI", data, position)
        if name == b"EXIF":
            return data[position + 8 : position + 8 + length].removeprefix(b"Exif\0\0")
        position += 8 + length + length % 2
    raise Overloaded


def _orientation(exif: bytes) -> int:
    """Return how the camera was held; 1, which is upright, where nothing sound is said."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for entry in range(min(count, MOST_ENTRIES)):
            tag, kind, values, value = struct.unpack_from(
                f"{order}HHIH", exif, start + 2 + 12 * entry
            )
            if (tag, kind, values) == (0x0112, 3, 1):
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass  # a picture is not refused because its camera data are
    return 1


def _brands(data: bytes) -> set[bytes]:
    (length,) = struct.unpack(">I", data[:4])
    listed = data[8 : min(length, 256)]
    return {listed[at : at + 4] for at in range(0, len(listed), 4)}
