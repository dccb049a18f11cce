"""What every page promises its reader. A new page type is walked before anybody writes a test."""

import re
from itertools import pairwise

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.contracts.html import Answer, focusable, foreign, inline_code, loads
from tests.factories.pages import make_both, make_page, page_models, translate

MODELS = page_models()
LANGUAGES = ["ar", "en"]
FORMS = ["support:request", "vault:return"]
PAGES = [(model._meta.label, code) for model in MODELS for code in LANGUAGES]
VIEWS = [(name, code) for name in [*FORMS, "home:search"] for code in LANGUAGES]
VIEWS += [("choose_language", "ar")]

POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
CLOSED_FEATURES = {"camera", "geolocation", "microphone", "browsing-topics", "local-fonts"}


_walked: dict[tuple[str, str], Answer] = {}


@pytest.fixture
def walked(db) -> dict[tuple[str, str], Answer]:
    """One answer for each page type and each public form, in each language; asked for once."""
    if not _walked:
        pages = {}
        for model in MODELS:
            # Text that would be markup if it were not escaped.
            both = make_both(model, search_description="Ampersand & <b>angle</b>")
            pages |= {(model._meta.label, code): page.url for code, page in both.items()}
        for name, code in VIEWS:
            with override(code):
                pages[name, code] = reverse(name)
        client = Client(SERVER_NAME="sanad.example")
        for key, url in sorted(pages.items()):
            _walked[key] = Answer.to(client, url, language=key[1])
    return _walked


@pytest.fixture(params=PAGES + VIEWS, ids="-".join)
def answer(request, walked) -> Answer:
    """Each answer in turn."""
    return walked[request.param]


@pytest.fixture(params=PAGES, ids="-".join)
def page_answer(request, walked) -> Answer:
    """Each Wagtail page's answer in turn."""
    return walked[request.param]


def test_it_answers(answer: Answer) -> None:
    assert answer.response.status_code == 200
    assert answer.header("Content-Type") == "text/html; charset=utf-8"


def test_it_says_its_language_and_direction(answer: Answer) -> None:
    html = answer.one("html")
    assert (html["lang"], html["dir"]) == {"ar": ("ar", "rtl"), "en": ("en", "ltr")}[
        answer.language
    ]


def test_it_has_one_first_level_heading_and_skips_no_level(answer: Answer) -> None:
    levels = [int(tag.name[1]) for tag in answer.soup.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    main = [int(tag.name[1]) for tag in answer.one("main").find_all(re.compile("^h[1-6]$"))]
    assert main[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(main))


def test_ids_are_unique_and_every_reference_has_its_target(answer: Answer) -> None:
    ids = [tag["id"] for tag in answer.soup.select("[id]")]
    assert len(ids) == len(set(ids))
    named = set()
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
        for tag in answer.soup.select(f"[{attribute}]"):
            value = tag[attribute]
            named |= set(value.split() if isinstance(value, str) else value)
    named |= {tag["href"][1:] for tag in answer.soup.select("a[href^='#']")}
    assert named <= set(ids)


def test_every_image_says_what_it_shows(answer: Answer) -> None:
    assert [tag for tag in answer.soup.find_all("img") if not tag.has_attr("alt")] == []


def test_every_link_and_button_has_words(answer: Answer) -> None:
    assert [
        tag
        for tag in answer.soup.select("a[href], button")
        if not tag.get_text(strip=True) and not tag.get("aria-label")
    ] == []


def test_it_is_canonical_to_itself(answer: Answer) -> None:
    assert answer.one("link[rel=canonical]")["href"] == settings.SITE_URL + answer.url


def test_it_sets_no_cookie_and_depends_on_none(answer: Answer) -> None:
    assert answer.response.cookies.output() == ""
    varies = {part.strip().lower() for part in (answer.header("Vary") or "").split(",")}
    assert not varies & {"cookie", "accept-language", "user-agent"}


def test_it_loads_nothing_from_others(answer: Answer) -> None:
    addresses = loads(answer.soup)
    assert any(address.endswith(".css") for address in addresses)  # the reading itself works
    assert foreign(addresses) == []
    assert answer.soup.find_all(["iframe", "object", "embed", "audio", "video", "base"]) == []


def test_it_has_no_inline_code(answer: Answer) -> None:
    assert inline_code(answer.soup) == []


def test_it_works_without_scripts(answer: Answer) -> None:
    # Nothing waits for a script to show itself but the hint on a key that only the script reads.
    hidden = answer.soup.select("[hidden]")
    assert [tag for tag in hidden if not tag.has_attr("data-exit-keys")] == []
    assert answer.soup.select("noscript, template, [aria-live]:empty") == []
    for tag in answer.soup.find_all("a"):
        assert tag.get("href") not in {None, "", "#"}
    assert answer.one("main").get_text(strip=True)


def test_the_policy_of_content_is_strict(answer: Answer) -> None:
    policy = answer.header("Content-Security-Policy") or ""
    assert {part.strip() for part in policy.split(";")} == POLICY


def test_headers_keep_others_out(answer: Answer) -> None:
    assert answer.header("X-Frame-Options") == "DENY"
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert answer.header("Cross-Origin-Opener-Policy") == "same-origin"
    assert answer.header("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.header("Access-Control-Allow-Origin") is None


def test_powerful_features_are_switched_off(answer: Answer) -> None:
    parts = {part.strip() for part in (answer.header("Permissions-Policy") or "").split(",")}
    assert {f"{feature}=()" for feature in CLOSED_FEATURES} <= parts
    assert all(part.endswith("=()") for part in parts)


def test_e7_transport_is_strict_on_the_answer(answer: Answer) -> None:
    # This host alone: what lies below it, and the public preload list, are the owner's to choose.
    assert answer.header("Strict-Transport-Security") == "max-age=31536000"


def test_no_cache_keeps_it(answer: Answer) -> None:
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("ETag") is None
    assert answer.header("Last-Modified") is None


def test_no_header_tells_of_the_server(answer: Answer) -> None:
    assert not {"Server", "X-Powered-By", "Via"} & set(answer.response.headers)


def test_e7_the_referrer_stays_here(walked: dict[tuple[str, str], Answer]) -> None:
    policies = {key: answer.header("Referrer-Policy") for key, answer in walked.items()}
    # E16: under no-referrer a browser posts `Origin: null`.
    forms = {(name, code) for name in FORMS for code in LANGUAGES}
    assert policies == {key: "same-origin" if key in forms else "no-referrer" for key in walked}


def test_the_first_thing_one_reaches_is_the_skip_link(answer: Answer) -> None:
    first = focusable(answer.one("body"))[0]
    assert first["href"] == "#main"
    assert answer.one("main")["id"] == "main"
    assert answer.one("main")["tabindex"] == "-1"  # so that focus follows the jump


def test_the_exit_is_a_plain_link_near_the_top(answer: Answer) -> None:
    second = focusable(answer.one("body"))[1]
    assert second.name == "a"
    assert second["href"] == settings.EXIT_URL
    assert "noreferrer" in second["rel"]
    assert not second.has_attr("target")


def test_b8_the_switcher_leads_to_the_same_page(page_answer: Answer, walked) -> None:
    other = {"ar": "en", "en": "ar"}[page_answer.language]
    link = page_answer.one(f"nav.languages a[hreflang={other}]")
    (label,) = [label for (label, _), found in walked.items() if found is page_answer]
    assert link["href"] == walked[label, other].url
    assert link.find_parent("li")["lang"] == other


def test_b19_alternates_name_both_languages_and_a_default(page_answer: Answer, walked) -> None:
    (label,) = [label for (label, _), found in walked.items() if found is page_answer]
    arabic, english = walked[label, "ar"].url, walked[label, "en"].url
    default = "/" if label == HomePage._meta.label else arabic
    assert alternates(page_answer) == {
        "ar": settings.SITE_URL + arabic,
        "en": settings.SITE_URL + english,
        "x-default": settings.SITE_URL + default,
    }


def alternates(answer: Answer) -> dict[str, str]:
    """Return the `hreflang` links; a language that is named twice fails."""
    links = answer.soup.select("link[rel=alternate][hreflang]")
    found = {link["hreflang"]: link["href"] for link in links}
    assert len(found) == len(links)
    return found


BELOW_HOME = [model for model in MODELS if model is not HomePage]


@pytest.mark.django_db
@pytest.mark.parametrize("arabic", ["missing", "draft", "restricted", "below a restricted page"])
@pytest.mark.parametrize("model", BELOW_HOME, ids=lambda model: model.__name__)
def test_a_version_that_nobody_may_read_is_not_named(client, model, arabic: str) -> None:
    page = make_page(model)
    if arabic != "missing":
        version = translate(page, publish=arabic != "draft")
        if arabic == "below a restricted page":
            version = version.get_parent()
        if arabic != "draft":
            # In bulk, since a restriction that is set otherwise closes both languages.
            PageViewRestriction.objects.bulk_create(
                [PageViewRestriction(page=version, restriction_type=PageViewRestriction.LOGIN)]
            )
    answer = Answer.to(client, page.url)
    own = settings.SITE_URL + page.url
    assert alternates(answer) == {"en": own, "x-default": own}
    link = answer.one("nav.languages a[hreflang=ar]")
    home_is_closed = arabic == "below a restricted page" and page.depth == 3
    assert link["href"] == ("/" if home_is_closed else "/ar/")
    assert link.find("small") is not None  # it says so, instead of leading elsewhere in silence


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
class TestDiscretion:
    """A title bar, a history and a link preview can be read over a shoulder."""

    SECRETS = ("Quite revealing", "Telling summary")

    def make(self, model, **fields) -> Answer:
        page = make_page(model, title=self.SECRETS[0], search_description=self.SECRETS[1], **fields)
        return Answer.to(Client(), page.url)

    def test_an_open_page_says_its_title(self, model) -> None:
        assert self.make(model).one("title").get_text(strip=True) == self.SECRETS[0]

    def test_a_discreet_type_shows_the_site_s_name_alone(self, model, monkeypatch) -> None:
        monkeypatch.setattr(model, "is_discreet", True)
        answer = self.make(model, seo_title=self.SECRETS[0])
        assert answer.one("title").get_text(strip=True) == "Sanad"
        assert not [secret for secret in self.SECRETS if secret in str(answer.one("head"))]

    def test_a_discreet_title_stands_for_everything_in_the_head(self, model) -> None:
        answer = self.make(model, seo_title=self.SECRETS[0], discreet_title="A note")
        assert answer.one("title").get_text(strip=True) == "A note"
        assert not [secret for secret in self.SECRETS if secret in str(answer.one("head"))]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_an_editor_types_is_shown_as_text(client, model) -> None:
    typed = "<script>alert(1)</script> & <i>more</i>"
    page = make_page(model, title=typed, search_description=typed, show_in_menus=True, slug="typed")
    # On its own page, in the menu, and on the cards that lead to it.
    for url in {page.url, page.get_parent().url or "/en/", "/en/"}:
        response = client.get(url, secure=True)
        assert response.status_code == 200
        assert b"&lt;i&gt;more" in response.content
        assert b"<script>alert" not in response.content
        assert b"<i>more" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_page_to_read_takes_no_input(client, model) -> None:
    url = make_page(model).url
    for method in ("post", "put", "delete", "patch"):
        response = getattr(client, method)(url, secure=True)
        assert (method, response.status_code) == (method, 405)
        assert response.cookies.output() == ""
