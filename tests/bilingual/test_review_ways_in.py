"""Ways round the rules that somebody found who looked for them; each is shut."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual.domain.conflicts import token
from bilingual.domain.publishing import publish_translation
from bilingual.rules import WrongTree
from home.models import Banner, StandardPage
from tests.factories.pages import make_both, make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings) -> None:
    """Make the two trees, and the groups: a transactional test may have emptied them."""
    settings.WAGTAIL_2FA_REQUIRED = False
    make_site()
    import_module("home.migrations.0004_groups").create_groups(apps, None)


def browser(*groups: str) -> Client:
    name = "-".join(groups) or "superuser"
    user = get_user_model().objects.create_user(
        username=name, email=f"{name}@sanad.example", password="x", is_superuser=not groups
    )
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user, backend="core.auth.StaffBackend")
    return client


def browser_for(page: Page) -> Client:
    """Return a browser of somebody who may change this one page alone."""
    group = Group.objects.create(name="Keepers of one page")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=change)
    return browser(group.name)


def translation_of(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key)


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


class TestTheOtherTree:
    """A copy that keeps its language would stand at an address of the other one."""

    @pytest.mark.parametrize("publish", [True, False])
    def test_code_copies_no_page_into_it(self, publish: bool) -> None:
        tree, page = make_site(), make_page(StandardPage)
        with pytest.raises(WrongTree):
            page.copy(to=tree.ar, keep_live=publish, update_attrs={"slug": "copied"})
        assert not Page.objects.filter(slug="copied").exists()

    @pytest.mark.parametrize("one", ["en", "ar"])
    @pytest.mark.parametrize("deep", ["", "on"])
    def test_the_admin_copies_no_page_into_it(self, one: str, deep: str) -> None:
        tree, both = make_site(), make_both(StandardPage)
        other = {"en": tree.ar, "ar": tree.en}[one]
        fields = {
            "new_title": "Copied",
            "new_slug": "copied",
            "new_parent_page": other.pk,
            "copy_subpages": deep,
            "publish_copies": "on",
        }
        url = reverse("wagtailadmin_pages:copy", args=[both[one].pk])
        answer = browser().post(url, fields)
        assert "A page stays among the pages of its own language." in answer.content.decode()
        assert not Page.objects.filter(slug="copied").exists()

    def test_the_admin_copies_a_page_beside_it(self) -> None:
        tree, both = make_site(), make_both(StandardPage)
        fields = {"new_title": "نسخة", "new_slug": "copied", "new_parent_page": tree.ar.pk}
        browser().post(reverse("wagtailadmin_pages:copy", args=[both["ar"].pk]), fields)
        assert Page.objects.get(slug="copied").locale_id == tree.ar.locale_id


class TestBroughtBack:
    """A page that was taken down in both languages comes back by whoever may publish both."""

    def taken_down_and_kept_by_hand(self, desk: Client) -> dict[str, Page]:
        both = make_both(StandardPage)
        both["en"].unpublish()
        translation = translation_of(both["ar"])
        desk.post(reverse("bilingual:stop_translation", args=[translation.pk]))
        assert not Translation.objects.get(pk=translation.pk).enabled
        return both

    def publish(self, desk: Client, page: Page) -> None:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        desk.post(f"{url}?id={page.pk}")

    def test_a_translator_does_not_by_stopping_the_translation(self) -> None:
        desk = browser("Translators")
        both = self.taken_down_and_kept_by_hand(desk)
        self.publish(desk, both["ar"])
        assert not is_live(both["ar"])

    def test_a_translator_does_not_by_a_time(self) -> None:
        desk = browser("Translators")
        both = self.taken_down_and_kept_by_hand(desk)
        draft = StandardPage.objects.get(pk=both["ar"].pk)
        draft.go_live_at = timezone.now() + timedelta(hours=1)
        draft.save_revision()
        self.publish(desk, draft)
        Page.objects.filter(pk=draft.pk).update(go_live_at=timezone.now() - timedelta(hours=1))
        assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()

    def test_a_moderator_does(self) -> None:
        desk = browser("Moderators")
        both = self.taken_down_and_kept_by_hand(desk)
        self.publish(desk, both["ar"])
        assert is_live(both["ar"])

    def test_a_translator_publishes_what_is_live_in_the_other_language(self) -> None:
        desk, both = browser("Translators"), make_both(StandardPage)
        desk.post(reverse("bilingual:stop_translation", args=[translation_of(both["ar"]).pk]))
        from bilingual.domain.following import this_language_only

        with this_language_only():
            Page.objects.get(pk=both["ar"].pk).unpublish()
        self.publish(desk, both["ar"])
        assert is_live(both["ar"])

    def test_a_banner_that_was_to_appear_stays_down(self) -> None:
        english = Banner(
            text="Read this", locale=Locale.objects.get(language_code="en"), live=False
        )
        english.save()
        english.save_revision().publish()
        desk, arabic = browser(), Locale.objects.get(language_code="ar")
        url = "wagtail_localize:submit_snippet_translation"
        desk.post(reverse(url, args=["home", "banner", english.pk]), {"locales": [arabic.pk]})
        translation = translation_of(english)
        for segment in StringSegment.objects.filter(source=translation.source):
            StringTranslation.objects.create(
                translation_of=segment.string,
                context=segment.context,
                locale=arabic,
                data="اقرؤوا هذا",
            )
        banner = publish_translation(translation=translation)
        due = banner.save_revision(approved_go_live_at=timezone.now() + timedelta(hours=1))
        Banner.objects.get(pk=english.pk).unpublish()
        due.refresh_from_db()
        assert due.approved_go_live_at is None
        # Nor by a time that was set afterwards.
        past = timezone.now() - timedelta(minutes=1)
        banner.refresh_from_db()
        banner.save_revision(approved_go_live_at=past)
        call_command("publish_scheduled")
        assert not Banner.objects.get(pk=banner.pk).live


class TestWordsOfOtherPages:
    """Somebody with one page guesses the numbers of what other pages say."""

    @pytest.fixture
    def closed(self) -> Page:
        both = make_both(StandardPage, title="Behind a door")
        PageViewRestriction.objects.create(page=both["en"], restriction_type="login")
        return both["ar"]

    @pytest.fixture
    def own(self) -> Page:
        return make_both(StandardPage, title="For everybody")["ar"]

    def title_of(self, page: Page) -> StringSegment:
        return StringSegment.objects.get(
            source__object_id=page.translation_key, context__path="title"
        )

    def stored(self, segment: StringSegment) -> StringTranslation:
        return StringTranslation.objects.get(
            context_id=segment.context_id, translation_of_id=segment.string_id
        )

    def test_a_memory_is_kept_only_where_it_is_offered(self, own: Page, closed: Page) -> None:
        title, secret = self.title_of(own), self.stored(self.title_of(closed))
        words, url = self.stored(title).data, reverse("wagtailadmin_pages:edit", args=[own.pk])
        slots = [
            f"{title.context_id}-{text}" for text in (title.string_id, secret.translation_of_id)
        ]
        desk = browser_for(own)
        for slot in slots:
            fields = {
                f"words-{slot}": "كلمات",
                f"seen-{slot}": token(words) if slot == slots[0] else "",
                "keep": f"{slot}:{secret.pk}",
            }
            answer = desk.post(url, fields, follow=True).content.decode()
            assert "Behind a door" not in answer
            assert "Behind a door" not in desk.get(url).content.decode()
        assert not StringTranslation.objects.filter(
            context__object_id=own.translation_key, data=secret.data
        ).exists()

    def test_words_for_another_pages_text_do_not_tell_it(self, own: Page, closed: Page) -> None:
        title, secret = self.title_of(own), self.title_of(closed)
        desk, slot = browser_for(own), f"{title.context_id}-{secret.string_id}"
        url = reverse("wagtailadmin_pages:edit", args=[own.pk])
        answer = desk.post(url, {f"words-{slot}": "كلمات", f"seen-{slot}": ""}, follow=True)
        assert "Behind a door" not in answer.content.decode()
        # Where the title lacks words, the memory would offer them with what they are said for.
        self.stored(title).delete()
        assert "Behind a door" not in desk.get(url).content.decode()

    @pytest.mark.parametrize(
        ("name", "args"),
        [
            ("translations_report", []),
            ("translations_report_results", []),
            ("snippets_api_listing", ["home", "banner"]),
            ("snippets_api_detail", ["home", "banner", "1"]),
        ],
    )
    def test_what_lists_everything_is_shut(self, own: Page, name: str, args: list[str]) -> None:
        url = reverse(f"wagtail_localize:{name}", args=args)
        assert browser_for(own).get(url).status_code == 404

    def test_no_page_of_the_desk_names_it(self, own: Page, closed: Page) -> None:
        desk, parent = browser_for(own), own.get_parent()
        urls = [
            reverse("wagtailadmin_home"),
            reverse("bilingual:freshness"),
            reverse("bilingual:freshness") + "?export=csv",
            reverse("bilingual:links"),
            reverse("bilingual:section_export", args=[parent.pk]),
            reverse("bilingual:section_export", args=[parent.pk]) + "?language=ar&file=1",
            reverse("bilingual:po_export", args=[translation_of(own).pk]),
            *(reverse("bilingual:differences", args=[page.pk]) for page in (own, closed)),
            reverse("bilingual:section_export", args=[closed.pk]),
            reverse("bilingual:preview", args=[translation_of(closed).pk, "source"]),
            reverse("bilingual:po_export", args=[translation_of(closed).pk]),
        ]
        for url in urls:
            assert b"Behind a door" not in desk.get(url).getvalue(), url


class TestTakenUpAgain:
    """A page was kept by hand for a while, and its translation begins again."""

    def test_what_was_written_by_hand_is_not_undone(self) -> None:
        both, desk = make_both(StandardPage), browser()
        translation = translation_of(both["ar"])
        desk.post(reverse("bilingual:stop_translation", args=[translation.pk]))
        page = StandardPage.objects.get(pk=both["ar"].pk)
        page.title = "كُتب باليد"
        page.save_revision().publish()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        desk.post(url, {"localize-restart-translation": "1"})
        desk.post(url, {"do": "publish"})
        assert Translation.objects.get(pk=translation.pk).enabled
        assert Page.objects.get(pk=page.pk).title == "كُتب باليد"

    def test_words_for_an_older_text_are_not_taken_for_the_new_one(self) -> None:
        both, desk = make_both(StandardPage, title="Ten people"), browser()
        translation = translation_of(both["ar"])
        desk.post(reverse("bilingual:stop_translation", args=[translation.pk]))
        english = StandardPage.objects.get(pk=both["en"].pk)
        english.title = "Nobody at all"
        english.save_revision().publish()
        url = reverse("wagtailadmin_pages:edit", args=[both["ar"].pk])
        desk.post(url, {"localize-restart-translation": "1"})
        assert not StringTranslation.objects.filter(
            translation_of__data="Nobody at all", context__path="title"
        ).exists()
