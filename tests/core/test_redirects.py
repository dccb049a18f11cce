"""A page with a new address is found at its old one, in each language, while it is public."""

from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.test import Client, TestCase
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from bilingual.domain.following import this_language_only
from home.models import HomePage, StandardPage
from tests.factories.pages import make_both, make_page, make_site, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> dict[str, StandardPage]:
    make_both(HomePage)
    both = make_both(StandardPage, slug="about")
    Redirect.objects.all().delete()
    return both


def get(path: str):
    return Client().get(path, secure=True)


def leads_to(path: str) -> str | None:
    """Return where a permanent redirect leads from `path`, readable."""
    response = get(path)
    if response.status_code == 404:
        return None
    assert response.status_code == 301
    # Kept by no browser: what somebody looked for stays on no disk.
    assert response.headers["Cache-Control"] == "no-store"
    assert response.cookies.output() == ""
    assert response.headers["Location"].isascii()
    return unquote(response.headers["Location"])


def publish_under(page: StandardPage, slug: str) -> None:
    page.slug = slug
    # The redirect is written down when the transaction ends, which within a test it never does.
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def move(page: Page, target: Page) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")


def test_the_site_s_own_middleware_follows_redirects() -> None:
    assert [name for name in settings.MIDDLEWARE if "redirect" in name.lower()] == [
        "core.redirects.RedirectMiddleware"
    ]


def test_another_english_slug(page) -> None:
    publish_under(page["en"], "who-we-are")
    assert leads_to("/en/about/") == "/en/who-we-are/"
    assert get("/en/who-we-are/").status_code == 200


def test_another_arabic_slug(page) -> None:
    old = unquote(page["ar"].url)
    translate(page["en"], words={"slug": "من-نحن"})
    assert leads_to(old) == "/ar/من-نحن/"
    # As browsers send it, in either case.
    assert leads_to(quote(old)) == leads_to(quote(old).lower()) == "/ar/من-نحن/"
    assert get("/ar/من-نحن/").status_code == 200
    translate(page["en"], words={"slug": "حكايتنا"})
    assert leads_to(old) == leads_to("/ar/من-نحن/") == "/ar/حكايتنا/"


def test_what_is_below_is_found_too(page) -> None:
    child = make_page(StandardPage, parent=page["en"], slug="team")
    arabic = translate(child, words={"slug": "الفريق"})
    old = unquote(arabic.url)
    translate(page["en"], words={"slug": "من-نحن"})
    publish_under(StandardPage.objects.get(pk=page["en"].pk), "who-we-are")
    assert leads_to("/en/about/team/") == "/en/who-we-are/team/"
    assert leads_to(old) == "/ar/من-نحن/الفريق/"


def test_a_move_is_followed_in_both_languages(page) -> None:
    section = make_both(StandardPage, slug="section")
    old = {code: unquote(version.url) for code, version in page.items()}
    move(page["en"], section["en"])
    for code, version in page.items():
        new = unquote(StandardPage.objects.get(pk=version.pk).url)
        assert new.startswith(unquote(section[code].url))
        assert leads_to(old[code]) == new
        assert get(new).status_code == 200


def test_a_missing_slash(page) -> None:
    publish_under(page["en"], "who-we-are")
    assert leads_to("/en/about") == leads_to("/en/about/") == "/en/who-we-are/"


def test_a_question_is_left_behind(page) -> None:
    publish_under(page["en"], "who-we-are")
    assert leads_to("/en/about/?q=canary") == "/en/who-we-are/"


def test_a_page_that_took_the_old_address_is_shown(page) -> None:
    publish_under(page["en"], "who-we-are")
    make_page(StandardPage, slug="about", title="Another page")
    assert get("/en/about/").status_code == 200


@pytest.mark.parametrize("how", ["taken down", "restricted", "below what is restricted", "deleted"])
@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_page_that_is_not_public_is_not_led_to(page, code: str, how: str) -> None:
    old = unquote(page[code].url)
    translate(page["en"], words={"slug": "سرّي-جدا"})
    publish_under(StandardPage.objects.get(pk=page["en"].pk), "very-secret")
    assert leads_to(old)
    hidden = StandardPage.objects.get(pk=page[code].pk)
    if how == "taken down":
        hidden.unpublish()
    elif how == "restricted":
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    elif how == "deleted":
        hidden.delete()
    else:
        above = make_both(StandardPage)
        move(page["en"], above["en"])
        PageViewRestriction.objects.create(page=above[code], restriction_type="login")
    assert leads_to(old) is None
    # It looks like what was never there.
    assert get(old).content == get(f"/{code}/never-there/").content


@pytest.mark.parametrize("english", ["live", "draft"])
def test_a_draft_s_old_address_leads_to_no_draft(english: str) -> None:
    make_both(HomePage)
    page = make_page(StandardPage, slug="about", live=english == "live")
    arabic = translate(page, publish=False, words={"slug": "سرّي-جدا"})
    # Wagtail has written one down, since the translator gave the draft a slug of its own.
    assert Redirect.objects.get(old_path="/ar/about").redirect_page_id == arabic.pk
    answer = get("/ar/about/")
    assert answer.status_code == 404
    assert arabic.slug not in unquote(answer.content.decode())
    if english == "draft":
        assert answer.content == get("/ar/never-there/").content


def test_a_page_that_is_live_elsewhere_is_offered_instead(page) -> None:
    old = unquote(page["ar"].url)
    translate(page["en"], words={"slug": "من-نحن"})
    with this_language_only():
        StandardPage.objects.get(pk=page["ar"].pk).unpublish()
    assert leads_to(old) is None
    assert page["en"].url.encode() in get("/ar/من-نحن/").content


def test_a_redirect_to_an_address_elsewhere() -> None:
    make_site()
    Redirect.add_redirect("/en/old/", redirect_to="https://elsewhere.example/", is_permanent=False)
    response = get("/en/old/")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "https://elsewhere.example/",
    )
    Redirect.objects.update(redirect_link="")
    assert get("/en/old/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/en/%00/", "/ar/%ff/", "/never-there/", "/en/" + "x" * 3000 + "/"]
)
def test_an_address_that_is_none(path: str) -> None:
    make_site()
    assert get(path).status_code == 404
