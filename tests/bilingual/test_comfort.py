"""What the page editor shows of a text and of its other language."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale
from wagtail.users.models import UserProfile

from bilingual.models import AvoidedForm, GlossaryTerm
from bilingual.panels import check_page
from home.models import HomePage, StandardPage
from resources.models import ArticlePage, MythPage
from tests.contracts.html import parse
from tests.factories.pages import make_both, make_image, make_page, make_site, translate
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _password_alone(settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def editor(client):
    make_site()
    user = make_editor()
    client.force_login(user)
    return user


@pytest.fixture
def avoided() -> None:
    GlossaryTerm.objects.all().delete()
    term = GlossaryTerm.objects.create(term_en="mutual aid", term_ar="التكافل")
    for language, form in (("en", "charity"), ("ar", "صدقة")):
        AvoidedForm.objects.create(
            term=term,
            language=language,
            form=form,
            reason_en="It looks down.",
            reason_ar="استعلاء.",
        )


def form_of(page) -> dict[str, str]:
    """Return what the editor would post for a standard page without any change."""
    return {
        "title": page.title,
        "slug": page.slug,
        "introduction": page.introduction,
        "body-count": "1",
        "body-0-type": "heading",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value-text": "A heading",
        "body-0-value-level": "h2",
        "seo_title": "",
        "search_description": "",
        "discreet_title": "",
        "social_image": "",
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "0",
        "next": "",
    }


def codes(page) -> dict[str, list[str]]:
    return {place.name: [finding.code for finding in place.findings] for place in check_page(page)}


class TestCheckOfAPage:
    """All that a page says is read, and each remark has its place."""

    def test_remarks_come_with_the_words_of_the_editor_for_their_place(self, avoided):
        page = make_page(
            ArticlePage,
            title="Two  spaces",
            introduction="No charity.",
            sources=0,
            body=[
                ("paragraph", "<p>Fine. <b>Is it</b> ?</p>"),
                ("heading", {"text": "Charity at home", "level": "h2"}),
                ("image", {"image": make_image(), "alt_text": "", "decorative": False}),
                ("image", {"image": make_image(), "alt_text": "", "decorative": True}),
                ("quote", {"text": "Give to charity", "attribution": ""}),
            ],
        )

        assert codes(page) == {
            "Title": ["double-space"],
            "Introduction": ["avoid"],
            "Body › 1. Text": ["space-before"],
            "Body › 2. Heading › Text": ["avoid"],
            "Body › 3. Image › Alternative text": ["alt-text"],
            "Body › 5. Quote › Words": ["avoid-quoted"],
        }

    def test_a_myth_quotes_on_purpose(self, avoided):
        page = make_page(
            MythPage, myth="They live on charity.", fact="<p>No charity.</p>", sources=0
        )

        assert codes(page) == {"The fact": ["avoid"], "The myth": ["avoid-quoted"]}

    def test_arabic_text_is_read_as_arabic(self, avoided):
        pages = make_both(StandardPage, title="A title", introduction="One, two", body=[])
        arabic = pages["ar"]
        arabic.introduction = "واحد, اثنان, وصدقة"

        assert codes(pages["en"]) == {}
        assert codes(arabic) == {"Introduction": ["latin-mark", "latin-mark", "avoid"]}

    def test_it_costs_two_queries_whatever_the_length(self, avoided, django_assert_max_num_queries):
        paragraphs = [("paragraph", f"<p>Charity {number}.</p>") for number in range(40)]
        page = make_page(StandardPage, body=paragraphs)
        page = StandardPage.objects.select_related("locale").get(pk=page.pk)

        with django_assert_max_num_queries(2):
            assert len(check_page(page)) == 40


class TestBesideTheEditor:
    """The side panel."""

    def test_it_shows_the_saved_draft_and_its_number(self, client, editor, avoided):
        page = make_page(StandardPage, introduction="Fine.", body=[])
        page.introduction = "No charity here."
        page.save_revision()

        html = parse(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

        panel = html.select_one("[data-side-panel=text-check] [data-text-check]")
        assert panel["data-text-check"] == "1"
        text = panel.get_text(" ", strip=True)
        for part in ("Introduction", "charity", "It looks down.", "mutual aid"):
            assert part in text
        toggle = html.select_one("[data-side-panel-toggle=text-check]")
        counter = toggle.select_one("[data-side-panel-toggle-counter]")
        assert counter.get_text(strip=True) == "1"

    def test_it_says_so_when_all_is_well(self, client, editor):
        page = make_page(StandardPage, title="A title", introduction="Fine.", body=[])

        html = parse(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

        text = html.select_one("[data-text-check='0']").get_text(" ", strip=True)
        assert "Nothing to remark" in text

    def test_wagtails_own_checks_which_cannot_run_here_do_not_claim_that_all_is_well(
        self, client, editor
    ):
        page = make_page(StandardPage, body=[])

        html = parse(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

        assert html.select_one("[data-side-panel=checks]") is None

    def test_it_prevents_neither_saving_nor_publishing_and_comes_anew_after_saving(
        self, client, editor, avoided
    ):
        page = make_page(StandardPage, introduction="Fine.", body=[])
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        values = {**form_of(page), "introduction": "Charity , and  charity."}

        saved = client.post(url, values, headers={"Accept": "application/json"})

        assert json.loads(saved.content)["success"]
        panel = BeautifulSoup(json.loads(saved.content)["html"], "html.parser")
        check = panel.select_one("[data-w-teleport-target-value*=text-check] [data-text-check]")
        assert check["data-text-check"] == "4"
        assert client.post(url, {**values, "action-publish": "1"}).status_code == 302
        page.refresh_from_db()
        assert page.introduction == "Charity , and  charity."

    def test_a_new_page_is_told_to_be_saved_first(self, client, editor):
        home = make_site().ar
        url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])

        html = parse(client.get(url))

        assert "once the page is saved" in html.select_one("[data-text-check]").get_text()

    def test_the_advice_is_in_the_language_of_the_admin(self, client, editor, avoided):
        UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "ar"})
        page = make_page(StandardPage, introduction="No charity.", body=[])

        html = parse(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))

        assert "استعلاء." in html.select_one("[data-text-check]").get_text()


class TestDirection:
    """The form says which language is written in it (TRAPS B17)."""

    def language_of(self, client, url: str, **query) -> tuple[str, str] | None:
        html = parse(client.get(url, query))
        (script,) = html.select("script[src*='desk/comfort']")
        return script.get("data-language"), script.get("data-direction")

    @pytest.mark.parametrize("admin", ["en", "ar"])
    def test_it_follows_the_page_not_the_admin(self, client, editor, admin):
        UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": admin})
        tree = make_site()
        for code, direction in (("en", "ltr"), ("ar", "rtl")):
            home = getattr(tree, code)
            edit = reverse("wagtailadmin_pages:edit", args=[home.pk])
            add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
            assert self.language_of(client, edit) == (code, direction)
            assert self.language_of(client, add) == (code, direction)

    def test_at_the_root_the_chosen_language_counts(self, client, editor):
        root = make_site().root
        url = reverse("wagtailadmin_pages:add", args=["home", "homepage", root.pk])

        assert self.language_of(client, url, locale="ar") == ("ar", "rtl")


class TestPreviews:
    """Each page can be seen in its other language, and both beside one another."""

    def preview(self, client, page, mode: str):
        return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": mode})

    def test_the_other_language_shows_its_latest_draft(self, client, editor):
        pages = make_both(StandardPage, title="English title", body=[])
        pages["ar"].title = "عنوان من مسودة"
        pages["ar"].save_revision()

        response = self.preview(client, pages["en"], "other")

        html = parse(response)
        assert html.html["lang"] == "ar"
        assert "عنوان من مسودة" in html.h1.get_text()
        assert response.headers["Content-Language"] == "ar"

    def test_without_another_language_it_says_so_in_the_admins(self, client, editor):
        UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": "ar"})
        page = make_page(StandardPage, body=[])

        html = parse(self.preview(client, page, "other"))

        assert (html.html["lang"], html.html["dir"]) == ("ar", "rtl")
        assert "العربية" in html.body.get_text()

    def test_a_draft_is_not_shown_to_those_who_may_not_edit_it(self, client, editor):
        tree = make_site()
        pages = make_both(StandardPage, title="English title", body=[])
        pages["ar"].title = "عنوان من مسودة"
        pages["ar"].save_revision()
        GroupPagePermission.objects.all().delete()
        group = Group.objects.create(name="English only")
        for codename in ("change_page", "publish_page"):
            GroupPagePermission.objects.create(
                group=group, page=tree.en, permission=Permission.objects.get(codename=codename)
            )
        editor.groups.add(group)

        html = parse(self.preview(client, pages["en"], "other"))

        assert "عنوان من مسودة" not in html.get_text()
        assert html.html["lang"] == "ar"  # what every reader sees

        HomePage.objects.filter(pk=tree.ar.pk).update(live=False)
        type(pages["ar"]).objects.filter(pk=pages["ar"].pk).update(live=False)
        html = parse(self.preview(client, pages["en"], "other"))
        assert pages["ar"].title not in html.get_text()

    def test_both_stand_in_frames_of_our_own(self, client, editor):
        pages = make_both(StandardPage, title="English title", body=[])

        response = self.preview(client, pages["en"], "beside")

        html = parse(response)
        assert [frame["src"] for frame in html.select("iframe")] == ["?mode=", "?mode=other"]
        assert "as published" in html.get_text()
        policy = response.headers["Content-Security-Policy"]
        assert "frame-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "style-src 'self'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"

    def test_only_the_page_of_two_frames_may_hold_frames(self, client, editor):
        pages = make_both(StandardPage, body=[])

        for mode in ("", "other"):
            assert (
                "frame-src"
                not in self.preview(client, pages["en"], mode).headers["Content-Security-Policy"]
            )

    def test_every_page_type_offers_them_in_both_languages(self, client, editor):
        assert Locale.objects.count() == 2
        for model in (HomePage, StandardPage, ArticlePage, MythPage):
            assert [mode for mode, _label in model.preview_modes] == ["", "other", "beside"]


def test_the_translation_editor_asks_about_a_quoted_word_as_the_page_editor_does(
    client, editor, avoided
):
    myth = make_page(MythPage, sources=0)
    arabic = translate(myth, words={"myth": "يعيشون على صدقة.", "summary_text": "ليست صدقة."})

    page = parse(client.get(reverse("wagtailadmin_pages:edit", args=[arabic.pk]), follow=True))

    text = page.get_text(" ", strip=True)
    assert text.count("Quoted on purpose?") == 1
    assert text.count("We avoid this form.") == 1
