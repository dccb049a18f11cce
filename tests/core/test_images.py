"""E6: of an uploaded picture nothing is kept but the picture, in the original and every size."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as PillowImage
from PIL import ImageCms, PngImagePlugin

from core.images import LONGEST_EDGE, SanadImage, SanadRendition
from tests.factories.pages import make_image, make_site, picture

pytestmark = pytest.mark.django_db

CANARY = "canary-4c07"
FILTERS = ["original", "width-20", "fill-16x16", "width-20|format-webp", "fill-12x12|format-jpeg"]


def exif(*, orientation: int = 1) -> bytes:
    """Return EXIF data with a position, a camera's owner and an orientation."""
    data = PillowImage.Exif()
    data[0x0112] = orientation
    data[0x010E] = data[0x013B] = data[0x8298] = data[0x9286] = CANARY  # description, artist, …
    data[0x8825] = {1: "N", 2: (33.0, 53.0, 19.0), 3: "E", 4: (35.0, 30.0, 44.0), 29: CANARY}
    return data.tobytes()


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{CANARY}</a></x:xmpmeta>'.encode()


def png_with_texts() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY)
    info.add_text("Comment", CANARY, zip=True)
    info.add_itxt("XML:com.adobe.xmp", xmp().decode())
    content = picture(pnginfo=info, exif=exif(), icc_profile=profile())
    # And what no decoder reads: a chunk of its own, and bytes after the end.
    chunk = b"caNy" + CANARY.encode()
    own = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return content[:33] + own + content[33:] + CANARY.encode()


def profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made + CANARY.encode()


def animated_gif() -> bytes:
    frames = [PillowImage.new("P", (40, 30), color) for color in (1, 2, 3)]
    output = io.BytesIO()
    frames[0].save(
        output, "GIF", save_all=True, append_images=frames[1:], comment=CANARY.encode(), loop=0
    )
    return output.getvalue()


UPLOADS = {
    "jpeg": picture(
        fmt="JPEG", exif=exif(), comment=CANARY, xmp=xmp(), icc_profile=profile(), quality=95
    ),
    "png": png_with_texts(),
    "gif": animated_gif(),
    "webp": picture(fmt="WEBP", exif=exif(), xmp=xmp(), icc_profile=profile()),
}


def stored(image: SanadImage) -> bytes:
    with image.file.open("rb") as file:
        return file.read()


def inside(content: bytes) -> dict:
    """Return what a reader of metadata finds."""
    with PillowImage.open(io.BytesIO(content)) as opened:
        opened.load()
        return {"exif": dict(opened.getexif()), **opened.info}


def check_clean(content: bytes) -> None:
    """Hold that nothing but pixels is there, in any encoding that hides the canary or not."""
    assert CANARY.encode() not in content
    assert CANARY.encode("utf-16-le") not in content
    for sign in (b"Exif", b"GPS", b"http://ns.adobe.com", b"EXIF", b"XMP ", b"ICCP", b"tEXt"):
        assert sign not in content, sign
    found = inside(content)
    assert found["exif"] == {}
    pixels_only = {"exif", "loop", "background", "timestamp", "duration", "jfif", "jfif_version"}
    assert set(found) <= pixels_only | {"jfif_unit", "jfif_density", "progressive", "progression"}


@pytest.mark.parametrize("kind", UPLOADS)
def test_the_uploads_hold_what_must_go(kind: str) -> None:
    # An empty test proves nothing: each of them really brings the canary along.
    assert CANARY.encode() in UPLOADS[kind]


@pytest.mark.parametrize("kind", UPLOADS)
def test_e6_nothing_but_pixels_is_stored(kind: str) -> None:
    image = make_image(content=UPLOADS[kind], name=f"{CANARY}.{kind}")
    content = stored(image)
    check_clean(content)
    with PillowImage.open(io.BytesIO(content)) as opened:
        assert (opened.format, getattr(opened, "n_frames", 1)) == ("WEBP", 1)
    assert (image.width, image.height) == (40, 30)
    assert image.file_size == len(content)


@pytest.mark.parametrize("kind", UPLOADS)
@pytest.mark.parametrize("spec", FILTERS)
def test_e6_every_size_is_clean(kind: str, spec: str) -> None:
    image = make_image(content=UPLOADS[kind], name=f"{CANARY}.{kind}")
    rendition = image.get_rendition(spec)
    with rendition.file.open("rb") as file:
        check_clean(file.read())
    assert CANARY not in rendition.url


def test_e6_a_file_s_name_is_not_kept() -> None:
    image = make_image(content=UPLOADS["jpeg"], name=f"{CANARY} and friends.jpg")
    assert CANARY not in image.file.name
    for folder in (settings.MEDIA_ROOT, settings.DATA_DIR):
        assert [path for path in Path(folder).rglob("*") if CANARY in path.name] == []


def test_e6_the_same_name_twice_tells_nothing() -> None:
    first, second = (make_image(name="us.png") for _ in range(2))
    assert first.file.name != second.file.name
    assert not {"us", "png"} & set(Path(second.file.name).stem.split("_"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_e6_a_picture_that_lies_on_its_side_is_turned_upright(orientation: int) -> None:
    source = PillowImage.new("RGB", (40, 20), "#ffffff")
    source.paste("#000000", (0, 0, 8, 8))  # the corner that tells how it lies
    output = io.BytesIO()
    source.save(output, "PNG", exif=exif(orientation=orientation))
    image = make_image(content=output.getvalue())
    turned = orientation >= 5
    assert (image.width, image.height) == ((20, 40) if turned else (40, 20))
    corners = {
        1: "top left", 2: "top right", 3: "bottom right", 4: "bottom left",
        5: "top left", 6: "top right", 7: "bottom right", 8: "bottom left",
    }  # fmt: skip
    with PillowImage.open(io.BytesIO(stored(image))) as upright:
        grey = upright.convert("L")
        places = {
            "top left": (2, 2),
            "top right": (grey.width - 3, 2),
            "bottom left": (2, grey.height - 3),
            "bottom right": (grey.width - 3, grey.height - 3),
        }
        dark = {name for name, place in places.items() if grey.getpixel(place) < 100}
    assert dark == {corners[orientation]}


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode: str) -> None:
    source = PillowImage.new("RGBA", (40, 30), (0, 0, 0, 0))
    source.paste((200, 30, 30, 255), (0, 0, 20, 30))
    output = io.BytesIO()
    source.convert(mode).save(output, "PNG", **({"transparency": 0} if mode == "P" else {}))
    image = make_image(content=output.getvalue())
    with PillowImage.open(io.BytesIO(stored(image))) as opened:
        assert opened.mode == "RGBA"


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "YCbCr"])
def test_every_kind_of_picture_is_taken(mode: str) -> None:
    output = io.BytesIO()
    fmt = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"
    PillowImage.new(mode, (40, 30)).save(output, fmt)
    image = make_image(content=output.getvalue())
    assert (image.width, image.height) == (40, 30)
    check_clean(stored(image))


def test_what_is_larger_than_any_screen_is_made_smaller() -> None:
    image = make_image(content=picture(size=(LONGEST_EDGE + 600, 300)))
    assert image.width == LONGEST_EDGE
    assert image.height == pytest.approx(300 * LONGEST_EDGE / (LONGEST_EDGE + 600), abs=1)


def test_a_clean_image_is_not_written_again() -> None:
    image = make_image()
    name, content = image.file.name, stored(image)
    image.title = "Another title"
    image.save()
    image.refresh_from_db()
    assert (image.file.name, stored(image)) == (name, content)


def test_a_new_file_of_an_old_image_is_cleaned_too() -> None:
    image = make_image()
    image.file = SimpleUploadedFile(f"{CANARY}.jpg", UPLOADS["jpeg"])
    image.save()
    image.refresh_from_db()
    check_clean(stored(image))
    assert CANARY not in image.file.name


class TestUpload:
    """The way an editor takes, and what a reader then gets."""

    @pytest.fixture
    def editor(self, settings) -> Client:
        make_site()
        settings.WAGTAIL_2FA_REQUIRED = False
        client = Client()
        client.force_login(
            get_user_model().objects.create_superuser("editor", "editor@sanad.example", "x"),
            backend="core.auth.StaffBackend",
        )
        return client

    def upload(self, editor: Client, name: str, content: bytes):
        return editor.post(
            "/admin/images/add/",
            {
                "title": "Two hands",
                "file": SimpleUploadedFile(name, content),
                "collection": "1",
                "description": "",
                "credit": "",
            },
            secure=True,
        )

    @pytest.mark.parametrize("kind", UPLOADS)
    def test_e6_upload(self, editor: Client, client: Client, kind: str) -> None:
        response = self.upload(editor, f"{CANARY}.{kind}", UPLOADS[kind])
        assert response.status_code == 302, response.context["form"].errors
        image = SanadImage.objects.get()
        check_clean(stored(image))
        assert CANARY not in str(list(SanadImage.objects.values()))
        rendition = image.get_rendition("width-20|format-webp")
        answer = client.get(rendition.url, secure=True)
        check_clean(b"".join(answer.streaming_content))
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.cookies.output() == ""

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            (
                "page.svg",
                b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            ),
            ("page.html", b"<script>alert(1)</script>"),
            ("picture.png", b"<script>alert(1)</script>"),
            ("picture.jpg", picture(fmt="JPEG", size=(400, 400), color="#345678")[:-400]),
            ("picture.png", picture(size=(400, 400))[:-40]),
            ("picture.tiff", picture(fmt="TIFF")),
            ("picture.png", b""),
        ],
    )
    def test_what_is_no_picture_is_refused(self, editor: Client, name: str, content: bytes) -> None:
        response = self.upload(editor, name, content)
        assert response.status_code == 200
        assert "file" in response.context["form"].errors
        assert not SanadImage.objects.exists()

    def test_the_original_is_not_served(self, client: Client) -> None:
        image = make_image()
        assert client.get(f"/media/{image.file.name}", secure=True).status_code == 404

    def test_the_library_is_not_listed(self, client: Client) -> None:
        make_image().get_rendition("width-20")
        assert SanadRendition.objects.exists()
        for path in ("/media/", "/media/images/", "/media/images"):
            assert client.get(path, secure=True).status_code == 404
