"""Pictures that strangers send: opened with suspicion, and made anew from their pixels alone."""

import io
import threading
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage

from core import picture_parts
from core.picture_parts import Parts

MOST_BYTES = 10 * 1024 * 1024  # of a file that is sent
MOST_PIXELS = 40_000_000
MOST_MEMORY = 200_000_000  # bytes, of what one decoder may take
LONGEST_SIDE = 20_000  # pixels, of what is sent
LONGEST_EDGE = 1600  # pixels, of what is kept
STRIP = 2.5  # from this proportion on: a screenshot of a whole conversation
STRIP_EDGE = 8_000  # pixels, of a strip that is kept
TARGET_BYTES = 400_000

# Tried in turn until the target is met: quality, and size as a share of the first one.
_STEPS = [(80, 1.0), (65, 1.0), (50, 1.0), (35, 1.0), (40, 0.7), (35, 0.5), (20, 0.35)]

_TURNS = {
    2: PillowImage.Transpose.FLIP_LEFT_RIGHT,
    3: PillowImage.Transpose.ROTATE_180,
    4: PillowImage.Transpose.FLIP_TOP_BOTTOM,
    5: PillowImage.Transpose.TRANSPOSE,
    6: PillowImage.Transpose.ROTATE_270,
    7: PillowImage.Transpose.TRANSVERSE,
    8: PillowImage.Transpose.ROTATE_90,
}

# Decoding takes most memory of all that a process does: never two at a time.
_one_at_a_time = threading.Lock()

EMPTY = _("This file is empty. Choose the picture again.")
TOO_MANY_BYTES = _(
    "This file is larger than 10 MB. Take a screenshot of the picture, and send that instead."
)
TOO_LARGE = _(
    "This picture is too large for us to open safely. Take a screenshot of it, and send that "
    "instead."
)
PHONE_FORMAT = _(
    "This picture is in a format of some phones (HEIC) that we cannot open. Take a screenshot of "
    "it, and send that instead."
)
OTHER_KIND = _(
    "This is not a picture that we can open. We take JPEG, PNG, WebP and GIF; a screenshot always "
    "works."
)
DAMAGED = _(
    "This picture is damaged or incomplete. Save it again, or take a screenshot of it, then retry."
)


class NotAPicture(Exception):
    """What was sent is not taken.

    Attributes:
        reason: what to tell the person who sent it; translated when it is shown.
        code: which of the reasons it is.
    """

    def __init__(self, reason: str | Promise, *, code: str) -> None:
        super().__init__(code)  # and no words of the file's, which might end up in a log
        self.reason = reason
        self.code = code


def clean_picture(source: bytes | BinaryIO) -> bytes:
    """Return the picture as a fresh WebP: upright, at most 1600 pixels wide or high, 400 kB.

    Nothing is left of what came with it: no camera data, no comment, no profile, no further
    frame, nothing behind its end, and nothing below what is transparent, which becomes white.
    A long strip, as screenshots of conversations are, keeps as many pixels as a square has.

    Args:
        source: the file, or an open binary file; no more than `MOST_BYTES` are read of it.

    Raises:
        NotAPicture: with the reason to show.
    """
    data = source if isinstance(source, bytes) else source.read(MOST_BYTES + 1)
    if not data:
        raise NotAPicture(EMPTY, code="empty")
    if len(data) > MOST_BYTES:
        raise NotAPicture(TOO_MANY_BYTES, code="too_many_bytes")
    parts = _take_apart(data)
    # Before anything is decoded: the file of a picture that fills all memory is small.
    if _is_too_large(parts):
        raise NotAPicture(TOO_LARGE, code="too_large")
    with _one_at_a_time:
        try:
            pixels = _decode(parts)
        except (MemoryError, PillowImage.DecompressionBombError) as error:
            raise NotAPicture(TOO_LARGE, code="too_large") from error
        except Exception as error:  # a decoder that trips over bad data may raise anything
            raise NotAPicture(DAMAGED, code="damaged") from error
        return _small_enough(pixels)


def fresh_pixels(picture: PillowImage.Image, *, most: tuple[int, int]) -> PillowImage.Image:
    """Return the pixels of `picture`, at most so wide and high, in a picture that holds no more.

    Saving anew keeps comments (TRAPS E6): only pixels pasted into an empty picture are safe.
    What is transparent stays so.
    """
    mode = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    pixels = picture.convert(mode)
    pixels.thumbnail(most)
    fresh = PillowImage.new(mode, pixels.size)
    fresh.paste(pixels)
    return fresh


def as_webp(picture: PillowImage.Image, *, quality: int) -> bytes:
    """Return `picture` as the bytes of a WebP file; `quality` from 0 to 100."""
    output = io.BytesIO()
    picture.save(output, "WEBP", quality=quality, method=4)
    return output.getvalue()


def _take_apart(data: bytes) -> Parts:
    try:
        return picture_parts.take_apart(data)
    except picture_parts.OtherKind as error:
        raise NotAPicture(OTHER_KIND, code="other_kind") from error
    except picture_parts.PhoneFormat as error:
        raise NotAPicture(PHONE_FORMAT, code="phone_format") from error
    except picture_parts.Broken as error:
        raise NotAPicture(DAMAGED, code="damaged") from error
    except picture_parts.Overloaded as error:
        raise NotAPicture(TOO_LARGE, code="too_large") from error


def _is_too_large(parts: Parts) -> bool:
    pixels = parts.width * parts.height
    return (
        not 0 < pixels <= MOST_PIXELS
        or pixels * parts.bytes_per_pixel > MOST_MEMORY
        or max(parts.width, parts.height) > LONGEST_SIDE
    )


def _decode(parts: Parts) -> PillowImage.Image:
    # One plugin only, the one that the first bytes name: Pillow has dozens.
    with PillowImage.open(io.BytesIO(parts.content), formats=[parts.kind]) as opened:
        if opened.size != (parts.width, parts.height):
            raise ValueError("the decoder sees another size")
        most = _kept_size(parts.width, parts.height)
        # A JPEG is decoded at the half, the quarter or the eighth where that is enough.
        opened.draft(None, (most[0] * 5 // 4, most[1] * 5 // 4))
        if opened.mode in {"RGB", "RGBA", "L", "LA", "CMYK"}:
            opened.thumbnail(most)  # at once, so that no copy is ever made of the whole
        turn = _TURNS.get(parts.orientation)
        upright = opened if turn is None else opened.transpose(turn)
        pixels = fresh_pixels(_eight_bit(upright), most=_kept_size(*upright.size))
    if pixels.mode != "RGBA":
        return pixels
    # What is transparent may still hold what somebody meant to erase.
    flat = PillowImage.new("RGB", pixels.size, "white")
    flat.paste(pixels, mask=pixels)
    return flat


def _eight_bit(picture: PillowImage.Image) -> PillowImage.Image:
    if not picture.mode.startswith("I"):
        return picture
    # Grey in 65,536 steps: converting cuts all that is lighter than the darkest 256 of them.
    return picture.convert("I").point(lambda value: value / 256).convert("L")


def _kept_size(width: int, height: int) -> tuple[int, int]:
    longest, shortest = max(width, height), min(width, height)
    edge = float(LONGEST_EDGE)
    if longest > STRIP * shortest:
        edge = min(STRIP_EDGE, edge * (longest / shortest) ** 0.5)  # as many pixels as the square
    share = min(1.0, edge / longest)
    return max(1, round(width * share)), max(1, round(height * share))


def _small_enough(pixels: PillowImage.Image) -> bytes:
    for quality, share in _STEPS:
        size = max(1, round(pixels.width * share)), max(1, round(pixels.height * share))
        content = as_webp(pixels if share == 1 else pixels.resize(size), quality=quality)
        if len(content) <= TARGET_BYTES:
            return content
    raise NotAPicture(TOO_LARGE, code="too_large")
