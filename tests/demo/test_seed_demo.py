"""The demo's content: whole, in both languages, and never in the way of what people wrote."""

import io
import pkgutil
import re
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path
from unittest import mock

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, TestCase, override_settings
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from bilingual.content_check import check_text
from bilingual.glossary import avoided_forms
from demo import content
from demo.content import PAGE_MODULES
from demo.seeding.accounts import ACCOUNTS
from home.chrome_models import SITE_PARTS
from home.models import HomePage
from resources.models import MythPage
from support.models import HelpRequest
from tests.contracts.html import Answer, foreign, inline_code, loads
from tests.factories.pages import make_site

RICH = ("fact", "why_misleading", "fact_again")
LATIN = re.compile("[A-Za-z]")
ARABIC = re.compile("[\u0600-\u06ff]")
# Left in English on purpose, to show what readers and editors see then.
UNTRANSLATED = {"asexuality-is-not-a-disorder"}
FOLDER = Path(tempfile.mkdtemp(dir=settings.DATA_DIR))


def seed() -> None:
    """Load the demo, as outside a test: what waits for a commit runs after its step."""
    with mock.patch.object(transaction, "on_commit", lambda run, **options: run()):
        call_command("seed_demo", stdout=io.StringIO())


def counts() -> dict[str, int]:
    """Return how many rows each table has; sessions and the cache are no content."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_the_services_that_facts_lead_to_are_in_the_directory() -> None:
    names = [module.name for module in pkgutil.iter_modules(content.__path__)]
    modules = [import_module(f"demo.content.{name}") for name in names]
    services = {row["slug"] for module in modules for row in getattr(module, "SERVICES", ())}
    pages = [module.PAGE for module in modules if hasattr(module, "PAGE")]
    linked = {slug for page in pages for slug in page.get("related_services", ())}
    assert len(linked) >= 12
    assert linked <= services


@override_settings(DEMO=True, DATA_DIR=FOLDER)
class TestDemo(TestCase):
    """The demo is loaded once; each test's changes are undone."""

    @classmethod
    def setUpTestData(cls) -> None:
        cache.clear()
        make_site()
        HomePage.objects.update(hero_text="")  # as the migrations leave it
        seed()

    def test_outside_the_demo_it_refuses_and_writes_nothing(self) -> None:
        before = counts()
        file = FOLDER / "demo-signins.txt"
        file.unlink()
        with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO is not set"):
            call_command("seed_demo")
        assert counts() == before
        assert not file.exists()
        seed()
        assert file.exists()

    def test_it_fills_every_part(self) -> None:
        pages = Page.objects.filter(depth__gte=2)
        assert pages.count() == 2 * len(PAGE_MODULES) - len(UNTRANSLATED)
        assert MythPage.objects.filter(locale__language_code="en").count() == 16
        assert HelpRequest.objects.exists()
        assert get_user_model().objects.count() == len(ACCOUNTS)

    def test_a_second_run_adds_and_changes_nothing(self) -> None:
        before = counts()
        texts = list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id"))
        seed()
        seed()
        assert counts() == before
        assert (
            list(Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_id"))
            == texts
        )

    def test_what_people_changed_stays(self) -> None:
        english = MythPage.objects.filter(locale__language_code="en").first()
        arabic = english.get_translation(make_site().ar.locale)
        english.title, arabic.title = "Changed by an editor", "غيّره محرر"
        for page in (english, arabic):
            page.save_revision().publish()
        user = get_user_model().objects.get(username="salma")
        user.set_password("a password of her own")
        user.save()
        HomePage.objects.get(locale__language_code="en").unpublish()
        seed()
        assert MythPage.objects.get(pk=english.pk).title == "Changed by an editor"
        assert MythPage.objects.get(pk=arabic.pk).title == "غيّره محرر"
        assert (
            get_user_model().objects.get(username="salma").check_password("a password of her own")
        )
        assert not HomePage.objects.get(locale__language_code="en").live

    def test_a_page_that_was_deleted_comes_back_in_both_languages(self) -> None:
        total = Page.objects.count()
        page = MythPage.objects.filter(locale__language_code="en").first()
        page.delete()
        assert not Page.objects.filter(translation_key=page.translation_key).exists()
        seed()
        assert Page.objects.count() == total

    def test_every_page_is_live_in_both_languages_and_linked(self) -> None:
        pages = Page.objects.filter(depth__gte=2).select_related("locale")
        versions: dict = {}
        for page in pages:
            assert page.live, page
            assert not page.has_unpublished_changes, page
            versions.setdefault(page.translation_key, {})[page.locale.language_code] = page
        alone = [both for both in versions.values() if set(both) != {"ar", "en"}]
        assert [set(both) for both in alone] == [{"en"}]
        assert {both["en"].slug for both in alone} == UNTRANSLATED
        for both in versions.values():
            for code, page in both.items():
                answer = Answer.to(Client(), page.url)
                assert answer.response.status_code == 200
                other = both.get("ar" if code == "en" else "en")
                if other is not None:
                    link = answer.one(f"nav.languages a[hreflang={other.locale.language_code}]")
                    assert link["href"] == other.url
                assert foreign(loads(answer.soup)) == []
                assert inline_code(answer.soup) == []

    def test_no_segment_is_left_untranslated(self) -> None:
        translations = Translation.objects.all()
        pages = (
            Page.objects.filter(depth__gte=2)
            .exclude(slug__in=UNTRANSLATED)
            .values_list("translation_key", flat=True)
        )
        parts = [part.translation_key for model in SITE_PARTS for part in model.objects.all()]
        assert {translation.source.object_id for translation in translations} == {*pages, *parts}
        for translation in translations:
            total, translated = translation.get_progress()
            assert total == translated > 0, translation
            assert translation.get_status_display() == "Up to date", translation

    def test_what_stands_around_every_page_is_live_in_both_languages(self) -> None:
        found = {
            (model.__name__, part.locale.language_code, part.live, part.has_unpublished_changes)
            for model in SITE_PARTS
            for part in model.objects.select_related("locale")
        }
        names = ("Menu", "Banner", "Footer")
        assert found == {(name, code, True, False) for name in names for code in ("ar", "en")}
        for code in ("ar", "en"):
            answer = Answer.to(Client(), f"/{code}/")
            around = answer.soup.select(".site-nav, div.banner, .site-footer")
            hrefs = [link["href"] for part in around for link in part.select("a[href]")]
            assert len(hrefs) >= 12
            for href in hrefs:
                assert Client().get(href, secure=True).status_code == 200, href
            for paragraph in answer.soup.select("div.banner span, .site-footer__grid p"):
                letters = ARABIC if code == "ar" else LATIN
                assert letters.search(paragraph.get_text())

    def test_arabic_pages_are_arabic_throughout(self) -> None:
        for page in Page.objects.filter(depth__gte=2, locale__language_code="ar"):
            main = Answer.to(Client(), page.url).one("main")
            for foreign_part in main.select("[lang=en], [dir=ltr], .sources, svg"):
                foreign_part.decompose()
            for paragraph in main.select("p, li, h1, h2, h3"):
                text = paragraph.get_text(" ", strip=True)
                if LATIN.search(text):
                    # Names and abbreviations stand among Arabic words, never alone.
                    assert ARABIC.search(text), (page.title, text)

    def test_every_link_leads_somewhere_in_the_reader_s_language(self) -> None:
        client = Client()
        for page in Page.objects.filter(depth__gte=2).select_related("locale"):
            answer = Answer.to(client, page.url)
            ids = {tag["id"] for tag in answer.soup.select("[id]")}
            links = answer.one("main").select("a[href]")
            for link in links:
                href = link["href"]
                assert not href.startswith("http:"), href
                if href.startswith("#"):
                    assert href[1:] in ids
                if href.startswith("/"):
                    assert href.startswith(f"/{page.locale.language_code}/"), (page.url, href)
                    assert client.get(href, secure=True).status_code == 200, (page.url, href)

    def test_facts_have_sources_that_can_be_checked(self) -> None:
        for myth in MythPage.objects.all():
            sources = list(myth.sources.order_by("sort_order"))
            assert 3 <= len(sources) <= 7, myth.title
            text = myth.fact + myth.why_misleading + myth.fact_again
            marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", text)}
            assert marks == set(range(1, len(sources) + 1)), myth.title
            for source in sources:
                assert source.url.startswith("https://")
                assert source.publisher
                assert source.note

    def test_reviews_are_done_overdue_or_missing_on_purpose(self) -> None:
        english = MythPage.objects.filter(locale__language_code="en")
        reviewed = [myth for myth in english if myth.last_reviewed]
        assert all(myth.review_by > myth.last_reviewed for myth in reviewed)
        assert all(myth.reviewed_by for myth in reviewed)
        assert {myth.slug for myth in english} - {myth.slug for myth in reviewed} == {
            "seeing-does-not-make-queer"
        }
        day_of_writing = date(2026, 11, 22)
        due = {myth.slug: (myth.review_by - day_of_writing).days for myth in reviewed}
        assert {slug for slug, days in due.items() if days < 0} == {
            "hiv-can-meet-anybody",
            "punishment-protects-nobody",
        }
        assert {slug for slug, days in due.items() if 0 <= days <= 30} == {
            "gender-affirming-care-step-by-step"
        }

    def test_corrections_and_related_rows_are_the_same_in_both_languages(self) -> None:
        corrected = set()
        arabic_locale = make_site().ar.locale
        for myth in MythPage.objects.filter(locale__language_code="en"):
            arabic = myth.get_translation_or_none(arabic_locale)
            if arabic is None:
                continue
            for name in ("corrections", "related_pages", "related_services"):
                ours, theirs = (
                    list(getattr(page, name).order_by("sort_order")) for page in (myth, arabic)
                )
                keys = [row.translation_key for row in ours]
                assert keys == [row.translation_key for row in theirs], (myth.title, name)
            for ours, theirs in zip(myth.corrections.all(), arabic.corrections.all(), strict=True):
                assert ours.date == theirs.date
                assert ARABIC.search(theirs.text)
                corrected.add(myth.slug)
        assert corrected == {"hiv-can-meet-anybody", "punishment-protects-nobody"}

    def test_one_fact_answers_a_claim_that_was_made_in_public(self) -> None:
        claims = MythPage.objects.exclude(claim_url="")
        assert {myth.locale.language_code for myth in claims} == {"ar", "en"}
        for myth in claims:
            myth.full_clean()
            assert myth.claim_date == date(2007, 9, 24)
            assert myth.claim_url in {source.url for source in myth.sources.all()}

    def test_facts_keep_to_the_words_that_we_agreed_on(self) -> None:
        for myth in MythPage.objects.select_related("locale"):
            language = myth.locale.language_code
            terms = avoided_forms(language)
            for name in ("title", "search_description", "summary_text", "reviewed_by", *RICH):
                found = check_text(getattr(myth, name), language, terms=terms)
                left = [finding for finding in found if finding.code != "avoid-quoted"]
                assert left == [], (myth.title, name)
            notes = [source.note for source in myth.sources.all()]
            for text in (*notes, *(row.text for row in myth.corrections.all())):
                assert check_text(text, language, terms=terms) == [], (myth.title, text)

    def test_no_text_is_filler(self) -> None:
        for segment in StringSegment.objects.select_related("string"):
            text = segment.string.data.lower()
            for filler in ("lorem", "ipsum", "todo", "xxx", "placeholder", "{lang}"):
                assert filler not in text, text

    def test_sign_ins_are_printed_for_their_owner_alone(self) -> None:
        file = FOLDER / "demo-signins.txt"
        assert oct(file.stat().st_mode)[-3:] == "600"
        text = file.read_text(encoding="utf-8")
        for account in ACCOUNTS:
            assert account.username in text
            assert account.password in text
            assert account.passphrase in text

    def test_an_account_that_is_made_by_name_has_the_demo_s_domain(self) -> None:
        emails = set(get_user_model().objects.values_list("email", flat=True))
        assert {email.rpartition("@")[2] for email in emails} == {"demo.invalid"}

    def test_a_seeded_request_is_sealed(self) -> None:
        from demo.content import support

        stories = [row["story"] for row in support.REQUESTS]
        assert len(stories) >= 2
        rows = str(
            [
                list(model._base_manager.values())
                for model in apps.get_models()
                if model._meta.app_label
                in {"support", "vault", "wagtailcore", "django_tasks_database"}
            ]
        )
        for story in stories:
            assert story[:40] not in rows
