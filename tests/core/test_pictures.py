"""Pictures from strangers: made anew from their pixels, or refused before they cost anything."""

import contextlib
import io
import random
import struct
import warnings
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Form
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import GifImagePlugin, ImageCms, PngImagePlugin
from PIL import Image as PillowImage

from core import picture_parts, pictures
from core.picture_fields import PicturesField
from core.pictures import NotAPicture, clean_picture

CANARY = "canary-77b2"
KINDS = ["JPEG", "PNG", "WEBP", "GIF"]


def made(fmt: str = "PNG", *, mode: str = "RGB", size=(40, 30), color=None, **options) -> bytes:
    """Return a picture of one colour."""
    output = io.BytesIO()
    PillowImage.new(mode, size, color).save(output, fmt, **options)
    return output.getvalue()


def noise(width: int, height: int) -> PillowImage.Image:
    content = random.Random(4).randbytes(width * height * 3)
    return PillowImage.frombytes("RGB", (width, height), content)


def saved(picture: PillowImage.Image, fmt: str, **options) -> bytes:
    output = io.BytesIO()
    picture.save(output, fmt, **options)
    return output.getvalue()


def opened(content: bytes) -> PillowImage.Image:
    picture = PillowImage.open(io.BytesIO(content))
    picture.load()
    return picture


def reason(content: bytes) -> str:
    """Return the code of the reason for which `content` is refused."""
    with pytest.raises(NotAPicture) as refused:
        clean_picture(content)
    assert str(refused.value.reason).endswith((".", "!"))
    assert str(refused.value) == refused.value.code  # nothing of the file's can reach a log
    return refused.value.code


def exif(*, orientation: int = 1) -> bytes:
    data = PillowImage.Exif()
    data[0x010E] = data[0x013B] = data[0x8298] = data[0x9286] = CANARY
    data[0x0112] = orientation
    data[0x8825] = {1: "N", 2: (33.0, 53.0, 19.0), 3: "E", 4: (35.0, 30.0, 44.0), 29: CANARY}
    return data.tobytes()


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{CANARY}</a></x:xmpmeta>'.encode()


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY.encode()


def chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def png(*chunks: bytes, width: int = 40, height: int = 30, pixels: bytes | None = None) -> bytes:
    """Return a PNG of RGB pixels with `chunks` in front of them."""
    if pixels is None:
        pixels = zlib.compress((b"\0" + b"\x40" * 3 * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), *chunks, chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(*segments: bytes, **options) -> bytes:
    """Return a JPEG with `segments` behind its first bytes."""
    content = made("JPEG", **options)
    return content[:2] + b"".join(segments) + content[2:]


def texts() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY)
    info.add_itxt("XML:com.adobe.xmp", xmp().decode())
    return info


def animation(fmt: str) -> bytes:
    frames = [PillowImage.new("RGB", (40, 30), color) for color in ("red", "lime", "blue")]
    options = {"comment": CANARY.encode()} if fmt == "GIF" else {"exif": exif()}
    return saved(frames[0], fmt, save_all=True, append_images=frames[1:], duration=100, **options)


LADEN = {
    "jpeg": made("JPEG", exif=exif(), comment=CANARY, xmp=xmp(), icc_profile=profile(), quality=95)
    + CANARY.encode(),
    "png": made(pnginfo=texts(), exif=exif(), icc_profile=profile()) + CANARY.encode(),
    "webp": made("WEBP", exif=exif(), xmp=xmp(), icc_profile=profile()) + CANARY.encode(),
    "gif": animation("GIF") + CANARY.encode(),
    "animated png": animation("PNG"),
    "animated webp": animation("WEBP"),
}
# Read as another language these are a program; as a picture they show something.
POLYGLOTS = {
    "gif and html": made("GIF") + b"<script>alert(1)</script>",
    "jpeg and zip": made("JPEG") + b"PK\x03\x04" + b"\0" * 40,
    "jpeg with html in a comment": jpeg(segment(0xFE, b"--><script>alert(1)</script><!--")),
    "png and pdf": made() + b"%PDF-1.7\n%%EOF",
    "png with php in a text": png(chunk(b"tEXt", b"Comment\0<?php system($_GET[0]); ?>")),
}


@pytest.mark.parametrize("kind", LADEN)
def test_e6_nothing_but_the_pixels_of_the_first_frame_is_left(kind: str) -> None:
    assert CANARY.encode() in LADEN[kind]  # else this proves nothing
    content = clean_picture(LADEN[kind])
    assert CANARY.encode() not in content
    assert CANARY.encode("utf-16-le") not in content
    for sign in (b"Exif", b"EXIF", b"GPS", b"XMP ", b"ICCP", b"ANIM", b"ANMF", b"VP8X"):
        assert sign not in content, sign
    assert len(content) == 8 + struct.unpack_from("<I", content, 4)[0]  # and nothing behind it
    picture = opened(content)
    assert (picture.format, picture.mode, picture.size) == ("WEBP", "RGB", (40, 30))
    assert (picture.n_frames, dict(picture.getexif())) == (1, {})
    assert set(picture.info) <= {"loop", "background", "timestamp", "duration"}


@pytest.mark.parametrize("kind", LADEN)
def test_e6_fresh_pixels_bring_nothing_along(kind: str) -> None:
    laden = opened(LADEN[kind])
    assert laden.info
    fresh = pictures.fresh_pixels(laden, most=(20, 20))
    assert (fresh.info, dict(fresh.getexif()), fresh.size) == ({}, {}, (20, 15))


@pytest.mark.parametrize("fmt", ["PNG", "WEBP", "GIF"])
def test_of_an_animation_the_first_frame_stays(fmt: str) -> None:
    red, green, blue = opened(clean_picture(animation(fmt))).getpixel((20, 15))
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


@pytest.mark.parametrize("kind", POLYGLOTS)
def test_of_what_is_two_things_the_picture_alone_is_left(kind: str) -> None:
    content = clean_picture(POLYGLOTS[kind])
    for sign in (b"script", b"PK\x03\x04", b"%PDF", b"<?php"):
        assert sign not in content
    assert opened(content).size == (40, 30)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_lies_on_its_side_is_turned_upright(fmt: str, orientation: int) -> None:
    source = PillowImage.new("RGB", (160, 80), "white")
    source.paste("black", (0, 0, 32, 32))  # the corner that tells how it lies
    content = saved(source, fmt, exif=exif(orientation=orientation), quality=95)
    upright = opened(clean_picture(content)).convert("L")
    assert upright.size == ((80, 160) if orientation >= 5 else (160, 80))
    right, bottom = upright.width - 9, upright.height - 9
    corners = [(8, 8), (right, 8), (right, bottom), (8, bottom)]
    dark = [upright.getpixel(corner) < 100 for corner in corners]
    expected = {1: 0, 2: 1, 3: 2, 4: 3, 5: 0, 6: 1, 7: 2, 8: 3}[orientation]
    assert [place for place, is_dark in enumerate(dark) if is_dark] == [expected]


def test_what_is_transparent_becomes_white_and_hides_nothing() -> None:
    source = PillowImage.new("RGBA", (64, 64), (255, 0, 0, 0))  # red below what cannot be seen
    source.paste((0, 0, 255, 255), (0, 0, 32, 64))
    picture = opened(clean_picture(saved(source, "PNG")))
    assert min(picture.getpixel((56, 32))) > 245
    assert picture.getpixel((8, 32))[2] > 200


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    assert opened(clean_picture(made(mode=mode))).size == (40, 30)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "YCbCr"])
def test_every_kind_of_jpeg_is_taken(mode: str) -> None:
    assert opened(clean_picture(made("JPEG", mode=mode))).size == (40, 30)
    assert opened(clean_picture(made("JPEG", mode=mode, progressive=True))).size == (40, 30)


def test_a_jpeg_keeps_its_colours_without_its_segments() -> None:
    ink = made("JPEG", mode="CMYK", color=(0, 255, 255, 0), quality=95)  # red, in ink
    for content in (ink, made("JPEG", color=(250, 5, 5), quality=95)):
        red, green, blue = opened(clean_picture(content)).getpixel((20, 15))
        assert (red > 200, green < 70, blue < 70) == (True, True, True)


def test_grey_in_many_steps_stays_grey() -> None:
    steps = b"".join(struct.pack("<H", 256 * column) for column in range(256))
    source = PillowImage.frombytes("I;16", (256, 64), steps * 64)
    picture = opened(clean_picture(saved(source, "PNG"))).convert("L")
    assert [abs(picture.getpixel((x, 32)) - x) < 8 for x in (16, 100, 128, 240)] == [True] * 4


def test_it_is_made_as_small_as_a_screen_needs() -> None:
    assert opened(clean_picture(made("JPEG", size=(4000, 3000)))).size == (1600, 1200)
    assert opened(clean_picture(made("JPEG", size=(3000, 4000)))).size == (1200, 1600)
    assert opened(clean_picture(made("JPEG", size=(1080, 2400)))).size == (720, 1600)
    turned = made("JPEG", size=(4000, 3000), exif=exif(orientation=6))
    assert opened(clean_picture(turned)).size == (1200, 1600)


def test_a_long_screenshot_stays_readable() -> None:
    width, height = opened(clean_picture(made(size=(1080, 10_800)))).size
    assert (width, height) == (506, 5060)


@pytest.mark.parametrize(("width", "height"), [(1600, 1600), (800, 9000)])
def test_the_target_is_met_by_what_compresses_worst(width: int, height: int) -> None:
    source = noise(width, height)
    assert len(clean_picture(saved(source, "JPEG", quality=70))) <= pictures.TARGET_BYTES


def test_the_same_picture_gives_the_same_bytes() -> None:
    content = saved(noise(60, 50), "JPEG")
    assert clean_picture(content) == clean_picture(io.BytesIO(content))


# What is refused


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(pictures.MOST_BYTES), "too_many_bytes"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "other_kind"),
        (b'<?xml version="1.0"?><svg/>', "other_kind"),
        (b"<html><script>alert(1)</script></html>", "other_kind"),
        (b"%PDF-1.7\n" + made(), "other_kind"),  # a picture inside is no picture
        (b"PK\x03\x04" + bytes(30), "other_kind"),
        (b"BM" + bytes(60), "other_kind"),
        (made("TIFF"), "other_kind"),
        (made("BMP"), "other_kind"),
        (made("ICO"), "other_kind"),
        (made("JPEG2000"), "other_kind"),
        (made("PPM"), "other_kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file", "other_kind"),
        (b"push graphic-context\nimage over 0,0 0,0 'url(https://a.example/)'", "other_kind"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), "phone_format"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(40), "phone_format"),
        (made("AVIF"), "other_kind"),
        (b"GIF89a=1/*" + b"\0" * 20 + b"*/;alert(1)", "damaged"),  # a program that says GIF
        (b"GIF89a/*" + b"<script>alert(1)</script>", "damaged"),
        (b"\xff\xd8\xff\xe0*/=alert(1)//", "damaged"),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "damaged"),
        (b"RIFF\x20\0\0\0WEBP<script>alert(1)</script>", "damaged"),
        (b"RIFF\x20\0\0\0WAVEfmt ", "other_kind"),
        (b"\0", "other_kind"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes, expected: str) -> None:
    assert reason(content) == expected


@pytest.mark.parametrize("fmt", KINDS)
def test_what_breaks_off_is_refused(fmt: str) -> None:
    content = saved(noise(200, 200), fmt)
    for share in (0.02, 0.1, 0.5, 0.9, 0.98):
        assert reason(content[: int(len(content) * share)]) in {"damaged", "other_kind"}, share
    clean_picture(content)


@pytest.mark.parametrize("fmt", KINDS)
def test_every_cut_of_a_small_file_gives_a_picture_or_a_reason(fmt: str) -> None:
    content = made(fmt, size=(8, 8), **({} if fmt == "GIF" else {"exif": exif()}))
    for length in range(len(content)):
        with contextlib.suppress(NotAPicture):
            opened(clean_picture(content[:length]))


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(LADEN)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_a_spoilt_file_gives_a_picture_or_a_reason(kind: str, changes: list) -> None:
    content = bytearray(LADEN[kind])
    for place, value in changes:
        content[int(place * (len(content) - 1))] = value
    try:
        clean = clean_picture(bytes(content))
    except NotAPicture:
        return
    assert CANARY.encode() not in clean
    assert opened(clean).format == "WEBP"


# Bombs: each of these is refused before a decoder begins


@pytest.fixture
def no_decoding(monkeypatch) -> None:
    """Let a test fail in which a picture is opened."""

    def explode(*args, **kwargs):
        raise AssertionError("it was decoded")

    monkeypatch.setattr(PillowImage, "open", explode)


def gif_canvas(width: int, height: int, *, left: int = 0, top: int = 0) -> bytes:
    """Return a GIF whose canvas is so large, with one picture of 40 by 30 in it."""
    content = bytearray(made("GIF"))
    struct.pack_into("<HH", content, 6, width, height)
    start = content.index(b",", 13 + (3 << (content[10] & 7) + 1 if content[10] & 128 else 0))
    struct.pack_into("<HH", content, start + 1, left, top)
    return bytes(content)


def jpeg_size(width: int, height: int, **options) -> bytes:
    content = bytearray(made("JPEG", **options))
    start = content.index(b"\xff\xc2" if options.get("progressive") else b"\xff\xc0")
    struct.pack_into(">HH", content, start + 5, height, width)
    return bytes(content)


def webp_canvas(width: int, height: int) -> bytes:
    content = bytearray(animation("WEBP"))
    assert content[12:16] == b"VP8X"
    content[24:27] = (width - 1).to_bytes(3, "little")
    content[27:30] = (height - 1).to_bytes(3, "little")
    return bytes(content)


def webp_frame(name: bytes, header: bytes) -> bytes:
    body = b"WEBP" + name + struct.pack("<I", len(header) + 40) + header + bytes(40)
    return b"RIFF" + struct.pack("<I", len(body)) + body


BOMBS = {
    "png of four thousand million pixels": png(width=65_500, height=65_500, pixels=b"x"),
    "png one pixel above": png(width=20_000, height=2_001, pixels=b"x"),
    "png that takes much memory": png(width=5_000, height=5_000, pixels=b"x"),
    "png with a side beyond all": png(width=2**31 - 1, height=1, pixels=b"x"),
    "png without width": png(width=0, height=30, pixels=b"x"),
    "gif with a giant canvas": gif_canvas(65_535, 65_535),
    "gif with a picture far outside": gif_canvas(40, 30, left=65_000, top=65_000),
    "jpeg of four thousand million pixels": jpeg_size(65_535, 65_535),
    "jpeg above forty million": jpeg_size(8_000, 5_001),
    "progressive jpeg that takes much memory": jpeg_size(6_000, 4_000, progressive=True),
    "jpeg without height": jpeg_size(40, 0),
    "webp animation with a giant canvas": webp_canvas(2**24, 255),
    "webp animation of forty million": webp_canvas(8_000, 5_000),
    "webp": webp_frame(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 16_383, 16_383)),
    "lossless webp": webp_frame(b"VP8L", b"\x2f" + struct.pack("<I", 2**28 - 1)),
    "png of many chunks": png(*[chunk(b"tEXt", b"a\0")] * 25_000),
    "jpeg of many segments": jpeg(segment(0xE5, b"") * 25_000),
    "jpeg of many scans": made("JPEG")[:-2] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\0" * 100,
    "gif of many comments": b"GIF89a\x28\0\x1e\0\0\0\0" + b"!\xfe\x01a\0" * 25_000 + b";",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused_before_it_is_opened(kind: str, no_decoding) -> None:
    assert reason(BOMBS[kind]) == "too_large"


def test_the_decoder_is_what_those_bombs_would_reach(no_decoding) -> None:
    assert reason(made()) == "damaged"  # so the test above would see it


def zeros(megabytes: int) -> bytes:
    return zlib.compress(bytes(megabytes * 1024 * 1024), 9)


def directory_of(entries: int, size: int) -> bytes:
    """Return camera data that point at the same `size` bytes again and again."""
    listed = b"".join(struct.pack("<HHII", tag, 1, size, 8) for tag in range(entries))
    start = 8 + size
    return b"II*\0" + struct.pack("<I", start) + bytes(size) + struct.pack("<H", entries) + listed


NEVER_SEEN = {
    "png text that unpacks to much": png(chunk(b"zTXt", b"a\0\0" + zeros(70))),
    "png international text": png(chunk(b"iTXt", b"a\0\x01\0\0\0" + zeros(70))),
    "png profile": png(chunk(b"iCCP", b"a\0\0" + zeros(70))),
    "png camera data": png(chunk(b"eXIf", directory_of(60_000, 1_000_000))),
    "jpeg camera data": jpeg(
        *[segment(0xE1, b"Exif\0\0" + directory_of(5_000, 4_000)) for _count in range(100)]
    ),
    "jpeg preview": jpeg(segment(0xE2, b"MPF\0" + directory_of(5_000, 4_000))),
    "png animation": png(
        chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)),
        chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 2**30, 2**30, 0, 0, 1, 1, 0, 0)),
    ),
}


@pytest.mark.parametrize("kind", NEVER_SEEN)
def test_what_the_pixels_do_not_need_never_reaches_a_decoder(kind: str) -> None:
    parts = picture_parts.take_apart(NEVER_SEEN[kind])
    assert len(parts.content) < 1_000
    for sign in (b"zTXt", b"iTXt", b"iCCP", b"eXIf", b"acTL", b"fcTL", b"Exif", b"MPF"):
        assert sign not in parts.content
    assert opened(clean_picture(NEVER_SEEN[kind])).size == (40, 30)


def test_what_unpacks_to_more_than_its_size_stops_at_its_size() -> None:
    assert opened(clean_picture(png(pixels=zeros(100)))).size == (40, 30)


def test_pillow_s_own_limits_stand() -> None:
    # Behind ours, for what ours let through.
    assert PillowImage.MAX_IMAGE_PIXELS < 100_000_000
    assert PngImagePlugin.MAX_TEXT_CHUNK <= 1024 * 1024
    assert GifImagePlugin.LOADING_STRATEGY is GifImagePlugin.LoadingStrategy.RGB_AFTER_FIRST


def test_a_memory_that_runs_out_has_a_reason(monkeypatch) -> None:
    def exhausted(*args, **kwargs):
        raise MemoryError

    monkeypatch.setattr(PillowImage.Image, "convert", exhausted)
    assert reason(made()) == "too_large"


def test_the_largest_that_is_taken_makes_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert opened(clean_picture(made("JPEG", size=(8_000, 5_000)))).size == (1600, 1000)


# The field


class PicturesForm(Form):
    pictures = PicturesField(required=False)


def filled_in(*contents: bytes) -> PicturesForm:
    uploads = [SimpleUploadedFile(f"{CANARY}.jpg", content) for content in contents]
    return PicturesForm({}, {"pictures": uploads} if uploads else {})


def test_the_field_works_without_a_script() -> None:
    (control,) = [str(field) for field in PicturesForm()]
    assert 'type="file"' in control
    assert 'accept="image/jpeg,image/png,image/webp,image/gif"' in control
    assert " multiple" in control
    assert PicturesForm().is_multipart()


def test_without_a_picture_the_field_is_empty() -> None:
    form = filled_in()
    assert form.is_valid()
    assert form.cleaned_data["pictures"] == []


def test_the_field_gives_clean_pictures_in_their_order() -> None:
    sizes = [(40, 30), (30, 40), (20, 20)]
    form = filled_in(*[made("JPEG", size=size, exif=exif()) for size in sizes])
    assert form.is_valid()
    assert [opened(content).size for content in form.cleaned_data["pictures"]] == sizes
    assert not any(b"Exif" in content for content in form.cleaned_data["pictures"])


def test_the_field_says_which_picture_it_refuses_and_why() -> None:
    form = filled_in(made(), b"", b"%PDF-1.7")
    assert form.errors["pictures"] == [
        f"Picture 2: {pictures.EMPTY}",
        f"Picture 3: {pictures.OTHER_KIND}",
    ]
    assert CANARY not in str(form)


def test_the_field_says_why_it_refuses_the_only_picture() -> None:
    assert filled_in(b"%PDF-1.7").errors["pictures"] == [str(pictures.OTHER_KIND)]


def test_four_pictures_are_too_many() -> None:
    form = filled_in(*[made()] * 4)
    assert form.errors["pictures"] == ["You chose 4 pictures, and 3 is the most. Choose fewer."]
