"""An error says what the reader can do, in their language, and nothing about anything else."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests.contracts.html import Answer, focusable, foreign, inline_code, loads, parse
from tests.contracts.test_every_page import POLICY
from tests.factories.pages import make_site

CANARY = "canary-7f3a"
TOO_LONG = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
DIRECTION = {"ar": "rtl", "en": "ltr"}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.contracts.failing_urls")]


@pytest.fixture(autouse=True)
def _site() -> None:
    make_site()


@pytest.fixture
def browser() -> Client:
    """A browser that shows what a server's error looks like, instead of raising it here."""
    return Client(raise_request_exception=False, SERVER_NAME="sanad.example")


def ask(browser: Client, path: str, **extra) -> Answer:
    response = browser.get(path, {"text": CANARY}, secure=True, **extra)
    return Answer(path, "", response, parse(response))


def check(answer: Answer, *, status: int, languages: set[str]) -> None:
    """Hold what every error page promises."""
    response, soup = answer.response, answer.soup
    assert response.status_code == status
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    # The first language is the page's; a bilingual page marks the other one inside.
    html = answer.one("html")
    assert html["dir"] == DIRECTION[html["lang"]]
    inside = {tag["lang"] for tag in answer.one("main").select("[lang]") if tag.has_attr("dir")}
    assert {html["lang"]} | inside == languages
    assert set(response.headers["Content-Language"].split(", ")) == languages
    assert len(soup.find_all("h1")) == 1
    assert answer.one("title").get_text(strip=True)
    homes = {tag["href"] for tag in answer.one("main").select("a[href]")}
    assert {f"/{language}/" for language in languages} <= homes
    assert focusable(answer.one("body"))[0]["href"] == "#main"
    assert focusable(answer.one("body"))[1]["href"] == settings.EXIT_URL
    assert foreign(loads(soup)) == []
    assert inline_code(soup) == []
    assert soup.select("link[rel=canonical], link[hreflang]") == []
    assert response.cookies.output() == ""
    policy = {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}
    assert policy == POLICY
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert response.headers["Cache-Control"] == "no-store"
    text = response.content.decode()
    for forbidden in (CANARY, "Traceback", "RuntimeError", "django", "wagtail", "sqlite", ".py"):
        assert forbidden not in text


@pytest.mark.parametrize(
    ("path", "languages"),
    [
        ("/ar/nothing/", {"ar"}),
        ("/en/nothing/", {"en"}),
        ("/ar/لا-شيء/", {"ar"}),
        (f"/en/{CANARY}/", {"en"}),
        ("/en/a/b/c/d/e/", {"en"}),
        ("/en/%00/", {"en"}),
        ("/en/%ff%fe/", {"en"}),
        ("/en/" + "x" * 3000 + "/", {"en"}),
        ("/nothing/", {"ar", "en"}),
        (f"/{CANARY}", {"ar", "en"}),
        ("/fr/", {"ar", "en"}),
        ("/%00", {"ar", "en"}),
        ("/media/original_images/picture.webp", {"ar", "en"}),
        ("/static/nothing.css", {"ar", "en"}),
        ("/.env", {"ar", "en"}),
    ],
)
def test_what_is_not_here(browser: Client, path: str, languages: set[str]) -> None:
    check(ask(browser, path), status=404, languages=languages)


def test_a_path_out_of_the_media_folder(browser: Client) -> None:
    answer = ask(browser, "/media/images/..%2f..%2fsanad.sqlite3")
    check(answer, status=400, languages={"ar", "en"})


@pytest.mark.parametrize("host", ["sanad.example", "sanad.example:8443"])
def test_a_question_mark_with_a_nul_is_no_fault_of_ours(browser: Client, host: str) -> None:
    answer = ask(browser, "/en/nothing/?q=%00", headers={"host": host})
    check(answer, status=404, languages={"en"})


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_one_may_not_see_looks_like_what_is_not_there(browser, language: str) -> None:
    forbidden = ask(browser, f"/{language}/forbidden/")
    check(forbidden, status=403, languages={language})
    missing = ask(browser, f"/{language}/nothing/")
    assert forbidden.response.content == missing.response.content


@pytest.mark.parametrize("path", ["/ar/fails/", "/en/fails/", "/fails/"])
def test_our_own_fault_is_said_to_be_ours(browser: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = ask(browser, path)
    check(answer, status=500, languages={"ar", "en"})
    assert len(queries) == 0  # the database may be what failed


def test_a_database_that_is_gone_gets_the_same_page(browser: Client, monkeypatch) -> None:
    def gone(request):
        raise OperationalError(CANARY)

    monkeypatch.setattr(Site, "find_for_request", gone)
    check(ask(browser, "/ar/"), status=500, languages={"ar", "en"})


@pytest.mark.parametrize("path", ["/ar/suspicious/", "/en/suspicious/"])
def test_what_is_suspicious_is_told_nothing(browser: Client, path: str) -> None:
    check(ask(browser, path), status=400, languages={"ar", "en"})


@pytest.mark.parametrize("host", [CANARY, "sanad.example.evil.example", "a b", "[", ""])
@pytest.mark.parametrize("path", ["/", "/ar/", "/nothing"])
def test_another_host_s_name_is_not_repeated(browser: Client, path: str, host: str) -> None:
    answer = ask(browser, path, headers={"host": host})
    check(answer, status=400, languages={"ar", "en"})


@pytest.mark.parametrize("address", ["/ar/support/", "/en/return/"])
@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=edge"],
)
def test_a_body_that_is_too_big(browser: Client, address: str, content_type: str) -> None:
    body = f"text={TOO_LONG}"
    if "edge" in content_type:
        head = 'Content-Disposition: form-data; name="text"'
        body = f"--edge\r\n{head}\r\n\r\n{TOO_LONG}\r\n--edge--\r\n"
    response = browser.post(address, body.encode(), content_type=content_type, secure=True)
    check(Answer(address, "", response, parse(response)), status=400, languages={"ar", "en"})


@pytest.mark.parametrize("address", ["/ar/support/", "/en/return/"])
def test_too_many_fields(browser: Client, address: str) -> None:
    body = "&".join(f"a{n}=" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    response = browser.post(
        address, body.encode(), content_type="application/x-www-form-urlencoded", secure=True
    )
    check(Answer(address, "", response, parse(response)), status=400, languages={"ar", "en"})


@pytest.mark.parametrize("body", [b"--edge", b"\xff\xfe\x00", b"--edge\r\nContent-Disposition: x"])
def test_a_body_that_is_no_form(browser: Client, body: bytes) -> None:
    response = browser.post(
        "/ar/support/", body, content_type="multipart/form-data; boundary=edge", secure=True
    )
    assert response.status_code in {200, 400, 403, 422}
    assert response.cookies.output() == ""


def test_a_stale_form_of_the_admin_is_refused_in_our_words() -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="sanad.example")
    response = strict.post("/admin/login/", {"username": CANARY}, secure=True)
    answer = Answer("/admin/login/", "", response, parse(response))
    assert response.status_code == 403
    assert {answer.one("html")["lang"], "en"} == {"ar", "en"}
    assert response.headers["Content-Language"] == "ar, en"
    assert focusable(answer.one("body"))[1]["href"] == settings.EXIT_URL
    assert inline_code(answer.soup) == []
    for word in (CANARY, "CSRF", "django"):
        assert word not in response.content.decode()
