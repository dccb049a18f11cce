"""Files that are sent stay in memory: none of them ever lies on the disk, under any name."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import django.core.files.temp
import django.core.files.uploadedfile
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from core import anonymous_forms
from core.picture_fields import PicturesField
from core.pictures import MOST_BYTES
from core.uploads import MOST_FILES, NEUTRAL_NAME, MemoryUpload, files_in_memory

CANARY = b"canary-3fd1"
NAMES = [
    "../../../etc/cron.d/canary-3fd1",
    "..\\..\\canary-3fd1.jpg",
    "canary-3fd1\u202egpj.exe",
    "\u2066canary-3fd1\u2069.png",
    "canary-3fd1 & Rim, Beirut 2026.jpg",
    "canary-3fd1%0d%0aX-Injected: 1.png",
    "<img src=x onerror=alert(1)>canary-3fd1.png",
    "C:\\Users\\canary-3fd1\\me.jpg",
    "canary-3fd1.php\0.png",
    "c" * 900 + ".png",
]
NINE = 9 * 1024 * 1024  # bytes; Django would write this to the disk


def _told(request: HttpRequest) -> HttpResponse:
    verdict = anonymous_forms.check(request).verdict  # reads the post, as every form's view does
    uploads = request.FILES.getlist("pictures")
    return JsonResponse(
        {
            "verdict": verdict.value,
            "body": request.POST.get("body"),
            "step": request.POST.get("step"),
            "sizes": [upload.size for upload in uploads],
            "kept": [len(upload.read()) for upload in uploads],
            "names": [upload.name for upload in uploads],
            "kinds": [type(upload).__name__ for upload in uploads],
            "types": [upload.content_type for upload in uploads],
            "said": str([vars(upload) for upload in uploads]),
            "errors": _errors(request),
        }
    )


def _errors(request: HttpRequest) -> list[str]:
    try:
        PicturesField(required=False).clean(request.FILES.getlist("pictures"))
    except ValidationError as error:
        return [found.code for found in error.error_list]
    return []


urlpatterns = [
    path("careful/", csrf_exempt(files_in_memory(_told))),
    path("careless/", csrf_exempt(_told)),
]


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def folder(tmp_path: Path, settings, monkeypatch) -> Path:
    """The only folder into which anything temporary could be written."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def temporary_files(monkeypatch) -> list[str]:
    """The name of every function that was asked for a temporary file."""
    asked: list[str] = []

    def watch(module, name: str) -> None:
        real = getattr(module, name)

        def watched(*args, **kwargs):
            asked.append(name)
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, watched)

    for name in ("NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        watch(tempfile, name)
    watch(django.core.files.temp, "NamedTemporaryFile")
    return asked


def post(target: str, *uploads: SimpleUploadedFile, **data) -> dict:
    answer = Client().post(
        f"/{target}/",
        {"body": "What I typed.", "step": "send", "pictures": list(uploads), **data},
        headers={"Sec-Fetch-Site": "same-origin"},
        secure=True,
    )
    assert answer.status_code == 200
    return answer.json()


def upload(size: int) -> SimpleUploadedFile:
    content = (CANARY * (size // len(CANARY) + 1))[:size]
    return SimpleUploadedFile("a.jpg", content, content_type="image/x-canary-3fd1")


def post_named(name: str) -> dict:
    """Send a file under a name as it is: Django's test client would clean it."""
    head = f'--x\r\nContent-Disposition: form-data; name="pictures"; filename="{name}"\r\n'
    typed = "Content-Type: image/x-canary-3fd1\r\n\r\nnot a picture\r\n--x--\r\n"
    answer = Client().post(
        "/careful/",
        (head + typed).encode(),
        content_type="multipart/form-data; boundary=x",
        headers={"Sec-Fetch-Site": "same-origin"},
        secure=True,
    )
    return answer.json()


def test_django_alone_writes_what_is_large_to_the_disk(folder, temporary_files) -> None:
    # Without this the next test would prove nothing.
    assert post("careless", upload(NINE))["kinds"] == ["TemporaryUploadedFile"]
    assert temporary_files


@pytest.mark.parametrize("count", [1, 3, 5])
def test_no_upload_is_ever_written_to_the_disk(folder, temporary_files, count: int) -> None:
    told = post("careful", *[upload(NINE) for _number in range(count)])
    assert told["kinds"] == ["MemoryUpload"] * count
    assert told["sizes"] == [NINE] * count
    assert told["kept"] == [NINE] * min(count, MOST_FILES) + [0] * max(0, count - MOST_FILES)
    assert temporary_files == []
    assert list(folder.rglob("*")) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_kept_of_what_a_file_was_called(folder, name: str) -> None:
    told = post_named(name)
    assert (told["names"], told["sizes"]) == ([NEUTRAL_NAME], [13])
    assert told["types"] == [None]
    assert "canary" not in told["said"]
    assert "cccc" not in told["said"]
    assert list(folder.rglob("*")) == []


def test_what_was_typed_stays_where_files_are_too_large_or_too_many(folder) -> None:
    told = post("careful", upload(MOST_BYTES + 1))
    assert (told["body"], told["step"]) == ("What I typed.", "send")
    assert (told["sizes"], told["kept"]) == ([MOST_BYTES + 1], [0])
    assert told["errors"] == ["too_many_bytes"]
    told = post("careful", *[upload(10) for _number in range(40)])
    assert (told["body"], told["step"]) == ("What I typed.", "send")
    assert told["errors"] == ["too_many"]
    assert sum(told["kept"]) == 10 * MOST_FILES


def test_a_file_that_is_just_small_enough_is_whole() -> None:
    assert post("careful", upload(MOST_BYTES))["kept"] == [MOST_BYTES]


def test_files_count_nothing_towards_the_limit_of_what_is_typed(settings) -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < NINE
    assert post("careful", upload(NINE), body="a" * 10_000)["body"] == "a" * 10_000


def test_an_empty_file_is_refused_and_an_empty_control_is_not() -> None:
    told = post("careful", SimpleUploadedFile("a.jpg", b""))
    assert (told["sizes"], told["errors"]) == ([0], ["empty"])
    assert post("careful")["errors"] == []


def test_a_form_without_files_is_read_as_ever() -> None:
    answer = Client().post(
        "/careful/",
        "body=plain&step=send",
        content_type="application/x-www-form-urlencoded",
        headers={"Sec-Fetch-Site": "same-origin"},
        secure=True,
    )
    assert (answer.json()["body"], answer.json()["step"]) == ("plain", "send")


def test_the_files_of_one_form_say_nothing_about_the_next() -> None:
    assert post("careful", *[upload(10)] * 4)["errors"] == ["too_many"]
    assert post("careful", upload(10))["errors"] == ["other_kind"]


def test_an_upload_shows_nothing_of_itself() -> None:
    assert str(MemoryUpload(None, size=3)) == NEUTRAL_NAME
