"""The guides of the help menu: for whom they are, in which language, and safe to show."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.contrib.auth.models import Permission, User
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail import hooks
from wagtail.users.models import UserProfile

from core import guides
from core.guide_views import guide_image
from core.guides import Guide
from support.models import VolunteerProfile
from tests.factories.pages import make_site
from tests.factories.people import make_editor
from tests.factories.support import make_volunteer

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
WRITERS = ["editors", "translators"]
HELPERS = ["volunteers", "coordinators"]


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def docs(tmp_path: Path, monkeypatch) -> Path:
    """Put one guide, in English only, in the place of ours."""
    monkeypatch.setattr(guides, "DOCS", tmp_path)
    monkeypatch.setattr(guides, "IMAGES", tmp_path)
    return tmp_path


def signed_in(user: User, *, language: str = "en") -> Client:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user)
    return client


def volunteer() -> User:
    user = make_volunteer().user
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return user


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def page(client: Client, name: str, **query: str) -> BeautifulSoup:
    response = client.get(reverse("guide", args=[name]), query, secure=True)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def menu(client: Client) -> list[str]:
    """Return the guides in the admin's help menu."""
    answer = client.get(reverse("wagtailadmin_home"), secure=True).content.decode()
    names = [guide.name for register in hooks.get_hooks("register_guide") for guide in [register()]]
    return [name for name in names if f'"guide-{name}"' in answer]


def rendered(text: str, docs: Path, **kwargs) -> guides.Rendered:
    (docs / "trial.md").write_text(text, encoding="utf-8")
    return guides.render(
        Guide("trial", "Trial", lambda user: True),
        language="en",
        guide_url=kwargs.get("guide_url", lambda name, language: f"/g/{name}/{language}/"),
        image_url=lambda name: f"/i/{name}",
    )


class TestWhoGetsWhich:
    def test_those_who_write_get_theirs(self) -> None:
        make_site()
        assert sorted(menu(signed_in(make_editor()))) == WRITERS

    def test_volunteers_get_theirs_though_wagtails_help_is_not_for_them(self) -> None:
        client = signed_in(volunteer())
        assert menu(client) == ["volunteers"]
        assert '"editor-guide"' not in client.get("/admin/", secure=True).content.decode()

    def test_coordinators_get_theirs_with_the_right_or_the_duty(self) -> None:
        clients = {name: signed_in(volunteer()) for name in ("right", "duty")}
        VolunteerProfile.objects.filter(user=user_of(clients["duty"])).update(
            is_duty_coordinator=True
        )
        user_of(clients["right"]).user_permissions.add(
            Permission.objects.get(codename="change_volunteerprofile")
        )
        assert {name: menu(client) for name, client in clients.items()} == {
            "right": HELPERS,
            "duty": HELPERS,
        }

    def test_no_entry_is_in_the_language_of_whoever_came_first(self) -> None:
        make_site()
        editor = make_editor()
        for language in ("ar", "en"):
            home = signed_in(editor, language=language).get("/admin/", secure=True)
            assert "whats-new" not in home.content.decode()

    def test_nobody_reads_those_of_others(self) -> None:
        for name in [*WRITERS, "coordinators"]:
            address = reverse("guide", args=[name])
            assert signed_in(volunteer()).get(address, secure=True).status_code == 404

    def test_strangers_get_neither_guides_nor_images(self) -> None:
        image = next(iter(guides.images()))
        for address in (reverse("guide", args=["editors"]), reverse("guide_image", args=[image])):
            answer = Client().get(address, secure=True)
            assert (answer.status_code, "/login/" in answer.url) == (302, True)


class TestLanguage:
    @pytest.mark.parametrize(("language", "dir"), [("ar", "rtl"), ("en", "ltr")])
    def test_each_reads_in_the_language_of_their_admin(self, language: str, dir: str) -> None:
        shown = page(signed_in(volunteer(), language=language), "volunteers")
        article = shown.find("article")
        assert (article["lang"], article["dir"]) == (language, dir)
        assert article.find("nav").find("h2").get_text(strip=True)

    def test_the_other_language_is_one_click_away(self) -> None:
        client = signed_in(volunteer(), language="ar")
        link = page(client, "volunteers").find(class_="guide-languages").find("a")
        assert (link["lang"], link["hreflang"]) == ("en", "en")
        assert client.get(link["href"], secure=True).context["guide"].language == "en"

    def test_a_guide_that_is_not_translated_says_so_and_is_shown_all_the_same(
        self, docs: Path
    ) -> None:
        (docs / "volunteers.md").write_text("# Guide\n\nHello.\n", encoding="utf-8")
        shown = page(signed_in(volunteer(), language="ar"), "volunteers")
        # Under another name, so that makemessages does not look for strings here.
        look_up = gettext
        with override("ar"):
            notice = look_up("Nobody has translated this guide into %(language)s yet.")
            assert notice % {"language": look_up("Arabic")} in shown.get_text(" ", strip=True)
        assert (shown.find("article")["lang"], shown.find("article")["dir"]) == ("en", "ltr")

    @pytest.mark.parametrize("language", ["fr", "..", "", "ar'"])
    def test_no_other_language_can_be_asked_for(self, language: str) -> None:
        assert page(signed_in(volunteer()), "volunteers", language=language).find("article")


class TestText:
    def test_documents_bring_no_html(self, docs: Path) -> None:
        html = rendered(
            "# T\n\n<script>alert(1)</script>\n\nOne <b onclick=x>word</b>.\n\n"
            "[a](javascript:alert(1)) ![b](javascript:alert(1))\n",
            docs,
        ).html
        soup = BeautifulSoup(html, "html.parser")
        assert {tag.name for tag in soup.find_all()} == {"p"}
        assert "<script>alert(1)</script>" in soup.get_text()

    def test_arabic_headings_have_anchors_and_no_two_the_same(self, docs: Path) -> None:
        guide = rendered("# عنوان\n\n## كتابة صفحة\n\na\n\n## كتابة صفحة\n\nb\n", docs)
        assert guide.title == "عنوان"
        assert [heading.anchor for heading in guide.contents] == ["كتابة-صفحة", "كتابة-صفحة-1"]
        soup = BeautifulSoup(guide.html, "html.parser")
        assert [tag["id"] for tag in soup.find_all("h2")] == ["كتابة-صفحة", "كتابة-صفحة-1"]

    def test_links_between_guides_stay_in_the_admin(self, docs: Path) -> None:
        html = rendered("[a](other.ar.md#x) [b](#y) [c](https://example.org)", docs).html
        soup = BeautifulSoup(html, "html.parser")
        hrefs = [link["href"] for link in soup.find_all("a")]
        assert hrefs == ["/g/other/ar/#x", "#y", "https://example.org"]

    @pytest.mark.parametrize("target", ["secret.md", "../../README.md", "/etc/passwd", "adr/x.md"])
    def test_a_link_to_what_the_reader_may_not_see_is_left_as_words(
        self, docs: Path, target: str
    ) -> None:
        html = rendered(f"See [these *words*]({target}).", docs, guide_url=lambda *_: None).html
        assert "<a" not in html
        assert "these <em>words</em>." in html

    def test_images_are_led_to_the_admin_and_keep_their_place(self) -> None:
        name, _file = next(iter(guides.images().items()))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(guides, "_files", lambda _name: {"en": Trial(f"![Words]({name})")})
            html = guides.render(
                Guide("trial", "Trial", lambda user: True),
                language="en",
                guide_url=lambda *_: None,
                image_url=lambda file: f"/i/{file}",
            ).html
        image = BeautifulSoup(html, "html.parser").find("img")
        assert (image["src"], image["alt"]) == (f"/i/{name}", "Words")
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0


class Trial:
    """A document that is in no folder."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read_text(self, encoding: str) -> str:
        """Return the text."""
        return self.text


class TestImages:
    def test_those_of_the_folder_are_sent_as_what_they_are(self) -> None:
        client = signed_in(volunteer())
        for name in guides.images():
            answer = client.get(reverse("guide_image", args=[name]), secure=True)
            assert answer.status_code == 200
            assert answer.headers["Content-Type"] in guides.IMAGE_TYPES.values()

    @pytest.mark.parametrize(
        "name", ["none.png", "..%2Feditors.md", "%2e%2e%2fvolunteers.md", "editors.md", "..", "."]
    )
    def test_nothing_else_is_sent(self, name: str) -> None:
        address = reverse("guide_image", args=["x"]).removesuffix("x") + name
        answer = signed_in(volunteer()).get(address, secure=True, follow=True)
        assert answer.status_code == 404
        with pytest.raises(Http404):
            guide_image(RequestFactory().get("/"), name)

    def test_nothing_but_an_image_of_the_folder_is_on_the_list(self, docs: Path) -> None:
        for name in ("a.png", "b.webp", "c.svg", "d.html", "notes.md"):
            (docs / name).write_bytes(b"")
        assert sorted(guides.images()) == ["a.png", "b.webp"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*WRITERS, *HELPERS])
def test_our_guides_are_whole_in_the_admin(name: str, language: str) -> None:
    guide = next(
        guide
        for register in hooks.get_hooks("register_guide")
        for guide in [register()]
        if guide.name == name
    )
    text = guides.render(
        guide,
        language=language,
        guide_url=lambda other, code: f"/{other}/{code}/",
        image_url=lambda file: file,
    )
    assert (text.language, bool(text.title), len(text.contents) >= 3) == (language, True, True)
    soup = BeautifulSoup(text.html, "html.parser")
    anchors = {tag["id"] for tag in soup.find_all(["h2", "h3"])}
    for link in soup.find_all("a"):
        if link.find("img"):
            assert link["href"] == link.find("img")["src"]
        elif link["href"].startswith("#"):
            assert link["href"].removeprefix("#") in anchors
        elif not link["href"].startswith("https://"):
            # To a guide in the same language.
            assert link["href"].partition("#")[0] in {
                f"/{other}/{language}/" for other in [*WRITERS, *HELPERS]
            }
    for image in soup.find_all("img"):
        assert image["src"] in guides.images()
        assert len(image["alt"]) >= 20
