"""The admin's looser policy stays in the admin; an editor's preview may stand in its frame."""

import importlib.util
import sys

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import PageViewRestriction

from config import urls
from home.models import StandardPage
from resources.models import MythPage
from tests.contracts.html import Answer, foreign, loads
from tests.contracts.test_every_page import POLICY
from tests.factories.pages import make_both, make_page, make_site, page_models, translate

pytestmark = pytest.mark.django_db

FRAMED = (POLICY - {"frame-ancestors 'none'"}) | {"frame-ancestors 'self'"}


def policy_of(response) -> set[str]:
    return {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}


@pytest.fixture
def editor(settings) -> Client:
    """A signed-in administrator."""
    make_site()
    settings.WAGTAIL_2FA_REQUIRED = False
    client = Client(SERVER_NAME="sanad.example")
    client.force_login(
        get_user_model().objects.create_superuser("editor", "editor@sanad.example", "x"),
        backend="core.auth.StaffBackend",
    )
    return client


def test_the_admin_s_policy_names_this_site_alone(editor: Client) -> None:
    response = editor.get("/admin/", secure=True)
    assert response.status_code == 200
    assert policy_of(response) == {
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
    } | (policy_of(response) & {"form-action 'self'", "base-uri 'none'", "object-src 'none'"})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/login/",
        "/admin/pages/",
        "/admin/pages/{page}/",
        "/admin/pages/{page}/edit/",
        "/admin/images/",
        "/admin/reports/site-history/",
        "/admin/languages/",
        "/admin/account/",
    ],
)
def test_the_admin_loads_nothing_from_others(editor: Client, path: str) -> None:
    page = make_page(StandardPage)
    client = Client(SERVER_NAME="sanad.example") if path.endswith("login/") else editor
    answer = Answer.to(client, path.format(page=page.pk), follow=True)
    assert answer.response.status_code == 200
    assert foreign([address for address in loads(answer.soup) if address[:5] != "data:"]) == []


@pytest.mark.parametrize("path", ["/", "/ar/", "/en/", "/en/return/", "/en/nothing/"])
def test_staff_read_the_site_under_the_strict_policy(editor: Client, path: str) -> None:
    assert policy_of(editor.get(path, secure=True)) == POLICY


def test_strangers_are_sent_to_the_sign_in() -> None:
    make_site()
    for path in ("/admin/", "/admin/pages/", "/admin/images/", "/admin/nothing/"):
        response = Client().get(path, secure=True)
        assert (response.status_code, response.headers["Location"]) == (
            302,
            f"/admin/login/?next={path}",
        )


class TestPreview:
    """Wagtail shows a preview in a frame of the editor; nobody else may frame a page."""

    @pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
    def test_every_type_can_be_previewed_in_both_languages(self, editor, model) -> None:
        for code, page in make_both(model).items():
            self.check(page.make_preview_request(), language=code)

    @pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
    def test_every_type_can_be_previewed_beside_its_other_language(self, editor, model) -> None:
        pages = make_both(model)
        for code, other in (("en", "ar"), ("ar", "en")):
            assert [mode for mode, _name in pages[code].preview_modes] == ["", "other", "beside"]
            self.check(pages[code].make_preview_request(preview_mode="other"), language=other)
            both = pages[code].make_preview_request(preview_mode="beside")
            # Of all our pages this one alone holds frames, and of this site alone.
            assert policy_of(both) == FRAMED | {"frame-src 'self'"}
            assert both.headers["X-Frame-Options"] == "SAMEORIGIN"

    def check(self, response, *, language: str) -> None:
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert policy_of(response) == FRAMED
        assert response.headers["Content-Language"] == language
        direction = {"ar": "rtl", "en": "ltr"}[language]
        assert f'<html lang="{language}" dir="{direction}">' in response.content.decode()

    def test_the_editor_s_own_view_passes_it_on(self, editor: Client) -> None:
        page = make_page(MythPage)
        address = f"/admin/pages/{page.pk}/view_draft/"
        self.check(editor.get(address, secure=True), language="en")
        address = f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/view/"
        self.check(editor.get(address, secure=True), language="en")

    def test_the_translation_editor_s_preview_passes_it_on(self, editor: Client) -> None:
        from wagtail_localize.models import Translation

        page = make_page(StandardPage)
        translate(page, publish=False)
        translation = Translation.objects.get(source__object_id=page.translation_key)
        response = editor.get(
            f"/admin/localize/translate/{translation.pk}/preview/", secure=True, follow=True
        )
        assert response.status_code == 200
        self.check(response, language="ar")

    def test_a_draft_that_was_never_live_is_shown_in_its_own_language(self, editor) -> None:
        page = translate(make_page(StandardPage), publish=False)
        assert not page.live
        self.check(page.make_preview_request(), language="ar")

    def test_a_page_that_is_not_saved_yet_is_shown_in_its_own_language(self, editor) -> None:
        arabic = make_site().ar
        page = StandardPage(title="مسودة", slug="مسودة", locale=arabic.locale)
        page.set_url_path(arabic)
        page.url_path = ""  # as long as it has no place in the tree, it has no address
        self.check(page.make_preview_request(), language="ar")

    def test_a_host_that_is_not_allowed_breaks_no_preview(self, editor, settings) -> None:
        # The site's row says localhost until somebody changes it.
        settings.ALLOWED_HOSTS = ["sanad.example"]
        settings.SECURE_SSL_REDIRECT = True
        page = make_page(StandardPage)
        # The proxy's word that the editor came over TLS.
        proxied = {"x-forwarded-proto": "https"}
        response = editor.get(f"/admin/pages/{page.pk}/view_draft/", headers=proxied)
        assert response.status_code == 200
        self.check(response, language="en")

    @pytest.mark.parametrize("code", ["ar", "en"])
    def test_a_desk_that_serves_no_pages_previews_them(self, desk, editor, code: str) -> None:
        page = make_both(StandardPage, show_in_menus=True)[code]
        assert editor.get(f"/{code}/", secure=True).status_code == 404
        assert page.get_url() is None
        self.check(page.make_preview_request(), language=code)
        response = editor.get(f"/admin/pages/{page.pk}/view_draft/", secure=True)
        self.check(response, language=code)
        assert editor.get(f"/admin/pages/{page.pk}/edit/", secure=True).status_code == 200

    @pytest.fixture
    def desk(self, settings, monkeypatch) -> None:
        """The addresses of a process for staff only."""
        settings.SITE_ROLE = "desk"
        spec = importlib.util.spec_from_file_location("desk_urls", urls.__file__)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        monkeypatch.setitem(sys.modules, "desk_urls", module)
        settings.ROOT_URLCONF = "desk_urls"

    def test_the_live_page_stays_out_of_frames(self, editor: Client) -> None:
        page = make_page(StandardPage)
        page.make_preview_request()
        response = editor.get(page.url, secure=True)
        assert response.headers["X-Frame-Options"] == "DENY"
        assert policy_of(response) == POLICY


def test_a_restricted_page_leads_to_the_one_sign_in(client: Client) -> None:
    page = make_page(StandardPage)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(page.url, secure=True)
    assert response.status_code == 302
    response = client.get(response.headers["Location"], secure=True)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/?next=/en/")
    assert client.cookies.output() == ""


def test_a_shared_password_is_not_on_offer_and_opens_nothing(editor, client: Client) -> None:
    page = make_page(StandardPage)
    form = editor.get(f"/admin/pages/{page.pk}/privacy/", secure=True).json()["html"]
    assert 'value="login"' in form
    assert 'value="password"' not in form
    # Not even one from an import or an older version.
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    response = client.get(page.url, secure=True)
    assert response.status_code == 404
    assert response.cookies.output() == ""


@pytest.mark.parametrize("path", ["_util/login/", "_util/authenticate_with_password/1/1/"])
def test_wagtail_s_own_sign_in_beside_the_pages_is_not_mounted(client, path: str) -> None:
    make_site()
    for prefix in ("/", "/en/", "/ar/"):
        response = client.get(prefix + path, secure=True)
        assert response.status_code == 404
        assert response.cookies.output() == ""
